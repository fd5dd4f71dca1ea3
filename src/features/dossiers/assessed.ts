import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import './tables.ts'

/** The latest dossier with a self-assessment of each of these products. */
export interface AssessedDossier {
  readonly id: string
  readonly productId: string
  readonly regime: string
  readonly setNo: number
  readonly answers: Readonly<Record<string, unknown>>
}

export async function latestAssessed(db: Db, productIds: readonly string[]): Promise<AssessedDossier[]> {
  if (productIds.length === 0) return []
  return db
    .selectFrom('dossier')
    .distinctOn('product_id')
    .select(['id', 'product_id as productId', 'regime', 'set_no as setNo', 'answers'])
    .where('product_id', 'in', [...productIds])
    .where(sql<boolean>`answers <> '{}'`)
    .orderBy('product_id')
    .orderBy('created_at', 'desc')
    .execute()
}
