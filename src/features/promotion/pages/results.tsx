import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { tradeKinds } from '../../../rules/promotion/index.ts'
import {
  Button,
  DateInput,
  Details,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  RadioGroup,
  Section,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { deskPath } from '../paths.ts'
import type { OwnProduct, TradeResult } from '../queries.ts'
import { words } from '../words.ts'
import { MonthChoices } from './buyer.tsx'
import { supplyText } from './desk.tsx'
import { ResultTable } from './parts.tsx'

export interface Source {
  readonly value: string
  readonly kind: 'fair' | 'buyer' | 'point'
  readonly name: string
}

const crumbs = (lang: RequestContext['lang'], label: string) => {
  const w = words(lang)
  return [
    { label: w.desk, href: localPath(lang, deskPath) },
    { label: w.tabs.results, href: localPath(lang, `${deskPath}/ket-qua`) },
    { label },
  ]
}

/** One result of one product. */
export function TellPage(props: {
  ctx: RequestContext
  products: readonly OwnProduct[]
  sources: readonly Source[]
  product?: string | undefined
  source?: string | undefined
  values: FormValues
  errors: readonly FormError[]
  consentOf?: string | undefined
}) {
  const { ctx } = props
  const { lang, today } = ctx
  const w = words(lang)
  const named = { fair: w.sourceFair, buyer: w.sourceBuyer, point: w.sourcePoint }
  return (
    <WorkPage ctx={ctx} title={w.tell} breadcrumbs={crumbs(lang, w.tell)}>
      <header class="page-head">
        <h1>{w.tell}</h1>
        <p class="page-lead">{w.tellLead}</p>
      </header>
      <Form
        action={localPath(lang, `${deskPath}/ket-qua/moi`)}
        values={props.values}
        errors={props.errors}
        autosave={`${ctx.actor.accountId}:trade-result`}
      >
        {props.consentOf && (
          <p>
            <LinkButton href={localPath(lang, `/lam-viec/uy-quyen/${props.consentOf}`)}>
              {w.consent}
            </LinkButton>
          </p>
        )}
        <Select
          name="product"
          label={w.product}
          required
          value={props.product ?? (props.products.length === 1 ? props.products[0]?.id : undefined)}
          choices={props.products.map((each) => ({
            value: each.id,
            label: `${each.name} – ${each.producer}`,
          }))}
        />
        <RadioGroup
          name="kind"
          label={w.resultKind}
          required
          inline
          choices={tradeKinds.map((value) => ({ value, label: w.kinds[value] }))}
        />
        <Select
          name="source"
          label={w.source}
          empty={w.sourceNone}
          value={props.source}
          choices={props.sources.map(({ value, kind, name }) => ({
            value,
            label: fill(named[kind], { name }),
          }))}
        />
        <FieldRow>
          <TextInput
            name="amount"
            label={w.amount}
            inputMode="numeric"
            width="medium"
            unit={w.dong}
            maxLength={20}
            required
          />
          <DateInput name="day" label={w.day} value={today} max={today} required />
        </FieldRow>
        <FieldRow>
          <TextInput name="buyer" label={w.buyer} hint={w.buyerHint} maxLength={200} />
          <TextInput name="country" label={w.country} hint={w.countryHint} maxLength={80} />
        </FieldRow>
        <TextInput name="paperNo" label={w.paperNo} width="medium" maxLength={100} />
        <TextArea name="words" label={w.note} rows={2} maxLength={2000} />
        <FormActions>
          <Button kind="primary" icon="send">
            {w.tell}
          </Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}

/** A product's trade: what it brought, and what can be had of it. */
export function ProductTradePage(props: {
  ctx: RequestContext
  product: OwnProduct
  results: readonly TradeResult[]
  mayTell: boolean
  of?: string | undefined
  errors: readonly FormError[]
  told: boolean
}) {
  const { ctx, product } = props
  const { lang } = ctx
  const w = words(lang)
  const refused = props.of === 'supply'
  return (
    <WorkPage ctx={ctx} title={product.name} breadcrumbs={crumbs(lang, product.name)}>
      <header class="page-head">
        <h1>{product.name}</h1>
        <p class="page-lead">{product.producer}</p>
      </header>
      {props.told && (
        <Message tone="success" announce>
          {w.told}
        </Message>
      )}
      <Section title={w.section}>
        {props.mayTell && (
          <p>
            <LinkButton icon="plus" href={localPath(lang, `${deskPath}/ket-qua/moi?san-pham=${product.id}`)}>
              {w.tell}
            </LinkButton>
          </p>
        )}
        <ResultTable
          lang={lang}
          results={props.results}
          withBuyer
          after={(row) =>
            props.mayTell && !row.struck_at ? (
              <Details summary={w.strike} open={props.of === row.id}>
                <Form
                  action={localPath(lang, `${deskPath}/ket-qua/dong/${row.id}/gach`)}
                  prefix={`${row.id}-`}
                  values={props.of === row.id ? ctx.form.fields : undefined}
                  errors={props.of === row.id ? props.errors : undefined}
                >
                  <TextInput name="reason" label={w.reason} maxLength={500} required />
                  <Button small>{w.strike}</Button>
                </Form>
              </Details>
            ) : null
          }
        />
      </Section>
      <Section title={w.supply} lead={w.supplyLead}>
        <p>{supplyText(product, lang)}</p>
        {props.mayTell && (
          <Form
            action={localPath(lang, `${deskPath}/ket-qua/${product.id}/cung-ung`)}
            prefix="supply-"
            values={refused ? ctx.form.fields : undefined}
            errors={refused ? props.errors : undefined}
          >
            <FieldRow>
              <TextInput
                name="perMonth"
                label={w.perMonth}
                value={product.perMonth === null ? undefined : formatNumber(product.perMonth, 'vi')}
                inputMode="numeric"
                width="short"
                maxLength={20}
              />
              <TextInput
                name="unit"
                label={w.unit}
                hint={w.unitHint}
                value={product.unit ?? ''}
                width="short"
                maxLength={30}
              />
            </FieldRow>
            <MonthChoices lang={lang} label={w.months} values={product.months ?? []} />
            <FormActions>
              <Button>{w.save}</Button>
            </FormActions>
          </Form>
        )}
      </Section>
    </WorkPage>
  )
}
