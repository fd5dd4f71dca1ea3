import type { Problem } from '../../../platform/command/index.ts'
import { parseDay, tidy } from '../../../rules/vietnamese/index.ts'
import type { ImportColumn, ListLine } from '../../imports/index.ts'
import { meetsRevocation, type PastRevocation, type Revocable } from '../../recognition/index.ts'
import type { ProductSurroundings } from '../surroundings.ts'

/** What a list of recognitions may say of their end. */
export const revocationColumns: readonly ImportColumn[] = [
  {
    field: 'revokedOn',
    label: { vi: 'Ngày thu hồi', en: 'Day of revocation' },
    headings: ['ngày thu hồi', 'ngày quyết định thu hồi', 'thu hồi ngày', 'revoked_on'],
  },
  {
    field: 'revocationNo',
    label: { vi: 'Quyết định thu hồi', en: 'Decision of revocation' },
    headings: ['quyết định thu hồi', 'số quyết định thu hồi', 'revocation_no'],
  },
  {
    field: 'revocationReason',
    label: { vi: 'Lý do thu hồi', en: 'Reason of revocation' },
    headings: ['lý do thu hồi', 'căn cứ thu hồi', 'revocation_reason'],
  },
]

export type StatedRevocation = Omit<PastRevocation, 'recognitionId'>

/** The revocation a row states; null where it states none. Without its day nothing says under which law, or since when: refused. */
export function readRevocation(
  { values }: ListLine,
  around: ProductSurroundings,
  today: string,
): StatedRevocation | null | { problem: Problem } {
  const [text, decisionNo, reason] = revocationColumns.map(({ field }) => tidy(values[field] ?? ''))
  if (!text && !decisionNo && !reason) return null
  const no = (code: string, data: Problem['data'] = {}) => ({ problem: { code, field: 'revokedOn', data } })
  if (!text) return no('revocation-without-day')
  const day = parseDay(text)
  if (day === null) return no('day-unknown', { text: text.slice(0, 40) })
  if (day > today) return no('day-in-future')
  const regime = around.regimeOn(day)
  if (regime === null) return no('recognition-without-regime', { day })
  return {
    day,
    regime,
    decisionNo: decisionNo?.slice(0, 100) || null,
    reason: reason?.slice(0, 2000) || null,
  }
}

/** The same question as the record asks, with the name of the product in the answer. */
export function meets(held: Revocable, { day }: StatedRevocation, name: string): 'fits' | 'known' | Problem {
  const answer = meetsRevocation(held, day)
  return typeof answer === 'string' ? answer : { ...answer, data: { ...answer.data, name } }
}

/** Said plainly: what the list leaves open of a revocation. */
export const openOf = ({ decisionNo, reason }: StatedRevocation): Problem[] => [
  ...(decisionNo === null ? [{ code: 'revocation-decision-not-stated', field: 'revocationNo' }] : []),
  ...(reason === null ? [{ code: 'revocation-reason-not-stated', field: 'revocationReason' }] : []),
]
