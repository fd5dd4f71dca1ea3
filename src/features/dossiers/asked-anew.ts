import { addDays } from '../../rules/calendar/index.ts'
import { leaves } from '../../rules/criteria/index.ts'
import type { Paper } from '../evidence/index.ts'
import type { Dossier } from './dossier.ts'
import { askedFields } from './examine.ts'
import type { DossierLaw } from './law.ts'

/** A paper that ends within this many days is asked for again: the council judges some months after the filing. A stated default. */
export const PAPER_LASTS_DAYS = 90

/** What is left to do in a dossier: what was carried over and still stands is not asked again. */
export interface AskedAnew {
  /** Fields of the forms without a value. */
  readonly fields: readonly string[]
  /** Criteria without a choice. */
  readonly criteria: readonly string[]
  /** Papers that have expired or are about to. */
  readonly papers: readonly Paper[]
  readonly count: number
}

/**
 * Mẫu số 02 Phần III: a product judged again reviews and updates what is new and adds papers whose term has run out; the rest
 * stands as it was filed. A first dossier has nothing to carry over, so everything is asked.
 */
export function askedAnew(
  dossier: Pick<Dossier, 'kind' | 'form' | 'answers' | 'setNo'>,
  law: DossierLaw,
  papers: readonly Paper[],
  today: string,
): AskedAnew {
  const fields = askedFields(law, dossier)
    .filter((field) => isEmpty(dossier.form[field.name]) && field.type !== 'checkbox')
    .map((field) => field.name)
  const criteria = leaves(law.sheet(dossier.setNo)!)
    .map(({ criterion }) => criterion.code)
    .filter((code) => dossier.answers[code] === undefined || dossier.answers[code] === null)
  const until = addDays(today, PAPER_LASTS_DAYS)
  const ending = papers.filter((paper) => paper.validUntil !== null && paper.validUntil <= until)
  return { fields, criteria, papers: ending, count: fields.length + criteria.length + ending.length }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
