import { fill, localPath } from '../../../platform/i18n/index.ts'
import { type IconName, LinkButton, Message } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { words } from '../words.ts'
import { Facts, Foot, NotThisProduct, Standing } from './answer-page.tsx'
import type { Examined } from './examine.ts'
import { compareNames } from './name-match.ts'
import { type Ctx, type Tone, Verdict } from './verdict.tsx'
import { VerifyOffline } from './verify-offline.client.tsx'

const verdicts: Record<Examined['verdict'], { tone: Tone; icon: IconName }> = {
  original: { tone: 'good', icon: 'good' },
  copy: { tone: 'neutral', icon: 'info' },
  altered: { tone: 'bad', icon: 'bad' },
  'unknown-key': { tone: 'bad', icon: 'bad' },
  'nothing-found': { tone: 'warn', icon: 'warn' },
}

/** What an uploaded file amounts to, and then what the register says of the certificate it names. */
export function ExaminedPage({
  ctx,
  found,
  onPackage,
  keeper,
}: {
  ctx: Ctx
  found: Examined
  onPackage?: string | undefined
  keeper: string | null
}) {
  const w = words(ctx.lang)
  const { answer, verdict, signatures } = found
  const { tone, icon } = verdicts[verdict]
  const trusted = verdict === 'original' || verdict === 'copy'
  const other = answer && onPackage ? compareNames(onPackage, answer.product) === 'other' : false
  return (
    <PublicPage
      ctx={ctx}
      title={w.examined[verdict]!}
      breadcrumbs={[{ label: w.verifyTitle, href: localPath(ctx.lang, '/xac-thuc') }]}
      noIndex
    >
      {answer && trusted ? (
        <>
          {other ? (
            <NotThisProduct ctx={ctx} answer={answer} onPackage={onPackage!} />
          ) : (
            <Standing ctx={ctx} answer={answer} />
          )}
          <Message tone={verdict === 'original' ? 'success' : 'info'} title={w.examined[verdict]}>
            <p>{w.examinedWords[verdict]}</p>
          </Message>
        </>
      ) : (
        <Verdict tone={tone} icon={icon} title={w.examined[verdict]!}>
          <p>{w.examinedWords[verdict]}</p>
        </Verdict>
      )}
      {signatures.map((each) => (
        <Message tone={each.verdict === 'whole' ? 'success' : 'error'} title={w.pdfSignature}>
          <p>
            {fill(w.pdfSignatureWords[each.verdict] ?? '', {
              signer: each.signer ?? '–',
              issuer: each.issuer ?? '–',
            })}
          </p>
        </Message>
      ))}
      {answer && !trusted && <p>{fill(w.examinedNames, { number: answer.number })}</p>}
      {answer && <Facts ctx={ctx} answer={answer} keeper={keeper} />}
      {answer ? (
        <Foot ctx={ctx} answer={answer} />
      ) : (
        <LinkButton href={localPath(ctx.lang, '/xac-thuc')} kind="secondary">
          {w.again}
        </LinkButton>
      )}
    </PublicPage>
  )
}

/** Shown by the phone itself when there is no network. */
export function OfflinePage({ ctx }: { ctx: Ctx }) {
  const w = words(ctx.lang)
  return (
    <PublicPage ctx={ctx} title={w.offlineTitle} noIndex>
      <header class="page-head">
        <h1>{w.offlineTitle}</h1>
      </header>
      <VerifyOffline
        words={{
          waiting: w.offlineWaiting,
          genuine: w.offlineGenuineTitle,
          expired: w.status.expired!,
          ended: w.offlineEnded,
          altered: w.offlineAltered,
          unknownKey: w.offlineUnknownKey,
          numberOnly: w.offlineNumberOnly,
          product: w.product,
          producer: w.producer,
          star: w.star,
          until: w.validUntilWords,
          number: w.verifyNumber,
          asOf: w.offlineAsOf,
        }}
        statusWords={w.status}
      />
      <p>
        <a href={localPath(ctx.lang, '/xac-thuc')}>{w.again}</a>
      </p>
    </PublicPage>
  )
}
