import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CouncilWorld, councilWorld, regulation } from '../../../test/factories/council-world.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { fixedAnswers } from '../../../test/golden/answers.ts'
import type { Actor } from '../../platform/command/index.ts'
import { judgingAccounts } from './conflicts/visibility.ts'
import { readMinutes } from './minutes/record.ts'
import { takeStep } from './sittings/steps.ts'

let world: CouncilWorld
beforeAll(async () => {
  world = await councilWorld(await testDatabase())
})
const content = {
  answers: fixedAnswers(regulation.sheet('qd26-2026', 1)!, 0),
  findings: [],
  reasons: {},
  opinion: '',
}
const voters = () => [world.chair, ...world.members]
const parts = () => ({ deps: world.deps, vault: world.councils.vault })
const ask = { itemId: '', reason: '', text: '', heldOn: null, venue: '' }
const step = (actor: Actor, sittingId: string, name: string, about: Partial<typeof ask> = {}) =>
  world.codes(actor, (ctx) => takeStep(ctx, sittingId, { ...ask, ...about, step: name }, parts()))
const minutes = (actor: Actor, sittingId: string) =>
  readMinutes(
    world.kernel.db,
    { actor, today: '2026-06-15' },
    sittingId,
    world.deps,
    world.councils.vault,
  ).then((view) => view!.content)

const seal = (actor: Actor, itemId: string, round = 1) =>
  world.run(actor, (ctx) =>
    world.councils.seal(ctx, { itemId, key: randomUUID(), baseRevision: 0, round, content, device: null }),
  )

/** One product before the council; all but those left out have sealed, and the sheets are open. */
async function opened(without: readonly Actor[] = []) {
  const { sittingId, itemIds, memberIds } = await world.sitting([await world.dossier(await world.producer())])
  const at = { sittingId, itemId: itemIds[0]! }
  await world.run(world.chair, (ctx) => world.councils.openScoring(ctx, { sittingId, itemIds }))
  for (const member of voters().filter((one) => !without.includes(one))) await seal(member, at.itemId)
  await world.run(world.chair, (ctx) => world.councils.openSheets(ctx, { ...at, reason: 'Về sớm' }))
  return { ...at, memberIds }
}
const agree = (at: { sittingId: string; itemId: string }) =>
  world.run(world.chair, (ctx) => world.councils.agree(ctx, at))

describe('Điều 7 khoản 3 điểm d: a result counts the sheets of those who may judge', () => {
  test('who is recused after the result was agreed is taken out of it before the sitting is closed', async () => {
    const at = await opened()
    await agree(at)
    const me = world.members[3]!
    await world.run(me, (ctx) => world.councils.declareConflict(ctx, { ...at, note: 'Cháu của giám đốc' }))
    const before = await minutes(world.chair, at.sittingId)
    expect(before.items[0]!.rounds[0]!.totals, 'as many sheets as the result counts').toHaveLength(
      before.items[0]!.counted,
    )
    expect(await step(world.chair, at.sittingId, 'close')).toEqual(['recused-is-counted'])
    expect(
      await step(world.chair, at.sittingId, 'reopen-item', {
        itemId: at.itemId,
        reason: 'Có xung đột lợi ích',
      }),
    ).toEqual([])
    await agree(at)
    expect(await step(world.chair, at.sittingId, 'close')).toEqual([])
    const after = await minutes(world.chair, at.sittingId)
    expect(after.items[0]!.counted).toBe(7)
    expect(after.items[0]!.rounds[0]!.totals.map((one) => one.name)).not.toContain(me.name)
  })
})

