import { plainDate } from '../../../platform/clock/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import type { InspectionStatus } from '../../../rules/inspections/index.ts'
import {
  Button,
  EmptyState,
  LinkButton,
  Section,
  StatFigure,
  StatusMark,
  Table,
  type Tone,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { InspectionFigure } from '../figures.ts'
import type { InspectionDeps } from '../parts.ts'
import type { InspectionLine, InspectionPlan } from '../queries.ts'
import { words } from '../words.ts'

export const deskPath = '/lam-viec/kiem-tra'

const tones: Readonly<Record<InspectionStatus, Tone>> = {
  planned: 'neutral',
  'under-way': 'info',
  signed: 'good',
  cancelled: 'neutral',
}

export function StateMark({ status, lang }: { status: InspectionStatus; lang: Lang }) {
  return <StatusMark tone={tones[status]}>{words(lang).status[status]}</StatusMark>
}

/** Inspections within reach: the office's, an inspector's own, a producer's own. */
export function InspectionDeskPage(props: {
  ctx: RequestContext
  deps: InspectionDeps
  inspections: readonly InspectionLine[]
  plans: readonly InspectionPlan[]
  reports: readonly { id: string; words: string; seenAt: string; product: string; productId: string }[]
  manages: boolean
  figures: readonly { figure: InspectionFigure; count: number }[]
}) {
  const { ctx, deps } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{w.deskLead}</p>
      </header>
      {props.manages && (
        <p class="row">
          <LinkButton href={localPath(lang, `${deskPath}/ke-hoach`)} icon="target" kind="primary">
            {w.planMake}
          </LinkButton>
          <LinkButton href={localPath(lang, `${deskPath}/dot-xuat`)} icon="plus">
            {w.unplanned}
          </LinkButton>
        </p>
      )}
      {props.figures.length > 0 && (
        <Section title={fill(w.outcomeOf, { year: ctx.today.slice(0, 4) })}>
          <div class="row">
            {props.figures.map(({ figure, count }) => (
              <StatFigure value={count} label={w.figures[figure]} />
            ))}
          </div>
        </Section>
      )}
      {props.plans.map((plan) => (
        <p>
          <strong>{fill(w.plan, { year: plan.year })}</strong>:{' '}
          {fill(w.approvedBy, {
            name: plan.approved_by || 'Hệ thống',
            day: formatDay(plainDate(plan.approved_at)),
            chosen: plan.wanted,
            num: plan.share_num,
            den: plan.share_den,
          })}
          . {w.seed}: <code>{plan.seed}</code>
        </p>
      ))}
      {props.manages && (
        <Section title={w.reports}>
          {props.reports.length === 0 ? (
            <p>{w.reportsNone}</p>
          ) : (
            <ul class="news-list small">
              {props.reports.map((report) => (
                <li class="news-line">
                  <h3 class="news-title">{report.product}</h3>
                  <p>
                    {report.seenAt}: {report.words.slice(0, 300)}
                  </p>
                  <form method="post" action={localPath(lang, `${deskPath}/theo-phan-anh/${report.id}`)}>
                    <Button small icon="search">
                      {w.inspectIt}
                    </Button>
                  </form>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <Section title={w.all}>
        <Table
          caption={w.all}
          captionHidden
          rows={props.inspections}
          empty={<EmptyState title={w.none}>{w.noneHint}</EmptyState>}
          columns={[
            {
              key: 'product',
              head: w.product,
              main: true,
              cell: (row) => (
                <>
                  <a href={localPath(lang, `${deskPath}/${row.id}`)}>{row.product}</a>
                  {row.is_demo && <span class="demo-mark">{w.demo}</span>}
                </>
              ),
            },
            { key: 'producer', head: w.producer, cell: (row) => row.producer ?? '–' },
            {
              key: 'place',
              head: w.place,
              cell: (row) => deps.places.spoken(row, ctx.today).commune?.name ?? '–',
            },
            { key: 'reason', head: w.reason, cell: (row) => w.reasons[row.reason] },
            { key: 'team', head: w.team, cell: (row) => row.team.join(', ') || w.noTeam },
            { key: 'due', head: w.due, cell: (row) => formatDay(row.due_on), tight: true },
            {
              key: 'status',
              head: w.minutes,
              cell: (row) => (
                <>
                  <StateMark status={row.status} lang={lang} />
                  {row.openFindings > 0 && (
                    <StatusMark tone="warn">{fill(w.openFindings, { count: row.openFindings })}</StatusMark>
                  )}
                </>
              ),
            },
          ]}
        />
      </Section>
    </WorkPage>
  )
}
