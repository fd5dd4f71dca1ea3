import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { mayApplyOn } from '../../../rules/promotion/index.ts'
import {
  Button,
  CheckboxGroup,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  Select,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { deskPath } from '../paths.ts'
import type { FairLine, OwnProducer, OwnProduct } from '../queries.ts'
import { said, words } from '../words.ts'
import { daysText } from './parts.tsx'

/** Asks for a stall, on a telephone: which products, which number to call. */
export function ApplyPage(props: {
  ctx: RequestContext
  fair: FairLine
  producers: readonly OwnProducer[]
  producer: OwnProducer | undefined
  products: readonly OwnProduct[]
  values: FormValues
  errors: readonly FormError[]
  /** Whose consent is missing. */
  consentOf?: string | undefined
}) {
  const { ctx, fair, producer } = props
  const { lang } = ctx
  const w = words(lang)
  const title = said(fair.title, lang)
  const path = localPath(lang, `${deskPath}/${fair.id}/dang-ky`)
  return (
    <WorkPage
      ctx={ctx}
      title={w.apply}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: title, href: localPath(lang, `${deskPath}/${fair.id}`) },
        { label: w.apply },
      ]}
    >
      <header class="page-head">
        <h1>{w.apply}</h1>
        <p class="page-lead">
          {title}, {daysText(fair, lang)}, {fair.venue}
        </p>
      </header>
      {!mayApplyOn({ status: fair.status, applyUntil: fair.apply_until }, ctx.today) ? (
        <Message tone="warning">{fill(w.closedApply, { day: formatDay(fair.apply_until) })}</Message>
      ) : !producer ? (
        <Form method="get" action={path}>
          <Select
            name="chu-the"
            label={w.applyFor}
            required
            choices={props.producers.map((each) => ({ value: each.id, label: each.name }))}
          />
          <FormActions>
            <Button kind="primary">{w.choose}</Button>
          </FormActions>
        </Form>
      ) : (
        <Form
          action={path}
          values={props.values}
          errors={props.errors}
          hidden={{ producer: producer.id }}
          autosave={`${ctx.actor.accountId}:fair-apply:${fair.id}:${producer.id}`}
        >
          {props.consentOf && (
            <p>
              <LinkButton href={localPath(lang, `/lam-viec/uy-quyen/${props.consentOf}`)}>
                {w.consent}
              </LinkButton>
            </p>
          )}
          <p>
            <strong>{producer.name}</strong>. {w.applyLead}
          </p>
          <CheckboxGroup
            name="products"
            label={w.applyProducts}
            required
            values={props.products.length === 1 ? props.products.map(({ id }) => id) : []}
            choices={props.products.map((each) => ({ value: each.id, label: each.name }))}
          />
          <TextInput
            name="telephone"
            label={w.telephone}
            type="tel"
            inputMode="tel"
            autocomplete="tel"
            width="medium"
            maxLength={20}
            required
          />
          <TextArea name="words" label={w.applyWords} hint={w.applyWordsHint} rows={2} maxLength={2000} />
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
