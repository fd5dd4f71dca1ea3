import type { Db } from '../../../platform/db/index.ts'
import { formatDay, formatInstant } from '../../../platform/i18n/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { messages as vi } from '../messages.vi.ts'
import type { StoredProof } from '../results/agree.ts'
import { meanFraction, meanText } from '../results/figures.ts'
import { optionOf } from '../sheets/table.ts'
import type { SheetVault } from '../sheets/vault.ts'
import { type Gathered, gatherSitting } from '../sittings/gather.ts'
import { isRevealed } from '../sittings/view.ts'
import { openedRounds } from './rounds.ts'

/** All that the minutes of a sitting say; Vietnamese, as an official paper is. Frozen when the sitting is closed. */
export interface MinutesContent {
  readonly council: string
  readonly decision: string
  readonly issuer: string
  readonly place: string
  readonly mode: 'meeting' | 'written-opinion'
  readonly heldOn: string
  readonly venue: string
  readonly openedAt: string
  readonly closedAt: string
  readonly rules: string
  readonly attendance: readonly { name: string; office: string; role: string; votes: boolean; note: string }[]
  readonly quorum: string
  readonly presiding: string
  readonly secretary: string
  readonly chair: string
  readonly recusals: readonly { dossierId: string; text: string }[]
  readonly events: readonly { dossierId: string | null; at: string; text: string }[]
  readonly items: readonly MinutesItem[]
}

export interface MinutesItem {
  readonly dossierId: string
  readonly product: string
  readonly producer: string
  readonly setNo: number
  readonly sampleCode: string
  readonly outcome: 'agreed' | 'deferred' | 'open'
  readonly mean: string
  readonly exact: string
  readonly star: string
  readonly counted: number
  readonly rounds: readonly MinutesRound[]
  readonly agreed: readonly {
    code: string
    title: string
    option: string
    points: string
    votes: string
  }[]
  readonly missed: readonly string[]
  readonly notes: readonly string[]
}

/** One scoring round: every counted total; the ticks and reasons of each member only where the rules want them in the annex. */
export interface MinutesRound {
  readonly round: number
  readonly mean: string
  readonly totals: readonly { name: string; total: string; hash: string }[]
  /** Why members changed their ticks in a later round. */
  readonly reasons: readonly string[]
  readonly ticks: readonly { name: string; levels: string }[]
}

/** The minutes as they stand now, from the sitting's own history. */
export async function composeMinutes(
  db: Db,
  sittingId: string,
  deps: CouncilDeps,
  vault: SheetVault,
): Promise<MinutesContent | undefined> {
  const gathered = await gatherSitting(db, sittingId, deps)
  if (!gathered) return undefined
  const { loaded } = gathered
  const events = await readHistory(db, sittingId)
  const at = (action: string) => events.filter((event) => event.action === action).at(-1)?.at ?? null
  const { council, state, members } = loaded
  const agencies = new Map(deps.agencies(state.heldOn).map((agency) => [agency.id, agency.name]))
  const chairSeat = members.find((member) => member.role === 'chair')
  const handed = chairSeat && state.attendance.get(chairSeat.id)
  const presiding =
    handed && !handed.present && handed.delegatedTo
      ? members.find((member) => member.id === handed.delegatedTo)
      : chairSeat
  const opened = events.find((event) => event.action === 'open')?.detail as
    | { present: number; voters: number }
    | undefined
  return {
    council: council.name,
    decision: `${council.decision_no} ngày ${formatDay(council.decision_on)}`,
    issuer: council.signer,
    place: deps.province.name,
    mode: state.mode,
    heldOn: state.heldOn,
    venue: state.venue ?? '',
    openedAt: spokenInstant(at('open')),
    closedAt: spokenInstant(at('close')),
    rules: loaded.rules.citation,
    attendance: members.map((member) => ({
      name: member.name,
      office: [member.office, member.agencyId ? agencies.get(member.agencyId) : undefined]
        .filter(Boolean)
        .join(', '),
      role: vi.roles[member.role] ?? member.role,
      votes: member.votes,
      note: attendanceNote(gathered, member.id),
    })),
    quorum: opened ? `${opened.present}/${opened.voters}` : '',
    presiding: presiding?.name ?? '',
    secretary: members.find((member) => member.role === 'secretary')?.name ?? '',
    chair: chairSeat?.name ?? '',
    recusals: await readRecusals(db, sittingId, council.id),
    events: eventLines(gathered, events),
    items: await readMinutesItems(db, gathered, deps, events, vault),
  }
}

