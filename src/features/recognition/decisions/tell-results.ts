import { sql } from 'kysely'
import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { ok, refuse } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import { formatDay } from '../../../platform/i18n/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { endExtension } from '../afterlife/extension.ts'
import { type Candidate, candidates, type RecognitionLaw, withoutDecision } from './candidates.ts'
import { type LetterDeps, writeLetter } from './letters.ts'
import type { ReleaseDeps } from './release.ts'

export type TellDeps = LetterDeps &
  Pick<ReleaseDeps, 'recordAction'> & { lawOf(regime: string): RecognitionLaw }

/**
 * Closes dossiers on whose result nothing is decided, by the office's written notice (Điều 7 khoản 3 điểm g): below three stars no
 * decision is issued (Điều 4 khoản 1 điểm a), and an upgrade that reaches no higher star leaves what the product holds. On an
 * upgrade of that kind the decree is silent: the notice is what is done unless the office drafts a recognition.
 */
export async function tellResults(
  ctx: CommandContext,
  input: { readonly provinceCode: string; readonly dossierIds: readonly string[] },
  deps: TellDeps,
): Promise<Result<{ letters: readonly string[] }>> {
  const places = [input.provinceCode]
  if (!may(ctx.actor, 'decision.draft', { places }, ctx.today)) return refuse('forbidden')
  if (input.dossierIds.length === 0) return refuse('notice-takes-up-nothing', { field: 'dossier' })
  const open = await candidates(ctx.db, input.provinceCode, ctx.today, deps.lawOf)
  const letters: string[] = []
  for (const id of input.dossierIds) {
    const candidate = open.find((each) => each.dossierId === id)
    if (!candidate) return refuse('result-not-open-to-decision', { field: 'dossier', data: { dossier: id } })
    const outcome = withoutDecision(candidate)
    if (!outcome) return refuse('result-needs-a-decision', { field: 'dossier' })
    const basis = await basisOf(ctx.db, candidate)
    const told = await deps.recordAction(ctx, id, 'notify-result', {
      reason: `Theo ${basis}`,
      detail: { outcome, star: candidate.star },
    })
    if (!told.ok) return told
    if (outcome === 'not-recognise')
      await endExtension(ctx, { productId: candidate.productId, day: ctx.today, decisionId: null })
    letters.push(await writeLetter(ctx, { ...candidate, outcome, basis }, deps))
  }
  return ok({ letters })
}

/** What the notice rests on: the council's sitting, or the paper by which the Ministry told its result (Điều 7 khoản 4 điểm g). */
async function basisOf(db: Db, { resultId }: Candidate): Promise<string> {
  const { rows } = await sql<{
    council: string | null
    day: string | null
    paper: string | null
    on: string | null
  }>`
    SELECT c.name AS council, s.held_on AS day, r.proof ->> 'paperNo' AS paper, r.proof ->> 'paperOn' AS on
    FROM result r
    LEFT JOIN sitting_item i ON i.id = r.item_id
    LEFT JOIN sitting s ON s.id = i.sitting_id
    LEFT JOIN council c ON c.id = s.council_id
    WHERE r.id = ${resultId}`.execute(db)
  const found = rows[0]
  if (found?.paper && found.on)
    return `kết quả của Hội đồng cấp trung ương tại văn bản số ${found.paper} ngày ${formatDay(found.on)}`
  const council = found?.council ?? 'Hội đồng đánh giá, phân hạng sản phẩm OCOP'
  return `kết quả đánh giá, phân hạng của ${council}${found?.day ? ` tại phiên ngày ${formatDay(found.day)}` : ''}`
}

/** Notices that went out without a decision, newest first. */
export async function toldWithoutDecision(
  db: Db,
  provinceCode: string,
): Promise<{ id: string; product: string; outcome: string; madeAt: Date }[]> {
  return db
    .selectFrom('result_letter as l')
    .innerJoin('dossier as d', 'd.id', 'l.dossier_id')
    .innerJoin('product as p', 'p.id', 'd.product_id')
    .select(['l.id', 'p.name as product', 'l.outcome', 'l.made_at as madeAt'])
    .where('l.decision_id', 'is', null)
    .where('l.province_code', '=', provinceCode)
    .orderBy('l.made_at', 'desc')
    .limit(50)
    .execute()
}
