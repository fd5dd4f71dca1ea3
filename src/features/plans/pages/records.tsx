import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatDecimal, localPath } from '../../../platform/i18n/index.ts'
import { DescriptionList, EmptyState, Pagination, Section, StatusMark, Table } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { MeasuredRecord } from '../measures.ts'
import type { Milestone, Plan, TargetNow } from '../queries.ts'
import { said, words } from '../words.ts'
import { goalText, paceTone, TargetsPlot, targetPath } from './targets.tsx'

/** One target: how it is counted, and the very records behind its figure. */
export function TargetPage(props: {
  ctx: RequestContext
  plan: Plan
  target: TargetNow
  placeName: string | null
  minimumPoints: number
  records: readonly MeasuredRecord[]
  milestones: readonly Milestone[]
  page: number
  pages: number
}) {
  const { ctx, plan, target, records } = props
  const { lang } = ctx
  const w = words(lang)
  const title = said(target.words, lang)
  const path = localPath(lang, targetPath(plan, target))
  const { count, base } = target.measured
  return (
    <PublicPage
      ctx={ctx}
      title={`${title} – ${plan.year}`}
      description={w.targetsLead}
      breadcrumbs={[
        { label: w.plans, href: localPath(lang, '/ke-hoach') },
        { label: String(plan.year), href: localPath(lang, `/ke-hoach/${plan.year}`) },
        { label: w.target },
      ]}
    >
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
          {
            term: w.measure,
            value: fill(w.definition[target.measure] ?? '', { points: props.minimumPoints }),
          },
          { term: w.place, value: props.placeName ?? undefined },
        ]}
      />
      {target.exceeds && <p>{w.exceeds}</p>}
      <Section
        title={w.records}
        lead={
          target.goal.kind === 'share'
            ? fill(w.recordsOfBase, { count, base: base ?? 0 })
            : fill(w.recordsCount, { count })
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
        ) : (
          <Records ctx={ctx} records={records} target={target} year={plan.year} />
        )}
        <Pagination page={props.page} pages={props.pages} hrefOf={(page) => `${path}?trang=${page}`} />
      </Section>
      <p>
        <a href={localPath(lang, `/ke-hoach/${plan.year}`)}>{fill(w.back, { year: plan.year })}</a>
      </p>
    </PublicPage>
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
