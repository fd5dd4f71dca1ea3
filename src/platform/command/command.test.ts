import { expect, test } from 'vitest'
import { fixedClock, testDatabase } from '../../../test/factories/index.ts'
import { EventBus, ok, refuse, runCommand, visitor } from './index.ts'

const database = await testDatabase()
const told: unknown[] = []
const host = {
  db: database.db,
  clock: fixedClock(),
  events: new EventBus(),
  afterFailed: (_message: string, error: unknown) => void told.push(error),
}

test('an effect that fails after the commit is told to the machine, and the caller hears that the deed is done', async () => {
  const ran: string[] = []
  const done = await runCommand(host, visitor, async (ctx) => {
    ctx.after(() => {
      throw new Error('no line to the other instances')
    })
    ctx.after(async () => void ran.push('next'))
    return ok('kept')
  })
  expect(done).toEqual({ ok: true, value: 'kept' })
  expect(ran).toEqual(['next'])
  expect(told).toEqual([new Error('no line to the other instances')])
})

test('nothing happens after a refusal', async () => {
  const ran: string[] = []
  const done = await runCommand(host, visitor, async (ctx) => {
    ctx.after(() => void ran.push('after'))
    return refuse('forbidden')
  })
  expect(done).toMatchObject({ ok: false, problems: [{ code: 'forbidden' }] })
  expect(ran).toEqual([])
})

test('who asked hears the deeds of a command once they are committed, and nothing of one that was refused', async () => {
  const heard: string[] = []
  const events = new EventBus()
  events.afterDeeds((deeds) => void heard.push(deeds.join()))
  const note = (action: string) => ({ action, subjectKind: 'x', subjectId: '1', place: null, detail: {} })
  const run = (refused: boolean, ...actions: string[]) =>
    runCommand({ ...host, events }, visitor, async (ctx) => {
      for (const action of actions) ctx.audit(note(action))
      return refused ? refuse('forbidden') : ok()
    })
  await run(false, 'a.done', 'b.done')
  await run(true, 'c.done')
  await run(false)
  expect(heard).toEqual(['a.done,b.done'])
})
