import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import type { RecognitionStatus } from '../../../rules/validity/index.ts'
import {
  Button,
  DescriptionList,
  Form,
  Icon,
  type IconName,
  LinkButton,
  Message,
  StarRow,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { CertificateAnswer } from '../certificates/lookup.ts'
import { words } from '../words.ts'
import { EnvelopeVerdict } from './verify-envelope.client.tsx'
import { VerifyScan } from './verify-scan.client.tsx'

type Ctx = Pick<RequestContext, 'lang' | 'path' | 'url' | 'now'>

const tones: Record<RecognitionStatus, { tone: 'good' | 'warn' | 'bad' | 'neutral'; icon: IconName }> = {
  valid: { tone: 'good', icon: 'good' },
  expiring: { tone: 'good', icon: 'good' },
  expired: { tone: 'bad', icon: 'bad' },
  suspended: { tone: 'warn', icon: 'warn' },
  revoked: { tone: 'bad', icon: 'bad' },
  superseded: { tone: 'warn', icon: 'warn' },
  'not-yet-valid': { tone: 'warn', icon: 'warn' },
  'not-stated': { tone: 'neutral', icon: 'info' },
}

/** Where one asks: by number, or with the camera when the browser can. */
export function VerifyPage({ ctx, typed }: { ctx: Ctx; typed?: string }) {
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
      <NumberForm ctx={ctx} typed={typed} />
      <VerifyScan
        base={localPath(ctx.lang, '/xac-thuc')}
        words={{
          title: w.scanTitle,
          open: w.scanButton,
          unsupported: w.scanUnsupported,
          notOurs: w.scanNotOurs,
        }}
      />
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
      <Button icon="scan">{w.verifyButton}</Button>
    </Form>
  )
}

/** One large answer: may this product carry this star today? */
export function AnswerPage({ ctx, answer }: { ctx: Ctx; answer: CertificateAnswer }) {
  const w = words(ctx.lang)
  const { tone, icon } = tones[answer.status]
  const values = { star: answer.star, until: formatDay(answer.validUntil), since: formatDay(answer.since) }
  return (
    <PublicPage
      ctx={ctx}
      title={fill(w.answerTitle, { number: answer.number })}
      breadcrumbs={[
        { label: w.verifyTitle, href: localPath(ctx.lang, '/xac-thuc') },
        { label: answer.number },
      ]}
    >
      <section class={`verdict ${tone}`} aria-labelledby="verdict">
        <Icon name={icon} class="verdict-icon" />
        <div class="verdict-words">
          <h1 id="verdict">{w.status[answer.status]}</h1>
          <p>{fill(w.statusWords[answer.status] ?? '', values)}</p>
          {answer.extended && <p>{w.extendedNote}</p>}
        </div>
      </section>
      <section class="verified-product">
        {answer.isDemo && <p class="demo-mark">{w.demo}</p>}
        <h2>{answer.product}</h2>
        <StarRow count={answer.star} label={fill(w.starLabel, { star: answer.star })} size="large" />
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
      <Message tone="warning" title={w.onlyThis}>
        <p>{fill(w.onlyThisWords, { product: answer.product })}</p>
        {answer.notTheseProducts.length > 0 && (
          <p>{fill(w.others, { names: answer.notTheseProducts.join(', ') })}</p>
        )}
      </Message>
      <EnvelopeVerdict
        number={answer.number}
        words={{ genuine: w.signatureGenuine, altered: w.signatureAltered }}
      />
      <p class="muted">{fill(w.checkedAt, { at: formatInstant(ctx.now) })}</p>
      <div class="row">
        <LinkButton href={localPath(ctx.lang, `/san-pham/${answer.productSlug}`)} kind="secondary">
          {w.seeProduct}
        </LinkButton>
        <LinkButton href={localPath(ctx.lang, '/xac-thuc')} kind="quiet">
          {w.again}
        </LinkButton>
      </div>
    </PublicPage>
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
      <section class="verdict bad" aria-labelledby="verdict">
        <Icon name="bad" class="verdict-icon" />
        <div class="verdict-words">
          <h1 id="verdict">{w.unknownTitle}</h1>
          <p>{fill(w.unknownWords, { number: typed })}</p>
        </div>
      </section>
      <NumberForm ctx={ctx} typed={typed} />
    </PublicPage>
  )
}
