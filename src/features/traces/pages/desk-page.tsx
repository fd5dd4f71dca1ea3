import type { RequestContext } from '../../../platform/http/index.ts'
import { formatDay, localPath } from '../../../platform/i18n/index.ts'
import { shownGtin } from '../../../rules/gs1/index.ts'
import {
  Button,
  DateInput,
  Details,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  langOf,
  SearchBox,
  Select,
  StatusMark,
  Table,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Traced, TracedLot } from '../queries.ts'
import { words } from '../words.ts'
import { type LotPages, LotsOn } from './trace-page.tsx'

/** Products whose lots this person may keep. */
export function ListPage({
  ctx,
  products,
  q,
  page,
  more,
}: {
  ctx: RequestContext
  products: readonly { id: string; name: string }[]
  q: string
  page: number
  more: boolean
}) {
  const w = words(ctx.lang)
  const base = localPath(ctx.lang, '/lam-viec/truy-xuat')
  const hrefOf = (to: number) => `${base}?${new URLSearchParams({ ...(q && { q }), trang: String(to) })}`
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{w.deskLead}</p>
      </header>
      {(q !== '' || page > 1 || more) && <SearchBox action={base} label={w.find} value={q || undefined} />}
      {products.length === 0 ? (
        q === '' ? (
          <EmptyState title={w.noProducts}>{w.noProductsHint}</EmptyState>
        ) : (
          <EmptyState title={w.noneFound}>{w.noneFoundHint}</EmptyState>
        )
      ) : (
        <ul class="plain-list">
          {products.map((each) => (
            <li>
              <a
                href={localPath(ctx.lang, `/lam-viec/truy-xuat/${each.id}`)}
                lang={langOf(each.name, ctx.lang)}
              >
                {each.name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {(page > 1 || more) && (
        <p class="row">
          {page > 1 && <a href={hrefOf(page - 1)}>{w.previous}</a>}
          {more && <a href={hrefOf(page + 1)}>{w.next}</a>}
        </p>
      )}
    </WorkPage>
  )
}

interface Props {
  ctx: RequestContext
  product: Traced
  lots: readonly TracedLot[]
  pages: LotPages
  errors: readonly FormError[]
  typed?: FormValues | undefined
}

/** GTIN and lots of one product. */
export function DeskPage({ ctx, product, lots, pages, errors, typed }: Props) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(`/lam-viec/truy-xuat/${product.id}`)
  const of = (...fields: string[]) => errors.filter((each) => fields.includes(each.field ?? ''))
  const open = lots.filter((each) => each.withdrawnAt === null)
  return (
    <WorkPage
      ctx={ctx}
      title={product.name}
      breadcrumbs={[{ label: w.desk, href: to('/lam-viec/truy-xuat') }, { label: product.name }]}
    >
      <header class="page-head">
        <h1>{product.name}</h1>
        <p class="page-lead">{w.deskLead}</p>
      </header>
      <Form action={`${here}/gtin`} errors={of('gtin')} values={typed} prefix="gtin-">
        <TextInput
          name="gtin"
          label={w.gtin}
          hint={w.gtinHint}
          value={product.gtin ? shownGtin(product.gtin) : ''}
          width="medium"
        />
        <Button kind="secondary">{w.saveGtin}</Button>
      </Form>
      <section class="flow">
        <h2>{w.newLot}</h2>
        <Form
          action={`${here}/lo`}
          errors={of('lot', 'madeOn', 'bestBefore', 'origin')}
          values={typed}
          prefix="lot-"
        >
          <TextInput name="lot" label={w.lot} hint={w.lotHint} required width="medium" />
          <DateInput name="madeOn" label={w.madeOn} />
          <DateInput name="bestBefore" label={w.bestBefore} />
          <TextArea name="origin" label={w.origin} hint={w.originHint} rows={3} maxLength={1000} />
          <FormActions>
            <Button>{w.openLot}</Button>
          </FormActions>
        </Form>
      </section>
      <Table
        caption={w.lots}
        columns={[
          {
            key: 'lot',
            head: w.lot,
            main: true,
            cell: (row: TracedLot) => (
              <a href={to(`/truy-xuat/${product.slug}/${encodeURIComponent(row.lot)}`)}>{row.lot}</a>
            ),
          },
          {
            key: 'made',
            head: w.madeOn,
            cell: (row: TracedLot) => (row.madeOn ? formatDay(row.madeOn) : '–'),
          },
          {
            key: 'best',
            head: w.bestBefore,
            cell: (row: TracedLot) => (row.bestBefore ? formatDay(row.bestBefore) : '–'),
          },
          {
            key: 'state',
            head: w.title,
            cell: (row: TracedLot) => (
              <StatusMark tone={row.withdrawnAt ? 'bad' : 'good'}>
                {row.withdrawnAt ? w.withdrawn : w.open}
              </StatusMark>
            ),
          },
          {
            key: 'qr',
            head: w.qr,
            cell: (row: TracedLot) => (
              <a href={`/truy-xuat/${product.slug}/${encodeURIComponent(row.lot)}/ma-qr.svg`}>{w.qr}</a>
            ),
          },
        ]}
        rows={lots}
        empty={<EmptyState title={w.noLots}>{w.noLotsHint}</EmptyState>}
      />
      <LotsOn lang={ctx.lang} {...pages} />
      {open.length > 0 && (
        <Details summary={w.withdraw} open={of('reason', 'withdrawn').length > 0}>
          <Form
            action={`${here}/thu-hoi`}
            errors={of('reason', 'withdrawn')}
            values={typed}
            prefix="withdraw-"
          >
            <Select
              name="withdrawn"
              label={w.lot}
              hint={pages.page > 1 || pages.more ? w.withdrawPage : undefined}
              required
              choices={open.map((each) => ({ value: each.lot, label: each.lot }))}
            />
            <TextInput name="reason" label={w.withdrawReason} required />
            <Button kind="danger">{w.withdraw}</Button>
          </Form>
        </Details>
      )}
    </WorkPage>
  )
}
