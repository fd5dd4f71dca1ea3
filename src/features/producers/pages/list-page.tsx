import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  EmptyState,
  FieldRow,
  Form,
  LinkButton,
  PageHead,
  Select,
  Table,
  Tag,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ProducerListing } from '../queries.ts'
import type { ProducerSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'

export interface ListPageProps {
  ctx: RequestContext
  around: ProducerSurroundings
  rows: readonly ProducerListing[]
  filter: { readonly q: string; readonly place: string; readonly page: number }
  more: boolean
  mayAdd: boolean
  mayMerge: boolean
}

/** The producers within one's reach. */
export function ListPage({ ctx, around, rows, filter, more, mayAdd, mayMerge }: ListPageProps) {
  const { lang, today } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  const isFiltered = filter.q !== '' || filter.place !== ''
  const pageHref = (page: number) => {
    const search = new URLSearchParams({
      ...(filter.q && { q: filter.q }),
      ...(filter.place && { xa: filter.place }),
      ...(page > 1 && { trang: String(page) }),
    })
    return to(`/lam-viec/chu-the?${search}`)
  }
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <PageHead
        title={w.title}
        lead={w.lead}
        actions={
          <>
            {mayAdd && (
              <LinkButton kind="primary" icon="plus" href={to('/lam-viec/chu-the/them')}>
                {w.add}
              </LinkButton>
            )}
            {mayMerge && (
              <LinkButton icon="users" href={to('/lam-viec/chu-the/trung')}>
                {w.duplicates}
              </LinkButton>
            )}
          </>
        }
      />
      <Form method="get" action={to('/lam-viec/chu-the')} label={w.search}>
        <FieldRow>
          <TextInput name="q" label={w.search} type="search" value={filter.q} />
          <Select
            name="xa"
            label={w.place}
            value={filter.place}
            empty={w.anyPlace}
            choices={around.places
              .communes(around.places.home, today)
              .map(({ code, name }) => ({ value: code, label: name }))}
          />
        </FieldRow>
        <Button icon="search">{w.searchButton}</Button>
      </Form>
      <Table
        caption={w.title}
        captionHidden
        rows={rows}
        rowId={(row) => row.id}
        empty={
          <EmptyState icon="users" title={isFiltered ? w.noneFound : w.none}>
            {isFiltered ? w.noneFoundHint : w.noneHint}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            head: w.name,
            main: true,
            cell: (row: ProducerListing) => (
              <>
                <a href={to(`/lam-viec/chu-the/${row.id}`)}>{row.name}</a>
                {row.isDemo && <Tag>{w.demo}</Tag>}
              </>
            ),
          },
          {
            key: 'type',
            head: w.legalType,
            cell: (row: ProducerListing) =>
              around.legalTypes.find((type) => type.id === row.legalType)?.label[lang] ?? '–',
          },
          {
            key: 'place',
            head: w.place,
            cell: (row: ProducerListing) => around.places.spoken(placed(row), today).today ?? '–',
          },
          {
            key: 'products',
            head: w.products,
            numeric: true,
            cell: (row: ProducerListing) => formatNumber(row.products, lang),
          },
        ]}
      />
      {(filter.page > 1 || more) && (
        <p class="row">
          {filter.page > 1 && <a href={pageHref(filter.page - 1)}>{w.previous}</a>}
          <span class="muted">{fill(w.page, { page: filter.page })}</span>
          {more && <a href={pageHref(filter.page + 1)}>{w.next}</a>}
        </p>
      )}
    </WorkPage>
  )
}

function placed(row: ProducerListing) {
  return { place_code: row.placeCode, place_day: row.placeDay, province_code: row.provinceCode }
}
