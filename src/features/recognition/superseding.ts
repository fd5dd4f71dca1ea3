import { sql } from 'kysely'
import type { CommandContext } from '../../platform/command/index.ts'
import { statusAfter, toldOnItsDay } from './events.ts'
import './tables.ts'

/**
 * A product stands by one recognition: each that stands is superseded on the day the earliest later one begins within its term.
 * What a source states takes the place of what was stated or recorded before it, never of what was decided here: that ends by a
 * decision here. Of two of one day ours holds.
 */
export async function settleOverlaps(ctx: CommandContext, productIds: readonly string[]): Promise<void> {
  await sql`
    WITH ended AS (
      SELECT s.id, min(l.issued_on) AS day FROM recognition s
      JOIN recognition l ON l.product_id = s.product_id AND l.id <> s.id AND (l.origin <> 'public-source' OR s.origin <> 'system')
        AND (l.issued_on > s.issued_on
          OR (l.issued_on = s.issued_on AND s.origin = 'public-source' AND l.origin <> 'public-source'))
        AND l.issued_on <= greatest(s.valid_until, (SELECT max(x.detail ->> 'until')::date FROM recognition_event x
          WHERE x.recognition_id = s.id AND x.kind = 'extended'))
      WHERE s.product_id = ANY(${[...new Set(productIds)]}::uuid[]) AND s.status IN ('valid', 'suspended')
      GROUP BY s.id),
    told AS (
      INSERT INTO recognition_event (recognition_id, seq, kind, day, at, actor_id, actor_name, detail)
      SELECT id, (SELECT max(x.seq) + 1 FROM recognition_event x WHERE x.recognition_id = ended.id), 'superseded', day, ${ctx.now},
        ${ctx.actor.accountId}::uuid, ${ctx.actor.name}, '{}' FROM ended
      RETURNING recognition_id)
    UPDATE recognition SET status = 'superseded' FROM told WHERE id = told.recognition_id`.execute(ctx.db)
}

/** A recognition as it stood before it goes or is corrected. */
export interface Gone {
  readonly id: string
  readonly productId: string
  readonly issuedOn: string | null
}

/** What was superseded only by these, without a decision here, stands as before; `settleOverlaps` looks again afterwards. */
export async function liftSuperseding(ctx: CommandContext, gone: readonly Gone[]): Promise<void> {
  const dated = gone.filter(({ issuedOn }) => issuedOn !== null)
  if (dated.length === 0) return
  const { rows } = await sql<{ id: string }>`
    DELETE FROM recognition_event e USING recognition r,
      unnest(${dated.map(({ id }) => id)}::uuid[], ${dated.map(({ productId }) => productId)}::uuid[],
        ${dated.map(({ issuedOn }) => issuedOn)}::date[]) AS g(id, product, day)
    WHERE r.id = e.recognition_id AND r.product_id = g.product AND r.id <> g.id AND e.kind = 'superseded'
      AND e.decision_id IS NULL AND e.day = g.day
    RETURNING r.id`.execute(ctx.db)
  await rememberStatus(
    ctx,
    rows.map(({ id }) => id),
  )
}

/** The remembered status of these, from the last of their events. */
export async function rememberStatus(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    UPDATE recognition r SET status = ${JSON.stringify(statusAfter)}::jsonb ->> e.kind
    FROM (SELECT DISTINCT ON (e.recognition_id) e.recognition_id, e.kind FROM recognition_event e
      WHERE e.recognition_id = ANY(${ids}::uuid[]) AND ${toldOnItsDay} ORDER BY e.recognition_id, e.seq DESC) e
    WHERE r.id = e.recognition_id`.execute(ctx.db)
}
