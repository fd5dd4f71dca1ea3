import type { RequestContext } from '../../../platform/http/index.ts'
import { formatDay, localPath } from '../../../platform/i18n/index.ts'
import { Section } from '../../../web/index.ts'
import type { SupportDeps } from '../parts.ts'
import type { Support } from '../queries.ts'
import { measureName, money, words } from '../words.ts'
import { deskPath, SupportState } from './parts.tsx'

/** What a product was supported with and what that brought, on its page in the work area. */
export function ProductSupports(props: {
  ctx: RequestContext
  deps: SupportDeps
  supports: readonly Support[]
  results: readonly { support_id: string; day: string; words: string }[]
}) {
  const { lang } = props.ctx
  const w = words(lang)
  return (
    <Section title={w.section}>
      <ul class="news-list small">
        {props.supports.map((support) => (
          <li class="news-line">
            <p>
              <a href={localPath(lang, `${deskPath}/${support.id}`)}>
                {measureName(support.measure, props.deps, lang)}
              </a>{' '}
              · {support.year} · {money(support.approved ?? support.asked, lang)}{' '}
              <SupportState status={support.status} lang={lang} />
              {support.is_demo && <span class="demo-mark">{w.demo}</span>}
            </p>
            {props.results
              .filter((result) => result.support_id === support.id)
              .map((result) => (
                <p>
                  {formatDay(result.day)}: {result.words}
                </p>
              ))}
          </li>
        ))}
      </ul>
    </Section>
  )
}
