import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApplication } from '../../../test/factories/index.ts'
import { ok, runCommand, system } from '../../platform/command/index.ts'

const { kernel } = await testApplication()
const { db } = kernel

test('a revocation stays on the public list though the same product is saved while it is released', async () => {
  const { product_id: id, recognition_id: recognitionId } = await db
    .selectFrom('catalogue_entry')
    .select(['product_id', 'recognition_id'])
    .where('recognition_id', 'is not', null)
    .where('standing', '<>', 'revoked')
    .executeTakeFirstOrThrow()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let written = () => {}
  const revoked = new Promise<void>((resolve) => {
    written = resolve
  })
  const releasing = runCommand(kernel, system, async (ctx) => {
    await sql`INSERT INTO recognition_event (recognition_id, seq, kind, day, at, actor_name, detail)
      SELECT ${recognitionId}, (SELECT coalesce(max(seq), 0) FROM recognition_event WHERE recognition_id = ${recognitionId}) + step,
        kind, day, ${ctx.now}, 'Minh họa', detail
      FROM (VALUES (1, 'issued', '2025-01-01'::date, '{"validUntil": "2099-01-01"}'::jsonb),
        (2, 'revoked', ${ctx.today}::date, '{}')) AS e(step, kind, day, detail)`.execute(ctx.db)
    await ctx.emit({ type: 'recognition.changed', productIds: [id] })
    written()
    await held
    return ok()
  })
  await Promise.race([revoked, releasing])
  const saving = runCommand(kernel, system, async (ctx) => {
    await ctx.emit({ type: 'product.changed', productIds: [id] })
    return ok()
  })
  await somebodyWaits()
  release()
  expect(await Promise.all([releasing, saving])).toMatchObject([{ ok: true }, { ok: true }])
  const entry = db.selectFrom('catalogue_entry').select('standing').where('product_id', '=', id)
  expect(await entry.executeTakeFirst()).toEqual({ standing: 'revoked' })
})

async function somebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 3_000; tries++) {
    const { rows } = await sql`SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
    await sleep(10)
  }
  throw new Error('nobody waits')
}