describe('a seat lasts as long as the council’s decision says', () => {
  /** A sitting of this council on 15/6, nothing on its agenda yet. */
  const plan = async (councilId: string) =>
    (
      await world.run(world.secretary, (ctx) =>
        world.councils.plan(ctx, {
          councilId,
          roundId: null,
          mode: 'meeting',
          heldOn: '2026-06-15',
          venue: null,
          deadline: null,
        }),
      )
    ).sittingId
  const agenda = async (sittingId: string, dossierId: string) => {
    await world.run(world.secretary, (ctx) =>
      world.councils.addItems(ctx, { sittingId, dossierIds: [dossierId] }),
    )
    await world.run(world.secretary, (ctx) => world.councils.convene(ctx, sittingId))
  }
  const end = (memberId: string, untilDay: string) =>
    world.run(world.office, (ctx) =>
      world.councils.endSeat(ctx, { memberId, untilDay, reason: 'Chuyển công tác' }),
    )

  test('who left before the day judges nothing of it; who left after it did', async () => {
    const { councilId, memberIds } = await world.found()
    await end(memberIds[2]!, '2026-06-01')
    await end(memberIds[3]!, '2026-06-15')
    const dossierId = await world.dossier(await world.producer())
    await agenda(await plan(councilId), dossierId)
    const judging = await judgingAccounts(world.kernel.db, dossierId)
    expect(judging).not.toContain(world.members[1]!.accountId)
    expect(judging).toContain(world.members[2]!.accountId)
  })

  test('relations are looked for among those who sit that day, also where the last day is known', async () => {
    const { councilId, memberIds } = await world.found()
    const phone = '0905123987'
    const [gone, leaving] = [memberIds[4]!, memberIds[5]!]
    const { db } = world.kernel
    await db.updateTable('council_member').set({ phone }).where('id', 'in', [gone, leaving]).execute()
    await end(gone, '2026-06-01')
    await end(leaving, '2026-06-30')
    const dossierId = await world.dossier(await world.producer({ phone }))
    await agenda(await plan(councilId), dossierId)
    const found = await db
      .selectFrom('conflict')
      .select(['member_id', 'ground'])
      .where('dossier_id', '=', dossierId)
      .execute()
    expect(found).toEqual([{ member_id: leaving, ground: 'same-phone' }])
  })

  test('an expert invited to another sitting keeps nothing waiting in this one', async () => {
    const { councilId, memberIds } = await world.found()
    const other = await plan(councilId)
    const name = 'Phan Thị Chuyên Gia'
    const producerId = await world.producer()
    const { db } = world.kernel
    await db
      .updateTable('producer')
      .set({ representative: JSON.stringify({ name }) } as never)
      .where('id', '=', producerId)
      .execute()
    const invited = { name, office: 'Giảng viên', field: 'Trà', invitationNo: '12/GM', accountId: null }
    await world.run(world.secretary, (ctx) =>
      world.councils.inviteExpert(ctx, { ...invited, sittingId: other }),
    )
    const [here, there] = [await world.dossier(producerId), await world.dossier(producerId)]
    await agenda(other, there)
    const sittingId = await plan(councilId)
    await agenda(sittingId, here)
    const undecided = await db
      .selectFrom('conflict')
      .select('dossier_id')
      .where('ground', '=', 'same-name')
      .execute()
    expect(undecided).toEqual([{ dossier_id: there }])
    // Found before, when the product was on that other agenda: decided on or not, the expert does not sit here.
    await db
      .updateTable('conflict')
      .set({ dossier_id: here })
      .where('dossier_id', '=', there)
      .where('ground', '=', 'same-name')
      .execute()
    await world.run(world.secretary, (ctx) =>
      world.councils.attend(
        ctx,
        sittingId,
        memberIds.map((memberId) => ({ memberId, present: true, delegatedTo: null })),
      ),
    )
    expect(await step(world.chair, sittingId, 'open')).toEqual([])
    expect(await step(world.chair, sittingId, 'open-all')).toEqual([])
  })
})

describe('draft minutes tell a voter no more than the opened sheets do', () => {
  test('rounds without the own sheet are left out until the result is agreed', async () => {
    const late = world.members[6]!
    const at = await opened([late])
    const rounds = async (actor: Actor) =>
      (await minutes(actor, at.sittingId)).items[0]!.rounds.map((one) => one.totals.length)
    expect(await rounds(late)).toEqual([])
    expect(await rounds(world.members[0]!)).toEqual([7])
    expect(await rounds(world.secretary)).toEqual([7])
    expect(
      await step(world.chair, at.sittingId, 'second-round', { itemId: at.itemId, reason: 'Lệch' }),
    ).toEqual([])
    for (const member of voters()) await seal(member, at.itemId, 2)
    expect(await rounds(late)).toEqual([])
    await world.run(world.chair, (ctx) => world.councils.openSheets(ctx, at))
    expect(await rounds(late)).toEqual([8])
    await agree(at)
    expect(await rounds(late)).toEqual([7, 8])
  })
})
