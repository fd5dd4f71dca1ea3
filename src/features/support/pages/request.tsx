import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  EmptyState,
  FileInput,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { SupportDeps } from '../parts.ts'
import type { SupportableProduct } from '../queries.ts'
import { money, words } from '../words.ts'
import { deskPath } from './parts.tsx'

export const largestQuote = 10_000_000

/** Asks for one measure for one product. */
export function RequestPage(props: {
  ctx: RequestContext
  deps: SupportDeps
  products: readonly SupportableProduct[]
  product?: string | undefined
  values: FormValues
  errors: readonly FormError[]
  /** Whose consent is missing. */
  consentOf?: string | undefined
}) {
  const { ctx, deps, products } = props
  const { lang, today } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={w.ask}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: w.ask }]}
    >
      <header class="page-head">
        <h1>{w.ask}</h1>
        <p class="page-lead">{w.askLead}</p>
      </header>
      {products.length === 0 ? (
        <EmptyState title={w.noProducts}>{w.noProductsHint}</EmptyState>
      ) : (
        <Form
          action={localPath(lang, `${deskPath}/moi`)}
          files
          values={props.values}
          errors={props.errors}
          autosave={`${ctx.actor.accountId}:support`}
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
            value={props.product ?? (products.length === 1 ? products[0]?.id : undefined)}
            choices={products.map((each) => ({ value: each.id, label: `${each.name} – ${each.producer}` }))}
          />
          <Select
            name="measure"
            label={w.measure}
            required
            hint={deps.law.measures.some((each) => each.status === 'default') ? w.byDefault : undefined}
            choices={deps.law.measures.map((each) => ({
              value: each.id,
              label: fill(w.measureChoice, {
                name: each[lang],
                share: each.sharePercent,
                ceiling: money(each.ceiling, lang),
              }),
            }))}
          />
          <TextInput
            name="cost"
            label={w.cost}
            hint={w.costHint}
            inputMode="numeric"
            width="medium"
            unit={w.dong}
            maxLength={20}
            required
          />
          <TextInput
            name="asked"
            label={w.asked}
            hint={w.askedHint}
            inputMode="numeric"
            width="medium"
            unit={w.dong}
            maxLength={20}
            required
          />
          <TextArea name="reason" label={w.reason} hint={w.reasonHint} rows={3} maxLength={2000} required />
          <FileInput
            name="quote"
            label={w.quote}
            hint={w.quoteHint}
            accept=".pdf,image/*"
            maxBytes={largestQuote}
          />
          <Select
            name="agency"
            label={w.agency}
            required
            empty={false}
            value={deps.agencies.ocopOffice(today)?.id}
            choices={deps.agencies
              .on(today)
              .filter((each) => each.level === 'tinh')
              .map((each) => ({ value: each.id, label: (lang === 'en' && each.nameEn) || each.name }))}
          />
          <FormActions>
            <Button kind="primary" icon="send">
              {w.send}
            </Button>
          </FormActions>
        </Form>
      )}
    </WorkPage>
  )
}
