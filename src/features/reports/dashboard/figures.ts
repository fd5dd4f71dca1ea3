import { addDays, addMonths, type Day } from '../../../rules/calendar/index.ts'
import type { Cut, DossierFact, HearingFact, PlanFact } from '../cut.ts'
import { daysFrom } from '../definitions/evaluation.ts'
import { grouped } from '../definitions/lists.ts'
import type { ReportParams } from '../params.ts'
import { dayCounted, type Stood, View } from '../view.ts'

/** What the office and its leaders look at first; each list is what its plot counts. */
export interface DashboardFigures {
  readonly asOf: Day
  readonly plan: PlanFact | null
  readonly years: readonly { readonly year: string; readonly stars: readonly [number, number, number] }[]
  readonly communes: readonly { readonly code: string; readonly name: string; readonly count: number }[]
  readonly elsewhere: number
  readonly pipeline: readonly { readonly status: string; readonly ages: readonly [number, number, number] }[]
  readonly oldest: number
  readonly expiries: readonly { readonly month: string; readonly count: number }[]
  readonly spreads: readonly { readonly band: '0-5' | '6-10' | '11+'; readonly count: number }[]
  readonly support: readonly SupportYear[]
}

/** What support came to: products first paid for in a year, by what they hold since. Says what followed, not what caused it. */
export interface SupportYear {
  readonly year: string
  /** Đồng paid in the year. */
  readonly paid: number
  /** Recognised after the payment; in force from before it; without a star in force. */
  readonly results: readonly [number, number, number]
}

const closed = new Set(['recognised', 'not-recognised', 'withdrawn', 'refused'])

export function dashboardOf(cut: Cut, params: ReportParams, sourced: Cut['sourced'] = []): DashboardFigures {
  const view = new View(cut, params)
  const inForce = view.inForce(cut.asOf)
  const open = view.dossiers.filter(({ status }) => !closed.has(status))
  return {
    asOf: cut.asOf,
    plan: cut.plan[0] ?? null,
    years: yearsOf(cut),
    ...communesOf(view, inForce),
    pipeline: pipelineOf(open, cut.asOf),
    oldest: Math.max(0, ...open.map(({ movedOn }) => daysFrom(movedOn, cut.asOf))),
    expiries: expiriesOf(inForce, cut.asOf),
    spreads: spreadsOf(cut.hearings),
    support: supportOf(cut, inForce, sourced),
  }
}

/** Recognitions by the year they count in; a product recognised twice in a year counts twice here. */
function yearsOf({ recognitions, asOf }: Cut): DashboardFigures['years'] {
  const dated = recognitions.flatMap((each) => {
    const day = dayCounted(each)
    return day !== null && day <= asOf && each.star !== null
      ? [{ year: day.slice(0, 4), star: each.star }]
      : []
  })
  const groups = grouped(dated, ({ year }) => year)
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-8)
    .map(([year, own]) => {
      const count = (star: number) => own.filter((each) => each.star === star).length
      return { year, stars: [count(3), count(4), count(5)] as const }
    })
}

function communesOf(view: View, inForce: readonly Stood[]): Pick<DashboardFigures, 'communes' | 'elsewhere'> {
  const groups = grouped(inForce, ({ product }) => view.unitOf(product)?.code ?? '')
  const communes = [...groups].flatMap(([code, own]) => {
    const name = view.unitOf(own[0]!.product)?.name
    return code !== '' && name ? [{ code, name, count: own.length }] : []
  })
  return { communes: communes.sort((a, b) => b.count - a.count), elsewhere: groups.get('')?.length ?? 0 }
}

function pipelineOf(open: readonly DossierFact[], asOf: Day): DashboardFigures['pipeline'] {
  return [...grouped(open, ({ status }) => status)].map(([status, own]) => {
    const ages = own.map(({ movedOn }) => daysFrom(movedOn, asOf))
    const within = (from: number, to: number) => ages.filter((age) => age >= from && age <= to).length
    return { status, ages: [within(0, 15), within(16, 45), within(46, Number.MAX_SAFE_INTEGER)] as const }
  })
}

/** Last valid days of the next twelve months, this month first; a month without any is shown as 0. */
function expiriesOf(inForce: readonly Stood[], asOf: Day): DashboardFigures['expiries'] {
  const last = addDays(addMonths(`${asOf.slice(0, 7)}-01`, 12), -1)
  const due = inForce.filter(({ validUntil }) => validUntil !== null && validUntil <= last)
  return Array.from({ length: 12 }, (_, index) => addMonths(`${asOf.slice(0, 7)}-01`, index).slice(0, 7)).map(
    (month) => ({
      month,
      count: due.filter(({ validUntil }) => validUntil!.startsWith(month)).length,
    }),
  )
}

function spreadsOf(hearings: readonly HearingFact[]): DashboardFigures['spreads'] {
  const known = hearings.flatMap(({ spread }) => (spread === null ? [] : [spread]))
  const within = (from: number, to: number) => known.filter((spread) => spread >= from && spread <= to).length
  return [
    { band: '0-5', count: within(0, 5) },
    { band: '6-10', count: within(6, 10) },
    { band: '11+', count: within(11, Number.MAX_SAFE_INTEGER) },
  ]
}

function supportOf(
  cut: Cut,
  inForce: readonly Stood[],
  sourced: Cut['sourced'],
): DashboardFigures['support'] {
  const of = (key: string) => sourced.find((each) => each.key === key)?.records.filter(({ day }) => day) ?? []
  const yearOf = ({ day }: { day: Day | null }) => day!.slice(0, 4)
  const paid = grouped(of('support-paid'), yearOf)
  const products = grouped(of('products-supported'), yearOf)
  const standing = new Set(inForce.map(({ product }) => product.id))
  const gained = grouped(cut.recognitions, ({ productId }) => productId)
  const result = ({ id, day }: { id: string; day: Day | null }): 0 | 1 | 2 => {
    if (!standing.has(id)) return 2
    return gained.get(id)?.some((each) => (dayCounted(each) ?? '') >= day!) ? 0 : 1
  }
  return [...new Set([...paid.keys(), ...products.keys()])].sort().map((year) => {
    const results: [number, number, number] = [0, 0, 0]
    for (const each of products.get(year) ?? []) results[result(each)] += 1
    const sum = (paid.get(year) ?? []).reduce((all, { amount }) => all + (amount ?? 0), 0)
    return { year, paid: sum, results }
  })
}
