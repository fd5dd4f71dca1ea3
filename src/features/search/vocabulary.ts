import { sql } from 'kysely'
import { z } from 'zod'
import { prepared } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { readVocabulary, type Vocabulary } from './correct.ts'
import { openProducers } from './open.ts'

/** Texts whose words can be found; of news also what is to come out at a set time: nobody counts anew at that moment. */
const sources = [
  `SELECT words FROM article WHERE status = 'published'`,
  'SELECT words FROM catalogue_entry',
  `SELECT words FROM ${openProducers}`,
  'SELECT words FROM legal_document',
  'SELECT words FROM support_unit WHERE removed_at IS NULL',
  `SELECT words FROM file_text WHERE state = 'read'`,
] as const

/** Counts anew in how many texts each word and pair stands. */
export async function countWords(kernel: Pick<Kernel, 'db'>): Promise<void> {
  await kernel.db.transaction().execute(async (trx) => {
    const stats = sources.map((source) => sql`SELECT word, ndoc FROM ts_stat(${sql.lit(source)})`)
    await sql`CREATE TEMPORARY TABLE counted ON COMMIT DROP AS
      SELECT word, sum(ndoc)::int AS texts FROM (
        ${sql.join(stats, sql` UNION ALL `)}
      ) AS each WHERE word ~ '^[a-z0-9_]{1,80}$' GROUP BY word`.execute(trx)
    await sql`DELETE FROM search_word AS w WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.word = w.word)`.execute(
      trx,
    )
    await sql`INSERT INTO search_word (word, texts) SELECT word, texts FROM counted
      ON CONFLICT (word) DO UPDATE SET texts = excluded.texts WHERE search_word.texts <> excluded.texts`.execute(
      trx,
    )
  })
}

/** Changes as PostgreSQL counts them for the tables of `sources`, since its figures were last set to zero. */
const changesSoFar = prepared<{ changes: string }, []>(`
  SELECT concat_ws('/', sum(n_tup_ins + n_tup_upd + n_tup_del), (SELECT stats_reset FROM pg_stat_database WHERE datname = current_database())) AS changes
  FROM pg_stat_user_tables
  WHERE relname IN ('article', 'catalogue_entry', 'producer', 'legal_document', 'support_unit', 'file_text')`)

/** Counts once after a start, then when a text was changed since: counting reads them all. */
export function vocabularyJob(kernel: Kernel): Job<Record<string, never>> {
  let counted = ''
  return defineJob({
    name: 'search.count-words',
    schema: z.object({}).strict() as unknown as z.ZodType<Record<string, never>>,
    schedule: { everyMinutes: 30 },
    handler: async () => {
      // Asked before counting: what changes meanwhile is counted the next time.
      const [now] = await changesSoFar(kernel.pool)
      if (now!.changes === counted) return
      await countWords(kernel)
      counted = now!.changes
    },
  })
}

/** The vocabulary in memory, read again when it is older than this. */
const keptFor = 5 * 60_000

export function keptVocabulary(kernel: Kernel): () => Promise<Vocabulary> {
  let read: Promise<Vocabulary> | undefined
  let at = Number.NEGATIVE_INFINITY
  return () => {
    const now = performance.now()
    if (!read || now - at > keptFor) {
      at = now
      read = readVocabulary(kernel.pool).catch((error) => {
        read = undefined
        throw error
      })
    }
    return read
  }
}
