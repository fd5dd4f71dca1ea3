import type { Db } from '../../../platform/db/index.ts'
import type { CertificateContent } from './issue.ts'

/** A certificate of a decision as the office sees it. */
export interface CertificateRow {
  readonly number: string
  readonly product: string
  readonly producer: string
  readonly star: number
  readonly content: CertificateContent
  readonly printed: boolean
  readonly signedAt: Date | null
  readonly signedBy: string | null
  readonly voidedAt: Date | null
}

/** Every certificate a decision brought forth, replaced ones included, by number. */
export async function certificateRows(db: Db, decisionId: string): Promise<CertificateRow[]> {
  const rows = await db
    .selectFrom('certificate as c')
    .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
    .select(['c.number', 'c.content', 'c.print_hash', 'c.signed_at', 'c.signed_by', 'c.voided_at'])
    .where('r.decision_id', '=', decisionId)
    .orderBy('c.number')
    .execute()
  return rows.map((row) => {
    const content = row.content as CertificateContent
    return {
      number: row.number,
      product: content.product,
      producer: content.producer,
      star: content.star,
      content,
      printed: row.print_hash !== null,
      signedAt: row.signed_at,
      signedBy: row.signed_by,
      voidedAt: row.voided_at,
    }
  })
}
