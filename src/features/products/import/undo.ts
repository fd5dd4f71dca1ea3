import { type Selectable, sql } from 'kysely'
import { type CommandContext, type Result, refuse } from '../../../platform/command/index.ts'
import type { Made } from '../../imports/index.ts'
import { undoListedOwners } from '../../producers/index.ts'
import { type RecordedRecognition, takeBackPublicRecognitions } from '../../recognition/index.ts'
import type { ProductTable } from '../tables.ts'
import '../events.ts'

type Before = Pick<
  Selectable<ProductTable>,
  | 'name'
  | 'name_folded'
  | 'producer_id'
  | 'regime'
  | 'set_no'
  | 'place_code'
  | 'place_day'
  | 'province_code'
  | 'source'
  | 'version'
>

/** The recognitions among what an import wrote. */
export function recognitionsOf(made: readonly Made[]): RecordedRecognition[] {
  return made
    .filter((each) => each.kind === 'public-recognition')
    .map(({ id, before = null }) => ({ id, before: before as RecordedRecognition['before'] }))
}

/**
 * Takes back what an import of products made and gives back what it changed: product, statement and recognition are as before it. What was edited here since, or carries a dossier, a label, or the statement of
 * another list, is in use: then nothing is taken back and the names are said.
 */
export async function undoProducts(ctx: CommandContext, made: readonly Made[]): Promise<Result<void>> {
  const of = (kind: string) => made.filter((each) => each.kind === kind)
  const products = of('product')
  const born = products.filter((each) => each.before === undefined || each.before === null)
  const renewed = products.filter((each) => each.before)
  const withdrawn = await takeBackPublicRecognitions(ctx, recognitionsOf(made))
  if (!withdrawn.ok) return withdrawn
  const told = await takeBackStatements(ctx, of('product-statement'))
  const inUse = await productsInUse(ctx, products)
  if (inUse.length > 0) return refuse('import-in-use', { data: { names: inUse.join('; ') } })
  for (const each of renewed) await giveBack(ctx, each.id, each.before as Before)
  const gone = born.map((each) => each.id)
  await ctx.db.deleteFrom('product').where(anyOf('id', gone)).execute()
  const changed = [...new Set([...told, ...products.map((each) => each.id)])]
  if (changed.length > 0) await ctx.emit({ type: 'product.changed', productIds: changed })
  return undoListedOwners(ctx, of('producer'))
}

/** Of a list of any length: one parameter, not one for each. */
function anyOf(column: 'id', ids: readonly string[]) {
  return sql<boolean>`${sql.ref(column)} = ANY(${ids}::uuid[])`
}

async function productsInUse(ctx: CommandContext, products: readonly Made[]): Promise<string[]> {
  if (products.length === 0) return []
  const asked = products.map(({ id, version, before }) => ({ id, version, born: !before }))
  const { rows } = await sql<{ name: string }>`
    SELECT p.name FROM product p
    JOIN jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS m(id uuid, version integer, born boolean) ON m.id = p.id
    WHERE p.version <> m.version OR (m.born AND (
      EXISTS (SELECT 1 FROM dossier x WHERE x.product_id = p.id)
      OR EXISTS (SELECT 1 FROM recognition x WHERE x.product_id = p.id)
      OR EXISTS (SELECT 1 FROM product_statement x WHERE x.product_id = p.id)
      OR EXISTS (SELECT 1 FROM product_label x WHERE x.product_id = p.id)
      OR EXISTS (SELECT 1 FROM decision_item x WHERE x.product_id = p.id)))
    LIMIT 5`.execute(ctx.db)
  return rows.map((row) => row.name)
}

/** What the source says of a product for the first time goes; what it says anew is again what it said. Answers the products. */
async function takeBackStatements(ctx: CommandContext, statements: readonly Made[]): Promise<string[]> {
  const ids = statements.map((each) => each.id)
  const gone = await ctx.db
    .deleteFrom('product_statement')
    .where(anyOf('id', ids))
    .returning('product_id')
    .execute()
  const before = statements.flatMap((each) => (each.before ? [each.before] : []))
  await sql`INSERT INTO product_statement
    SELECT * FROM jsonb_populate_recordset(NULL::product_statement, ${JSON.stringify(before)}::jsonb)`.execute(
    ctx.db,
  )
  return gone.map((each) => each.product_id)
}

/** With its version: nobody has edited it since, and what rests on that version (an earlier list, its undo) finds it again. */
async function giveBack(ctx: CommandContext, id: string, before: Before): Promise<void> {
  const { source, ...columns } = before
  await ctx.db
    .updateTable('product')
    .set({ ...columns, source: sql`${JSON.stringify(source)}::jsonb`, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
}
