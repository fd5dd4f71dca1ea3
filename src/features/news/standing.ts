import type { CommandContext, Problem, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { allowed, may } from '../../rules/permissions/index.ts'
import { type Moved, noteAction } from './actions.ts'
import { type ArticleContent, lockArticle, type NewsDeps } from './commands.ts'
import './tables.ts'

/**
 * Publishes the newest version, now or, where the piece is not out yet, at a later time: what is out stays as it is until another
 * version takes its place. `version` is the one the editor looked at: when another was saved
 * meanwhile, nothing is published unseen.
 */
export async function publishArticle(
  ctx: CommandContext,
  id: string,
  about: { readonly at: Date; readonly version?: number | undefined },
  deps: NewsDeps,
): Promise<Result<Moved>> {
  const article = await lockArticle(ctx, id)
  if (!article) return refuse('not-found')
  if (!allowed(ctx, 'article.publish', { places: [article.place_code] })) return refuse('forbidden')
  if (about.version !== undefined && about.version !== article.version) return refuse('changed-meanwhile')
  const kept = await ctx.db
    .selectFrom('article_version')
    .select('content')
    .where('article_id', '=', id)
    .where('version', '=', article.version)
    .executeTakeFirstOrThrow()
  const isOut = article.status === 'published' && article.published_at && article.published_at <= ctx.now
  if (isOut && about.at > ctx.now) return refuse('article-out-already', { field: 'at' })
  await ctx.db
    .updateTable('article')
    .set({
      ...(kept.content as ArticleContent),
      status: 'published',
      // A piece that is out already keeps the day on which it came out.
      published_at: isOut ? article.published_at : about.at,
      public_version: article.version,
    })
    .where('id', '=', id)
    .execute()
  const seq = await noteAction(ctx, article, 'publish')
  ctx.audit({
    action: 'article.published',
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: { at: about.at.toISOString(), version: article.version },
  })
  ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok({ seq })
}

export async function moveArticle(
  ctx: CommandContext,
  id: string,
  to: 'submitted' | 'withdrawn',
  deps: NewsDeps,
): Promise<Result<Moved>> {
  const article = await lockArticle(ctx, id)
  if (!article) return refuse('not-found')
  const permission = to === 'withdrawn' ? 'article.publish' : 'article.edit'
  if (!may(ctx.actor, permission, { places: [article.place_code] }, ctx.today)) return refuse('forbidden')
  if (to === 'submitted' && article.status !== 'draft' && article.status !== 'withdrawn')
    return refuse('article-not-a-draft')
  if (to === 'withdrawn' && article.status !== 'published') return refuse('article-not-published')
  await ctx.db.updateTable('article').set({ status: to }).where('id', '=', id).execute()
  const seq = await noteAction(ctx, article, to === 'withdrawn' ? 'withdraw' : 'submit')
  ctx.audit({
    action: `article.${to}`,
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: {},
  })
  ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok({ seq })
}

/** Gives a submitted piece back to its author, who is told what to mend. */
export async function returnArticle(
  ctx: CommandContext,
  id: string,
  reason: string,
  deps: NewsDeps,
): Promise<Result<Moved>> {
  const article = await lockArticle(ctx, id)
  if (!article) return refuse('not-found')
  if (!may(ctx.actor, 'article.publish', { places: [article.place_code] }, ctx.today))
    return refuse('forbidden')
  if (article.status !== 'submitted') return refuse('article-not-submitted')
  if (reason === '') return refuse('return-reason-missing', { field: 'reason' })
  await ctx.db.updateTable('article').set({ status: 'draft' }).where('id', '=', id).execute()
  const seq = await noteAction(ctx, article, 'return', reason)
  ctx.audit({
    action: 'article.returned',
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: { reason },
  })
  ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok({ seq })
}

/** A piece chosen in the list, in the version that the list showed. */
export interface Chosen {
  readonly id: string
  readonly version: number
}

export interface BulkOutcome {
  readonly done: readonly { readonly id: string; readonly seq: number }[]
  readonly refused: readonly { readonly id: string; readonly problem: Problem }[]
}

/** Several at once: each is done or refused by itself, and one that was saved meanwhile is left alone and named. */
export async function moveSeveral(
  ctx: CommandContext,
  chosen: readonly Chosen[],
  deed: 'publish' | 'withdraw' | 'submit',
  deps: NewsDeps,
): Promise<Result<BulkOutcome>> {
  return oneByOne(chosen, async ({ id, version }) => {
    const article = await lockArticle(ctx, id)
    if (article && article.version !== version) return refuse('changed-meanwhile')
    return deed === 'publish'
      ? publishArticle(ctx, id, { at: ctx.now, version }, deps)
      : moveArticle(ctx, id, deed === 'withdraw' ? 'withdrawn' : 'submitted', deps)
  })
}

/** In the order of their ids, so that two who choose the same pieces never wait for each other in a circle. */
export async function oneByOne<One extends { readonly id: string }>(
  chosen: readonly One[],
  work: (one: One) => Promise<Result<Moved>>,
): Promise<Result<BulkOutcome>> {
  const done: { id: string; seq: number }[] = []
  const refused: { id: string; problem: Problem }[] = []
  for (const one of [...chosen].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const result = await work(one)
    if (result.ok) done.push({ id: one.id, seq: result.value.seq })
    else refused.push({ id: one.id, problem: result.problems[0] ?? { code: 'invalid' } })
  }
  return ok({ done, refused })
}
