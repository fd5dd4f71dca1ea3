import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import type { Numbering } from '../../rules/numbering/index.ts'
import { timedPapers, UPDATE_TOPICS, updateField } from '../../rules/precheck/index.ts'
import type { Action } from '../../rules/procedure/index.ts'
import type { Regulation } from '../regulation/index.ts'
import type { Dossier } from './dossier.ts'
import { editable } from './editing.ts'
import { type Examination, examine } from './examine.ts'
import type { DossierLaw, Laws } from './law.ts'
import { freezeManifest } from './manifest.ts'
import { productCodeFor } from './numbers.ts'
import type { RecordAction } from './record.ts'
import { remarksOf, unansweredProblems } from './remarks.ts'

/** Which deed handing in is, by where the dossier stands. */
const DEED: Readonly<Record<string, Action>> = {
  draft: 'file',
  'commune.returned': 'resubmit',
  'province.returned': 'complete',
}

export interface FilingMeans {
  readonly laws: Laws
  readonly regulation: Regulation
  readonly record: RecordAction
  readonly numbering: Numbering
}

export interface Filed {
  readonly dossier: Dossier
  readonly filing: number
  readonly hash: string
}

/**
 * Hands the dossier in: first time, again after a return by the commune, or completed after a return by the province. The
 * declaration is given (Mẫu số 01), the check finds nothing blocking, remarks are answered; what is filed is frozen with the
 * hash of every file (Điều 7 khoản 1: on the system it weighs as much as on paper).
 */
export async function fileDossier(
  ctx: CommandContext,
  { laws, regulation, record, numbering }: FilingMeans,
  input: { dossierId: string; declared: boolean },
): Promise<Result<Filed>> {
  const found = await editable(ctx, laws, input.dossierId)
  if (!found.ok) return found
  const { dossier, law } = found.value
  const deed = DEED[dossier.status]!
  const examination = await examine(ctx.db, dossier, law, ctx.today)
  const problems = [
    ...(input.declared
      ? []
      : [{ code: 'declaration-needed', field: 'declared', article: 'Phụ lục III, Mẫu số 01' }]),
    ...(deed === 'file' ? regimeProblems(ctx, regulation, dossier) : []),
    ...blockingProblems(examination),
    ...unansweredProblems(await remarksOf(ctx.db, dossier.id)),
  ]
  if (problems.length > 0) return failed(...problems)
  // The code on the sheet carries the year it is filed in (Phụ lục II), not the year the draft was begun.
  const year = deed === 'file' ? Number(ctx.today.slice(0, 4)) : dossier.year
  const productCode =
    dossier.productCode ??
    (await productCodeFor(ctx, numbering, { ...dossier, id: dossier.product.id, year }))
  await ctx.db
    .updateTable('dossier')
    .set({
      product_code: productCode,
      year,
      ...(deed === 'file' && { filed_on: ctx.today }),
    })
    .where('id', '=', dossier.id)
    .execute()
  const frozen = await freezeManifest(ctx, dossier, productCode, examination)
  const recorded = await record(ctx, dossier.id, deed, {
    detail: { filing: frozen.filing, manifest: frozen.hash, productCode },
    facts: { items: itemsOnHand(dossier, law, examination) },
  })
  if (!recorded.ok) return recorded
  return ok({ dossier: recorded.value, ...frozen })
}

/** The law of a dossier is the law of its filing day: a draft begun under an older one is not filed under it. */
function regimeProblems(ctx: CommandContext, regulation: Regulation, dossier: Dossier): Problem[] {
  const choice = regulation.regimeForDossier({ filedOn: ctx.today, kind: dossier.kind, set: dossier.setNo })
  if (!choice.scorable || choice.regime === null) return [choice.reason!]
  return choice.regime.id === dossier.regime
    ? []
    : [{ code: 'regime-changed', data: { from: dossier.regime, to: choice.regime.name } }]
}

function blockingProblems({ findings }: Examination): Problem[] {
  return findings
    .filter((finding) => finding.weight === 'blocking')
    .map((finding) => ({
      code: `check-${finding.rule}`,
      article: finding.article,
      ...('field' in finding.at && { field: finding.at.field }),
      ...('criterion' in finding.at && { field: `a:${finding.at.criterion}` }),
      ...('paper' in finding.at && { field: `paper:${finding.at.paper}` }),
      data: finding.data ?? {},
    }))
}

/** Items of Điều 6 khoản 1 on hand, by their ids in procedure.json: both forms, and what a re-evaluation brings up to date. */
function itemsOnHand(dossier: Dossier, law: DossierLaw, { papers }: Examination): Record<string, number> {
  const updated = UPDATE_TOPICS.every((topic) => Boolean(dossier.form[updateField(topic)]))
  return {
    'mau-01': 1,
    'mau-02': 1,
    'cap-nhat': updated ? 1 : 0,
    'giay-to-co-thoi-han': timedPapers(papers, law.evidence).length,
  }
}

/** The producer takes the dossier back before the council hears it. */
export function withdrawDossier(
  ctx: CommandContext,
  record: RecordAction,
  input: { dossierId: string; reason: string },
): Promise<Result<Dossier>> {
  return input.reason.trim() === ''
    ? Promise.resolve(refuse('reason-needed', { field: 'reason' }))
    : record(ctx, input.dossierId, 'withdraw', { reason: input.reason })
}
