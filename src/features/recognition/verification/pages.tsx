import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { hasForeignTwins } from '../../../rules/numbering/index.ts'
import type { RecognitionStatus } from '../../../rules/validity/index.ts'
import {
  Button,
  DescriptionList,
  FileInput,
  Form,
  type FormError,
  Icon,
  type IconName,
  LinkButton,
  Message,
  Photo,
  StarRow,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { words } from '../words.ts'
import type { Examined } from './examine.ts'
import type { CertificateAnswer } from './lookup.ts'
import { compareNames } from './name-match.ts'
import { EnvelopeVerdict } from './verify-envelope.client.tsx'
import { VerifyOffline } from './verify-offline.client.tsx'
import { VerifyScan } from './verify-scan.client.tsx'

type Ctx = Pick<RequestContext, 'lang' | 'path' | 'url' | 'now'>
type Tone = 'good' | 'warn' | 'bad' | 'neutral'

const tones: Record<RecognitionStatus, { tone: Tone; icon: IconName }> = {
  valid: { tone: 'good', icon: 'good' },
  expiring: { tone: 'good', icon: 'good' },
  expired: { tone: 'bad', icon: 'bad' },
  suspended: { tone: 'warn', icon: 'warn' },
  revoked: { tone: 'bad', icon: 'bad' },
  superseded: { tone: 'warn', icon: 'warn' },
  'not-yet-valid': { tone: 'warn', icon: 'warn' },
  'not-stated': { tone: 'neutral', icon: 'info' },
}

/** Where one asks: by camera, by number, or with a file. */
export function VerifyPage({
  ctx,
  typed,
  errors,
}: {
  ctx: Ctx
  typed?: string
  errors?: readonly FormError[]
}) {
  const w = words(ctx.lang)
  return (
    <PublicPage
      ctx={ctx}
      title={w.verifyTitle}
      description={w.verifyLead}
      breadcrumbs={[{ label: w.verifyTitle }]}
    >
      <header class="page-head">
        <h1>{w.verifyTitle}</h1>
        <p class="page-lead">{w.verifyLead}</p>
      </header>
      <VerifyScan
        base={localPath(ctx.lang, '/xac-thuc')}
        words={{
          title: w.scanTitle,
          open: w.scanButton,
          close: w.scanClose,
          hold: w.scanHold,
          unsupported: w.scanUnsupported,
          notOurs: w.scanNotOurs,
        }}
      />
      <section class="flow">
        <h2>{w.byNumberTitle}</h2>
        <NumberForm ctx={ctx} typed={typed} />
      </section>
      <section class="flow">
        <h2>{w.byFileTitle}</h2>
        <Form
          action={localPath(ctx.lang, '/xac-thuc/tep')}
          files
          errors={errors}
          class="form verify-form"
          prefix="file-"
        >
          <FileInput name="file" label={w.byFile} hint={w.byFileHint} accept=".pdf,image/*" required />
          <Button kind="secondary" icon="upload">
            {w.byFileButton}
          </Button>
        </Form>
      </section>
      <p class="muted">{w.offlineNote}</p>
    </PublicPage>
  )
}

function NumberForm({ ctx, typed }: { ctx: Ctx; typed?: string | undefined }) {
  const w = words(ctx.lang)
  return (
    <Form method="get" action={localPath(ctx.lang, '/xac-thuc')} class="form verify-form">
      <TextInput
        name="so"
        label={w.verifyNumber}
        hint={w.verifyNumberHint}
        value={typed}
        required
        autocomplete="off"
      />
      <TextInput name="ten" label={w.nameOnPackage} hint={w.nameOnPackageHint} autocomplete="off" />
      <Button icon="scan">{w.verifyButton}</Button>
    </Form>
  )
}

function Verdict({
  tone,
  icon,
  title,
  children,
}: {
  tone: Tone
  icon: IconName
  title: string
  children?: ComponentChildren
}) {
  return (
    <section class={`verdict ${tone}`} aria-labelledby="verdict">
      <Icon name={icon} class="verdict-icon" />
      <div class="verdict-words">
        <h1 id="verdict">{title}</h1>
        {children}
      </div>
    </section>
  )
}

/** What the register says of a certificate, in words. */
function Standing({ ctx, answer }: { ctx: Ctx; answer: CertificateAnswer }) {
  const w = words(ctx.lang)
  const { tone, icon } = tones[answer.status]
  const values = { star: answer.star, until: formatDay(answer.validUntil), since: formatDay(answer.since) }
  return (
    <Verdict tone={tone} icon={icon} title={w.status[answer.status]!}>
      <p>
        {answer.replacedBy
          ? fill(w.replacedBy, { number: answer.replacedBy, day: values.since })
          : fill(w.statusWords[answer.status] ?? '', values)}
      </p>
      {answer.extended && <p>{w.extendedNote}</p>}
    </Verdict>
  )
}

/** One large answer: may this product carry this star today? A name that does not fit outranks everything else. */
export function AnswerPage({
  ctx,
  answer,
  typed,
  onPackage,
}: {
  ctx: Ctx
  answer: CertificateAnswer
  typed: string
  onPackage?: string | undefined
}) {
  const w = words(ctx.lang)
  const name = onPackage === undefined ? 'same' : compareNames(onPackage, answer.product)
  return (
    <PublicPage
      ctx={ctx}
      title={fill(w.answerTitle, { number: answer.number })}
      breadcrumbs={[
        { label: w.verifyTitle, href: localPath(ctx.lang, '/xac-thuc') },
        { label: answer.number },
      ]}
    >
      {name === 'other' ? (
        <NotThisProduct ctx={ctx} answer={answer} onPackage={onPackage!} />
      ) : (
        <Standing ctx={ctx} answer={answer} />
      )}
      <EnvelopeVerdict
        number={answer.number}
        words={{ genuine: w.signatureGenuine, altered: w.signatureAltered }}
      />
      {name === 'near' && (
        <Message tone="warning" title={w.nameNear}>
          <p>{fill(w.nameNearWords, { typed: onPackage!, product: answer.product })}</p>
        </Message>
      )}
      {hasForeignTwins(typed) && <Message tone="warning">{w.foreignLetters}</Message>}
      <Facts ctx={ctx} answer={answer} />
      <AskName ctx={ctx} answer={answer} onPackage={onPackage} />
      <Foot ctx={ctx} answer={answer} />
    </PublicPage>
  )
}

function NotThisProduct({
  ctx,
  answer,
  onPackage,
}: {
  ctx: Ctx
  answer: CertificateAnswer
  onPackage: string
}) {
  const w = words(ctx.lang)
  const sibling = answer.notTheseProducts.find((each) => compareNames(onPackage, each) !== 'other')
  return (
    <Verdict tone="bad" icon="bad" title={w.notThisTitle}>
      <p>
        {fill(sibling ? w.notThisSibling : w.notThisWords, {
          typed: sibling ?? onPackage,
          product: answer.product,
          number: answer.number,
        })}
      </p>
    </Verdict>
  )
}

/** What stands on the certificate, beside the product's picture and the labels it was approved with. */
function Facts({ ctx, answer }: { ctx: Ctx; answer: CertificateAnswer }) {
  const w = words(ctx.lang)
  const picture = (hash: string, alt: string) => (
    <Photo src={`/tap-tin/anh/${hash}-640.webp`} alt={alt} width={320} height={320} />
  )
  return (
    <section class="verified-product flow">
      {answer.isDemo && <p class="demo-mark">{w.demo}</p>}
      <h2>{answer.product}</h2>
      <StarRow count={answer.star} label={fill(w.starLabel, { star: answer.star })} size="large" />
      {(answer.pictureHash || answer.labels.length > 0) && (
        <div class="grid narrow compare-labels">
          {answer.pictureHash && (
            <figure>
              {picture(answer.pictureHash, answer.product)}
              <figcaption>{w.productPicture}</figcaption>
            </figure>
          )}
          {answer.labels.map((label) => {
            const caption = fill(w.labelFrom, { ordinal: label.ordinal, day: formatDay(label.usedFrom) })
            return (
              <figure>
                {picture(label.pictureHash, caption)}
                <figcaption>{caption}</figcaption>
              </figure>
            )
          })}
        </div>
      )}
      <DescriptionList
        items={[
          { term: w.producer, value: answer.producer },
          { term: w.place, value: answer.place },
          {
            term: w.validity,
            value: fill(w.validityFromTo, {
              from: formatDay(answer.issuedOn),
              to: formatDay(answer.validUntil),
            }),
          },
          {
            term: w.decision,
            value: fill(w.decisionOf, { number: answer.decision, day: formatDay(answer.issuedOn) }),
          },
          { term: w.issuer, value: answer.issuer },
          { term: w.verifyNumber, value: answer.number },
        ]}
      />
    </section>
  )
}

/** The question only the person in the shop can answer. */
function AskName({
  ctx,
  answer,
  onPackage,
}: {
  ctx: Ctx
  answer: CertificateAnswer
  onPackage: string | undefined
}) {
  const w = words(ctx.lang)
  return (
    <Message tone="warning" title={w.onlyThis}>
      <p>{fill(w.onlyThisWords, { product: answer.product })}</p>
      {answer.notTheseProducts.length > 0 && (
        <p>{fill(w.others, { names: answer.notTheseProducts.join(', ') })}</p>
      )}
      <Form
        method="get"
        action={localPath(ctx.lang, `/xac-thuc/${encodeURIComponent(answer.number)}`)}
        class="form verify-form"
      >
        <TextInput name="ten" label={w.nameOnPackage} value={onPackage} autocomplete="off" />
        <Button kind="secondary">{w.compareName}</Button>
      </Form>
    </Message>
  )
}

function Foot({ ctx, answer }: { ctx: Ctx; answer: CertificateAnswer }) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <>
      <p class="muted">{fill(w.checkedAt, { at: formatInstant(ctx.now) })}</p>
      <div class="row">
        <LinkButton href={to(`/san-pham/${answer.productSlug}`)} kind="secondary">
          {w.seeProduct}
        </LinkButton>
        <LinkButton
          href={to(`/bao-sai-pham?san-pham=${answer.productSlug}&giay=${encodeURIComponent(answer.number)}`)}
          kind="secondary"
          icon="flag"
        >
          {w.reportMisuse}
        </LinkButton>
        <LinkButton href={to('/xac-thuc')} kind="quiet">
          {w.again}
        </LinkButton>
      </div>
    </>
  )
}

/** No such number: said loudly, with what it means for the thing in the hand. */
export function UnknownPage({ ctx, typed }: { ctx: Ctx; typed: string }) {
  const w = words(ctx.lang)
  return (
    <PublicPage
      ctx={ctx}
      title={w.unknownTitle}
      breadcrumbs={[{ label: w.verifyTitle, href: localPath(ctx.lang, '/xac-thuc') }]}
      noIndex
    >
      <Verdict tone="bad" icon="bad" title={w.unknownTitle}>
        <p>{fill(w.unknownWords, { number: typed })}</p>
        {hasForeignTwins(typed) && <p>{w.foreignLetters}</p>}
        <p>{w.unknownHelp}</p>
      </Verdict>
      <NumberForm ctx={ctx} typed={typed} />
      <p>
        <LinkButton href={localPath(ctx.lang, '/bao-sai-pham')} kind="secondary" icon="flag">
          {w.reportMisuse}
        </LinkButton>
      </p>
    </PublicPage>
  )
}

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
}: {
  ctx: Ctx
  found: Examined
  onPackage?: string | undefined
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
      {answer && <Facts ctx={ctx} answer={answer} />}
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
