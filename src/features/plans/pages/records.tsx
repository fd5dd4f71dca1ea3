import type { RequestContext } from '../../../platform/http/index.ts'
import {
  fill,
  formatDay,
  formatDecimal,
  formatNumber,
  type Lang,
  localPath,
} from '../../../platform/i18n/index.ts'
import { periodBefore, periodOf, supersededBy } from '../../../rules/targets/index.ts'
import {
  DescriptionList,
  EmptyState,
  Message,
  Pagination,
  Section,
  StatusMark,
  Table,
} from '../../../web/index.ts'
import { PublicPage, WorkPage } from '../../frame/index.ts'
import { definitionsOf } from '../definitions.ts'
import type { CountedRecord } from '../measured-elsewhere.ts'
import type { MeasuredRecord } from '../measures.ts'
import type { Milestone, Plan, TargetNow } from '../queries.ts'
import { said, words } from '../words.ts'
import { deskPath } from './paths.ts'
import { goalText, paceTone, TargetsPlot, targetPath } from './targets.tsx'

/** Where a target set out from, and what it comes to at this pace. */
export interface TargetCourse {
  readonly baseline: number | null
  readonly forecast: number | null
}

export interface TargetPageProps {
  readonly ctx: RequestContext
  readonly plan: Plan
  readonly target: TargetNow
  readonly course: TargetCourse
  readonly placeName: string | null
  readonly sectorName: string | null
  readonly minimumPoints: number
  readonly records: readonly MeasuredRecord[]
  /** Of a measure that another feature counts. */
  readonly elsewhere: readonly CountedRecord[] | null
  readonly milestones: readonly Milestone[]
  readonly page: number
  readonly pages: number
  /** Where people work every record has its link; outside only public pages have. */
  readonly atWork: boolean
}

/** One target: how it is counted, and the very records behind its figure. */
export function TargetPage(props: TargetPageProps) {
  const { ctx, plan, target, atWork } = props
  const { lang } = ctx
  const w = words(lang)
  const title = said(target.words, lang)
  const back = localPath(lang, atWork ? deskPath : '/ke-hoach')
  const year = localPath(lang, atWork ? `${deskPath}/${plan.year}/tien-do` : `/ke-hoach/${plan.year}`)
  const crumbs = [
    { label: atWork ? w.desk : w.plans, href: back },
    { label: String(plan.year), href: year },
    { label: w.target },
  ]
  return atWork ? (
    <WorkPage ctx={ctx} title={`${title} – ${plan.year}`} breadcrumbs={crumbs}>
      <Target {...props} title={title} back={year} />
    </WorkPage>
  ) : (
    <PublicPage ctx={ctx} title={`${title} – ${plan.year}`} description={w.targetsLead} breadcrumbs={crumbs}>
      <Target {...props} title={title} back={year} />
    </PublicPage>
  )
}

function Target(props: TargetPageProps & { title: string; back: string }) {
  const { ctx, plan, target, title, course, elsewhere } = props
  const { lang } = ctx
  const w = words(lang)
  const path = localPath(lang, props.atWork ? deskTargetPath(plan, target) : targetPath(plan, target))
  const { count, base } = target.measured
  const number = (value: number | null) => (value === null ? undefined : formatNumber(value, lang))
  return (
    <>
      <header class="page-head">
        <h1>{title}</h1>
        <StatusMark tone={paceTone[target.pace]}>{w.pace[target.pace]}</StatusMark>
      </header>
      <TargetsPlot
        lang={lang}
        plan={plan}
        targets={[target]}
        today={ctx.today}
        title={w.measureName[target.measure] ?? title}
      />
      <DescriptionList
        items={[
          { term: w.target, value: goalText(target.goal, lang) },
          { term: w.nowValue, value: number(target.progress.now) },
          { term: baselineTerm(plan, target, lang), value: number(course.baseline) },
          { term: w.forecast, value: number(course.forecast) },
          {
            term: w.measure,
            value: fill(definitionWords(target, lang), { points: props.minimumPoints }),
          },
          { term: w.definitionVersion, value: versionText(target, lang) },
          { term: w.measureCode, value: target.measure },
          { term: w.place, value: props.placeName ?? undefined },
          { term: w.sector, value: props.sectorName ?? undefined },
          { term: w.star, value: target.scope.star && fill(w.stars, { count: target.scope.star }) },
          { term: w.period, value: spanText(periodOf(target.scope, plan.year), lang) },
        ]}
      />
      <Superseded lang={lang} target={target} points={props.minimumPoints} />
      {target.exceeds && <p>{w.exceeds}</p>}
      <Section
        title={w.records}
        lead={
          target.goal.kind === 'share'
            ? fill(w.recordsOfBase, { count, base: base ?? 0 })
            : fill(w.recordsCount, { count: formatNumber(elsewhere?.length ?? count, lang) })
        }
      >
        {target.measure === 'pilot-milestones' ? (
          <ul>
            {props.milestones.map((each) => (
              <li>
                {said(each.words, lang)}:{' '}
                {each.done_on ? fill(w.milestoneDone, { day: formatDay(each.done_on) }) : w.milestoneOpen}
              </li>
            ))}
          </ul>
        ) : elsewhere ? (
          <Elsewhere {...props} rows={elsewhere.slice((props.page - 1) * 50, props.page * 50)} />
        ) : (
          <Records ctx={ctx} records={props.records} target={target} year={plan.year} />
        )}
        <Pagination page={props.page} pages={props.pages} hrefOf={(page) => `${path}?trang=${page}`} />
      </Section>
      <p>
        <a href={props.back}>{fill(w.back, { year: plan.year })}</a>
      </p>
    </>
  )
}

