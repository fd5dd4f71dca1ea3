import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../platform/audit/index.ts'
import {
  type CommandContext,
  failed,
  ok,
  type Result,
  refuse,
  tooLong,
} from '../../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { meanText } from '../results/figures.ts'
import type { ResultGroup } from '../results/read.ts'
import { type RoundLine, roundHead, roundLines } from './round.ts'

/** A product as a proposal names it. */
export interface ProposedLine {
  readonly dossierId: string
  readonly product: string
  readonly producer: string
  readonly place: string
  readonly mean: string
  readonly star: number | null
  readonly group: ResultGroup
  readonly sittingId: string
}

/** All a proposal says, frozen when it is made; Vietnamese, as an official paper is. */
export interface ProposalContent {
  readonly office: string
  readonly province: string
  /** The round it is about; null: products outside any round. */
  readonly round: string | null
  readonly madeOn: string
  readonly minutes: readonly { sittingId: string; council: string; heldOn: string; hash: string }[]
  readonly lines: readonly ProposedLine[]
  readonly isDemo: boolean
}

export const proposalHash = (content: unknown) =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')

/**
 * Lays the results that are ready before the Chairman (Điều 7 khoản 3 điểm đ): agreed, their minutes signed, in no other proposal
 * that stands. All of them go, so that nobody chooses whose result waits.
 */
export async function makeProposal(
  ctx: CommandContext,
  input: { readonly roundId: string | null },
  deps: CouncilDeps,
): Promise<Result<{ proposalId: string }>> {
  const head = input.roundId === null ? null : await roundHead(ctx.db, input.roundId)
  if (input.roundId !== null && !head) return refuse('not-found')
  const provinceCode = head?.provinceCode ?? deps.province.code
  if (!may(ctx.actor, 'result.propose', { places: [provinceCode] }, ctx.today)) return refuse('forbidden')
  const about = { provinceCode, roundId: input.roundId }
  const lines = (await roundLines(ctx.db, ctx, about, deps)).filter((line) => line.ready)
  if (lines.length === 0) return refuse('nothing-to-propose', { article: 'Điều 7 khoản 3 điểm đ' })
  const content = contentOf(lines, head?.title ?? null, ctx.today, deps)
  const proposalId = uuidv7()
  await ctx.db
    .insertInto('proposal')
    .values({
      id: proposalId,
      province_code: provinceCode,
      round_id: input.roundId,
      content: jsonb(content),
      hash: proposalHash(content),
      made_by: ctx.actor.accountId!,
      made_at: ctx.now,
      withdrawn_at: null,
      withdrawal_reason: null,
      is_demo: content.isDemo,
    })
    .execute()
  const taken = await ctx.db
    .insertInto('proposal_item')
    .values(lines.map((line) => ({ proposal_id: proposalId, result_id: line.resultId! })))
    .onConflict((clash) => clash.doNothing())
    .returning('result_id')
    .execute()
  // Somebody else laid the same results before the Chairman a moment ago.
  if (taken.length < lines.length) return refuse('result-in-proposal')
  ctx.audit({
    action: 'proposal.made',
    subjectKind: 'proposal',
    subjectId: proposalId,
    place: provinceCode,
    detail: { roundId: input.roundId, results: lines.length, hash: proposalHash(content) },
  })
  return ok({ proposalId })
}

function contentOf(
  lines: readonly RoundLine[],
  round: string | null,
  madeOn: string,
  deps: CouncilDeps,
): ProposalContent {
  const minutes = new Map(
    lines.map((line) => [
      line.sittingId!,
      {
        sittingId: line.sittingId!,
        council: line.council!,
        heldOn: line.heldOn!,
        hash: line.minutesHash!,
      },
    ]),
  )
  return {
    office: deps.ocopOffice?.(madeOn) ?? 'Cơ quan tham mưu quản lý OCOP',
    province: deps.province.name,
    round,
    madeOn,
    minutes: [...minutes.values()].sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1)),
    lines: lines.map((line) => ({
      dossierId: line.dossierId,
      product: line.product,
      producer: line.producer,
      place: deps.placeName?.(line.placeCode) ?? line.placeCode,
      mean: line.num === null || line.den === null ? '–' : meanText({ num: line.num, den: line.den }, 'vi'),
      star: line.star,
      group: line.group!,
      sittingId: line.sittingId!,
    })),
    isDemo: lines.some((line) => line.isDemo),
  }
}

