import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { Busy, orNull, type ThreadLimits, threadPool } from './index.ts'

const dir = await mkdtemp(join(tmpdir(), 'saolang-threads-'))
afterAll(() => rm(dir, { recursive: true }))

/** A thread that answers in capitals, unless it is told to hang, to end or to fill its memory. */
async function pool(most: number, limits: ThreadLimits, last = 'parentPort.postMessage({ ready: true })') {
  const file = join(dir, `${Math.random()}.mjs`)
  const body = `import { parentPort } from 'node:worker_threads'
const heap = []
parentPort.on('message', ({ question }) => {
  if (question === 'end') process.exit(3)
  while (question === 'hang');
  while (question === 'fill') heap.push({ each: [heap.length] })
  if (question === 'fail') parentPort.postMessage({ error: 'failed' })
  else parentPort.postMessage({ answer: question.toUpperCase() })
})
${last}
`
  await writeFile(file, body)
  return threadPool<string, string>(pathToFileURL(file), most, limits)
}

const said = async (asked: readonly Promise<string>[]) =>
  (await Promise.allSettled(asked)).map((each) =>
    each.status === 'fulfilled' ? each.value : String(each.reason.message),
  )

test('a question that takes too long, ends its thread or fills its memory is rejected alone; the waiting ones are answered', async () => {
  const { ask } = await pool(1, { deadlineMs: 1_000, memoryMb: 32 })
  const asked = ['a', 'hang', 'b', 'end', 'c', 'fill', 'd', 'fail', 'e'].map(ask)
  expect(await said(asked)).toEqual([
    'A',
    'no answer in 1000 ms',
    'B',
    'the thread ended (3)',
    'C',
    expect.stringMatching(/out of memory|no answer|memory limit/i),
    'D',
    'failed',
    'E',
  ])
})

test('of two threads one works on while the other hangs', async () => {
  const { ask } = await pool(2, { deadlineMs: 2_000 })
  const order: string[] = []
  const note = (text: string) => () => void order.push(text)
  await Promise.all([
    ask('hang').catch(note('hang')),
    ...['a', 'b', 'c'].map((each) => ask(each).then(note(each))),
  ])
  expect(order).toEqual(['a', 'b', 'c', 'hang'])
})

test('beyond so many that wait the next is told to come back at once, and those that wait are answered', async () => {
  const { ask } = await pool(1, { deadlineMs: 1_000, mostWaiting: 2 })
  const asked = ['hang', 'a', 'b', 'c'].map(ask)
  const refused = await Promise.race(asked).catch((error) => error)
  expect(refused).toMatchObject({ statusCode: 503 })
  await expect(orNull(asked[3]!)).rejects.toThrow(Busy)
  expect(await said(asked.slice(0, 3))).toContain('A')
})

test('a thread that cannot start lets nobody wait for ever', async () => {
  const { ask } = await pool(2, {}, 'throw new Error("broken from the start")')
  expect(await said(['a', 'b', 'c'].map(ask))).toEqual(Array(3).fill('broken from the start'))
})
