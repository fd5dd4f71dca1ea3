import type { RequestContext } from '../../platform/http/index.ts'
import { fill, localPath } from '../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Pagination,
  SearchBox,
  Select,
  TextArea,
  TextInput,
} from '../../web/index.ts'
import { WorkPage } from '../frame/index.ts'
import { documentKinds } from './commands.ts'
import { type Filing, FilingParts } from './filing-parts.tsx'
import { DocumentTable } from './pages.tsx'
import type { DocumentLine } from './queries.ts'
import { words } from './words.ts'

/** The desk: the same register, with the way to enter and to edit. */
export function DocumentDeskPage({
  ctx,
  items,
  total,
  q,
  page,
  perPage,
}: {
  ctx: RequestContext
  items: readonly DocumentLine[]
  total: number
  q: string | undefined
  page: number
  perPage: number
}) {
  const base = localPath(ctx.lang, '/lam-viec/van-ban')
  const w = words(ctx.lang)
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
      </header>
      <div class="flow">
        <p>
          <LinkButton href={localPath(ctx.lang, '/lam-viec/van-ban/moi')} icon="plus">
            {w.enter}
          </LinkButton>
        </p>
        <SearchBox action={base} label={w.search} value={q} />
        <p class="muted" role="status">
          {fill(w.found, { count: total })}
        </p>
      </div>
      <DocumentTable ctx={ctx} items={items} hrefOf={(each) => `${base}/${each.id}`} />
      <Pagination
        page={page}
        pages={Math.ceil(total / perPage)}
        hrefOf={(to) => `${base}?${new URLSearchParams({ ...(q && { q }), trang: String(to) })}`}
      />
    </WorkPage>
  )
}

export function DocumentEditPage({
  ctx,
  action,
  values,
  errors,
  version,
  filing,
}: {
  ctx: RequestContext
  action: string
  values: FormValues
  errors: readonly FormError[]
  version: number
  /** Absent until the document is entered. */
  filing?: Filing | undefined
}) {
  const w = words(ctx.lang)
  return (
    <WorkPage
      ctx={ctx}
      title={filing?.document.number ?? w.enter}
      breadcrumbs={[
        { label: w.desk, href: localPath(ctx.lang, '/lam-viec/van-ban') },
        { label: filing ? w.edit : w.enter },
      ]}
    >
      <div class="flow loose">
        <h1>{filing?.document.number ?? w.enter}</h1>
        {filing && (
          <p>
            <a href={localPath(ctx.lang, `/van-ban/${filing.document.slug}`)}>{w.publicPage}</a>
          </p>
        )}
        <Form
          action={action}
          values={values}
          errors={errors}
          hidden={{ version: String(version) }}
          autosave={`document:${action}`}
        >
          <TextInput name="number" label={w.number} required width="medium" />
          <Select
            name="kind"
            label={w.kindHead}
            empty={false}
            choices={documentKinds.map((each) => ({ value: each, label: w.kind[each] ?? each }))}
          />
          <TextArea name="title" label={w.title} required rows={3} maxLength={600} />
          <TextInput name="issuer" label={w.issuer} required />
          <DateInput name="issuedOn" label={w.issuedOn} required />
          <DateInput name="effectiveFrom" label={w.effectiveFrom} />
          <DateInput name="effectiveTo" label={w.effectiveTo} />
          <TextInput name="signer" label={w.signer} />
          <TextInput name="field" label={w.field} />
          <TextArea name="note" label={w.note} rows={2} />
          <FormActions sticky>
            <Button>{w.save}</Button>
          </FormActions>
        </Form>
        {filing && <FilingParts ctx={ctx} here={action} filing={filing} />}
      </div>
    </WorkPage>
  )
}
