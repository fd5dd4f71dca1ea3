import { type Lang, localPath } from '../../../platform/i18n/index.ts'
import { Section } from '../../../web/index.ts'
import { deskPath } from '../paths.ts'
import type { OwnProduct, TradeResult } from '../queries.ts'
import { words } from '../words.ts'
import { supplyText } from './desk.tsx'
import { ResultTable } from './parts.tsx'

/** A product's trade on its page in the work area. */
export function ProductTrade(props: { lang: Lang; product: OwnProduct; results: readonly TradeResult[] }) {
  const { lang, product, results } = props
  const w = words(lang)
  return (
    <Section
      title={w.section}
      more={{ href: localPath(lang, `${deskPath}/ket-qua/${product.id}`), label: w.tell }}
    >
      <p>
        {w.supply}: {supplyText(product, lang)}
      </p>
      {results.length > 0 && <ResultTable lang={lang} results={results} withBuyer />}
    </Section>
  )
}
