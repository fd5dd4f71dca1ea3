import { sql } from 'kysely'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import './events.ts'
import { type Gone, liftSuperseding, rememberStatus, settleOverlaps } from './superseding.ts'
import type { StatedRecognition } from './tables.ts'

/**
 * A recognition that a public source states and this instance did not decide. What the source does not state is null and
 * stays so: without a day of decision there is no term, and the recognition is `not-stated`.
 */
export interface PublicRecognition {
  readonly productId: string
  readonly producerId: string | null
  readonly star: number | null
  readonly regime: string | null
  readonly level: 'huyen' | 'tinh' | 'trung-uong' | null
  readonly decisionNo: string | null
  /** The day of the decision, only where the source states it as such; then the last valid day by the law of that day. */
  readonly issuedOn: string | null
  readonly validUntil: string | null
  readonly source: StatedRecognition
  readonly isDemo: boolean
}

/** Records one recognition stated by a public source; the same source row twice is one recognition. */
export async function recordPublicRecognition(
  ctx: CommandContext,
  stated: PublicRecognition,
): Promise<Result<{ recognitionId: string }>> {
  const recorded = await recordPublicRecognitions(ctx, [stated])
  return recorded.ok ? ok({ recognitionId: recorded.value[0]!.id }) : recorded
}

/** What a source stated of a recognition before it stated something else, and how much was decided of it by then. */
export interface StatedBefore extends PublicRecognition {
  readonly decided: number
}

/** A recognition recorded; `before` where a row of the source was recorded already. */
export interface RecordedRecognition {
  readonly id: string
  readonly before: StatedBefore | null
}

/** Records many in a few statements; the answer keeps their order. A row of a source that was recorded before is renewed. */
export async function recordPublicRecognitions(
  ctx: CommandContext,
  stated: readonly PublicRecognition[],
): Promise<Result<readonly RecordedRecognition[]>> {
  const wrong = stated.find((each) => each.star !== null && (each.star < 3 || each.star > 5))
  if (wrong) return refuse('recognition-needs-three-stars', { data: { star: wrong.star } })
  if (stated.length === 0) return ok([])
  const rows = stated.map((each) => ({
    id: uuidv7(),
    product_id: each.productId,
    producer_id: each.producerId,
    star: each.star,
    regime: each.regime,
    level: each.level,
    decision_no: each.decisionNo,
    issued_on: each.issuedOn,
    valid_until: each.issuedOn === null ? null : each.validUntil,
    status: each.issuedOn === null ? 'not-stated' : 'valid',
    origin: 'public-source',
    source: each.source,
    is_demo: each.isDemo,
  }))
  const before = await statedBefore(ctx, stated)
  const corrected = await liftCorrected(ctx, stated)
  const written = await sql<{
    id: string
    rowId: string
    issuedOn: string | null
    validUntil: string | null
    isNew: boolean
  }>`
    INSERT INTO recognition (id, product_id, producer_id, star, regime, level, decision_no, issued_on, valid_until, status,
      origin, source, is_demo)
    SELECT id, product_id, producer_id, star, regime, level, decision_no, issued_on, valid_until, status, origin, source, is_demo
    FROM jsonb_populate_recordset(NULL::recognition, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT ((source ->> 'rowId')) WHERE origin = 'public-source' DO UPDATE SET product_id = excluded.product_id,
      producer_id = excluded.producer_id, star = excluded.star, regime = excluded.regime, level = excluded.level,
      decision_no = excluded.decision_no, issued_on = excluded.issued_on, valid_until = excluded.valid_until,
      status = excluded.status, source = excluded.source
    RETURNING id, source ->> 'rowId' AS "rowId", issued_on AS "issuedOn", valid_until AS "validUntil", (xmax = 0) AS "isNew"`.execute(
    ctx.db,
  )
  await writeIssue(ctx, written.rows)
  const productIds = [...new Set([...stated, ...corrected].map((each) => each.productId))]
  await settleOverlaps(ctx, productIds)
  await ctx.emit({ type: 'recognition.changed', productIds })
  const byRow = new Map(written.rows.map((row) => [row.rowId, row.id]))
  return ok(
    stated.map(({ source: { rowId } }) => ({ id: byRow.get(rowId)!, before: before.get(rowId) ?? null })),
  )
}

/** Events of a recognition (`r`) that somebody decided: not its issue, nor what only another statement did to it. */
const decided = sql<number>`(SELECT count(*)::int FROM recognition_event e WHERE e.recognition_id = r.id AND e.kind <> 'issued'
  AND (e.kind <> 'superseded' OR e.decision_id IS NOT NULL))`

