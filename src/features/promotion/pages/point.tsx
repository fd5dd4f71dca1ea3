import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CheckboxGroup,
  DateInput,
  Details,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  Section,
  Select,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { PromotionDeps } from '../parts.ts'
import { deskPath, pointsPath } from '../paths.ts'
import type { SellingPoint } from '../queries.ts'
import { words } from '../words.ts'

const path = `${deskPath}/diem-ban`

export function NewPointPage(props: {
  ctx: RequestContext
  deps: PromotionDeps
  communes: readonly { code: string; name: string }[]
  values: FormValues
  errors: readonly FormError[]
}) {
  const { ctx, deps } = props
  const { lang, today } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={w.newPoint}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: w.tabs.points, href: localPath(lang, path) },
        { label: w.newPoint },
      ]}
    >
      <h1>{w.newPoint}</h1>
      <Form action={localPath(lang, `${path}/moi`)} values={props.values} errors={props.errors}>
        <TextInput name="name" label={w.pointName} maxLength={200} required />
        <Select
          name="kind"
          label={w.kind}
          required
          choices={deps.law.pointKinds.map((each) => ({ value: each.id, label: each[lang] }))}
        />
        <TextInput name="address" label={w.address} maxLength={300} required />
        <Select
          name="placeCode"
          label={w.place}
          required
          value={props.communes.length === 1 ? props.communes[0]?.code : undefined}
          choices={props.communes.map((unit) => ({ value: unit.code, label: unit.name }))}
        />
        <TextInput name="operator" label={w.operator} maxLength={200} required />
        <FieldRow>
          <TextInput name="hours" label={w.hours} maxLength={200} />
          <TextInput name="telephone" label={w.telephone} type="tel" inputMode="tel" maxLength={40} />
        </FieldRow>
        <DateInput name="openedOn" label={w.openedOn} value={today} max={today} required />
        <FormActions>
          <Button kind="primary">{w.save}</Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}

/** What a point sells, and its end. */
export function PointEditPage(props: {
  ctx: RequestContext
  point: SellingPoint
  choices: readonly { id: string; name: string; producer: string | null }[]
  /** More recognised products than the form lists: they are searched for. */
  more: boolean
  q: string
  of?: string | undefined
  errors: readonly FormError[]
  saved: boolean
}) {
  const { ctx, point } = props
  const { lang, today } = ctx
  const w = words(lang)
  const failed = (of: string) => (props.of === of ? props.errors : undefined)
  const closing = props.of === 'close'
  const here = localPath(lang, `${path}/${point.id}`)
  return (
    <WorkPage
      ctx={ctx}
      title={point.name}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: w.tabs.points, href: localPath(lang, path) },
        { label: point.name },
      ]}
    >
      <header class="page-head">
        <h1>{point.name}</h1>
        <p class="page-lead">{point.address}</p>
      </header>
      {props.saved && (
        <Message tone="success" announce>
          {w.pointSaved}
        </Message>
      )}
      <p>
        <LinkButton href={localPath(lang, `${pointsPath}/${point.slug}`)}>{w.seeFair}</LinkButton>
      </p>
      {point.closed_on ? (
        <Message tone="warning">
          {fill(w.closedOn, { day: formatDay(point.closed_on), reason: point.close_reason })}
        </Message>
      ) : (
        <>
          <Section title={w.sells}>
            {(props.more || props.q !== '') && (
              <Form method="get" action={here} prefix="find-">
                <TextInput
                  name="q"
                  type="search"
                  label={w.findProduct}
                  hint={w.findProductHint}
                  value={props.q}
                />
                <Button icon="search">{w.find}</Button>
              </Form>
            )}
            <Form
              action={`${here}/san-pham`}
              prefix="sells-"
              hidden={{ version: String(point.version), q: props.q }}
              values={failed('products') ? ctx.form.fields : {}}
              errors={failed('products')}
            >
              <CheckboxGroup
                name="products"
                label={w.products}
                values={point.products.map((each) => each.id)}
                choices={props.choices.map((each) => ({
                  value: each.id,
                  label: each.producer ? `${each.name} – ${each.producer}` : each.name,
                }))}
              />
              <FormActions>
                <Button kind="primary">{w.setProducts}</Button>
              </FormActions>
            </Form>
          </Section>
          <Details summary={w.closePoint} open={closing}>
            <Form
              action={localPath(lang, `${path}/${point.id}/dong`)}
              prefix="close-"
              hidden={{ version: String(point.version) }}
              values={closing ? { ...ctx.form.fields, version: String(point.version) } : undefined}
              errors={failed('close')}
            >
              <DateInput name="day" label={w.closeDay} value={today} max={today} required />
              <TextInput name="reason" label={w.reason} maxLength={500} required />
              <Button>{w.closePoint}</Button>
            </Form>
          </Details>
        </>
      )}
    </WorkPage>
  )
}
