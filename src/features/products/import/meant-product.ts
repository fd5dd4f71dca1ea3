import { sql } from 'kysely'
import type { CommandContext, Problem } from '../../../platform/command/index.ts'
import type { RecognitionEvent } from '../../../rules/validity/index.ts'
import { fold } from '../../../rules/vietnamese/index.ts'
import { nameKey } from '../../producers/index.ts'
import { asRuleEvent, type RecordedRecognition, type Revocable } from '../../recognition/index.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import type { StatedProduct } from './stated.ts'

type StoredEvent = Parameters<typeof asRuleEvent>[0]

/** A product on file with what was decided of it. */
export interface OnFile {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly isPublic: boolean
  readonly producerId: string | null
  readonly ownerKey: string | null
  readonly owner: string | null
  readonly place_code: string | null
  readonly place_day: string | null
  readonly province_code: string | null
  readonly held: Held[]
}

/** A recognition on file, or one that a row above has just stated: then without an id until it is recorded. */
export interface Held extends Revocable {
  id: string | null
  readonly decision: string
  readonly day: string
  readonly star: number | null
  events: readonly RecognitionEvent[]
  /** Once recorded, where the source had stated something else before. */
  before?: RecordedRecognition['before']
}

/** By folded name: the products on file that bear it, here or in a source, with what was decided of each. */
export async function productsNamed(
  ctx: CommandContext,
  names: readonly string[],
): Promise<Map<string, OnFile[]>> {
  const folded = [...new Set(names.map(fold))]
  const { rows } = await sql<
    Omit<OnFile, 'held'> & { called: string; held: (Held & { events: StoredEvent[] })[] }
  >`
    SELECT f.called, p.id, p.version, p.name, p.is_public AS "isPublic", p.producer_id AS "producerId", o.name_key AS "ownerKey",
      o.name AS owner, p.place_code, p.place_day, p.province_code,
      coalesce((SELECT jsonb_agg(jsonb_build_object('decision', coalesce(r.decision_no, ''), 'day', r.issued_on, 'star', r.star,
        'id', r.id, 'origin', r.origin, 'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'day', e.day,
        'detail', e.detail) ORDER BY e.seq), '[]'::jsonb) FROM recognition_event e WHERE e.recognition_id = r.id)))
        FROM recognition r WHERE r.product_id = p.id AND r.issued_on IS NOT NULL), '[]'::jsonb) AS held
    FROM (SELECT id, name_folded AS called FROM product WHERE name_folded = ANY(${folded}::text[])
      UNION SELECT product_id, name_folded FROM product_statement WHERE name_folded = ANY(${folded}::text[])) f
    JOIN product p ON p.id = f.id LEFT JOIN producer o ON o.id = p.producer_id ORDER BY p.id`.execute(ctx.db)
  const byId = new Map<string, OnFile>()
  const byName = new Map<string, OnFile[]>()
  for (const { called, ...row } of rows) {
    const product = byId.get(row.id) ?? {
      ...row,
      held: row.held.map((each) => ({ ...each, events: each.events.map(asRuleEvent) })),
    }
    byId.set(row.id, product)
    byName.set(called, [...(byName.get(called) ?? []), product])
  }
  return byName
}

/** The one product a row means: of this name, this producer, and nowhere else. Several, or none, is for a person to say. */
export function meant(
  named: readonly OnFile[],
  stated: StatedProduct,
  around: ProductSurroundings,
  today: string,
): { product: OnFile } | { problem: Problem } {
  const owner = nameKey(stated.owner!.name, around.abbreviations)
  const fitting = named.filter(
    (product) => product.ownerKey === owner && mayLieTogether(product, stated, around, today),
  )
  const [product] = fitting
  if (product && fitting.length === 1) return { product }
  const others = (fitting.length > 0 ? fitting : named).map(({ name, owner }) =>
    owner ? `${name} (${owner})` : name,
  )
  const data = { name: stated.name, owner: stated.owner!.name, others: others.slice(0, 4).join('; ') }
  if (fitting.length > 1) return { problem: { code: 'recognition-several-products', field: 'name', data } }
  return named.length > 0
    ? { problem: { code: 'recognition-other-owner', field: 'owner', data } }
    : { problem: { code: 'recognition-product-unknown', field: 'name', data } }
}

/** Units of any day, compared as they lie today. */
function mayLieTogether(
  product: OnFile,
  { place }: StatedProduct,
  around: ProductSurroundings,
  today: string,
): boolean {
  if (
    place.provinceCode !== null &&
    product.province_code !== null &&
    place.provinceCode !== product.province_code
  )
    return false
  const lower = (record: Parameters<typeof around.places.governing>[0]) =>
    around.places.governing(record, today).filter((code) => code !== record.province_code)
  const stated = lower({ place_code: place.code, place_day: place.day, province_code: place.provinceCode })
  const held = lower(product)
  return stated.length === 0 || held.length === 0 || stated.some((code) => held.includes(code))
}
