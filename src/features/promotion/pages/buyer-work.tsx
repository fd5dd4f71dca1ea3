import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Card,
  Checkbox,
  CheckboxGroup,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  RadioGroup,
  Section,
  StatusMark,
  TextArea,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { matchText } from '../explaining.ts'
import type { BuyerRequest, MatchedProduct } from '../matches.ts'
import type { PromotionDeps } from '../parts.ts'
import { deskPath } from '../paths.ts'
import type { TradeResult } from '../queries.ts'
import { words } from '../words.ts'
import { Wanted } from './buyer.tsx'
import { Demo, ResultTable } from './parts.tsx'

export interface ToldMatch {
  readonly productId: string
  readonly product: string
  readonly producer: string
  readonly score: number
  readonly answer: 'yes' | 'no' | null
  readonly words: string
  /** This person speaks for its producer. */
  readonly own: boolean
}

/** A buyer's request: for the office with what fits, for a producer with the question whether it can. */
export function BuyerWorkPage(props: {
  ctx: RequestContext
  deps: PromotionDeps
  request: BuyerRequest
  manages: boolean
  matches: readonly MatchedProduct[]
  told: readonly ToldMatch[]
  results: readonly TradeResult[]
  of?: string | undefined
  errors: readonly FormError[]
  consentOf?: string | undefined
}) {
  const { ctx, deps, request, manages, told } = props
  const { lang } = ctx
  const w = words(lang)
  const path = localPath(lang, `${deskPath}/nguoi-mua/${request.id}`)
  const failed = (of: string) => (props.of === of ? props.errors : undefined)
  const typed = (of: string) => (props.of === of ? ctx.form.fields : undefined)
  const known = new Set(told.map((each) => each.productId))
  const fresh = props.matches.filter((each) => !known.has(each.id))
  const seesContact = manages || told.some((each) => each.own && each.answer === 'yes')
  return (
    <WorkPage
      ctx={ctx}
      title={request.buyer}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: w.tabs.buyers, href: localPath(lang, `${deskPath}/nguoi-mua`) },
        { label: request.buyer },
      ]}
    >
      <header class="page-head">
        <h1>{request.buyer}</h1>
        <Demo lang={lang} of={request} />
      </header>
      <Wanted request={request} deps={deps} lang={lang} />
      {seesContact && (
        <Message tone="info" title={w.contactOpened}>
          {request.contact}
        </Message>
      )}
      {told.length > 0 && (
        <Section title={w.passed}>
          {told.map((each) => (
            <Card
              title={`${each.product} – ${each.producer}`}
              above={
                <StatusMark tone={each.answer === 'yes' ? 'good' : each.answer === 'no' ? 'bad' : 'neutral'}>
                  {each.answer ? w.answers[each.answer] : w.noAnswer}
                </StatusMark>
              }
            >
              {each.words && <p>{each.words}</p>}
              {each.own && !request.closed_at && (
                <Form
                  action={`${path}/tra-loi`}
                  prefix={`${each.productId}-`}
                  hidden={{ product: each.productId }}
                  values={typed(each.productId)}
                  errors={failed(each.productId)}
                >
                  {props.consentOf && props.of === each.productId && (
                    <p>
                      <LinkButton href={localPath(lang, `/lam-viec/uy-quyen/${props.consentOf}`)}>
                        {w.consent}
                      </LinkButton>
                    </p>
                  )}
                  <RadioGroup
                    name="answer"
                    label={w.answer}
                    inline
                    required
                    value={each.answer ?? undefined}
                    choices={(['yes', 'no'] as const).map((value) => ({ value, label: w.answers[value] }))}
                  />
                  <TextArea
                    name="words"
                    label={w.answerWords}
                    hint={w.answerWordsHint}
                    value={each.words}
                    rows={2}
                    maxLength={2000}
                  />
                  <Button>{w.answer}</Button>
                </Form>
              )}
            </Card>
          ))}
        </Section>
      )}
      {manages && !request.closed_at && (
        <Section title={w.matches} lead={`${w.matchesLead} ${deps.law.matching.note[lang]}`}>
          {fresh.length === 0 && told.length === 0 ? (
            <EmptyState title={w.noMatches} />
          ) : (
            fresh.length > 0 && (
              <Form
                action={`${path}/chuyen`}
                prefix="pass-"
                hidden={{ version: String(request.version) }}
                values={failed('pass') ? ctx.form.fields : {}}
                errors={failed('pass')}
              >
                <CheckboxGroup
                  name="products"
                  label={w.products}
                  required
                  choices={fresh.slice(0, 50).map((each) => ({
                    value: each.id,
                    label: `${each.name} – ${each.producer}`,
                    hint: matchText(each.match, lang),
                    aside: `${each.match.score}/100`,
                  }))}
                />
                <FormActions>
                  <Button kind="primary">{w.passOn}</Button>
                </FormActions>
              </Form>
            )
          )}
        </Section>
      )}
      {props.results.length > 0 && (
        <Section title={w.results}>
          <ResultTable lang={lang} results={props.results} withBuyer={seesContact} />
        </Section>
      )}
      {manages && !request.closed_at && (
        <Section title={w.closeBuyer}>
          <Form
            action={`${path}/ket-thuc`}
            prefix="close-"
            hidden={{ version: String(request.version) }}
            values={
              props.of === 'close' ? { ...ctx.form.fields, version: String(request.version) } : undefined
            }
            errors={failed('close')}
          >
            <TextArea
              name="outcome"
              label={w.outcomeField}
              hint={w.outcomeHint}
              rows={2}
              maxLength={2000}
              required
            />
            <Checkbox name="refused" label={w.refuse} />
            <FormActions>
              <Button>{w.closeBuyer}</Button>
            </FormActions>
          </Form>
        </Section>
      )}
    </WorkPage>
  )
}
