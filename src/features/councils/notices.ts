import type { CommandContext } from '../../platform/command/index.ts'
import type { NoticeTemplate } from '../../platform/notice.ts'
import type { CouncilDeps } from './deps.ts'
import type { LoadedSitting } from './sittings/load.ts'

const judges = ['council-member', 'chair', 'secretary'] as const

/** What the council room tells people; never which dossier, where the reader might be in conflict with it. */
export const COUNCIL_NOTICES: Readonly<Record<string, NoticeTemplate>> = {
  'councils.convened': {
    roles: judges,
    name: { vi: 'Giấy mời họp Hội đồng', en: 'Invitation to a sitting' },
    vi: {
      title: 'Mời họp Hội đồng ngày {day}',
      body: '{council} đã được triệu tập. Địa điểm: {venue}.',
      next: 'Đọc hồ sơ điện tử trước phiên họp và khai báo xung đột lợi ích, nếu có.',
    },
    en: {
      title: 'Council sitting on {day}',
      body: '{council} has been convened. Venue: {venue}.',
      next: 'Read the e-dossiers before the sitting and declare any conflict of interest.',
    },
  },
  'councils.written-opinion': {
    roles: judges,
    name: { vi: 'Lấy ý kiến bằng văn bản', en: 'Request for a written opinion' },
    vi: {
      title: 'Gửi phiếu trước hết ngày {deadline}',
      body: '{council} lấy ý kiến bằng văn bản về đánh giá lại (Điều 7 khoản 6 điểm d).',
      next: 'Chấm và niêm phong phiếu trước hạn; quá hạn hệ thống không nhận.',
    },
    en: {
      title: 'Send your sheets by {deadline}',
      body: '{council} asks for written opinions on re-evaluations (Điều 7 khoản 6 điểm d).',
      next: 'Score and seal before then; later sheets are not taken.',
    },
  },
  'councils.appeal-filed': {
    roles: ['provincial-office', 'leader'],
    name: { vi: 'Có khiếu nại kết quả', en: 'An appeal was filed' },
    vi: {
      title: 'Khiếu nại kết quả: {product}',
      body: 'Chủ thể khiếu nại: {reason}',
      next: 'Giao Hội đồng chấm lại, hoặc trả lời không chấp nhận, trước ngày {due}.',
    },
    en: {
      title: 'Appeal: {product}',
      body: 'The producer appeals: {reason}',
      next: 'Give it to a separate panel, or dismiss it, by {due}.',
    },
  },
  'councils.appeal-answered': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Trả lời khiếu nại', en: 'Answer to an appeal' },
    vi: { title: 'Khiếu nại về {product}: {outcome}', body: '{reason}' },
    en: { title: 'Your appeal on {product}: {outcome}', body: '{reason}' },
  },
}

/** Tells every member with an account that the agenda is open to them. */
export async function tellConvened(
  ctx: CommandContext,
  loaded: LoadedSitting,
  { send }: CouncilDeps,
): Promise<void> {
  const { state, council, sitting } = loaded
  const written = state.mode === 'written-opinion'
  await send?.(ctx, {
    kind: written ? 'councils.written-opinion' : 'councils.convened',
    to: { accountIds: loaded.members.flatMap((member) => member.accountId ?? []) },
    params: {
      council: council.name,
      day: state.heldOn,
      venue: state.venue ?? '–',
      deadline: state.deadline,
    },
    path: `/lam-viec/phien-hop/${sitting.id}`,
    about: { kind: 'sitting', id: sitting.id },
    key: `${sitting.id}/${state.mode}`,
    exceptActor: true,
  })
}

/** Tells office and leader of an appeal, or the producer of its answer. */
export async function tellAppeal(
  ctx: CommandContext,
  about: {
    readonly dossierId: string
    readonly reason: string
    readonly due?: string | null
    readonly answer?: { vi: string; en: string }
  },
  { send }: CouncilDeps,
): Promise<void> {
  if (!send) return
  const row = await ctx.db
    .selectFrom('dossier as d')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .select(['t.name as product', 'd.producer_id as producerId', 'd.province_code as provinceCode'])
    .where('d.id', '=', about.dossierId)
    .executeTakeFirstOrThrow()
  const params = { product: row.product, reason: about.reason, due: about.due, outcome: about.answer }
  const subject = { kind: 'dossier', id: about.dossierId }
  if (about.answer) {
    await send(ctx, {
      kind: 'councils.appeal-answered',
      to: { producerId: row.producerId },
      params,
      path: `/lam-viec/ket-qua-cua-toi/${about.dossierId}`,
      about: subject,
    })
    return
  }
  for (const role of ['provincial-office', 'leader'])
    await send(ctx, {
      kind: 'councils.appeal-filed',
      to: { role, placeCode: row.provinceCode },
      params,
      path: '/lam-viec/khieu-nai',
      about: subject,
    })
}