interface HistoryRow {
  action: string
  at: Date
  reason: string | null
  actor_name: string
  detail: Record<string, unknown>
}

async function readHistory(db: Db, sittingId: string): Promise<HistoryRow[]> {
  return db
    .selectFrom('sitting_action')
    .select(['action', 'at', 'reason', 'actor_name', 'detail'])
    .where('sitting_id', '=', sittingId)
    .orderBy('seq')
    .execute()
}

function attendanceNote({ loaded }: Gathered, memberId: string): string {
  if (loaded.state.mode === 'written-opinion') return 'lấy ý kiến bằng văn bản'
  const attendance = loaded.state.attendance.get(memberId)
  if (!attendance) return 'vắng'
  const to = loaded.members.find((member) => member.id === attendance.delegatedTo)?.name
  const handed = to ? `, ủy quyền điều hành cho ${to}` : ''
  return `${attendance.present ? 'có mặt' : 'vắng'}${handed}`
}

async function readRecusals(db: Db, sittingId: string, councilId: string) {
  const rows = await db
    .selectFrom('conflict as c')
    .innerJoin('council_member as m', 'm.id', 'c.member_id')
    .innerJoin('sitting_item as i', 'i.dossier_id', 'c.dossier_id')
    .innerJoin('dossier as d', 'd.id', 'c.dossier_id')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .select(['c.dossier_id', 'm.name as member', 't.name as product', 'c.ground', 'c.source'])
    .where('i.sitting_id', '=', sittingId)
    .where('c.council_id', '=', councilId)
    .where('c.standing', '=', 'recused')
    .orderBy('i.ordinal')
    .orderBy('m.ordinal')
    .execute()
  return rows.map((row) => ({
    dossierId: row.dossier_id,
    text: `${row.member} không tham gia đánh giá sản phẩm “${row.product}” (${vi.grounds[row.ground] ?? row.ground}; ${vi.sources[row.source]}).`,
  }))
}

/** What is worth a line in the minutes: phases, second rounds, reasons, opinions, reopening. */
const told: Readonly<Record<string, string>> = {
  open: 'Khai mạc phiên họp',
  invite: 'Mời chuyên gia',
  pause: 'Tạm nghỉ',
  resume: 'Họp tiếp',
  'open-sheets': 'Mở phiếu chấm',
  'second-round': 'Thảo luận, chấm vòng tiếp theo',
  agree: 'Thống nhất kết quả',
  'defer-item': 'Hoãn xét',
  'reopen-item': 'Đưa kết quả ra thảo luận lại',
  'remove-item': 'Đưa ra khỏi chương trình',
  readmit: 'Quyết định không phải xung đột lợi ích',
  note: 'Ý kiến',
  close: 'Bế mạc phiên họp',
  reopen: 'Mở lại phiên họp đã bế mạc',
  'call-meeting': 'Chuyển sang họp trực tiếp',
}

function eventLines({ loaded, about }: Gathered, events: readonly HistoryRow[]) {
  const items = new Map(loaded.state.items.map((item) => [item.id, item]))
  return events.flatMap((event) => {
    const word = told[event.action]
    if (!word) return []
    const item = items.get(String(event.detail.itemId ?? ''))
    const dossierId = item?.dossierId ?? (event.detail.dossierId as string | undefined) ?? null
    const product = item ? about.get(item.id)?.product : undefined
    const said =
      event.action === 'note'
        ? String(event.detail.text)
        : event.action === 'invite'
          ? `${event.detail.name} (giấy mời số ${event.detail.invitationNo})`
          : event.reason
    const text = [`${word}${product ? `: ${product}` : ''}`, said].filter(Boolean).join('. ')
    return [{ dossierId, at: formatInstant(event.at), text }]
  })
}

