import { z } from 'zod'
import type { Problem, Result } from '../../../platform/command/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import {
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { placesOn } from '../../../rules/places/index.ts'
import { slug } from '../../../rules/vietnamese/index.ts'
import type { Places } from '../../places/index.ts'
import { addTarget, changeTarget } from '../commands.ts'
import { deskPath } from '../pages/desk.tsx'
import { milestonesOf, type Plan, planOfYear } from '../queries.ts'
import { ofYear } from '../routes.tsx'
import { addTask, changeTask } from '../task-commands.ts'
import { type DraftingDeps, errorsOf } from './access.ts'
import { addBudgetHead, changeBudgetHead } from './budget.ts'
import { amendmentOf, budgetForm, goalOf, scopeOf, targetForm, taskForm } from './forms.ts'
import { BudgetFormPage, TargetFormPage, TaskFormPage } from './pages/item-pages.tsx'
import { composePath } from './pages/part.ts'
import { budgetOf } from './read.ts'

type Ctx = RequestContext<{ year: number; id: string }, { nhom?: string | undefined }>

/** Targets, tasks and budget heads, each on a page of its own: `moi` begins one, an id changes it. */
export function itemRoutes(kernel: Kernel, deps: DraftingDeps): readonly Route[] {
  const params = ofYear.extend({ id: z.union([z.literal('moi'), z.uuid()]) })
  const editable = async (ctx: Ctx): Promise<{ plan: Plan } | { reply: Reply }> => {
    const plan = await planOfYear(kernel.db, deps, ctx.params.year)
    if (!plan) return { reply: notFound() }
    return may(ctx.actor, 'plan.edit', { places: [plan.place_code] }, ctx.today)
      ? { plan }
      : { reply: forbidden() }
  }
  const item = (
    name: string,
    audit: string,
    view: (ctx: Ctx, plan: Plan, failed: readonly Problem[]) => Promise<Reply>,
    save: (ctx: Ctx, plan: Plan) => Promise<Result<unknown>>,
  ): Route[] => [
    page({
      path: `${deskPath}/:year/soan/${name}/:id`,
      permission: 'plan.edit',
      audit: null,
      params,
      query: z.object({ nhom: z.string().max(2).optional().catch(undefined) }),
      handler: async (raw) => {
        const ctx = raw as unknown as Ctx
        const found = await editable(ctx)
        return 'plan' in found ? view(ctx, found.plan, []) : found.reply
      },
    }),
    form({
      path: `${deskPath}/:year/soan/${name}/:id`,
      permission: 'plan.edit',
      audit,
      params,
      handler: async (raw) => {
        const ctx = raw as unknown as Ctx
        const found = await editable(ctx)
        if (!('plan' in found)) return found.reply
        const done = await save(ctx, found.plan)
        return done.ok
          ? goTo(localPath(ctx.lang, composePath(found.plan.year)))
          : view(ctx, found.plan, done.problems)
      },
    }),
  ]
  const status = (failed: readonly Problem[]) => ({ status: failed.length > 0 ? 422 : 200 })
  const one = <T extends { id: string }>(rows: readonly T[], id: string) => rows.find((row) => row.id === id)
  const spoken = (value: { wordsVi: string; wordsEn: string }) => ({
    vi: value.wordsVi,
    ...(value.wordsEn && { en: value.wordsEn }),
  })

  return [
    ...item(
      'chi-tieu',
      'plan.target-changed',
      async (ctx, plan, failed) => {
        const { id } = ctx.params
        const targets = await targetsOf(kernel, plan)
        const target = id === 'moi' ? null : one(targets, id)
        if (target === undefined) return notFound()
        const units = unitsThen(deps.places, plan)
        return show(
          <TargetFormPage
            ctx={ctx}
            plan={plan}
            target={target}
            units={units}
            sectors={deps.sectors}
            errors={errorsOf(failed, ctx)}
          />,
          status(failed),
        )
      },
      async (ctx, plan) => {
        const read = readForm(targetForm, ctx.form)
        if (!read.ok) return read
        const { value } = read
        const { id } = ctx.params
        const milestones = await milestonesOf(kernel.db, plan.id)
        const input = {
          words: spoken(value),
          measure: value.measure,
          goal: goalOf(
            value,
            milestones.map(({ code }) => code),
          ),
          scope: scopeOf(value),
        }
        const paper = amendmentOf(value)
        return ctx.run<unknown>((inner) =>
          id === 'moi'
            ? addTarget(inner, plan.id, slug(value.wordsVi).slice(0, 60), input, deps, paper)
            : changeTarget(inner, id, input, paper, value.version, deps, value.redefine !== ''),
        )
      },
    ),
    ...item(
      'nhiem-vu',
      'plan.task-changed',
      async (ctx, plan, failed) => {
        const { id } = ctx.params
        const tasks = await kernel.db
          .selectFrom('plan_task')
          .selectAll()
          .where('plan_id', '=', plan.id)
          .execute()
        const task = id === 'moi' ? null : one(tasks, id)
        if (task === undefined) return notFound()
        const group = Number(ctx.query?.nhom) || null
        const agencies = deps.agencies.on(plan.issued_on)
        return show(
          <TaskFormPage
            ctx={ctx}
            plan={plan}
            task={task}
            group={group}
            agencies={agencies}
            errors={errorsOf(failed, ctx)}
          />,
          status(failed),
        )
      },
      async (ctx, plan) => {
        const read = readForm(taskForm, ctx.form)
        if (!read.ok) return read
        const { value } = read
        const { id } = ctx.params
        const input = {
          groupNo: value.groupNo === '' ? null : Number(value.groupNo),
          words: spoken(value),
          lead: value.lead,
          coordinating: value.coordinating.filter((agency) => agency !== value.lead),
          dueOn: value.dueOn,
          dueWords: value.dueWordsVi ? { vi: value.dueWordsVi } : {},
        }
        const paper = amendmentOf(value)
        return ctx.run<unknown>((inner) =>
          id === 'moi'
            ? addTask(inner, plan.id, input, deps, paper)
            : changeTask(inner, id, input, paper, value.version, deps),
        )
      },
    ),
    ...item(
      'kinh-phi',
      'plan.budget-changed',
      async (ctx, plan, failed) => {
        const { id } = ctx.params
        const head = id === 'moi' ? null : one(await budgetOf(kernel.db, plan.id), id)
        if (head === undefined) return notFound()
        return show(
          <BudgetFormPage ctx={ctx} plan={plan} head={head} errors={errorsOf(failed, ctx)} />,
          status(failed),
        )
      },
      async (ctx, plan) => {
        const read = readForm(budgetForm, ctx.form)
        if (!read.ok) return read
        const { value } = read
        const { id } = ctx.params
        const input = { words: spoken(value), source: value.source, amount: value.amount }
        const paper = amendmentOf(value)
        return ctx.run<unknown>((inner) =>
          id === 'moi'
            ? addBudgetHead(inner, plan.id, input, deps, paper)
            : changeBudgetHead(inner, id, input, value.version, deps, paper),
        )
      },
    ),
  ]
}

/** Units of the province on the plan's day: the districts while there were any, then the communes. */
function unitsThen(places: Places, plan: Plan) {
  const districts = placesOn(places.book, 'district', plan.issued_on, plan.place_code)
  return [...districts, ...places.communes(plan.place_code, plan.issued_on)].map(({ code, name }) => ({
    code,
    name,
  }))
}

const targetsOf = (kernel: Kernel, plan: Plan) =>
  kernel.db.selectFrom('plan_target').selectAll().where('plan_id', '=', plan.id).execute()