const spanText = ({ from, to }: { from: string; to: string }, lang: Lang) =>
  fill(words(lang).periodText, { from: formatDay(from), to: formatDay(to) })

/** What the figure is compared with: the year before, or the same days of before. */
function baselineTerm(plan: Plan, { scope }: TargetNow, lang: Lang): string {
  const w = words(lang)
  if (scope.from === undefined && scope.to === undefined) return `${w.baseline} (${plan.year - 1})`
  const { from, to } = periodBefore(periodOf(scope, plan.year))
  return fill(w.baselineDays, { from: formatDay(from), to: formatDay(to) })
}

/** The definition a target is counted by: that of its day, also when another took its place. */
function definitionWords({ measure, definition }: TargetNow, lang: Lang): string {
  const w = words(lang)
  return w.definitionOnce[`${measure}@${definition}`] ?? w.definition[measure] ?? ''
}

function versionText({ measure, definition }: TargetNow, lang: Lang): string {
  const own = definitionsOf(measure).find(({ version }) => version === definition)
  return fill(words(lang).definitionNow, { version: definition, day: own ? formatDay(own.since) : '–' })
}

/** Says that the measure's definition changed after the target was set. */
function Superseded({ lang, target, points }: { lang: Lang; target: TargetNow; points: number }) {
  const w = words(lang)
  const newer = supersededBy(definitionsOf(target.measure), target.definition)
  if (!newer) return null
  return (
    <Message title={w.definitionChanged}>
      {fill(w.definitionSince, {
        day: formatDay(newer.since),
        version: newer.version,
        words: fill(w.definition[target.measure] ?? '', { points }),
        own: target.definition,
      })}
    </Message>
  )
}

export const deskTargetPath = (plan: Pick<Plan, 'year'>, target: Pick<TargetNow, 'code'>) =>
  `${deskPath}/${plan.year}/chi-tieu/${target.code}`

function Elsewhere({ ctx, rows, atWork, plan }: TargetPageProps & { rows: readonly CountedRecord[] }) {
  const { lang } = ctx
  const w = words(lang)
  const opens = (path: string) => atWork || !path.startsWith('/lam-viec')
  return (
    <Table
      caption={w.records}
      captionHidden
      rows={rows}
      empty={<EmptyState title={w.noRecords}>{fill(w.noRecordsHint, { year: plan.year })}</EmptyState>}
      columns={[
        {
          key: 'record',
          head: w.record,
          main: true,
          cell: (row) => (opens(row.path) ? <a href={localPath(lang, row.path)}>{row.title}</a> : row.title),
        },
        { key: 'day', head: w.day, tight: true, cell: (row) => formatDay(row.day) },
        ...(rows.some(({ amount }) => amount !== null)
          ? [
              {
                key: 'amount',
                head: w.amountHead,
                numeric: true,
                cell: (row: CountedRecord) => (row.amount === null ? '' : formatNumber(row.amount, lang)),
              },
            ]
          : []),
      ]}
    />
  )
}

function Records(props: {
  ctx: RequestContext
  records: readonly MeasuredRecord[]
  target: TargetNow
  year: number
}) {
  const { ctx, target } = props
  const { lang } = ctx
  const w = words(lang)
  const points = target.measure === 'potential-five-star'
  return (
    <Table
      caption={w.records}
      captionHidden
      rows={props.records}
      empty={<EmptyState title={w.noRecords}>{fill(w.noRecordsHint, { year: props.year })}</EmptyState>}
      columns={[
        {
          key: 'product',
          head: w.product,
          main: true,
          cell: (row) => (
            <>
              {row.isPublic ? <a href={localPath(lang, `/san-pham/${row.slug}`)}>{row.name}</a> : row.name}
              {row.isDemo && <span class="demo-mark"> {w.demo}</span>}
            </>
          ),
        },
        { key: 'producer', head: w.producer, cell: (row) => row.producer ?? w.notStated },
        { key: 'day', head: w.day, tight: true, cell: (row) => (row.day ? formatDay(row.day) : w.notStated) },
        {
          key: 'star',
          head: w.star,
          tight: true,
          cell: (row) => (row.star ? fill(w.stars, { count: row.star }) : w.notStated),
        },
        {
          key: 'paper',
          head: points ? w.points : w.paper,
          cell: (row) => (row.paper ? (points ? formatDecimal(row.paper, lang) : row.paper) : w.notStated),
        },
        ...(target.goal.kind === 'share'
          ? [
              {
                key: 'counts',
                head: w.counts,
                cell: (row: MeasuredRecord) => (
                  <StatusMark tone={row.counts ? 'good' : 'neutral'}>
                    {row.counts ? w.yes : w.notYet}
                  </StatusMark>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
