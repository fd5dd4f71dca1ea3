import { plainDate } from '../../../platform/clock/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatNumber, type Lang, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CheckboxGroup,
  DescriptionList,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Message,
  Section,
  Select,
  StatusMark,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { monthsText } from '../explaining.ts'
import type { BuyerRequest } from '../matches.ts'
import type { PromotionDeps } from '../parts.ts'
import { buyersPath, publicPath } from '../paths.ts'
import type { BuyerStatus } from '../tables.ts'
import { words } from '../words.ts'

export const buyerTones = {
  received: 'warn',
  open: 'info',
  answered: 'good',
  closed: 'neutral',
  refused: 'bad',
} as const satisfies Record<BuyerStatus, string>

export const MonthChoices = ({
  lang,
  label,
  values,
}: {
  lang: Lang
  label: string
  values?: readonly number[]
}) => (
  <CheckboxGroup
    name="months"
    label={label}
    inline
    values={values?.map(String)}
    choices={Array.from({ length: 12 }, (_, at) => ({
      value: String(at + 1),
      label: fill(words(lang).month, { n: at + 1 }),
    }))}
  />
)

/** What somebody outside wants to buy; no account. */
export function BuyerFormPage(props: {
  ctx: RequestContext
  deps: PromotionDeps
  values: FormValues
  errors: readonly FormError[]
}) {
  const { ctx, deps } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <PublicPage
      ctx={ctx}
      title={w.buyersTitle}
      description={w.buyersLead}
      breadcrumbs={[{ label: w.publicTitle, href: localPath(lang, publicPath) }, { label: w.buyersTitle }]}
    >
      <header class="page-head">
        <h1>{w.buyersTitle}</h1>
        <p class="page-lead">{w.buyersLead}</p>
      </header>
      <Form action={localPath(lang, buyersPath)} values={props.values} errors={props.errors}>
        <TextArea
          name="words"
          label={w.buyerWords}
          hint={w.buyerWordsHint}
          rows={4}
          maxLength={4000}
          required
        />
        <FieldRow>
          <Select
            name="sector"
            label={w.sector}
            empty={w.anySector}
            choices={deps.sectors.map(({ code, label }) => ({ value: code, label: label[lang] }))}
          />
          <Select
            name="minimumStar"
            label={w.minimumStar}
            empty={w.anyStar}
            choices={[3, 4, 5].map((count) => ({ value: String(count), label: fill(w.star, { count }) }))}
          />
        </FieldRow>
        <FieldRow>
          <TextInput
            name="perMonth"
            label={w.buyerPerMonth}
            inputMode="decimal"
            width="short"
            maxLength={20}
          />
          <TextInput name="unit" label={w.unit} hint={w.unitHint} width="short" maxLength={30} />
        </FieldRow>
        <MonthChoices lang={lang} label={w.buyerMonths} />
        <CheckboxGroup
          name="certificates"
          label={w.certificates}
          choices={deps.law.certificates.map((each) => ({ value: each.id, label: each[lang] }))}
        />
        <TextInput name="buyer" label={w.buyerName} maxLength={200} required autocomplete="organization" />
        <TextInput name="contact" label={w.contact} hint={w.contactHint} maxLength={200} required />
        <TextInput name="country" label={w.buyerCountry} maxLength={80} />
        <div class="hidden-visually" aria-hidden="true">
          <label>
            {w.leaveEmpty} <input type="text" name="website" tabindex={-1} autocomplete="off" />
          </label>
        </div>
        <FormActions>
          <Button kind="primary" icon="send">
            {w.sendBuyer}
          </Button>
        </FormActions>
      </Form>
      <Section title={w.follow}>
        <Form method="get" action={localPath(lang, buyersPath)} class="form verify-form" prefix="follow-">
          <TextInput name="ma" label={w.followCode} required autocomplete="off" width="medium" />
          <Button kind="secondary">{w.followButton}</Button>
        </Form>
      </Section>
    </PublicPage>
  )
}

/** What became of a request, for whoever has its code: no contact, no name of a producer who has not written yet. */
export function BuyerFollowPage(props: {
  ctx: RequestContext
  request: BuyerRequest
  answers: number
  fresh: boolean
}) {
  const { ctx, request } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <PublicPage
      ctx={ctx}
      title={w.follow}
      noIndex
      breadcrumbs={[{ label: w.buyersTitle, href: localPath(lang, buyersPath) }, { label: request.code }]}
    >
      <h1>{props.fresh ? w.buyerSent : w.follow}</h1>
      <Message tone={props.fresh ? 'success' : 'info'}>{fill(w.buyerCode, { code: request.code })}</Message>
      <DescriptionList
        items={[
          {
            term: w.state,
            value: <StatusMark tone={buyerTones[request.status]}>{w.buyerStates[request.status]}</StatusMark>,
          },
          { term: w.askedOn, value: formatDay(plainDate(request.asked_at)) },
          { term: w.buyerWords, value: request.words },
          {
            term: w.answer,
            value: props.answers > 0 ? fill(w.buyerAnswers, { count: props.answers }) : undefined,
          },
          { term: w.outcomeField, value: request.outcome || undefined },
        ]}
      />
    </PublicPage>
  )
}

/** What was asked for, in facts. */
export function Wanted({ request, deps, lang }: { request: BuyerRequest; deps: PromotionDeps; lang: Lang }) {
  const w = words(lang)
  return (
    <DescriptionList
      items={[
        {
          term: w.state,
          value: <StatusMark tone={buyerTones[request.status]}>{w.buyerStates[request.status]}</StatusMark>,
        },
        { term: w.askedOn, value: formatDay(plainDate(request.asked_at)) },
        { term: w.buyerName, value: [request.buyer, request.country].filter(Boolean).join(', ') },
        { term: w.buyerWords, value: request.words },
        {
          term: w.sector,
          value: deps.sectors.find(({ code }) => code === request.sector)?.label[lang] ?? w.anySector,
        },
        {
          term: w.minimumStar,
          value: request.minimum_star ? fill(w.star, { count: request.minimum_star }) : w.anyStar,
        },
        {
          term: w.buyerPerMonth,
          value: request.per_month ? `${formatNumber(request.per_month, lang)} ${request.unit}` : undefined,
        },
        { term: w.buyerMonths, value: request.months.length > 0 ? monthsText(request.months) : undefined },
        {
          term: w.certificates,
          value:
            request.certificates.length > 0
              ? deps.law.certificates
                  .filter(({ id }) => request.certificates.includes(id))
                  .map((each) => each[lang])
                  .join('; ')
              : undefined,
        },
        { term: w.outcomeField, value: request.outcome || undefined },
      ]}
    />
  )
}
