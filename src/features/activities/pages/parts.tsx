import { encode } from 'uqr'
import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import type { ActivityStatus } from '../../../rules/activities/index.ts'
import { DescriptionList, EmptyState, langOf, StatusMark, Tag, type Tone } from '../../../web/index.ts'
import type { ActivityDeps } from '../parts.ts'
import type { ActivityFull, ActivityLine } from '../queries.ts'
import { agencyName, daysText, kindName, said, sessionTime, words } from '../words.ts'

export const publicPath = '/hoat-dong'
export const deskPath = '/lam-viec/hoat-dong'

const tones: Readonly<Record<ActivityStatus, Tone>> = {
  draft: 'neutral',
  announced: 'info',
  held: 'good',
  cancelled: 'bad',
}

export function StateMark({ status, lang }: { status: ActivityStatus; lang: Lang }) {
  return <StatusMark tone={tones[status]}>{words(lang).status[status]}</StatusMark>
}

export function SeatsText({ activity, lang }: { activity: ActivityLine; lang: Lang }) {
  const w = words(lang)
  if (activity.seats === null) return <>{w.seatsOpen}</>
  const left = activity.seats - activity.enrolled
  return <>{fill(left > 0 ? w.seatsLeft : w.seatsFull, { left, seats: activity.seats })}</>
}

/** One line an activity. */
export function ActivityList(props: {
  lang: Lang
  deps: ActivityDeps
  activities: readonly ActivityLine[]
  hrefOf: (activity: ActivityLine) => string
  empty: { title: string; hint: string }
  withState?: boolean
}) {
  const { lang, deps } = props
  const w = words(lang)
  if (props.activities.length === 0)
    return <EmptyState title={props.empty.title}>{props.empty.hint}</EmptyState>
  return (
    <ul class="news-list">
      {props.activities.map((activity) => (
        <li class="news-line">
          <p class="news-meta">
            <Tag>{kindName(activity.kind, deps, lang)}</Tag> {daysText(activity)}
          </p>
          <h3 class="news-title">
            <a href={props.hrefOf(activity)}>{said(activity.title, lang)}</a>
          </h3>
          <p lang={langOf(activity.venue, lang)}>{activity.venue}</p>
          {props.withState ? (
            <p>
              <StateMark status={activity.status} lang={lang} />{' '}
              <span class="muted small">{fill(w.peopleCount, counts(activity))}</span>
            </p>
          ) : (
            activity.status === 'announced' && (
              <p class="muted small">
                <SeatsText activity={activity} lang={lang} /> · {w.enrolUntil}{' '}
                {formatDay(activity.enrol_until)}
              </p>
            )
          )}
          {activity.is_demo && <p class="demo-mark">{w.demo}</p>}
        </li>
      ))}
    </ul>
  )
}

export const counts = ({ enrolled, waiting, attended }: ActivityLine) => ({ enrolled, waiting, attended })

/** What, when, where, by whom. */
export function Facts(props: { activity: ActivityFull; deps: ActivityDeps; lang: Lang; today: string }) {
  const { activity, deps, lang, today } = props
  const w = words(lang)
  return (
    <DescriptionList
      items={[
        { term: w.kind, value: kindName(activity.kind, deps, lang) },
        { term: w.when, value: daysText(activity) },
        { term: w.venue, value: activity.venue },
        {
          term: w.place,
          value: deps.places.unit(activity.place_code, activity.place_day)?.name ?? activity.place_code,
        },
        { term: w.organiser, value: agencyName(activity.lead_agency, deps, today, lang) },
        { term: w.seats, value: <SeatsText activity={activity} lang={lang} /> },
        { term: w.enrolUntil, value: formatDay(activity.enrol_until) },
        {
          term: w.plan,
          value: activity.planYear ? (
            <a href={localPath(lang, `/ke-hoach/${activity.planYear}`)}>
              {fill(w.planOf, { year: activity.planYear, group: activity.task_group ?? '–' })}
            </a>
          ) : undefined,
        },
      ]}
    />
  )
}

export function SessionList({ activity, lang }: { activity: ActivityFull; lang: Lang }) {
  const w = words(lang)
  return (
    <ul>
      {activity.sessions.map((session) => (
        <li>
          {fill(w.session, { n: session.ordinal })}: {sessionTime(session)}
          {session.title && ` – ${session.title}`}
        </li>
      ))}
    </ul>
  )
}

/** A text of several lines as paragraphs. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split('\n')
        .filter(Boolean)
        .map((line) => (
          <p>{line}</p>
        ))}
    </>
  )
}

/** Black on white in either theme: scanners want it so. */
export function QrPicture({ text, label, size }: { text: string; label: string; size: number }) {
  const { data, size: cells } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return (
    <svg viewBox={`0 0 ${cells} ${cells}`} width={size} height={size} role="img" aria-label={label}>
      <rect width={cells} height={cells} fill="#fff" />
      <path d={squares.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
