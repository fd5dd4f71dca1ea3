import type { ProductDetail } from '../detail.ts'

/** Where a product is sold, as its producer says; other sites are named as such and carry no word of ours. */
export function Shops({ shops }: { shops: NonNullable<ProductDetail['details']['whereToBuy']> }) {
  return (
    <>
      {shops.map(({ label, url }) => (
        <div>
          {url ? (
            <a href={url} rel="nofollow noopener external">
              {label}
            </a>
          ) : (
            label
          )}
        </div>
      ))}
    </>
  )
}
