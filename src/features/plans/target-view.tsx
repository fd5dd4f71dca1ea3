import type { VNode } from 'preact'
import type { Kernel } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import { forecastOf, periodOf } from '../../rules/targets/index.ts'
import { isRegisterMeasure, listMeasure } from './measures.ts'
import { TargetPage } from './pages/records.tsx'
import {
  baselineOf,
  extentOf,
  milestonesOf,
  type Plan,
  type PlanDeps,
  recordsElsewhere,
  targetsNow,
} from './queries.ts'

const perPage = 50

/** One target with its records, for the portal or for those at work; null where the plan has none of this code. */
export async function targetView(
  kernel: Kernel,
  deps: PlanDeps,
  ctx: RequestContext<{ code: string }, { trang: number }>,
  plan: Plan,
  atWork: boolean,
): Promise<VNode | null> {
  const { db } = kernel
  const targets = await targetsNow(db, plan, deps, ctx.today)
  const target = targets.find((each) => each.code === ctx.params.code)
  if (!target) return null
  const { trang } = ctx.query
  const records = isRegisterMeasure(target.measure)
    ? await listMeasure(db, target.measure, extentOf(plan, target, deps), {
        limit: perPage,
        offset: (trang - 1) * perPage,
      })
    : []
  const elsewhere = await recordsElsewhere(db, plan, target, deps)
  const counted = target.goal.kind === 'at-least' || target.goal.kind === 'range'
  const { place } = target.scope
  return (
    <TargetPage
      ctx={ctx}
      plan={plan}
      target={target}
      course={{
        baseline: (await baselineOf(db, plan, target, deps))?.count ?? null,
        forecast: counted
          ? forecastOf(target.progress.now, periodOf(target.scope, plan.year), ctx.today)
          : null,
      }}
      placeName={place ? (deps.places.unit(place, plan.issued_on)?.name ?? place) : null}
      sectorName={deps.sectors.find(({ code }) => code === target.scope.sector)?.label[ctx.lang] ?? null}
      minimumPoints={deps.measures.minimumPoints}
      records={records}
      elsewhere={elsewhere}
      milestones={await milestonesOf(db, plan.id)}
      page={trang}
      pages={Math.ceil((elsewhere?.length ?? target.measured.base ?? target.measured.count) / perPage)}
      atWork={atWork}
    />
  )
}
