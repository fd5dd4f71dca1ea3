import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { hasForeignTwins } from '../../../rules/numbering/index.ts'
import type { RecognitionStatus } from '../../../rules/validity/index.ts'
import {
  Button,
  DescriptionList,
  Form,
  type IconName,
  LinkButton,
  Message,
  Photo,
  StarRow,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { words } from '../words.ts'
import type { CertificateAnswer } from './lookup.ts'
import { compareNames } from './name-match.ts'
import { type Ctx, type Tone, Verdict } from './verdict.tsx'
import { EnvelopeVerdict } from './verify-envelope.client.tsx'

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

/** What the register says of a certificate, in words. */
export function Standing({ ctx, answer }: { ctx: Ctx; answer: CertificateAnswer }) {
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
  keeper,
}: {
  ctx: Ctx
  answer: CertificateAnswer
  typed: string
  onPackage?: string | undefined
  keeper: string | null
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
      <Facts ctx={ctx} answer={answer} keeper={keeper} />
      <div class="flow">
        <AskName ctx={ctx} answer={answer} onPackage={onPackage} />
        <Foot ctx={ctx} answer={answer} />
      </div>
    </PublicPage>
  )
}

export function NotThisProduct({
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
export function Facts({
  ctx,
  answer,
  keeper,
}: {
  ctx: Ctx
  answer: CertificateAnswer
  /** Who keeps today what the issuer decided, where that is another. */
  keeper: string | null
}) {
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
          {
            term: w.issuer,
            value: keeper ? (
              <>
                {answer.issuer}
                <span class="muted small">
                  <br />
                  {fill(w.keeperNow, { name: keeper })}
                </span>
              </>
            ) : (
              answer.issuer
            ),
          },
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

export function Foot({ ctx, answer }: { ctx: Ctx; answer: CertificateAnswer }) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <>
      <p class="muted">{fill(w.checkedOn, { day: formatDay(ctx.today) })}</p>
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
