import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { type ArticleContent, lockArticle, type NewsDeps } from './commands.ts'
import type { ArticleStatus } from './tables.ts'
import './tables.ts'

export type Deed = 'submit' | 'return' | 'publish' | 'withdraw' | 'undo'

/** Where a step stands in the list of a piece's actions: what its way back names. */
export interface Moved {
  readonly seq: number
}

export interface ArticleAction {
  readonly seq: number
  readonly deed: Deed
  readonly version: number
  readonly reason: string
  readonly at: Date
  readonly by: string
}

interface Standing {
  readonly id: string
  readonly version: number
  readonly status: ArticleStatus
  readonly public_version: number | null
  readonly published_at: Date | null
}

/** Writes a step down beside how the piece stood before it; the piece must be locked. */
export async function noteAction(
  ctx: CommandContext,
  before: Standing,
  deed: Deed,
  reason = '',
): Promise<number> {
  const last = await newestAction(ctx.db, before.id)
  const seq = (last?.seq ?? 0) + 1
  await ctx.db
    .insertInto('article_action')
    .values({
      article_id: before.id,
      seq,
      deed,
      version: before.version,
      reason,
      status_before: before.status,
      public_version_before: before.public_version,
      published_at_before: before.published_at,
      done_at: ctx.now,
      done_by: ctx.actor.name,
    })
    .execute()
  return seq
}

/** The steps of a piece, the newest first. */
export function actionsOf(db: Db, articleId: string, count: number): Promise<ArticleAction[]> {
  return db
    .selectFrom('article_action')
    .select(['seq', 'deed', 'version', 'reason', 'done_at as at', 'done_by as by'])
    .where('article_id', '=', articleId)
    .orderBy('seq', 'desc')
    .limit(count)
    .execute()
}

function newestAction(db: Db, articleId: string) {
  return db
    .selectFrom('article_action')
    .selectAll()
    .where('article_id', '=', articleId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Takes the newest step back, while nothing was saved or done since. */
export async function undoAction(
  ctx: CommandContext,
  id: string,
  seq: number,
  deps: NewsDeps,
): Promise<Result<Moved>> {
  const article = await lockArticle(ctx, id)
  const step = article && (await newestAction(ctx.db, id))
  if (!article || !step) return refuse('not-found')
  const shown = step.status_before === 'published' || article.status === 'published'
  const permission = shown || step.deed === 'return' ? 'article.publish' : 'article.edit'
  if (!may(ctx.actor, permission, { places: [article.place_code] }, ctx.today)) return refuse('forbidden')
  if (step.seq !== seq || step.deed === 'undo' || step.version !== article.version)
    return refuse('changed-meanwhile')
  // The columns hold what is shown; of a piece that is not shown, the newest version.
  const holds = step.status_before === 'published' ? step.public_version_before : article.version
  const { content } = await ctx.db
    .selectFrom('article_version')
    .select('content')
    .where('article_id', '=', id)
    .where('version', '=', holds!)
    .executeTakeFirstOrThrow()
  await ctx.db
    .updateTable('article')
    .set({
      ...(content as ArticleContent),
      status: step.status_before,
      public_version: step.public_version_before,
      published_at: step.published_at_before,
    })
    .where('id', '=', id)
    .execute()
  const undone = await noteAction(ctx, article, 'undo')
  ctx.audit({
    action: 'article.step-undone',
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: { deed: step.deed, seq },
  })
  ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok({ seq: undone })
}
