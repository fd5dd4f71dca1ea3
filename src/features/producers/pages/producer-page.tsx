import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DescriptionList,
  Form,
  type FormError,
  LinkButton,
  Message,
  PageHead,
  Section,
  Tag,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { MaskedPerson } from '../personal.ts'
import type { Duplicate, mergesOf } from '../queries.ts'
import type { ProducerSurroundings } from '../surroundings.ts'
import { words } from '../words.ts'

export interface ProducerRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly legal_type: string | null
  readonly registration_no: string | null
  readonly registered_on: string | null
  readonly address_text: string | null
  readonly place_code: string | null
  readonly place_day: string | null
  readonly province_code: string | null
  readonly intro: { vi?: string; en?: string }
  readonly source: { url: string; rowId: string } | null
  readonly is_demo: boolean
}

export interface ProducerPageProps {
  ctx: RequestContext
  around: ProducerSurroundings
  producer: ProducerRow
  person: MaskedPerson
  /** Shown in clear: this reading has been written down. */
  isClear: boolean
  may: {
    readonly edit: boolean
    readonly personal: boolean
    readonly merge: boolean
    readonly addProduct: boolean
  }
  products: readonly {
    readonly id: string
    readonly name: string
    readonly isPublic: boolean
    readonly slug: string
  }[]
  likely: readonly Duplicate[]
  merges: Awaited<ReturnType<typeof mergesOf>>
  errors?: readonly FormError[] | undefined
}

