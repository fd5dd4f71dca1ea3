import type { Problem } from '../../platform/command/index.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import { type Lang, localPath } from '../../platform/i18n/index.ts'
import type { FormError } from '../../web/index.ts'
import { problemText } from '../frame/index.ts'
import type { GrantNames } from './pages/grant-words.tsx'
import type { Parts } from './parts.ts'

/** Sends the cookies the sign-in library made, as they are. */
export function sendCookies(ctx: RequestContext, cookies: readonly string[]): void {
  for (const cookie of cookies) ctx.setHeader('set-cookie', cookie)
}

export function formErrors(problems: readonly Problem[], lang: Lang): FormError[] {
  return problems.map((problem) => ({ field: problem.field, text: problemText(problem, lang) }))
}

/** The address of a page in the reader's language, with what it should say. */
export function here(ctx: RequestContext, path: string, query: Record<string, string | null> = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null)
  const text = new URLSearchParams(given).toString()
  return localPath(ctx.lang, path) + (text && `?${text}`)
}

/** Names of places and agencies as they stand on a day; an unknown code stands for itself. */
export function grantNames({ territory }: Pick<Parts, 'territory'>, today: string): GrantNames {
  const places = new Map(territory.places(today).map((place) => [place.code, place.name]))
  const agencies = new Map(territory.agencies(today).map((agency) => [agency.id, agency.name]))
  return { place: (code) => places.get(code) ?? code, agency: (id) => agencies.get(id) ?? id }
}