async function readMinutesItems(
  db: Db,
  { loaded, about }: Gathered,
  deps: CouncilDeps,
  events: readonly HistoryRow[],
  vault: SheetVault,
): Promise<MinutesItem[]> {
  const results = await db
    .selectFrom('result')
    .select(['dossier_id', 'star', 'mean_num', 'mean_den', 'proof', 'regime', 'set_no'])
    .where(
      'item_id',
      'in',
      loaded.state.items.map((item) => item.id).concat('00000000-0000-0000-0000-000000000000'),
    )
    .where('superseded_by', 'is', null)
    .execute()
  const byDossier = new Map(results.map((row) => [row.dossier_id, row]))
  const leftOut = new Map(
    loaded.state.items.flatMap((item) => {
      const result = item.phase === 'agreed' ? byDossier.get(item.dossierId) : undefined
      return result ? [[item.id, (result.proof as StoredProof).recused] as const] : []
    }),
  )
  const rounds = await openedRounds(db, loaded, deps, vault, leftOut)
  return loaded.state.items.map((item) => {
    const row = about.get(item.id)!
    const result = item.phase === 'agreed' ? byDossier.get(item.dossierId) : undefined
    const proof = result?.proof as StoredProof | undefined
    const compiled = result && deps.regulation.compiled(result.regime, result.set_no)
    const mean = result?.mean_num != null ? { num: result.mean_num, den: result.mean_den! } : null
    return {
      dossierId: item.dossierId,
      product: row.product,
      producer: row.producer,
      setNo: row.set_no,
      // A draft is read by those who still taste.
      sampleCode: loaded.state.blindTasting && !isRevealed(item) ? '' : (item.sampleCode ?? ''),
      outcome: item.phase === 'agreed' ? 'agreed' : item.phase === 'deferred' ? 'deferred' : 'open',
      mean: mean ? meanText(mean, 'vi') : '–',
      exact: mean ? meanFraction(mean) : '–',
      star: result ? (result.star === null ? 'không xếp hạng' : `${result.star} sao`) : '–',
      counted: proof?.counted.length ?? 0,
      rounds: rounds.get(item.id) ?? [],
      agreed: compiled
        ? proof!.agreed.map((tick) => {
            const chosen = optionOf(compiled, tick.criterion, tick.answer)
            return {
              code: tick.criterion,
              title: titleOf(compiled, tick.criterion),
              option: chosen.option || vi.noneOption,
              points: String(chosen.points),
              votes: `${tick.atLeast === undefined ? '' : '≥ '}${tick.atLeast ?? tick.votes}/${tick.of}${tick.tied ? '*' : ''}`,
            }
          })
        : [],
      missed: missedMinimums(proof),
      notes: events
        .filter((event) => event.action === 'note' && event.detail.itemId === item.id)
        .map((event) => String(event.detail.text)),
    }
  })
}

function titleOf(
  compiled: { sheet: { parts: readonly { criteria: readonly object[] }[] } },
  code: string,
): string {
  const find = (list: readonly object[]): string | undefined => {
    for (const one of list as { code: string; title: string; children?: readonly object[] }[]) {
      if (one.code === code) return one.title
      const below = one.children && find(one.children)
      if (below) return below
    }
    return undefined
  }
  return find(compiled.sheet.parts.flatMap((part) => part.criteria)) ?? ''
}

/** Minimums that kept the product below its star by points, from the stored proof. */
function missedMinimums(proof: StoredProof | undefined): string[] {
  const tried = proof?.tree.because.filter((node) => node.claim === 'tried' && !node.holds) ?? []
  return tried.flatMap((node) =>
    node.because
      .filter((minimum) => !minimum.holds)
      .map(
        (minimum) =>
          `tiêu chí ${minimum.data.criterion}: chưa đạt yêu cầu tối thiểu ${minimum.data.star} sao`,
      ),
  )
}

function spokenInstant(at: Date | null): string {
  return at ? formatInstant(at) : ''
}

/** The same minutes without what a reader is barred from: an extract, nothing of the hidden dossiers in it. */
export function withoutDossiers(content: MinutesContent, barred: ReadonlySet<string>): MinutesContent {
  if (barred.size === 0) return content
  return {
    ...content,
    recusals: content.recusals.filter((one) => !barred.has(one.dossierId)),
    events: content.events.filter((one) => one.dossierId === null || !barred.has(one.dossierId)),
    items: content.items.filter((item) => !barred.has(item.dossierId)),
  }
}
