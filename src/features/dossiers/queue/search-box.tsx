import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import { Button, Details, Message, TextInput } from '../../../web/index.ts'
import { ROOT } from '../paths.ts'
import { CONDITIONS, type DossierSearch } from './search.ts'
import { queueWords } from './words.ts'

export interface SearchBoxProps {
  ctx: RequestContext
  query: string
  tab: string
  search: DossierSearch
  placeUnknown: boolean
}

/** One box for every way to narrow the list: conditions are shown, can be pressed, and what is wrong is said. */
export function DossierSearchBox({ ctx, query, tab, search, placeUnknown }: SearchBoxProps) {
  const { lang } = ctx
  const w = queueWords(lang)
  const here = localPath(lang, ROOT)
  const hrefWith = (line: string) => `${here}?${new URLSearchParams({ q: line.trim(), 'tinh-trang': 'all' })}`
  return (
    <search>
      <form method="get" action={here} class="list-search">
        <TextInput name="q" label={w.search} hint={w.searchHint} value={query} type="search" />
        <input type="hidden" name="tinh-trang" value={tab} />
        <Button icon="search">{w.search}</Button>
      </form>
      {(search.flaws.length > 0 || placeUnknown) && (
        <Message tone="warning">
          {search.flaws.map((flaw) => (
            <p>
              {fill(w.flaws[flaw.code], { typed: flaw.typed, example: flaw.example })}{' '}
              {flaw.code === 'unknown-condition' && flaw.example && (
                <a href={hrefWith(query.replace(flaw.typed, flaw.example))}>
                  {fill(w.meant, { example: flaw.example })}
                </a>
              )}
            </p>
          ))}
          {placeUnknown && <p>{fill(w.places, { place: search.place })}</p>}
        </Message>
      )}
      <Details summary={w.conditions}>
        <p class="muted small">{w.conditionsLead}</p>
        <ul class="conditions">
          {CONDITIONS.map((condition) => (
            <li>
              <a href={hrefWith(`${query} ${condition.example}`)}>
                <code>{condition.example}</code>
              </a>{' '}
              <span class="muted">{w.means[condition.shown]}</span>
            </li>
          ))}
        </ul>
      </Details>
    </search>
  )
}
