import { sql } from 'kysely'
import { z } from 'zod'
import { type CommandContext, ok, type Result, refuse, system } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { type LinkOutcome, lookAt, type Visit, visit } from '../../platform/outbound/index.ts'
import { may } from '../../rules/permissions/index.ts'
import './tables.ts'

/** Addresses of one run; the rest come with the next. */
const most = 20

/** A link of a published piece to a page of another site, as it was last looked at. */
export interface OutsideLink {
  readonly articleId: string
  readonly title: string
  readonly url: string
  readonly outcome: LinkOutcome
  readonly status: number | null
  readonly checkedAt: Date
  readonly answeredAt: Date | null
  readonly ignoredBy: string | null
}

/** What published pieces lead to on other sites, once a piece and page; the part of a page that `#` names is not asked for. */
const leads = sql<{ id: string; url: string }>`(
  SELECT DISTINCT a.id, a.title, a.place_code, a.is_demo, split_part(replace(m[1], '&amp;', '&'), '#', 1) AS url
  FROM article a, regexp_matches(a.body, 'href="(https?://[^"]+)"', 'gi') AS m WHERE a.status = 'published' AND length(m[1]) <= 2000)`

/** Addresses that were not asked for a week, or for a day where nothing answered; never those of demo pieces or that somebody ignores. */
export async function dueOutsideLinks(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ url: string }>`
    SELECT l.url FROM ${leads} l LEFT JOIN outside_link c ON c.url = l.url
    WHERE NOT l.is_demo AND c.ignored_at IS NULL AND (c.checked_at IS NULL
      OR c.checked_at < ${now}::timestamptz - CASE c.outcome WHEN 'answers' THEN interval '7 days' ELSE interval '1 day' END)
    GROUP BY l.url, c.checked_at ORDER BY c.checked_at NULLS FIRST, l.url LIMIT ${most}`.execute(db)
  return rows.map(({ url }) => url)
}

/** Links that lead nowhere and those somebody ignores, of one piece or of all. */
export async function faultyOutsideLinks(db: Db, articleId?: string): Promise<readonly OutsideLink[]> {
  const { rows } = await sql<OutsideLink>`
    SELECT l.id AS "articleId", l.title, l.url, c.outcome, c.status, c.checked_at AS "checkedAt",
      c.answered_at AS "answeredAt", c.ignored_by AS "ignoredBy"
    FROM ${leads} l JOIN outside_link c ON c.url = l.url
    WHERE (c.outcome <> 'answers' OR c.ignored_at IS NOT NULL) AND (${articleId ?? null}::uuid IS NULL OR l.id = ${articleId ?? null}::uuid)
    ORDER BY c.checked_at DESC, l.url, l.title LIMIT 500`.execute(db)
  return rows
}

/** How many addresses there are, how many were looked at, and when the last was. */
export async function outsideLinkCount(db: Db) {
  const { rows } = await sql<{ all: number; asked: number; lastAt: Date | null }>`
    SELECT count(DISTINCT l.url)::int AS all, count(DISTINCT c.url)::int AS asked, max(c.checked_at) AS "lastAt"
    FROM ${leads} l LEFT JOIN outside_link c ON c.url = l.url`.execute(db)
  return rows[0]!
}

async function keepLook(ctx: CommandContext, url: string, seen: Visit): Promise<Result<void>> {
  const kept = lookAt(seen, ctx.now)
  await ctx.db
    .insertInto('outside_link')
    .values({ url, answered_at: null, ignored_at: null, ignored_by: null, ...kept })
    .onConflict((oc) => oc.column('url').doUpdateSet(kept))
    .execute()
  return ok()
}

/** Twice an hour a few addresses, one after the other, so that no site is asked by many at once. */
export function outsideLinkJob(
  kernel: Kernel,
  ask: (url: string) => Promise<Visit> = visit,
): Job<Record<string, never>> {
  return defineJob({
    name: 'news.check-links',
    schema: z.object({}).strip() as never,
    schedule: { everyMinutes: 30 },
    handler: async () => {
      for (const url of await dueOutsideLinks(kernel.db, kernel.clock())) {
        const seen = await ask(url)
        const kept = await kernel.run(system, (ctx) => keepLook(ctx, url, seen))
        if (!kept.ok) throw new Error(`a look is not kept: ${JSON.stringify(kept.problems)}`)
      }
    },
  })
}

/** An address is right though nothing answers a machine there: it is neither asked nor listed, until somebody wants it watched again. */
export async function markOutsideLink(
  ctx: CommandContext,
  url: string,
  to: 'ignored' | 'watched',
): Promise<Result<void>> {
  const { rows } = await sql<{ id: string; place_code: string }>`
    SELECT l.id, l.place_code FROM ${leads} l WHERE l.url = ${url} ORDER BY l.id`.execute(ctx.db)
  if (rows.length === 0) return refuse('not-found')
  const own = rows.find((row) => may(ctx.actor, 'article.edit', { places: [row.place_code] }, ctx.today))
  if (!own) return refuse('forbidden')
  const isIgnored = to === 'ignored'
  const { numUpdatedRows } = await ctx.db
    .updateTable('outside_link')
    .set({ ignored_at: isIgnored ? ctx.now : null, ignored_by: isIgnored ? ctx.actor.name : null })
    .where('url', '=', url)
    .where('ignored_at', isIgnored ? 'is' : 'is not', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return ok()
  ctx.audit({
    action: isIgnored ? 'article.link-ignored' : 'article.link-watched',
    subjectKind: 'article',
    subjectId: own.id,
    place: own.place_code,
    detail: { url },
  })
  return ok()
}
