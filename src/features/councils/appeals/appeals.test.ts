import { beforeAll, describe, expect, test } from 'vitest'
import { type CouncilWorld, councilWorld, regulation } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { fixedAnswers } from '../../../../test/golden/answers.ts'
import type { Actor } from '../../../platform/command/index.ts'
import { readResult } from '../results/read.ts'
import { viewSitting } from '../sittings/view.ts'
import { complaintLaw } from './law.ts'
import { listAppeals } from './read.ts'

let world: CouncilWorld
let leader: Actor
beforeAll(async () => {
  world = await councilWorld(await testDatabase())
  leader = await world.person('Lãnh đạo', ['leader'])
})

const content = {
  answers: fixedAnswers(regulation.sheet('qd26-2026', 1)!, 0),
  findings: [],
  reasons: {},
  opinion: '',
}
let keys = 0
const key = () => `0190b5a0-0000-7000-8000-${String(++keys).padStart(12, '0')}`

interface Line {
  readonly action: string
  readonly day: string
  readonly status: string
  readonly detail?: object
}
const DECIDED: Line = { action: 'decide-not-recognise', day: '2026-06-20', status: 'not-recognised' }

/** Judged, agreed, decided "not recognised" on 20/6, and appealed by the producer. */
async function appealed(day = '2026-07-01', decided: readonly Line[] = [DECIDED]) {
  world.clock.set('2026-06-15')
  const producerId = await world.producer()
  const dossierId = await world.dossier(producerId)
  const sitting = await world.sitting([dossierId])
  const at = { sittingId: sitting.sittingId, itemId: sitting.itemIds[0]! }
  await world.run(world.chair, (ctx) => world.councils.openScoring(ctx, { ...at, itemIds: sitting.itemIds }))
  for (const member of [world.chair, ...world.members])
    await world.run(member, (ctx) =>
      world.councils.seal(ctx, {
        itemId: at.itemId,
        key: key(),
        baseRevision: 0,
        round: 1,
        content,
        device: null,
      }),
    )
  await world.run(world.chair, (ctx) => world.councils.openSheets(ctx, at))
  const { resultId } = await world.run(world.chair, (ctx) => world.councils.agree(ctx, at))
  for (const line of decided) await decide(dossierId, line)
  const owner: Actor = {
    ...(await world.person('Chủ thể', [])),
    grants: [
      {
        role: 'producer',
        place: null,
        agencyId: null,
        producerIds: [producerId],
        from: '2026-01-01',
        to: null,
      },
    ],
  }
  world.clock.set(day)
  const filed = await world.codes(owner, (ctx) =>
    world.councils.fileAppeal(ctx, { dossierId, reason: 'Tiêu chí 10 chưa xét giấy chứng nhận' }),
  )
  return { ...at, dossierId, resultId, filed, memberIds: sitting.memberIds, owner }
}

/** The decision itself belongs to another feature: here only its line in the dossier's history. */
async function decide(dossierId: string, { action, day, status, detail = {} }: Line) {
  const { db } = world.kernel
  const { seq } = await db
    .selectFrom('dossier_action')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('dossier_action')
    .values({
      dossier_id: dossierId,
      seq: Number(seq) + 1,
      action,
      at: world.clock(),
      day,
      actor_id: null,
      actor_name: 'Lãnh đạo',
      actor_role: 'leader',
      reason: 'Quyết định thử',
      detail,
    } as never)
    .execute()
  await db
    .updateTable('dossier')
    .set({ status } as never)
    .where('id', '=', dossierId)
    .execute()
}

async function panel(members: readonly Actor[], purpose: 'evaluation' | 'appeal' = 'appeal') {
  const seats = members.map((actor, index) => ({
    name: actor.name,
    office: 'Chuyên viên',
    agencyId: null,
    role: (['chair', 'secretary'] as const)[index] ?? ('member' as const),
    votes: index !== 1,
    accountId: actor.accountId,
    phone: null,
    address: null,
  }))
  const { councilId } = await world.run(world.office, (ctx) =>
    world.councils.found(ctx, {
      provinceCode: '46',
      level: 'tinh',
      kind: 'council',
      purpose,
      name: 'Hội đồng chấm lại',
      decisionNo: '120/QĐ-UBND',
      decisionOn: '2026-07-01',
      signer: 'Người ký',
      members: seats,
    }),
  )
  return councilId
}
const fresh = async (): Promise<Actor[]> => [
  await world.person('Chủ tịch hai', ['chair', 'council-member']),
  await world.person('Thư ký hai', ['secretary']),
  await world.person('Ủy viên hai', ['council-member']),
]
const toPanel = (dossierId: string, councilId: string) =>
  world.codes(world.office, (ctx) =>
    world.councils.takeToPanel(ctx, { dossierId, councilId, reason: 'Chấm lại theo khiếu nại' }),
  )

