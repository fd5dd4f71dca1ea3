import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  EmptyState,
  FieldRow,
  Form,
  LinkButton,
  PageHead,
  Select,
  StatusMark,
  Table,
  Tag,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ProductListing } from '../queries.ts'
import type { ProductSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'

export interface ListPageProps {
  ctx: RequestContext
  around: ProductSurroundings
  rows: readonly ProductListing[]
  filter: { readonly q: string; readonly place: string; readonly page: number }
  more: boolean
  /** Producers this person may add a product for. */
  owners: readonly { readonly id: string; readonly name: string }[]
}

/** The products within one's reach. */
export function ListPage({ ctx, around, rows, filter, more, owners }: ListPageProps) {
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
    return to(`/lam-viec/san-pham?${search}`)
  }
  const setName = (set: number | null) => around.sets.find((each) => each.set === set)?.name
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <PageHead title={w.title} lead={w.lead} />
      {owners.length > 0 && (
        <p class="form-actions">
          {owners.map((owner, index) => (
            <LinkButton
              kind={index === 0 ? 'primary' : 'secondary'}
              icon="plus"
              href={to(`/lam-viec/san-pham/them?chu-the=${owner.id}`)}
            >
              {owners.length === 1 ? w.add : fill(w.addFor, { producer: owner.name })}
            </LinkButton>
          ))}
        </p>
      )}
      <Form method="get" action={to('/lam-viec/san-pham')} label={w.search}>
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
          <EmptyState icon="basket" title={isFiltered ? w.noneFound : w.none}>
            {isFiltered ? w.noneFoundHint : w.noneHint}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            head: w.name,
            main: true,
            cell: (row: ProductListing) => (
              <>
                <a href={to(`/lam-viec/san-pham/${row.id}`)}>{row.name}</a>{' '}
                {row.isDemo && <Tag>{w.demo}</Tag>}
              </>
            ),
          },
          {
            key: 'producer',
            head: w.producer,
            cell: (row: ProductListing) =>
              row.producerId ? (
                <a href={to(`/lam-viec/chu-the/${row.producerId}`)}>{row.producerName}</a>
              ) : (
                <span class="muted">{w.producerNotStated}</span>
              ),
          },
          {
            key: 'set',
            head: w.set,
            cell: (row: ProductListing) =>
              row.setNo === null ? (
                <span class="muted">{w.setNone}</span>
              ) : (
                `${row.setNo}. ${setName(row.setNo) ?? ''}`
              ),
          },
          {
            key: 'state',
            head: w.state,
            cell: (row: ProductListing) => (
              <StatusMark tone={row.isPublic ? 'good' : 'neutral'}>
                {row.isPublic ? w.public : w.notPublic}
              </StatusMark>
            ),
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
