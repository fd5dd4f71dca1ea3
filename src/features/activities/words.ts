import { formatDay, formatInstant, type Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type ActivityWords, messages as vi } from './messages.vi.ts'
import type { ActivityDeps } from './parts.ts'
import type { Spoken } from './tables.ts'

export function words(lang: Lang): ActivityWords {
  return lang === 'en' ? en : vi
}

/** What was entered in the reader's language; Vietnamese where there is no other. */
export function said(spoken: Partial<Spoken> | null | undefined, lang: Lang): string {
  return (spoken?.[lang] || spoken?.vi) ?? ''
}

export function kindName(id: string, deps: ActivityDeps, lang: Lang): string {
  return deps.law.kinds.find((kind) => kind.id === id)?.[lang] ?? id
}

/** `10/12/2026`, or `10/12/2026 – 12/12/2026`. */
export function daysText(activity: { first_day: string; last_day: string }): string {
  return activity.first_day === activity.last_day
    ? formatDay(activity.first_day)
    : `${formatDay(activity.first_day)} – ${formatDay(activity.last_day)}`
}

/** `10/12/2026 08:00–11:30`. */
export function sessionTime({ starts_at, ends_at }: { starts_at: Date; ends_at: Date }): string {
  return `${formatInstant(starts_at)}–${formatInstant(ends_at).slice(-5)}`
}

export function agencyName(id: string, deps: ActivityDeps, day: string, lang: Lang): string {
  const bearer = deps.agencies.bearer(id, day)
  return (lang === 'en' ? (bearer?.nameEn ?? bearer?.name) : bearer?.name) ?? id
}
