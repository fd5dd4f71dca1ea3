import { z } from 'zod'
import { ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldList,
  fieldText,
  form,
  goTo,
  problems,
  type Reply,
  type RequestContext,
  type Route,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { type Moved, undoAction } from './actions.ts'
import { readTime } from './article-form.ts'
import { desk, type EditView } from './edit-view.tsx'
import type { DeskOutcome } from './pages/desk.tsx'
import {
  type BulkOutcome,
  moveArticle,
  moveSeveral,
  oneByOne,
  publishArticle,
  returnArticle,
} from './standing.ts'

const byId = z.object({ id: z.uuid() })
const deeds = { 'gui-duyet': 'submit', dang: 'publish', go: 'withdraw' } as const
const mostChosen = 100
/** `<id>:<version or step>`, as the boxes of the list and the way back say it. */
const numbered = z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/i)

/** Submitting, returning, publishing and withdrawing, one or several; each step can be taken back. */
export function standingRoutes(
  kernel: Kernel,
  edit: EditView,
  list: (ctx: RequestContext, outcome?: DeskOutcome) => Promise<Reply>,
): readonly Route[] {
  const deps = { purge: kernel.purge }
  const answer = (ctx: RequestContext, id: string, done: Result<Moved>) =>
    done.ok
      ? goTo(localPath(ctx.lang, `${desk}/${id}?buoc=${done.value.seq}`))
      : edit(ctx, id, done.problems, false)
  const several = (ctx: RequestContext, done: Result<BulkOutcome>, undone: boolean) =>
    done.ok ? list(ctx, { ...done.value, undone }) : problems(done.problems)
  return [
    form({
      path: `${desk}/hang-loat`,
      permission: 'article.edit',
      audit: 'article.moved-several',
      handler: async (ctx) => {
        const deed = deeds[fieldText(ctx.form, 'viec') as keyof typeof deeds]
        const chosen = numberedOf(fieldList(ctx.form, 'chon'))
        if (!deed || chosen.length === 0) return list(ctx)
        const done = await ctx.run((inner) =>
          moveSeveral(
            inner,
            chosen.map(({ id, number }) => ({ id, version: number })),
            deed,
            deps,
          ),
        )
        return several(ctx, done, false)
      },
    }),
    form({
      path: `${desk}/hang-loat/hoan-tac`,
      permission: 'article.edit',
      audit: 'article.steps-undone',
      handler: async (ctx) => {
        const chosen = numberedOf(fieldText(ctx.form, 'buoc').split(','))
        const done = await ctx.run((inner) =>
          oneByOne(chosen, ({ id, number }) => undoAction(inner, id, number, deps)),
        )
        return several(ctx, done, true)
      },
    }),
    form({
      path: `${desk}/:id/gui-duyet`,
      permission: 'article.edit',
      audit: 'article.submitted',
      params: byId,
      handler: async (ctx) =>
        answer(
          ctx,
          ctx.params.id,
          await ctx.run((inner) => moveArticle(inner, ctx.params.id, 'submitted', deps)),
        ),
    }),
    form({
      path: `${desk}/:id/tra-lai`,
      permission: 'article.publish',
      audit: 'article.returned',
      params: byId,
      handler: async (ctx) => {
        const reason = fieldText(ctx.form, 'reason').trim().slice(0, 1000)
        const done = await ctx.run((inner) => returnArticle(inner, ctx.params.id, reason, deps))
        return answer(ctx, ctx.params.id, done)
      },
    }),
    form({
      path: `${desk}/:id/dang`,
      permission: 'article.publish',
      audit: 'article.published',
      params: byId,
      handler: async (ctx) => {
        const at = readTime(fieldText(ctx.form, 'at'), ctx.now)
        const seen = Number(fieldText(ctx.form, 'seen')) || undefined
        const done = at
          ? await ctx.run((inner) => publishArticle(inner, ctx.params.id, { at, version: seen }, deps))
          : refuse('time-invalid', { field: 'at' })
        return answer(ctx, ctx.params.id, done)
      },
    }),
    form({
      path: `${desk}/:id/go`,
      permission: 'article.publish',
      audit: 'article.withdrawn',
      params: byId,
      handler: async (ctx) =>
        answer(
          ctx,
          ctx.params.id,
          await ctx.run((inner) => moveArticle(inner, ctx.params.id, 'withdrawn', deps)),
        ),
    }),
    form({
      path: `${desk}/:id/hoan-tac`,
      permission: 'article.edit',
      audit: 'article.step-undone',
      params: byId,
      handler: async (ctx) => {
        const step = Number(fieldText(ctx.form, 'buoc')) || 0
        const done = await ctx.run(async (inner) => {
          const undone = await undoAction(inner, ctx.params.id, step, deps)
          return undone.ok ? ok() : undone
        })
        return done.ok
          ? goTo(localPath(ctx.lang, `${desk}/${ctx.params.id}`))
          : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
  ]
}

function numberedOf(said: readonly string[]): { id: string; number: number }[] {
  return said
    .filter((each) => numbered.safeParse(each).success)
    .slice(0, mostChosen)
    .map((each) => ({ id: each.slice(0, 36), number: Number(each.slice(37)) }))
    .filter(({ id }) => z.uuid().safeParse(id).success)
}