/** By row of the source: what it stated so far. */
async function statedBefore(
  ctx: CommandContext,
  stated: readonly PublicRecognition[],
): Promise<ReadonlyMap<string, StatedBefore>> {
  const { rows } = await sql<StatedBefore>`
    SELECT product_id AS "productId", producer_id AS "producerId", star, regime, level, decision_no AS "decisionNo",
      issued_on AS "issuedOn", valid_until AS "validUntil", source, is_demo AS "isDemo", ${decided} AS decided
    FROM recognition r WHERE origin = 'public-source'
      AND source ->> 'rowId' = ANY(${stated.map((each) => each.source.rowId)}::text[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.source.rowId, row]))
}

/** The first event of each dated recognition: issued on its day. Rewritten when the source's row is renewed. */
async function writeIssue(
  ctx: CommandContext,
  rows: readonly { id: string; issuedOn: string | null; validUntil: string | null; isNew: boolean }[],
): Promise<void> {
  const renewed = rows.filter((row) => !row.isNew).map((row) => row.id)
  if (renewed.length > 0)
    await ctx.db
      .deleteFrom('recognition_event')
      .where(sql<boolean>`recognition_id = ANY(${renewed}::uuid[])`)
      .where('kind', '=', 'issued')
      .execute()
  const dated = rows.filter((row) => row.issuedOn !== null)
  if (dated.length === 0) return
  await sql`
    INSERT INTO recognition_event (recognition_id, seq, kind, day, at, actor_id, actor_name, detail)
    SELECT id, 1, 'issued', day, ${ctx.now}, ${ctx.actor.accountId}::uuid, ${ctx.actor.name}, jsonb_build_object('validUntil', until)
    FROM unnest(${dated.map((row) => row.id)}::uuid[], ${dated.map((row) => row.issuedOn)}::date[],
      ${dated.map((row) => row.validUntil)}::text[]) AS d(id, day, until)`.execute(ctx.db)
  await rememberStatus(ctx, renewed)
}

/** What a source states anew of another day or product no longer supersedes, nor is superseded, by what it stated before. */
async function liftCorrected(ctx: CommandContext, stated: readonly PublicRecognition[]): Promise<Gone[]> {
  const { rows } = await sql<Gone>`
    SELECT r.id, r.product_id AS "productId", r.issued_on AS "issuedOn" FROM recognition r
    JOIN unnest(${stated.map((each) => each.source.rowId)}::text[], ${stated.map((each) => each.productId)}::uuid[],
      ${stated.map((each) => each.issuedOn)}::date[]) AS s(row_id, product, day) ON s.row_id = r.source ->> 'rowId'
    WHERE r.origin = 'public-source' AND (r.product_id <> s.product OR r.issued_on IS DISTINCT FROM s.day)`.execute(
    ctx.db,
  )
  await liftSuperseding(ctx, rows)
  await ctx.db
    .deleteFrom('recognition_event')
    .where(sql<boolean>`recognition_id = ANY(${rows.map(({ id }) => id)}::uuid[])`)
    .where('kind', '=', 'superseded')
    .where('decision_id', 'is', null)
    .execute()
  return rows
}

/**
 * Takes back what an import had recorded: the recognitions it made go, with their events, and what they had superseded stands
 * again; of those it only renewed the source states what it stated before. Refuses when something was decided of one since.
 */
export async function takeBackPublicRecognitions(
  ctx: CommandContext,
  recorded: readonly RecordedRecognition[],
): Promise<Result<void>> {
  const withdrawn = await withdrawPublicRecognitions(
    ctx,
    recorded.flatMap(({ id, before }) => (before ? [] : [id])),
  )
  if (!withdrawn.ok) return withdrawn
  const renewed = recorded.flatMap(({ id, before }) => (before ? [{ id, before }] : []))
  if (renewed.length === 0) return ok()
  const { rows } = await sql<{ id: string; decided: number }>`
    SELECT id, ${decided} AS decided FROM recognition r WHERE id = ANY(${renewed.map(({ id }) => id)}::uuid[])
    FOR UPDATE`.execute(ctx.db)
  const now = new Map(rows.map((row) => [row.id, row.decided]))
  if (renewed.some(({ id, before }) => now.get(id) !== before.decided))
    return refuse('recognition-has-history')
  const given = await recordPublicRecognitions(
    ctx,
    renewed.map(({ before }) => before),
  )
  return given.ok ? ok() : given
}

/** Takes back recognitions that an import had made. */
export async function withdrawPublicRecognitions(
  ctx: CommandContext,
  recognitionIds: readonly string[],
): Promise<Result<void>> {
  if (recognitionIds.length === 0) return ok()
  const { rows } = await sql<Gone & { events: number }>`
    SELECT r.id, r.product_id AS "productId", r.issued_on AS "issuedOn", ${decided} AS events
    FROM recognition r WHERE r.origin = 'public-source' AND r.id = ANY(${recognitionIds}::uuid[])
    FOR UPDATE`.execute(ctx.db)
  if (rows.some((row) => row.events > 0)) return refuse('recognition-has-history')
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return ok()
  await liftSuperseding(ctx, rows)
  await ctx.db
    .deleteFrom('recognition_event')
    .where(sql<boolean>`recognition_id = ANY(${ids}::uuid[])`)
    .execute()
  await ctx.db.deleteFrom('recognition').where(sql<boolean>`id = ANY(${ids}::uuid[])`).execute()
  await settleOverlaps(
    ctx,
    rows.map((row) => row.productId),
  )
  await ctx.emit({ type: 'recognition.changed', productIds: rows.map((row) => row.productId) })
  return ok()
}
