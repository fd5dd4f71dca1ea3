import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CouncilWorld, councilWorld, regulation } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { fixedAnswers } from '../../../../test/golden/answers.ts'
import type { Actor } from '../../../platform/command/index.ts'
import { tastingCriteria } from '../../../rules/sitting/index.ts'
import { deskOf } from '../sheets/desk.ts'
import { ownSheet } from '../sheets/own-sheet.ts'
import { takeStep } from '../sittings/steps.ts'
import { viewSitting } from '../sittings/view.ts'
import { readTasting } from './note.ts'
import { samplesFor } from './samples.ts'

let world: CouncilWorld
beforeAll(async () => {
  world = await councilWorld(await testDatabase())
})
const today = '2026-06-15'
const heading = 'CHỈ TIÊU CẢM QUAN'
const sheet = regulation.sheet('qd26-2026', 1)!
const sensory = tastingCriteria(sheet, heading)
const best = fixedAnswers(sheet, 0) as Record<string, number | null>
const low = Object.fromEntries(sensory.map((code) => [code, 0]))

test('the sensory criteria of a sheet are those under its printed heading; handicraft and tourism have none', () => {
  expect(sensory).toEqual(['6.1', '6.2', '6.3', '6.4'])
  const without = [18, 21, 22, 23, 24, 25, 26]
  for (let set = 1; set <= 26; set++)
    expect(tastingCriteria(regulation.sheet('qd26-2026', set)!, heading).length > 0, `set ${set}`).toBe(
      !without.includes(set),
    )
})

/** Two products on a convened agenda whose samples are tasted blind. */
async function blind() {
  const producerId = await world.producer()
  const dossierIds = [await world.dossier(producerId), await world.dossier(producerId)]
  const { councilId, memberIds } = await world.found()
  const { run, councils, secretary } = world
  const { sittingId } = await run(secretary, (ctx) =>
    councils.plan(ctx, {
      councilId,
      roundId: null,
      mode: 'meeting',
      heldOn: today,
      venue: null,
      deadline: null,
    }),
  )
  await run(secretary, (ctx) => councils.addItems(ctx, { sittingId, dossierIds }))
  await run(secretary, (ctx) => councils.codeSamples(ctx, sittingId))
  const ask = { step: 'blind-on', itemId: '', reason: '', text: '', heldOn: null, venue: '' }
  await run(secretary, (ctx) => takeStep(ctx, sittingId, ask, { deps: world.deps, vault: councils.vault }))
  await run(secretary, (ctx) => councils.convene(ctx, sittingId))
  const entries = memberIds.map((memberId) => ({ memberId, present: true, delegatedTo: null }))
  await run(secretary, (ctx) => councils.attend(ctx, sittingId, entries))
  await run(world.chair, (ctx) =>
    councils.act(ctx, sittingId, { action: 'open', detail: { present: 8, voters: 8 } }),
  )
  const view = (actor: Actor) => viewSitting(world.kernel.db, { actor, today }, sittingId, world.deps)
  const items = (await view(secretary))!.items
  return { sittingId, items, view, itemIds: items.map((item) => item.id) }
}

const taste = (actor: Actor, sittingId: string, sampleCode: string, answers: Record<string, number> = low) =>
  world.codes(actor, (ctx) => world.councils.taste(ctx, { sittingId, sampleCode, answers }))
const seal = (actor: Actor, itemId: string, answers: Record<string, number | null>) =>
  world.codes(actor, (ctx) =>
    world.councils.seal(ctx, {
      itemId,
      key: randomUUID(),
      baseRevision: 0,
      round: 1,
      content: { answers, findings: [], reasons: {}, opinion: '' },
      device: null,
    }),
  )