/** Takes a proposal back with a reason, as long as no decision has taken up one of its results; it stays on file. */
export async function withdrawProposal(
  ctx: CommandContext,
  input: { readonly proposalId: string; readonly reason: string },
): Promise<Result<{ roundId: string | null }>> {
  const proposal = await ctx.db
    .selectFrom('proposal')
    .select(['id', 'province_code', 'round_id', 'withdrawn_at'])
    .where('id', '=', input.proposalId)
    .forUpdate()
    .executeTakeFirst()
  if (!proposal) return refuse('not-found')
  if (!may(ctx.actor, 'result.propose', { places: [proposal.province_code] }, ctx.today))
    return refuse('forbidden')
  if (proposal.withdrawn_at) return refuse('proposal-withdrawn')
  if (!input.reason.trim()) return refuse('reason-missing', { field: 'reason' })
  const long = tooLong('reason', input.reason, 2000)
  if (long.length > 0) return failed(...long)
  if (await takenUp(ctx.db, proposal.id)) return refuse('result-in-decision')
  await ctx.db
    .updateTable('proposal')
    .set({ withdrawn_at: ctx.now, withdrawal_reason: input.reason.trim() })
    .where('id', '=', proposal.id)
    .execute()
  await ctx.db
    .updateTable('proposal_item')
    .set({ withdrawn: true })
    .where('proposal_id', '=', proposal.id)
    .execute()
  ctx.audit({
    action: 'proposal.withdrawn',
    subjectKind: 'proposal',
    subjectId: proposal.id,
    place: proposal.province_code,
    detail: { reason: input.reason.trim() },
  })
  return ok({ roundId: proposal.round_id })
}

async function takenUp(db: Db, proposalId: string): Promise<boolean> {
  const row = await db
    .selectFrom('proposal_item as x')
    .innerJoin('result as r', 'r.id', 'x.result_id')
    .innerJoin('decision_item as i', 'i.dossier_id', 'r.dossier_id')
    .innerJoin('decision as c', 'c.id', 'i.decision_id')
    .select('x.result_id')
    .where('x.proposal_id', '=', proposalId)
    .where('c.status', 'in', ['draft', 'proposed', 'released'])
    .executeTakeFirst()
  return row !== undefined
}

export interface ProposalView {
  readonly id: string
  readonly provinceCode: string
  readonly roundId: string | null
  readonly content: ProposalContent
  readonly hash: string
  readonly madeAt: Date
  readonly withdrawnAt: Date | null
  readonly reason: string | null
}

export async function proposalsOf(
  db: Db,
  about: { readonly provinceCode: string; readonly roundId: string | null },
): Promise<ProposalView[]> {
  const rows = await proposals(db)
    .where('province_code', '=', about.provinceCode)
    .where('round_id', 'is not distinct from', about.roundId)
    .execute()
  return rows.map(viewOf)
}

export async function proposalById(db: Db, id: string): Promise<ProposalView | undefined> {
  const row = await proposals(db).where('id', '=', id).executeTakeFirst()
  return row && viewOf(row)
}

const proposals = (db: Db) =>
  db.selectFrom('proposal').selectAll().orderBy('made_at', 'desc').orderBy('id', 'desc')

function viewOf(
  row: Awaited<ReturnType<ReturnType<typeof proposals>['executeTakeFirstOrThrow']>>,
): ProposalView {
  return {
    id: row.id,
    provinceCode: row.province_code,
    roundId: row.round_id,
    content: row.content as ProposalContent,
    hash: row.hash,
    madeAt: row.made_at,
    withdrawnAt: row.withdrawn_at,
    reason: row.withdrawal_reason,
  }
}
