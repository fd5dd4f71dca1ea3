import { randomUUID } from 'node:crypto'
import type { Actor } from '../../src/platform/command/index.ts'
import type { SheetContent } from '../../src/rules/sitting/index.ts'
import { type CouncilWorld, PROVINCE } from './council-world.ts'

/** The producer of a decided dossier appeals, and the office gives it to a panel of people who never saw it. */
export async function appealedToPanel(world: CouncilWorld, dossierId: string): Promise<Panel> {
  const { producer_id: producerId } = await world.kernel.db
    .selectFrom('dossier')
    .select('producer_id')
    .where('id', '=', dossierId)
    .executeTakeFirstOrThrow()
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
  await world.run(owner, (ctx) => world.councils.fileAppeal(ctx, { dossierId, reason: 'Đề nghị xét lại' }))
  const chair = await world.person(`Chủ tịch ${randomUUID()}`, ['chair', 'council-member'])
  const secretary = await world.person(`Thư ký ${randomUUID()}`, ['secretary'])
  const other = await world.person(`Ủy viên ${randomUUID()}`, ['council-member'])
  const seats = [
    { actor: chair, role: 'chair' as const, votes: true },
    { actor: secretary, role: 'secretary' as const, votes: false },
    { actor: other, role: 'member' as const, votes: true },
  ]
  const { councilId } = await world.run(world.office, (ctx) =>
    world.councils.found(ctx, {
      provinceCode: PROVINCE,
      level: 'tinh',
      kind: 'council',
      purpose: 'appeal',
      name: 'Hội đồng chấm lại',
      decisionNo: '120/QĐ-UBND',
      decisionOn: '2026-06-15',
      signer: 'Người ký',
      members: seats.map(({ actor, role, votes }) => ({
        name: actor.name,
        office: 'Chuyên viên',
        agencyId: null,
        role,
        votes,
        accountId: actor.accountId,
        phone: null,
        address: null,
      })),
    }),
  )
  await world.run(world.office, (ctx) =>
    world.councils.takeToPanel(ctx, { dossierId, councilId, reason: 'Chấm lại theo khiếu nại' }),
  )
  return { councilId, chair, secretary, other }
}

interface Panel {
  readonly councilId: string
  readonly chair: Actor
  readonly secretary: Actor
  readonly other: Actor
}

/** What such a panel agrees when each of its members seals this sheet. */
export async function rejudged(world: CouncilWorld, dossierId: string, content: SheetContent): Promise<void> {
  const { councilId, chair, secretary, other } = await appealedToPanel(world, dossierId)
  const { councils, run } = world
  const { sittingId } = await run(secretary, (ctx) =>
    councils.plan(ctx, {
      councilId,
      roundId: null,
      mode: 'meeting',
      heldOn: '2026-06-15',
      venue: null,
      deadline: null,
    }),
  )
  await run(secretary, (ctx) => councils.addItems(ctx, { sittingId, dossierIds: [dossierId] }))
  await run(secretary, (ctx) => councils.convene(ctx, sittingId))
  const members = await world.kernel.db
    .selectFrom('council_member')
    .select('id')
    .where('council_id', '=', councilId)
    .execute()
  const entries = members.map(({ id }) => ({ memberId: id, present: true, delegatedTo: null }))
  await run(secretary, (ctx) => councils.attend(ctx, sittingId, entries))
  await run(chair, (ctx) =>
    councils.act(ctx, sittingId, { action: 'open', detail: { present: 2, voters: 2 } }),
  )
  const { id: itemId } = await world.kernel.db
    .selectFrom('sitting_item')
    .select('id')
    .where('sitting_id', '=', sittingId)
    .executeTakeFirstOrThrow()
  await run(chair, (ctx) => councils.openScoring(ctx, { sittingId, itemIds: [itemId] }))
  for (const member of [chair, other])
    await run(member, (ctx) =>
      councils.seal(ctx, { itemId, key: randomUUID(), baseRevision: 0, round: 1, content, device: 'thử' }),
    )
  await run(chair, (ctx) => councils.openSheets(ctx, { sittingId, itemId }))
  await run(chair, (ctx) => councils.agree(ctx, { sittingId, itemId }))
}
