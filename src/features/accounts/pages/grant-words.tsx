import { fill, formatDay, type Lang } from '../../../platform/i18n/index.ts'
import type { Column } from '../../../web/index.ts'
import type { GrantLine } from '../queries.ts'
import { roleName } from '../role-names.ts'
import { words } from '../words.ts'

/** Names of what a grant points at. */
export interface GrantNames {
  place(code: string): string
  agency(id: string): string
}

/** Where a grant holds, in words. */
export function scopeText(grant: GrantLine, names: GrantNames, lang: Lang): string {
  if (grant.producerId) return grant.producerName ?? grant.producerId
  const place = grant.place ? names.place(grant.place) : words(lang).wholeInstance
  return grant.agencyId ? `${names.agency(grant.agencyId)} – ${place}` : place
}

/** The role, and in whose stead where it was lent. */
export function roleText(grant: Pick<GrantLine, 'role' | 'lentBy'>, lang: Lang): string {
  const role = roleName(grant.role, lang)
  return grant.lentBy ? `${role} (${fill(words(lang).lentBy, { name: grant.lentBy })})` : role
}

export function daysText(grant: Pick<GrantLine, 'from' | 'to'>, lang: Lang): string {
  const w = words(lang)
  const from = formatDay(grant.from)
  return grant.to ? fill(w.fromTo, { from, to: formatDay(grant.to) }) : fill(w.fromOn, { from })
}

export function grantColumns(lang: Lang, names: GrantNames): Column<GrantLine>[] {
  const w = words(lang)
  return [
    { key: 'role', head: w.role, main: true, cell: (grant) => roleText(grant, lang) },
    { key: 'scope', head: w.scope, cell: (grant) => scopeText(grant, names, lang) },
    { key: 'days', head: w.days, cell: (grant) => daysText(grant, lang) },
  ]
}
