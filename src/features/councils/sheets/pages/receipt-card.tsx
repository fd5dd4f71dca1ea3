import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatInstant } from '../../../../platform/i18n/index.ts'
import { Card, CopyButton, DescriptionList, LinkButton } from '../../../../web/index.ts'
import { words } from '../../words.ts'
import type { OwnSheet } from '../own-sheet.ts'
import type { Receipt } from '../seal.ts'

/** The receipt of a sealed sheet: what the member keeps. */
export function ReceiptCard({
  ctx,
  own,
  receipt,
  product,
  downloadHref,
}: {
  ctx: RequestContext
  own: OwnSheet
  receipt: Receipt
  product: string
  downloadHref: string
}) {
  const w = words(ctx.lang)
  const text = receiptText(ctx.lang, receipt, product)
  return (
    <Card
      heading="h2"
      icon="seal"
      title={own.round > 1 ? `${w.sealed} (${fill(w.secondRound, { round: own.round })})` : w.sealed}
    >
      <p>{fill(w.sealedLead, { at: formatInstant(new Date(receipt.sealedAt)) })}</p>
      <p>{w.receiptLead}</p>
      <DescriptionList
        wide
        items={[
          { term: w.receiptHash, value: <code class="hash">{grouped(receipt.hash)}</code> },
          { term: w.receiptSalt, value: <code class="hash">{receipt.salt}</code> },
        ]}
      />
      <div class="row">
        <CopyButton text={text} />
        <LinkButton small icon="download" href={downloadHref}>
          {w.receiptDownload}
        </LinkButton>
      </div>
    </Card>
  )
}

/** Eight groups of eight: readable aloud. */
const grouped = (hash: string) => hash.match(/.{1,8}/g)?.join(' ') ?? hash

/** The receipt as a text to keep: with the sheet and the key anyone can recompute the hash. */
export function receiptText(lang: 'vi' | 'en', receipt: Receipt, product: string): string {
  const w = words(lang)
  return [
    `${w.receipt}: ${product}`,
    `${w.receiptHash} (SHA-256): ${receipt.hash}`,
    `${w.receiptSalt}: ${receipt.salt}`,
    `sitting ${receipt.sittingId}`,
    `dossier ${receipt.dossierId}`,
    `member ${receipt.memberId}`,
    fill(w.secondRound, { round: receipt.round }),
    formatInstant(new Date(receipt.sealedAt)),
    '',
  ].join('\n')
}
