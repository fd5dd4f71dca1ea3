import { fill, formatDay, type Lang } from '../../../platform/i18n/index.ts'
import type { ProductDetail, ShopCheck } from '../detail.ts'
import { words } from '../words.ts'
import { Vietnamese } from './spoken.tsx'

/**
 * Where a product is sold, as its producer says; other sites are named as such and carry no word of ours. A page that the last look
 * found gone, or that lies on no public address, is named but not linked.
 */
export function Shops({
  shops,
  checks,
  lang,
}: {
  shops: NonNullable<ProductDetail['details']['whereToBuy']>
  checks?: ProductDetail['shopChecks'] | undefined
  lang: Lang
}) {
  return (
    <>
      {shops.map(({ label, url }) => {
        const check = url === undefined ? undefined : checks?.[url]
        const isOpen = check?.outcome !== 'gone' && check?.outcome !== 'refused'
        return (
          <div>
            {url && isOpen ? (
              <a href={url} rel="nofollow noopener external" lang={lang === 'vi' ? undefined : 'vi'}>
                {label}
              </a>
            ) : (
              <Vietnamese lang={lang}>{label}</Vietnamese>
            )}
            {check && <span class="muted small"> ({checkWords(check, lang)})</span>}
          </div>
        )
      })}
    </>
  )
}

function checkWords({ outcome, on }: ShopCheck, lang: Lang): string {
  return fill(words(lang).shopChecks[outcome] ?? '', { day: formatDay(on) })
}

/** `02340000001` as one reads it out: `0234 000 0001`. */
export function spacedPhone(digits: string): string {
  return digits.replace(/^(\d{4})(\d{3})(\d{3,4})$/, '$1 $2 $3')
}