describe('tasting by sample code', () => {
  test('who votes sees a name or a code, never both, until the sheets are opened; the secretary sees both', async () => {
    const at = await blind()
    const member = world.members[1]!
    expect(at.items.map((item) => item.sampleCode)).not.toContain(null)
    for (const actor of [member, world.chair])
      expect((await at.view(actor))!.items.map((item) => item.sampleCode)).toEqual([null, null])
    const samples = await samplesFor(
      world.kernel.db,
      { actor: member, today },
      at.sittingId,
      world.deps,
      world.councils.vault,
    )
    expect(samples.map((one) => one.code)).toEqual(
      at.items.map((item) => item.sampleCode).toSorted((a, b) => (a! < b! ? -1 : 1)),
    )
  })

  test('what was tasted binds the first round: filled in, not to be changed, nothing before it', async () => {
    const at = await blind()
    const [first] = at.items
    const [member, other] = [world.members[1]!, world.members[2]!]
    const code = first!.sampleCode!
    expect(await taste(member, at.sittingId, code, { '6.1': 0 })).toEqual(
      sensory.slice(1).map(() => 'criterion-unanswered'),
    )
    expect(await taste(member, at.sittingId, 'M99')).toEqual(['not-found'])
    expect(await taste(world.secretary, at.sittingId, code)).toEqual(['not-found'])
    expect(await taste(member, at.sittingId, code)).toEqual([])
    expect(await taste(member, at.sittingId, code, { ...low, '6.1': 1 })).toEqual([])
    await world.run(world.chair, (ctx) =>
      world.councils.openScoring(ctx, { sittingId: at.sittingId, itemIds: [first!.id] }),
    )
    expect(await taste(member, at.sittingId, code)).toEqual(['tasting-bound'])
    const { '6.1': _, ...rest } = best
    expect(await seal(other, first!.id, best)).toEqual(sensory.map(() => 'tasting-first'))
    expect(await seal(member, first!.id, { ...best, ...low, '6.1': 2 })).toEqual(['tasting-binds'])
    const bare = Object.fromEntries(Object.entries(rest).filter(([key]) => !sensory.includes(key)))
    expect(await seal(member, first!.id, bare)).toEqual([])
    const desk = (await deskOf(world.kernel.db, { actor: member, today, itemId: first!.id }, world.deps))!
    const own = await ownSheet(world.kernel.db, desk, world.councils.vault)
    expect(own.content.answers).toEqual({ ...best, ...low, '6.1': 1 })
    expect(await taste(other, at.sittingId, code)).toEqual([])
  })

  test('binds a sheet on paper too; who has no account tastes by the paper', async () => {
    const at = await blind()
    const [first] = at.items
    const member = world.members[1]!
    const { sittingId } = at
    const { db } = world.kernel
    const seats = await db
      .selectFrom('council_member as m')
      .innerJoin('sitting as s', 's.council_id', 'm.council_id')
      .select(['m.id', 'm.account_id as accountId'])
      .where('s.id', '=', sittingId)
      .execute()
    const seatOf = (actor: Actor) => seats.find((one) => one.accountId === actor.accountId)!.id
    const [other, bare] = [world.members[2]!, world.members[3]!]
    await db.updateTable('council_member').set({ account_id: null }).where('id', '=', seatOf(bare)).execute()
    await taste(member, sittingId, first!.sampleCode!)
    for (const actor of [member, other, bare])
      await world.run(world.secretary, (ctx) =>
        world.councils.printPapers(ctx, { sittingId, memberId: seatOf(actor), itemIds: [first!.id] }),
      )
    await world.run(world.chair, (ctx) =>
      world.councils.openScoring(ctx, { sittingId, itemIds: [first!.id] }),
    )
    const papers = await db
      .selectFrom('paper_sheet')
      .select(['id', 'member_id'])
      .where('item_id', '=', first!.id)
      .execute()
    const enter = (actor: Actor, answers: Record<string, number | null>) =>
      world.codes(world.secretary, (ctx) =>
        world.councils.enterPaper(ctx, {
          sittingId,
          paperId: papers.find((one) => one.member_id === seatOf(actor))!.id,
          content: { answers, findings: [], reasons: {}, opinion: '' },
        }),
      )
    expect(await enter(member, { ...best, ...low, '6.2': 2 })).toEqual(['tasting-binds'])
    expect(await enter(member, { ...best, ...low })).toEqual([])
    expect(await enter(other, best)).toEqual(sensory.map(() => 'tasting-first'))
    expect(await enter(bare, best)).toEqual([])
  })

  test('at rest what was tasted can be read by nobody, and is bound to its member', async () => {
    const at = await blind()
    const member = world.members[1]!
    await taste(member, at.sittingId, at.items[0]!.sampleCode!)
    const desk = (await deskOf(
      world.kernel.db,
      { actor: member, today, itemId: at.itemIds[0]! },
      world.deps,
    ))!
    const row = await world.kernel.db
      .selectFrom('tasting_note')
      .select('sealed_content')
      .where('item_id', '=', at.itemIds[0]!)
      .executeTakeFirstOrThrow()
    expect(row.sealed_content.toString('latin1')).not.toContain('6.1')
    expect(await readTasting(world.kernel.db, desk, world.councils.vault)).toEqual(low)
    const foreign = { ...desk.address, round: 0, memberId: randomUUID() }
    await expect(world.councils.vault.decrypt(world.kernel.db, foreign, row.sealed_content)).rejects.toThrow()
  })
})