/** A producer as the office sees it. */
export function ProducerPage(props: ProducerPageProps) {
  const { ctx, around, producer, may, products, errors } = props
  const { lang, today } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  const place = around.places.spoken(producer, today)
  const mergedInto = props.merges.find((merge) => merge.mergedId === producer.id && !merge.undoneAt)
  return (
    <WorkPage
      ctx={ctx}
      title={producer.name}
      breadcrumbs={[{ label: w.title, href: to('/lam-viec/chu-the') }, { label: producer.name }]}
    >
      <PageHead
        title={producer.name}
        above={producer.is_demo ? w.demo : undefined}
        actions={
          may.edit && !mergedInto ? (
            <LinkButton icon="edit" href={to(`/lam-viec/chu-the/${producer.id}/sua`)}>
              {w.edit}
            </LinkButton>
          ) : undefined
        }
      />
      {errors?.map((error) => (
        <Message tone="error" announce>
          {error.text}
        </Message>
      ))}
      {mergedInto && (
        <Message tone="info">
          {fill(w.mergedInto, { name: '' }).replace(/\s*\.$/, ' ')}
          <a href={to(`/lam-viec/chu-the/${mergedInto.keptId}`)}>{mergedInto.keptName}</a>
        </Message>
      )}
      <Section title={w.facts}>
        <DescriptionList
          items={[
            {
              term: w.legalType,
              value:
                around.legalTypes.find((type) => type.id === producer.legal_type)?.label[lang] ??
                w.legalTypeNone,
            },
            { term: w.registrationNo, value: producer.registration_no },
            { term: w.registeredOn, value: producer.registered_on && formatDay(producer.registered_on) },
            { term: w.taxCode, value: props.person.taxCode },
            {
              term: w.place,
              value: (
                <>
                  {place.today ?? '–'}
                  {place.formerly && (
                    <span class="muted small"> ({fill(w.formerly, { place: place.formerly })})</span>
                  )}
                </>
              ),
            },
            { term: w.addressText, value: producer.address_text },
            {
              term: w.source,
              value: producer.source?.url ? `${producer.source.url} (${producer.source.rowId})` : undefined,
            },
          ]}
        />
      </Section>
      <People {...props} />
      <Section title={w.productsTitle}>
        {products.length === 0 ? (
          <p class="muted">{w.noProducts}</p>
        ) : (
          <ul>
            {products.map((product) => (
              <li>
                <a href={to(`/lam-viec/san-pham/${product.id}`)}>{product.name}</a>
                {product.isPublic && (
                  <>
                    {' · '}
                    <a href={to(`/san-pham/${product.slug}`)}>{w.publicPage}</a>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        {may.addProduct && !mergedInto && (
          <LinkButton icon="plus" href={to(`/lam-viec/san-pham/them?chu-the=${producer.id}`)}>
            {w.addProduct}
          </LinkButton>
        )}
      </Section>
      {may.merge && <Likely {...props} />}
      <Merges {...props} />
    </WorkPage>
  )
}

function People({ ctx, producer, person, isClear, may }: ProducerPageProps) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const { representative } = person
  const entries: [string, string | null | undefined][] = [
    [w.representativeName, representative.name],
    [w.representativePosition, representative.position],
    [w.representativeGender, representative.gender],
    [w.representativeEthnicity, representative.ethnicity],
    [w.representativeAddress, representative.address],
    [w.phone, person.phone],
    [w.email, person.email],
  ]
  return (
    <Section title={w.people}>
      <DescriptionList items={entries.map(([term, value]) => ({ term, value: value ?? undefined }))} />
      <p class="row">
        {!isClear && <Tag>{w.masked}</Tag>}
        {may.personal && !isClear && (
          <>
            <LinkButton icon="eye" small href={to(`/lam-viec/chu-the/${producer.id}/ca-nhan`)}>
              {w.showPersonal}
            </LinkButton>
            <span class="muted small">{w.showPersonalNote}</span>
          </>
        )}
        {isClear && <a href={to(`/lam-viec/chu-the/${producer.id}`)}>{w.hidePersonal}</a>}
      </p>
    </Section>
  )
}

function Likely({ ctx, around, producer, likely }: ProducerPageProps) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  if (likely.length === 0) return null
  return (
    <Section title={w.likely}>
      <p class="muted">{w.likelyLead}</p>
      {likely.map((each) => (
        <div class="flow tight">
          <p>
            <a href={to(`/lam-viec/chu-the/${each.id}`)}>{each.name}</a>{' '}
            <span class="muted small">
              {around.places.spoken(placeOf(each), ctx.today).today}
              {' · '}
              {each.because.map((reason) => w.because[reason]).join(', ')}
            </span>
          </p>
          <Form
            action={to(`/lam-viec/chu-the/${producer.id}/gop`)}
            hidden={{ mergedId: each.id }}
            prefix={`m-${each.id}`}
          >
            <TextInput name="reason" label={w.mergeReason} required maxLength={1000} />
            <div class="row">
              <Button icon="users">{w.mergeInto}</Button>
              <Button
                kind="quiet"
                name="do"
                value="apart"
                noValidate
                formAction={to(`/lam-viec/chu-the/${producer.id}/khac`)}
              >
                {w.keepApart}
              </Button>
            </div>
          </Form>
        </div>
      ))}
    </Section>
  )
}

function placeOf(each: Duplicate) {
  return { place_code: each.placeCode, place_day: each.placeDay, province_code: each.provinceCode }
}

function Merges({ ctx, producer, merges, may }: ProducerPageProps): ComponentChildren {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  if (merges.length === 0) return null
  return (
    <Section title={w.history}>
      {merges.map((merge) => (
        <div class="flow tight">
          <p>
            {merge.mergedId === producer.id ? (
              <>
                {merge.mergedName} → <a href={to(`/lam-viec/chu-the/${merge.keptId}`)}>{merge.keptName}</a>
              </>
            ) : (
              <>
                <a href={to(`/lam-viec/chu-the/${merge.mergedId}`)}>{merge.mergedName}</a> → {merge.keptName}
              </>
            )}{' '}
            {merge.undoneAt && <Tag>{w.undone}</Tag>}
          </p>
          <p class="muted small">
            {fill(w.mergedBy, {
              who: merge.mergedByName,
              when: formatInstant(merge.mergedAt),
              reason: merge.reason,
            })}
          </p>
          {may.merge && !merge.undoneAt && (
            <Form
              action={to(`/lam-viec/chu-the/${producer.id}/tach`)}
              hidden={{ mergeId: merge.id }}
              prefix={`p-${merge.id}`}
            >
              <TextInput name="reason" label={w.partReason} maxLength={1000} />
              <Button icon="undo">{w.part}</Button>
            </Form>
          )}
        </div>
      ))}
    </Section>
  )
}
