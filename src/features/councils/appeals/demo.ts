import { today } from '../../../platform/clock/index.ts'
import { demoActors, must } from '../demo.ts'
import type { Councils } from '../index.ts'
import type { Parts } from '../parts.ts'

/** A panel of their own: none of them sits, votes or keeps the minutes in the council that judged first. */
const panel = [
  ['chu-tich-khieu-nai', 'chair'],
  ['thu-ky-khieu-nai', 'secretary'],
  ['hoi-dong-khieu-nai-1', 'member'],
  ['hoi-dong-khieu-nai-2', 'member'],
] as const

/**
 * An appeal in progress: who filed the demo dossier appeals against its decided result, and a separate panel of people who never saw
 * it waits to be given it. Without a decided demo dossier there is nothing to appeal against.
 */
export async function loadAppealDemo(
  { kernel, deps }: Parts,
  door: Omit<Councils, 'feature' | 'demoAppeal'>,
): Promise<void> {
  const people = await demoActors(kernel)
  const office = people.get('van-phong-1')
  const decided = await kernel.db
    .selectFrom('dossier as d')
    .innerJoin('dossier_action as a', (join) =>
      join.onRef('a.dossier_id', '=', 'd.id').on('a.action', '=', 'file'),
    )
    .select(['d.id', 'a.actor_id'])
    .where('d.is_demo', '=', true)
    .where('d.status', '=', 'recognised')
    // The first one is left as it was decided, for its producer to read.
    .orderBy('d.created_at', 'desc')
    .executeTakeFirst()
  const hand = [...people.values()].find((one) => one.accountId === decided?.actor_id)
  if (!office || !decided || !hand) return
  const day = today(kernel.clock)
  await must(kernel, office, (ctx) =>
    door.found(ctx, {
      provinceCode: deps.province.code,
      level: 'tinh',
      kind: 'council',
      purpose: 'appeal',
      name: `Hội đồng xem xét khiếu nại kết quả OCOP năm ${day.slice(0, 4)} (minh họa)`,
      decisionNo: '00/QĐ-UBND (minh họa)',
      decisionOn: day,
      signer: 'Phạm Quang Lãng (minh họa)',
      isDemo: true,
      members: panel.map(([username, role]) => ({
        name: people.get(username)?.name ?? username,
        role,
        office: 'Chuyên gia (minh họa)',
        agencyId: null,
        votes: role !== 'secretary',
        accountId: people.get(username)?.accountId ?? null,
        phone: null,
        address: null,
      })),
    }),
  )
  await must(kernel, hand, (ctx) =>
    door.fileAppeal(ctx, {
      dossierId: decided.id,
      reason:
        'Đề nghị xem lại tiêu chí về nguồn gốc nguyên liệu: hợp đồng thu mua tại trang 3 chưa được xét (minh họa).',
    }),
  )
}
