import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel, TaskSource } from '../../platform/feature.ts'
import {
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { type Actor, may, mayAnywhere } from '../../rules/permissions/index.ts'
import { taskActions } from '../../rules/targets/index.ts'
import { problemText } from '../frame/index.ts'
import type { CommandDeps } from './change.ts'
import { maySee } from './drafting/access.ts'
import { AgencyPage, deskPath, PlanDeskPage, ProgressPage, TaskPage, taskPath } from './pages/desk.tsx'
import { taskViews } from './pages/views.tsx'
import { planOfYear, plansOf, resourceOfTask, targetsNow, tasksNow } from './queries.ts'
import { ofTarget, ofYear } from './routes.tsx'
import { targetView } from './target-view.tsx'
import { reportTask } from './task-commands.ts'
import { said, words } from './words.ts'

const byId = z.object({ id: z.uuid() })
const reportForm = z.object({
  action: z.enum(taskActions),
  note: z.string().min(1, 'required').max(4000),
  evidence: z.string().max(1000).default(''),
})
const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
  problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))

export function deskRoutes(kernel: Kernel, deps: CommandDeps): readonly Route[] {
  const readable = async (actor: Actor, today: string) => {
    const plans = await plansOf(kernel.db, deps)
    return Promise.all(
      plans.map(async (plan) => ({
        plan,
        tasks: (await tasksNow(kernel.db, plan, deps, today)).filter((task) =>
          may(actor, 'task.read', resourceOfTask(task, plan, deps, today), today),
        ),
      })),
    )
  }
  const one = async (ctx: RequestContext, id: string) => {
    for (const { plan, tasks } of await readable(ctx.actor, ctx.today)) {
      const task = tasks.find((each) => each.id === id)
      if (task) return { plan, task }
    }
    return null
  }
  const taskView = async (ctx: RequestContext, id: string, failed: readonly Problem[] = []) => {
    const found = await one(ctx, id)
    if (!found) return notFound()
    const mayReport =
      found.plan.status === 'published' &&
      may(ctx.actor, 'task.report', resourceOfTask(found.task, found.plan, deps, ctx.today), ctx.today)
    return show(<TaskPage ctx={ctx} {...found} mayReport={mayReport} errors={errorsOf(failed, ctx)} />, {
      status: failed.length > 0 ? 422 : 200,
    })
  }
  return [
    page({
      path: deskPath,
      permission: 'task.read',
      audit: null,
      query: z.object({ xem: z.enum(taskViews).catch('list') }),
      handler: async (ctx) =>
        show(
          <PlanDeskPage
            ctx={ctx}
            view={ctx.query.xem}
            plans={await readable(ctx.actor, ctx.today)}
            seesProgress={mayAnywhere(ctx.actor, 'plan.progress', ctx.today)}
            edits={may(ctx.actor, 'plan.edit', { places: [deps.provinceCode] }, ctx.today)}
            opens={(plan) => maySee(ctx, plan)}
          />,
        ),
    }),
    page({
      path: `${deskPath}/:year/tien-do`,
      permission: 'plan.progress',
      audit: null,
      params: ofYear,
      handler: async (ctx) => {
        const plan = await planOfYear(kernel.db, deps, ctx.params.year)
        if (!plan) return notFound()
        if (!may(ctx.actor, 'plan.progress', { places: [plan.place_code] }, ctx.today)) return forbidden()
        const [targets, tasks] = await Promise.all([
          targetsNow(kernel.db, plan, deps, ctx.today),
          tasksNow(kernel.db, plan, deps, ctx.today),
        ])
        return show(<ProgressPage ctx={ctx} plan={plan} targets={targets} tasks={tasks} />)
      },
    }),
    page({
      path: `${deskPath}/:year/chi-tieu/:code`,
      permission: 'plan.progress',
      audit: null,
      ...ofTarget,
      handler: async (ctx) => {
        const plan = await planOfYear(kernel.db, deps, ctx.params.year)
        if (!plan) return notFound()
        if (!may(ctx.actor, 'plan.progress', { places: [plan.place_code] }, ctx.today)) return forbidden()
        const view = await targetView(kernel, deps, ctx, plan, true)
        return view ? show(view) : notFound()
      },
    }),
    page({
      path: `${deskPath}/co-quan/:agency`,
      permission: 'plan.progress',
      audit: null,
      params: z.object({ agency: z.string().max(60) }),
      handler: async (ctx) => {
        const { agency } = ctx.params
        const bearer = deps.agencies.bearer(agency, ctx.today)
        if (!bearer) return notFound()
        const same = new Set([bearer.id, ...deps.agencies.withForerunners(bearer.id)])
        const plans = await Promise.all(
          (await plansOf(kernel.db, deps, 'published')).map(async (plan) => {
            const tasks = await tasksNow(kernel.db, plan, deps, ctx.today)
            return {
              plan,
              leads: tasks.filter((task) => same.has(task.lead_agency)),
              helps: tasks.filter(
                (task) => !same.has(task.lead_agency) && task.coordinating.some((each) => same.has(each)),
              ),
            }
          }),
        )
        const by = new Map(
          plans.flatMap(({ plan, leads, helps }) => [...leads, ...helps].map((task) => [task.id, plan])),
        )
        return show(
          <AgencyPage
            ctx={ctx}
            name={(ctx.lang === 'en' && bearer.nameEn) || bearer.name}
            plans={plans.filter(({ leads, helps }) => leads.length + helps.length > 0)}
            mayOpen={(task) => {
              const plan = by.get(task.id)
              return (
                plan !== undefined &&
                may(ctx.actor, 'task.read', resourceOfTask(task, plan, deps, ctx.today), ctx.today)
              )
            }}
          />,
        )
      },
    }),
    page({
      path: `${deskPath}/nhiem-vu/:id`,
      permission: 'task.read',
      audit: null,
      params: byId,
      handler: (ctx) => taskView(ctx, ctx.params.id),
    }),
    form({
      path: `${deskPath}/nhiem-vu/:id`,
      permission: 'task.report',
      audit: 'plan.task-reported',
      params: byId,
      handler: async (ctx) => {
        const read = readForm(reportForm, ctx.form)
        if (!read.ok) return taskView(ctx, ctx.params.id, read.problems)
        const done = await ctx.run((inner) => reportTask(inner, ctx.params.id, read.value, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, taskPath(ctx.params)))
          : taskView(ctx, ctx.params.id, done.problems)
      },
    }),
  ]
}

/** “Việc của tôi”: open tasks with a due day, for those of the agency that bears them. */
export function taskReminders(kernel: Kernel, deps: CommandDeps): TaskSource {
  return async ({ actor, lang, today }) => {
    if (!mayAnywhere(actor, 'task.report', today)) return []
    const plans = await plansOf(kernel.db, deps, 'published')
    const lists = await Promise.all(
      plans.map(async (plan) =>
        (await tasksNow(kernel.db, plan, deps, today))
          .filter((task) => task.status !== 'done' && task.due_on !== null)
          .filter((task) =>
            may(
              actor,
              'task.report',
              { agencyIds: resourceOfTask(task, plan, deps, today).agencyIds },
              today,
            ),
          )
          .map((task) => ({
            title: said(task.words, lang),
            detail: plan.number,
            path: taskPath(task),
            due: task.due_on ?? undefined,
            group: words(lang).taskGroup,
          })),
      ),
    )
    return lists.flat()
  }
}
