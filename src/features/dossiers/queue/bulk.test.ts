import { beforeAll, describe, expect, test } from 'vitest'
import {
  type DossierWorld,
  dossierWorld,
  numbering,
  province,
  regulation,
} from '../../../../test/factories/dossiers.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { openRound } from '../../rounds/index.ts'
import { dossierById } from '../dossier.ts'
import { lawsOf } from '../law.ts'
import { assignAdvisers, leaveRound } from '../province.ts'
import { recorder } from '../record.ts'
import { type BulkChoice, bulkById, doForMany, foresee, undoForMany } from './bulk.ts'

const { db, ...database } = await testDatabase()
const laws = lawsOf(regulation)
const desk = { laws, record: recorder(laws), numbering }
let world: DossierWorld
let ids: string[]
let roundId: string
const choice = (deed: BulkChoice['deed'], more: Partial<BulkChoice> = {}): BulkChoice => ({
  deed,
  roundId: null,
  accountIds: [],
  checked: false,
  ...more,
})
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : result.problems!.map((one) => one.code)
const statuses = async () => Promise.all(ids.map(async (id) => (await dossierById(db, id))!.status))

beforeAll(async () => {
  world = await dossierWorld({ db, ...database })
  ids = [(await world.proposed()).id, (await world.proposed(await world.product('Tôm chua minh họa', 8))).id]
  const round = await world.must(world.actors.office, (ctx) =>
    openRound(ctx, regulation, { provinceCode: province, year: 2026, ordinal: 2 }),
  )
  roundId = round.id
}, 120_000)

describe('one deed for many dossiers', () => {
  test('the summary says what can be done and, with the article, what cannot; nothing is written', async () => {
    const { office, leader } = world.actors
    const about = { actor: office, today: '2026-09-01' }
    const before = await foresee(db, desk, about, ids, choice('accept-into-round', { roundId }))
    expect(before.map((one) => one.problems.map((problem) => problem.code))).toEqual([
      ['action-not-now'],
      ['action-not-now'],
    ])
    expect(await foresee(db, desk, about, ids, choice('receive-province'))).toMatchObject([
      { problems: [] },
      { problems: [] },
    ])
    const led = await foresee(
      db,
      desk,
      { actor: leader, today: '2026-09-01' },
      ids,
      choice('receive-province'),
    )
    expect(led.flatMap((one) => one.problems.map((problem) => problem.code))).toEqual([
      'forbidden',
      'forbidden',
    ])
    expect(await statuses()).toEqual(['proposed', 'proposed'])
  })

  test('Điều 6 khoản 2: many are received only by who says that each was checked', async () => {
    const { office } = world.actors
    const unchecked = await world.run(office, (ctx) => doForMany(ctx, desk, ids, choice('receive-province')))
    expect(codes(unchecked)).toEqual(['bulk-not-checked'])
    await world.must(office, (ctx) =>
      doForMany(ctx, desk, ids, choice('receive-province', { checked: true })),
    )
    expect(await statuses()).toEqual(['province.received', 'province.received'])
  })

  test('is done for all or, when one cannot, for none; tampered ids and rounds change nothing', async () => {
    const { office, officer } = world.actors
    const stray = [...ids, '0190b5a0-0000-7000-8000-000000000000']
    const into = choice('accept-into-round', { roundId })
    expect(codes(await world.run(office, (ctx) => doForMany(ctx, desk, stray, into)))).toEqual([
      'bulk-changed',
      'not-found',
    ])
    const nowhere = choice('accept-into-round', { roundId: stray[2]! })
    expect(codes(await world.run(office, (ctx) => doForMany(ctx, desk, ids, nowhere)))).toContain(
      'round-unknown',
    )
    expect(codes(await world.run(officer, (ctx) => doForMany(ctx, desk, ids, into)))).toEqual([
      'bulk-changed',
      'forbidden',
    ])
    expect(codes(await world.run(office, (ctx) => doForMany(ctx, desk, [], into)))).toEqual([
      'bulk-nothing-chosen',
    ])
    expect(await statuses()).toEqual(['province.received', 'province.received'])
  })

  test('of two officers who do it at once one wins, the other is told; it is taken back as one', async () => {
    const { office } = world.actors
    const other = await world.actor('provincial-office', { place: province })
    const into = choice('accept-into-round', { roundId })
    const answers = await Promise.all(
      [office, other].map((actor) => world.run(actor, (ctx) => doForMany(ctx, desk, ids, into))),
    )
    expect(answers.map((one) => one.ok).toSorted()).toEqual([false, true])
    const winner = answers[0]!.ok ? office : other
    const done = answers.find((one) => one.ok)!
    const bulkId = done.ok ? done.value.bulkId : ''
    expect(await statuses()).toEqual(['in-round', 'in-round'])
    const loser = winner === office ? other : office
    expect(codes(await world.run(loser, (ctx) => undoForMany(ctx, desk, bulkId, 'Nhầm đợt')))).toEqual([
      'not-found',
    ])
    await world.must(winner, (ctx) => undoForMany(ctx, desk, bulkId, 'Nhầm đợt'))
    expect(await statuses()).toEqual(['province.received', 'province.received'])
    expect((await dossierById(db, ids[0]!))!.round).toBeNull()
    expect(await bulkById(db, bulkId, winner.accountId, new Date('2026-09-01T05:00:00Z'))).toMatchObject({
      undone: true,
    })
    expect(codes(await world.run(winner, (ctx) => undoForMany(ctx, desk, bulkId, 'Nhầm đợt')))).toEqual([
      'undo-over',
    ])
  })

  test('is not taken back over what a second officer assigned meanwhile', async () => {
    const { office, adviser } = world.actors
    await world.must(office, (ctx) => doForMany(ctx, desk, ids, choice('accept-into-round', { roundId })))
    const none = await world.must(office, (ctx) =>
      doForMany(ctx, desk, ids, choice('assign', { accountIds: [adviser.accountId!] })),
    )
    await world.must(office, (ctx) =>
      assignAdvisers(ctx, { dossierId: ids[0]!, accountIds: [adviser.accountId!] }),
    )
    const undone = await world.run(office, (ctx) => undoForMany(ctx, desk, none.bulkId, 'Nhầm'))
    expect(codes(undone)).toEqual(['undo-moved-on'])
    expect(await db.selectFrom('dossier_assignment').selectAll().execute()).toHaveLength(2)
    for (const dossierId of ids)
      await world.must(office, (ctx) => leaveRound(ctx, desk, { dossierId, reason: 'Xếp lại' }))
  })

  test('is not taken back once a dossier has moved on, nor after half an hour', async () => {
    const { office, adviser } = world.actors
    const into = await world.must(office, (ctx) =>
      doForMany(ctx, desk, ids, choice('accept-into-round', { roundId })),
    )
    const given = await world.must(office, (ctx) =>
      doForMany(ctx, desk, ids, choice('assign', { accountIds: [adviser.accountId!] })),
    )
    const assigned = await db.selectFrom('dossier_assignment').selectAll().execute()
    expect(assigned).toHaveLength(2)
    await world.must(office, (ctx) =>
      desk.record(ctx, ids[0]!, 'return-province', { reason: 'Thiếu trang 2' }),
    )
    expect(codes(await world.run(office, (ctx) => undoForMany(ctx, desk, into.bulkId, 'Nhầm')))).toEqual([
      'undo-moved-on',
    ])
    world.clock.forward(1)
    const late = await world.run(office, (ctx) => undoForMany(ctx, desk, given.bulkId, 'Nhầm'))
    expect(codes(late)).toEqual(['undo-over'])
  })
})
