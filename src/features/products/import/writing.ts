import { sql } from 'kysely'
import type { CommandContext, Problem } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { fold, slug } from '../../../rules/vietnamese/index.ts'
import type { ListLine, Made } from '../../imports/index.ts'
import { freeSlugs } from '../../producers/index.ts'
import { type PublicRecognition, recordPublicRecognitions } from '../../recognition/index.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import type { StatedProduct } from './stated.ts'
import '../events.ts'
import '../tables.ts'

export interface NewProduct {
  readonly id: string
  readonly producerId: string | null
  readonly stated: StatedProduct
  readonly rowKey: string
}

/** Writes new products in one statement. What the source does not state stays null. */
export async function writeProducts(
  ctx: CommandContext,
  born: readonly NewProduct[],
  isDemo: boolean,
): Promise<void> {
  if (born.length === 0) return
  const slugs = await freeSlugs(
    ctx,
    'product',
    born.map(({ id, stated }) => ({ id, wanted: wantedSlugs(stated) })),
  )
  const rows = born.map(({ id, producerId, stated, rowKey }) => ({
    id,
    slug: slugs.get(id),
    producer_id: producerId,
    ...columnsOf(stated, rowKey),
    is_demo: isDemo,
    is_public: stated.isPublic,
  }))
  await sql`
    INSERT INTO product (id, slug, producer_id, name, name_folded, regime, set_no, place_code, place_day, province_code, source,
      is_demo, is_public)
    SELECT id, slug, producer_id, name, name_folded, regime, set_no, place_code, place_day, province_code, source, is_demo, is_public
    FROM jsonb_populate_recordset(NULL::product, ${JSON.stringify(rows)}::jsonb)`.execute(ctx.db)
}

/** The name; with its owner, or its commune, where the name alone is taken. */
function wantedSlugs(stated: StatedProduct): string[] {
  const name = slug(stated.name, 60) || 'san-pham'
  const more = [stated.owner?.name, stated.place.printed].flatMap((text) => (text ? [slug(text, 40)] : []))
  return [name, ...more.map((text) => `${name}-${text}`)]
}

function columnsOf(stated: StatedProduct, rowKey: string) {
  return {
    name: stated.name,
    name_folded: fold(stated.name),
    regime: stated.set === null ? null : 'qd26-2026',
    set_no: stated.set,
    place_code: stated.place.code,
    place_day: stated.place.day,
    province_code: stated.place.provinceCode,
    source: {
      url: stated.url ?? '',
      kind: stated.sourceKind ?? 'list',
      rowId: rowKey,
      ...(stated.printedName && { printedName: stated.printedName }),
      ...(stated.place.printed && { printedPlace: stated.place.printed }),
      ...(stated.place.printedProvince && { printedProvince: stated.place.printedProvince }),
    },
  }
}

export interface Renewal {
  readonly productId: string
  readonly version: number
  readonly stated: StatedProduct
  readonly producerId: string | null
}

export interface StatedRow {
  readonly line: ListLine
  readonly stated: StatedProduct
  readonly productId: string
  readonly producerId: string | null
}

export interface Written {
  /** By row key: what was made for the row beside the product itself. */
  readonly written: ReadonlyMap<string, readonly Made[]>
  /** By product: what became of a row that was imported before and says something else now. */
  readonly renewed: ReadonlyMap<string, { version: number; made: readonly Made[]; doubt: Problem | null }>
}

