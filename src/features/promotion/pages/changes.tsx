import { formatDay, type Lang } from '../../../platform/i18n/index.ts'
import { callTerms } from '../../../rules/promotion/index.ts'
import { Table } from '../../../web/index.ts'
import { sectorNames } from '../explaining.ts'
import type { PromotionDeps } from '../parts.ts'
import { words } from '../words.ts'

/** What an amendment of a call changed: each term before and after. */
export function ChangeList(props: {
  lang: Lang
  deps: Pick<PromotionDeps, 'sectors'>
  changes: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>
}) {
  const { lang, deps, changes } = props
  const w = words(lang)
  const text = (term: string, value: unknown) =>
    Array.isArray(value)
      ? sectorNames(value as string[], deps.sectors, lang)
      : ['startsOn', 'endsOn', 'applyUntil'].includes(term)
        ? formatDay(String(value))
        : String(value) || '–'
  return (
    <Table
      caption={w.actions.amend}
      captionHidden
      compact
      rows={callTerms.filter((term) => changes[term])}
      columns={[
        { key: 'term', head: w.changed, main: true, cell: (term) => w.terms[term] },
        { key: 'before', head: w.before, cell: (term) => text(term, changes[term]!.before) },
        { key: 'after', head: w.after, cell: (term) => text(term, changes[term]!.after) },
      ]}
    />
  )
}
