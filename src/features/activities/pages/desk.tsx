import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, LinkButton, Section, StatFigure, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ActivityFigure, Counted } from '../figures.ts'
import type { ActivityDeps } from '../parts.ts'
import type { ActivityLine } from '../queries.ts'
import { words } from '../words.ts'
import { ActivityList, deskPath, publicPath } from './parts.tsx'

export interface MyInvitation {
  readonly code: string
  readonly title: { readonly vi: string; readonly en?: string | undefined }
  readonly firstDay: string
  readonly until: string
  readonly name: string
  readonly enrolled: boolean
}

/** The desk of activities: what an organiser runs; for a producer the invitations and what is open. */
export function ActivityDeskPage(props: {
  ctx: RequestContext
  deps: ActivityDeps
  activities: readonly ActivityLine[]
  invitations: readonly MyInvitation[]
  organises: boolean
  figures: readonly { figure: ActivityFigure; counted: Counted }[]
}) {
  const { ctx, deps, invitations } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{w.deskLead}</p>
      </header>
      {invitations.length > 0 && (
        <Section title={w.myInvitations}>
          <ul class="news-list">
            {invitations.map((each) => (
              <li class="news-line">
                <p class="news-meta">
                  {formatDay(each.firstDay)} · {each.name}
                </p>
                <h3 class="news-title">{each.title[lang] || each.title.vi}</h3>
                <p>
                  {each.enrolled ? (
                    w.enrolledAlready
                  ) : (
                    <LinkButton href={localPath(lang, `${publicPath}/moi/${each.code}`)} icon="check">
                      {w.answer}
                    </LinkButton>
                  )}{' '}
                  <span class="muted small">
                    {w.enrolUntil} {formatDay(each.until)}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {props.organises && (
        <p>
          <LinkButton href={localPath(lang, `${deskPath}/them`)} icon="plus" kind="primary">
            {w.add}
          </LinkButton>
        </p>
      )}
      {props.figures.length > 0 && (
        <Section title={fill(w.figuresTitle, { year: ctx.today.slice(0, 4) })}>
          <div class="row">
            {props.figures.map(({ figure, counted }) => (
              <StatFigure
                value={counted.count}
                label={w.figures[figure]}
                href={localPath(lang, `${deskPath}/so-lieu/${figure}?nam=${ctx.today.slice(0, 4)}`)}
              />
            ))}
          </div>
        </Section>
      )}
      <Section title={w.title}>
        <ActivityList
          lang={lang}
          deps={deps}
          activities={props.activities}
          withState={props.organises}
          hrefOf={(activity) =>
            localPath(lang, props.organises ? `${deskPath}/${activity.id}` : `${publicPath}/${activity.slug}`)
          }
          empty={{ title: w.deskNone, hint: w.deskNoneHint }}
        />
      </Section>
    </WorkPage>
  )
}

/** The very records behind a figure. */
export function RecordsPage(props: {
  ctx: RequestContext
  figure: ActivityFigure
  year: string
  counted: Counted
}) {
  const { ctx, counted } = props
  const w = words(ctx.lang)
  const title = `${w.figures[props.figure]}, ${props.year}: ${counted.count}`
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[{ label: w.desk, href: localPath(ctx.lang, deskPath) }, { label: w.recordsTitle }]}
    >
      <h1>{title}</h1>
      <Table
        caption={w.recordsTitle}
        captionHidden
        rows={counted.records}
        empty={<EmptyState title={w.deskNone} />}
        columns={[
          { key: 'number', head: w.number, cell: (_, index) => index + 1, numeric: true, tight: true },
          {
            key: 'title',
            head: w.recordsTitle,
            main: true,
            cell: (row) => <a href={localPath(ctx.lang, row.path)}>{row.title}</a>,
          },
          { key: 'detail', head: w.desk, cell: (row) => row.detail },
          { key: 'day', head: w.day, cell: (row) => formatDay(row.day), tight: true },
        ]}
      />
    </WorkPage>
  )
}