/** Writes what the source says of each product, the recognitions among it, and renews rows whose source changed. */
export async function writeStatements(
  ctx: CommandContext,
  around: ProductSurroundings,
  rows: readonly StatedRow[],
  renewals: readonly Renewal[],
  isDemo: boolean,
): Promise<Written> {
  const written = new Map<string, Made[]>()
  const statements = rows.map(({ line, stated, productId }) => statementOf(line, stated, productId))
  if (statements.length > 0) {
    // The outer query reads what stood before its own writing.
    const { rows: kept } = await sql<{ id: string; rowKey: string; before: unknown }>`
      WITH written AS (INSERT INTO product_statement (id, product_id, row_key, name_folded, stated_status, star, year, decision_no, stated_on, date_kind, score,
        url, source_kind, note, printed)
      SELECT id, product_id, row_key, name_folded, stated_status, star, year, decision_no, stated_on, date_kind, score, url,
        source_kind, note, printed
      FROM jsonb_populate_recordset(NULL::product_statement, ${JSON.stringify(statements)}::jsonb)
      ON CONFLICT (row_key) DO UPDATE SET name_folded = excluded.name_folded, stated_status = excluded.stated_status, star = excluded.star, year = excluded.year,
        decision_no = excluded.decision_no, stated_on = excluded.stated_on, date_kind = excluded.date_kind,
        score = excluded.score, url = excluded.url, source_kind = excluded.source_kind, note = excluded.note,
        printed = excluded.printed
      RETURNING id, row_key)
      SELECT written.id, row_key AS "rowKey", to_jsonb(s) AS before
      FROM written LEFT JOIN product_statement s USING (row_key)`.execute(ctx.db)
    for (const { id, rowKey, before } of kept)
      note(written, rowKey, { kind: 'product-statement', id, version: 1, before })
  }
  const recognised = rows.filter(({ stated }) => stated.isRecognised)
  const recorded = await recordPublicRecognitions(
    ctx,
    recognised.map((row) => recognitionOf(row, around, isDemo)),
  )
  if (!recorded.ok) throw new Error(`an understood row was refused: ${JSON.stringify(recorded.problems)}`)
  recognised.forEach(({ line }, index) => {
    note(written, line.key, { kind: 'public-recognition', version: 1, ...recorded.value[index]! })
  })
  const renewed = new Map<string, { version: number; made: readonly Made[]; doubt: Problem | null }>()
  for (const renewal of renewals) renewed.set(renewal.productId, await renew(ctx, renewal))
  // Whoever follows has heard of the recognised ones already; what was renewed since must be told again.
  const told = new Set(recognised.map((row) => row.productId))
  const again = new Set(renewals.map((renewal) => renewal.productId))
  const changed = [...new Set(rows.map((row) => row.productId))].filter(
    (id) => again.has(id) || !told.has(id),
  )
  if (changed.length > 0) await ctx.emit({ type: 'product.changed', productIds: changed })
  return { written, renewed }
}

function note(map: Map<string, Made[]>, key: string, made: Made): void {
  map.set(key, [...(map.get(key) ?? []), made])
}

function statementOf(line: ListLine, stated: StatedProduct, productId: string) {
  return {
    id: uuidv7(),
    product_id: productId,
    row_key: line.key,
    name_folded: fold(stated.name),
    stated_status: stated.status,
    star: stated.star,
    year: stated.year,
    decision_no: stated.decisionNo,
    stated_on: stated.statedOn,
    date_kind: stated.dateKind,
    score: stated.score,
    url: stated.url,
    source_kind: stated.sourceKind,
    note: stated.note,
    printed: line.printed,
  }
}

/** Only a day that the source calls the decision's is a day of issue; the term follows by the law of that day. */
function recognitionOf(
  { line, stated, productId, producerId }: StatedRow,
  around: ProductSurroundings,
  isDemo: boolean,
): PublicRecognition {
  const issuedOn = stated.dateKind === 'decision' ? stated.statedOn : null
  return {
    productId,
    producerId,
    star: stated.star,
    regime: issuedOn === null ? null : around.regimeOn(issuedOn),
    level: stated.level,
    decisionNo: stated.decisionNo,
    issuedOn,
    validUntil: issuedOn === null ? null : around.validUntil(issuedOn),
    source: {
      url: stated.url ?? '',
      rowId: line.key,
      kind: stated.sourceKind ?? 'list',
      statedStatus: stated.status ?? '',
      ...(stated.year !== null && { year: String(stated.year) }),
      ...(stated.score !== null && { score: stated.score }),
      ...(stated.note !== null && { note: stated.note }),
    },
    isDemo,
  }
}

/** The source changed its row: the product follows where nobody has edited it here; else it stays and the row is doubtful. */
async function renew(
  ctx: CommandContext,
  { productId, version, stated, producerId }: Renewal,
): Promise<{ version: number; made: readonly Made[]; doubt: Problem | null }> {
  const row = await ctx.db
    .selectFrom('product')
    .select([
      'version',
      'name',
      'name_folded',
      'producer_id',
      'regime',
      'set_no',
      'place_code',
      'place_day',
      'province_code',
      'source',
    ])
    .where('id', '=', productId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.version !== version)
    return { version, made: [], doubt: { code: 'edited-here-since', data: { name: row.name } } }
  const { source, ...columns } = columnsOf(stated, row.source?.rowId ?? '')
  await ctx.db
    .updateTable('product')
    .set({
      ...columns,
      producer_id: producerId ?? row.producer_id,
      source: sql`${JSON.stringify(source)}::jsonb`,
      version: version + 1,
      updated_at: ctx.now,
    })
    .where('id', '=', productId)
    .execute()
  return {
    version: version + 1,
    made: [{ kind: 'product', id: productId, version: version + 1, before: row }],
    doubt: null,
  }
}