describe('an appeal', () => {
  test('goes to a separate panel: nobody who voted before, by account or by name', async () => {
    const at = await appealed()
    expect(at.filed).toEqual([])
    const [chair, secretary] = await fresh()
    expect(await toPanel(at.dossierId, await panel([chair!, secretary!, world.members[0]!]))).toEqual([
      'appeal-panel-not-separate',
    ])
    const namesake = { ...(await world.person(world.members[1]!.name, ['council-member'])), accountId: null }
    expect(await toPanel(at.dossierId, await panel([chair!, secretary!, namesake]))).toEqual([
      'appeal-panel-not-separate',
    ])
    expect(await toPanel(at.dossierId, await panel(await fresh(), 'evaluation'))).toEqual([
      'appeal-panel-missing',
    ])
    expect(await toPanel(at.dossierId, await panel(await fresh()))).toEqual([])
  })

  test('its panel stays separate: an account given since, a seat about to end, a seat added later', async () => {
    const { db } = world.kernel
    const [chair, secretary, other] = (await fresh()) as [Actor, Actor, Actor]
    const former = world.members[2]!

    const unnamed = await appealed()
    const seat = unnamed.memberIds[3]!
    await db.updateTable('council_member').set({ account_id: null }).where('id', '=', seat).execute()
    expect(await toPanel(unnamed.dossierId, await panel([chair, secretary, former]))).toEqual([
      'appeal-panel-not-separate',
    ])

    const at = await appealed()
    const leaving = await panel([chair, secretary, former])
    await db
      .updateTable('council_member')
      .set({ until_day: '2026-12-31' })
      .where('council_id', '=', leaving)
      .where('account_id', '=', former.accountId)
      .execute()
    expect(await toPanel(at.dossierId, leaving)).toEqual(['appeal-panel-not-separate'])

    const councilId = await panel([chair, secretary, other])
    expect(await toPanel(at.dossierId, councilId)).toEqual([])
    const member = (actor: Actor, votes = true) => ({
      name: actor.name,
      office: 'Chuyên viên',
      agencyId: null,
      role: 'member' as const,
      votes,
      accountId: actor.accountId,
      phone: null,
      address: null,
    })
    const join = (who: ReturnType<typeof member>) =>
      world.codes(world.office, (ctx) =>
        world.councils.addMember(ctx, { councilId, member: who, decisionNo: '125/QĐ-UBND' }),
      )
    expect(await join(member(former))).toEqual(['appeal-panel-not-separate'])
    expect(await join(member(await world.person('Ủy viên ba', ['council-member'])))).toEqual([])
  })

  test('its panel is asked about again at the agenda and before the scoring', async () => {
    const at = await appealed()
    const people = await fresh()
    const councilId = await panel(people)
    await toPanel(at.dossierId, councilId)
    const [chair, secretary, other] = people as [Actor, Actor, Actor]
    const { sittingId } = await world.run(secretary, (ctx) =>
      world.councils.plan(ctx, {
        councilId,
        roundId: null,
        mode: 'meeting',
        heldOn: '2026-07-05',
        venue: null,
        deadline: null,
      }),
    )
    /** A seat of the panel is held by this person, however that came about. */
    const hold = (actor: Actor) =>
      world.kernel.db
        .updateTable('council_member')
        .set({ account_id: actor.accountId })
        .where('council_id', '=', councilId)
        .where('name', '=', other.name)
        .execute()
    const add = () =>
      world.codes(secretary, (ctx) => world.councils.addItems(ctx, { sittingId, dossierIds: [at.dossierId] }))
    await hold(world.members[4]!)
    expect(await add()).toEqual(['appeal-panel-not-separate'])
    await hold(other)
    expect(await add()).toEqual([])
    await world.run(secretary, (ctx) => world.councils.convene(ctx, sittingId))
    const seats = await world.kernel.db
      .selectFrom('council_member')
      .select('id')
      .where('council_id', '=', councilId)
      .execute()
    const entries = seats.map(({ id }) => ({ memberId: id, present: true, delegatedTo: null }))
    await world.run(secretary, (ctx) => world.councils.attend(ctx, sittingId, entries))
    await world.run(chair, (ctx) =>
      world.councils.act(ctx, sittingId, { action: 'open', detail: { present: 2, voters: 2 } }),
    )
    const { id: itemId } = await world.kernel.db
      .selectFrom('sitting_item')
      .select('id')
      .where('sitting_id', '=', sittingId)
      .executeTakeFirstOrThrow()
    const score = () =>
      world.codes(chair, (ctx) => world.councils.openScoring(ctx, { sittingId, itemIds: [itemId] }))
    await hold(world.members[4]!)
    expect(await score()).toEqual(['appeal-panel-not-separate'])
    await hold(other)
    expect(await score()).toEqual([])
  })

  test('leaves the former sheets sealed and closed to the panel, and the former result on file but not standing', async () => {
    const at = await appealed()
    const people = await fresh()
    const councilId = await panel(people)
    await toPanel(at.dossierId, councilId)
    const stored = await world.kernel.db
      .selectFrom('result')
      .select(['superseded_by'])
      .where('id', '=', at.resultId)
      .executeTakeFirstOrThrow()
    expect(stored.superseded_by).toBe(at.resultId)
    for (const actor of people) {
      const reader = { actor, today: '2026-07-01' }
      expect(await viewSitting(world.kernel.db, reader, at.sittingId, world.deps)).toBeUndefined()
      expect(await readResult(world.kernel.db, reader, at.resultId)).toBeUndefined()
    }
    const sheets = await world.kernel.db
      .selectFrom('score_sheet')
      .select('status')
      .where('item_id', '=', at.itemId)
      .execute()
    expect(new Set(sheets.map((one) => one.status))).toEqual(new Set(['sealed']))
  })

  test('comes on the agenda of its panel only, and the panel judges nothing else', async () => {
    const at = await appealed()
    const people = await fresh()
    const councilId = await panel(people)
    await toPanel(at.dossierId, councilId)
    const plan = (actor: Actor, council: string) =>
      world.run(actor, (ctx) =>
        world.councils.plan(ctx, {
          councilId: council,
          roundId: null,
          mode: 'meeting',
          heldOn: '2026-07-05',
          venue: null,
          deadline: null,
        }),
      )
    const add = (actor: Actor, sittingId: string, dossierId: string) =>
      world.codes(actor, (ctx) => world.councils.addItems(ctx, { sittingId, dossierIds: [dossierId] }))
    const own = await plan(people[1]!, councilId)
    const { councilId: first } = await world.found()
    const other = await plan(world.secretary, first)
    expect(await add(world.secretary, other.sittingId, at.dossierId)).toEqual(['dossier-of-another-panel'])
    expect(await add(people[1]!, own.sittingId, await world.dossier(await world.producer()))).toEqual([
      'dossier-of-another-panel',
    ])
    expect(await add(people[1]!, own.sittingId, at.dossierId)).toEqual([])
  })

  test('comes too late after its term, counted from the decision', async () => {
    const days = complaintLaw(world.deps)!.file.days
    expect(days).toBe(90)
    expect((await appealed('2026-09-18')).filed).toEqual([])
    expect((await appealed('2026-09-19')).filed).toEqual(['appeal-too-late'])
  })

  test('Điều 7 khoản 4: where the Ministry recognised, its term is counted from the day of the Ministry’s paper', async () => {
    const central: Line[] = [
      { action: 'approve-for-ministry', day: '2026-06-16', status: 'recognised' },
      { action: 'send-to-ministry', day: '2026-06-17', status: 'at-ministry' },
      {
        action: 'ministry-recognise',
        day: '2026-07-30',
        status: 'recognised',
        detail: { paperNo: '55/QĐ-BNNMT', paperOn: '2026-06-20' },
      },
    ]
    expect((await appealed('2026-09-18', central)).filed).toEqual([])
    expect((await appealed('2026-09-19', central)).filed).toEqual(['appeal-too-late'])
  })

  test('is shown with its clock to office and leader; the leader dismisses it with a reason', async () => {
    const at = await appealed()
    const law = complaintLaw(world.deps)
    const line = async (actor: Actor) =>
      (await listAppeals(world.kernel.db, { actor, today: '2026-07-11' }, law)).find(
        (one) => one.dossierId === at.dossierId,
      )
    expect(await line(world.office)).toMatchObject({ state: 'waiting', dueOn: '2026-07-31', daysLeft: 20 })
    expect(await line(world.members[0]!)).toBeUndefined()
    const dismiss = (reason: string, actor = leader) =>
      world.codes(actor, (ctx) => world.councils.dismissAppeal(ctx, { dossierId: at.dossierId, reason }))
    expect(await dismiss('')).toEqual(['reason-needed'])
    expect(await dismiss('Không có căn cứ', world.office)).toEqual(['forbidden'])
    expect(await dismiss('Không có căn cứ')).toEqual([])
    expect(await line(leader)).toMatchObject({ state: 'dismissed', dueOn: null })
  })
})
