import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Section,
  Select,
  Table,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { RankedProduct } from '../facts.ts'
import { riskText, words } from '../words.ts'
import { deskPath } from './desk.tsx'

/** The plan of a year: today's ranking with its reasons, and how many to visit. */
export function PlanPage(props: {
  ctx: RequestContext
  ranked: readonly RankedProduct[]
  values: FormValues
  errors: readonly FormError[]
}) {
  const { ctx } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={w.planMake}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: w.planMake }]}
    >
      <header class="page-head">
        <h1>{w.planMake}</h1>
        <p class="page-lead">{w.planLead}</p>
      </header>
      <Form action={localPath(lang, `${deskPath}/ke-hoach`)} values={props.values} errors={props.errors}>
        <FieldRow>
          <TextInput name="year" label={w.year} width="year" inputMode="numeric" required maxLength={4} />
          <TextInput
            name="wanted"
            label={w.wanted}
            width="short"
            inputMode="numeric"
            required
            maxLength={4}
          />
          <DateInput name="dueOn" label={w.dueOn} required />
        </FieldRow>
        <TextInput name="seed" label={w.seed} hint={w.seedHint} required maxLength={200} />
        <FormActions>
          <Button kind="primary" icon="check">
            {w.approve}
          </Button>
        </FormActions>
      </Form>
      <Section title={w.ranking}>
        <Table
          caption={w.ranking}
          captionHidden
          rows={props.ranked}
          empty={<EmptyState title={w.none} />}
          columns={[
            { key: 'product', head: w.product, main: true, cell: (row) => row.name },
            { key: 'producer', head: w.producer, cell: (row) => row.producer ?? '–' },
            { key: 'risk', head: w.risk, numeric: true, tight: true, cell: (row) => row.risk.score },
            { key: 'why', head: w.riskWhy, cell: (row) => riskText(row.risk, lang) },
          ]}
        />
      </Section>
    </WorkPage>
  )
}

export function UnplannedPage(props: {
  ctx: RequestContext
  ranked: readonly RankedProduct[]
  values: FormValues
  errors: readonly FormError[]
}) {
  const { ctx } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={w.unplanned}
      breadcrumbs={[{ label: w.desk, href: localPath(lang, deskPath) }, { label: w.unplanned }]}
    >
      <header class="page-head">
        <h1>{w.unplanned}</h1>
        <p class="page-lead">{w.unplannedLead}</p>
      </header>
      <Form action={localPath(lang, `${deskPath}/dot-xuat`)} values={props.values} errors={props.errors}>
        <Select
          name="productId"
          label={w.product}
          required
          choices={props.ranked.map((row) => ({
            value: row.id,
            label: `${row.name} – ${row.producer ?? ''} (${fill(w.points, { points: row.risk.score })})`,
          }))}
        />
        <TextArea name="why" label={w.why} required rows={3} maxLength={1000} />
        <DateInput name="dueOn" label={w.dueOn} required />
        <FormActions>
          <Button kind="primary" icon="plus">
            {w.add}
          </Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
