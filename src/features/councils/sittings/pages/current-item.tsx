import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, localPath } from '../../../../platform/i18n/index.ts'
import { Card, EmptyState, LinkButton, StatusMark } from '../../../../web/index.ts'
import { phaseTone } from '../../tones.ts'
import { words } from '../../words.ts'
import type { ItemView, SittingView } from '../view.ts'

/** What lies before the council now, and what this reader can do with it. */
export function CurrentItem({ ctx, view }: { ctx: RequestContext; view: SittingView }) {
  const w = words(ctx.lang)
  const item = view.current
  if (!item)
    return (
      <EmptyState icon="hourglass" title={w.nothingNow}>
        {w.nothingNowHint}
      </EmptyState>
    )
  return (
    <Card
      heading="h2"
      above={w.now}
      title={`${item.position}. ${item.product}`}
      foot={<ItemLinks ctx={ctx} view={view} item={item} primary />}
    >
      <p>
        {item.producer} · {fill(w.set, { set: item.setNo })}
        {item.sampleCode && ` · ${w.sampleCode} ${item.sampleCode}`}
      </p>
      <p class="row">
        <StatusMark tone={phaseTone(item.phase)}>{w.phases[item.phase]!}</StatusMark>
        <SheetsIn item={item} lang={ctx.lang} />
      </p>
    </Card>
  )
}

/** How many sheets are in; who gave them is shown, what they say never. */
export function SheetsIn({ item, lang }: { item: ItemView; lang: 'vi' | 'en' }) {
  const w = words(lang)
  if (item.phase !== 'scoring') return null
  const sealed = item.sheets.filter((sheet) => sheet.sealed).length
  return <span class="figures">{fill(w.sheetsIn, { sealed, expected: item.sheets.length })}</span>
}

/** The ways from an item to sheet, dossier, table, result. */
export function ItemLinks({
  ctx,
  view,
  item,
  primary,
}: {
  ctx: RequestContext
  view: SittingView
  item: ItemView
  primary?: boolean
}) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}`)
  const asked = item.own !== 'not-asked'
  const scoreWord = { none: w.toScore, draft: w.toDraft, sealed: w.toReceipt, 'not-asked': '' }[item.own]
  const open = item.phase === 'scoring' && item.own !== 'sealed'
  const about = (word: string) => `${word}: ${item.product}`
  return (
    <div class="row">
      {asked && (item.phase === 'scoring' || item.own === 'sealed') && (
        <LinkButton
          kind={open && primary ? 'primary' : 'secondary'}
          small={!primary}
          icon={open ? 'edit' : 'seal'}
          href={`${here}/cham/${item.id}`}
          label={about(scoreWord)}
        >
          {scoreWord}
        </LinkButton>
      )}
      <LinkButton
        small={!primary}
        icon="folder"
        href={localPath(ctx.lang, `/lam-viec/ho-so/${item.dossierId}`)}
        label={about(w.toDossier)}
      >
        {w.toDossier}
      </LinkButton>
      {view.seat &&
        !['agreed', 'opened'].includes(item.phase) &&
        !['closed', 'cancelled'].includes(view.status) && (
          <LinkButton
            kind="quiet"
            small
            icon="scales"
            href={`${here}/khai-bao/${item.id}`}
            label={about(w.declare)}
          >
            {w.declare}
          </LinkButton>
        )}
      {item.result ? (
        <LinkButton
          small={!primary}
          icon="medal"
          href={localPath(ctx.lang, `/lam-viec/ket-qua/${item.result.id}`)}
          label={about(w.toResult)}
        >
          {w.toResult}
        </LinkButton>
      ) : null}
    </div>
  )
}
