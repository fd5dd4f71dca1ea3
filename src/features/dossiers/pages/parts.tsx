import type { Problem } from '../../../platform/command/index.ts'
import { fill, formatDay, type Lang } from '../../../platform/i18n/index.ts'
import type { Clock, Status } from '../../../rules/procedure/index.ts'
import { Message, StatusMark, type Tone } from '../../../web/index.ts'
import { problemText } from '../../frame/index.ts'
import { statusName, words } from '../words.ts'

const TONES: Partial<Record<Status, Tone>> = {
  recognised: 'good',
  'not-recognised': 'bad',
  refused: 'bad',
  withdrawn: 'neutral',
  draft: 'neutral',
  'commune.returned': 'warn',
  'province.returned': 'warn',
  appealed: 'warn',
}

export function DossierStatus({ status, lang }: { status: Status; lang: Lang }) {
  return <StatusMark tone={TONES[status] ?? 'info'}>{statusName(status, lang)}</StatusMark>
}

/** How much time is left, in words and colour; the day itself beside it. */
export function ClockMark({ clock, lang }: { clock: Clock; lang: Lang }) {
  const said = words(lang).list
  const working = clock.unit === 'working-day'
  const text = clock.overdue
    ? fill(said.overdue, { days: Math.max(1, -clock.daysLeft) })
    : clock.daysLeft === 0
      ? said.lastDay
      : fill(working ? said.daysLeft : said.calendarDaysLeft, { days: clock.daysLeft })
  const tone: Tone = clock.overdue ? 'bad' : clock.daysLeft <= 3 ? 'warn' : 'info'
  return (
    <>
      <StatusMark tone={tone} icon="clock">
        {text}
      </StatusMark>{' '}
      <span class="muted nowrap">{formatDay(clock.lastDay)}</span>
    </>
  )
}

export function DemoNotice({ demo, lang }: { demo: boolean; lang: Lang }) {
  return demo ? <Message tone="info">{words(lang).demo}</Message> : null
}

/** Problems as the form components take them; what the other person wrote comes along with a clash. */
export function errorsOf(problems: readonly Problem[], lang: Lang) {
  const said = words(lang)
  return problems.map((problem) => {
    const text = problemText(readable(problem, lang), lang)
    const theirs = problem.code === 'changed-meanwhile' ? problem.data?.theirs : undefined
    const shown =
      typeof theirs === 'string' && theirs !== '' ? ` ${fill(said.chapter.theirs, { text: theirs })}` : ''
    return { field: problem.field, text: text + shown }
  })
}

/** Ids in a problem's data put into words. */
export function readable(problem: Problem, lang: Lang): Problem {
  const { missing } = problem.data ?? {}
  if (!Array.isArray(missing)) return problem
  const names = { ...words(lang).province.checkItems, ...words(lang).commune.items } as Record<string, string>
  return {
    ...problem,
    data: { ...problem.data, missing: missing.map((id: string) => names[id] ?? id).join(', ') },
  }
}
