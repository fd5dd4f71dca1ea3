import type { RequestContext } from '../../platform/http/index.ts'
import { fill, formatNumber, type Lang, localPath } from '../../platform/i18n/index.ts'
import {
  Button,
  CheckboxGroup,
  type Choice,
  DescriptionList,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  PageHead,
  Select,
  TextArea,
  TextInput,
} from '../../web/index.ts'
import { keptPart } from '../../web/page/kept.tsx'
import { PublicPage, WorkPage } from '../frame/index.ts'
import type { Places, Unit } from '../places/index.ts'
import { hoursIn } from './hours.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'
import { servedToday, type UnitLine } from './queries.ts'

export const words = (lang: Lang) => (lang === 'en' ? en : vi)

/** Of the communes a unit serves this many are named; of more, how many they are. */
const mostNamed = 8

function UnitList({
  ctx,
  places,
  units,
  hrefOf,
}: {
  ctx: RequestContext
  places: Places
  units: readonly UnitLine[]
  hrefOf?: (unit: UnitLine) => string
}) {
  const { lang } = ctx
  return (
    <ul class="news-list">
      {units.map((unit) => {
        const served = servedToday(places, unit, ctx.today).map(
          (code) => places.unit(code, ctx.today)?.name ?? code,
        )
        const href = hrefOf?.(unit)
        const shows = { unit: JSON.stringify(unit), href, served: served.join('\u0002') }
        return keptPart(lang, 'unit', shows, () => (
          <UnitAnew lang={lang} unit={unit} served={served} href={href} />
        ))
      })}
    </ul>
  )
}

function UnitAnew({
  lang,
  unit,
  served,
  href,
}: {
  lang: Lang
  unit: UnitLine
  served: readonly string[]
  href: string | undefined
}) {
  const w = words(lang)
  const hours = hoursIn(unit, lang)
  return (
    <li class="news-line" id={unit.slug}>
      <h2 class="news-title" lang={langOf(unit.name, lang)}>
        {href ? <a href={href}>{told(unit.name, lang)}</a> : told(unit.name, lang)}
      </h2>
      {unit.is_demo && <p class="demo-mark">{w.demo}</p>}
      {told(unit.services, lang) && <p lang={langOf(unit.services, lang)}>{told(unit.services, lang)}</p>}
      <DescriptionList
        items={[
          {
            term: w.serves,
            value: <Served names={served} lang={lang} />,
          },
          { term: w.address, value: unit.address || undefined },
          {
            term: w.phone,
            value: unit.phone ? (
              <a href={`tel:${unit.phone.replace(/[^\d+]/g, '')}`}>{unit.phone}</a>
            ) : undefined,
          },
          {
            term: w.email,
            value: unit.email ? <a href={`mailto:${unit.email}`}>{unit.email}</a> : undefined,
          },
          {
            term: w.hours,
            value: hours.text ? (
              <span lang={hours.lang === lang ? undefined : hours.lang}>{hours.text}</span>
            ) : undefined,
          },
          {
            term: w.website,
            value: unit.website ? (
              <a href={unit.website} rel="nofollow noopener external">
                {unit.website.replace(/^https?:\/\//, '')}
              </a>
            ) : undefined,
          },
        ]}
      />
    </li>
  )
}

/** What is entered in one language only is shown as it is, and said to be in that language. */
function told(text: { vi?: string; en?: string }, lang: Lang): string {
  return text[lang] || text.vi || ''
}

function langOf(text: { vi?: string; en?: string }, lang: Lang): Lang | undefined {
  return lang === 'en' && !text.en ? 'vi' : undefined
}

function Served({ names, lang }: { names: readonly string[]; lang: Lang }) {
  const w = words(lang)
  if (names.length === 0) return <>{w.servesAll}</>
  if (names.length <= mostNamed) return <span lang="vi">{names.join(', ')}</span>
  return (
    <details>
      <summary>{fill(w.fewer, { count: formatNumber(names.length, lang) })}</summary>
      <span lang="vi">{names.join(', ')}</span>
    </details>
  )
}

export function UnitsPage({
  ctx,
  places,
  units,
  commune,
  chosen,
  q,
  isUnknown,
  communes,
}: {
  ctx: RequestContext
  places: Places
  units: readonly UnitLine[]
  /** Name of the commune asked for, as it was on its day. */
  commune: string | null
  /** Its code of today, for the box. */
  chosen: string
  /** Words sought in names and services. */
  q: string
  isUnknown: boolean
  communes: readonly Choice[]
}) {
  const w = words(ctx.lang)
  return (
    <PublicPage
      ctx={ctx}
      title={commune ? fill(w.inCommune, { place: commune }) : w.units}
      description={w.lead}
      breadcrumbs={[{ label: w.units }]}
      noIndex={ctx.url.search !== ''}
      jsonLd={units.map((unit) => ({
        '@context': 'https://schema.org',
        '@type': 'Organization',
        name: told(unit.name, ctx.lang),
        ...(unit.address && { address: unit.address }),
        ...(unit.phone && { telephone: unit.phone }),
        ...(unit.email && { email: unit.email }),
        ...(unit.website && { url: unit.website }),
      }))}
    >
      <header class="page-head">
        <h1>{commune ? fill(w.inCommune, { place: commune }) : w.units}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <div class="flow loose">
        {isUnknown && <Message tone="warning">{w.unknownPlace}</Message>}
        <Form
          method="get"
          class="form inline"
          action={localPath(ctx.lang, '/don-vi-ho-tro')}
          values={{ xa: chosen, q }}
          label={w.commune}
        >
          <TextInput name="q" type="search" label={w.words} hint={w.wordsHint} maxLength={200} />
          <Select name="xa" label={w.commune} hint={w.communeHint} empty={w.anywhere} choices={communes} />
          <FormActions>
            <Button>{w.filter}</Button>
          </FormActions>
        </Form>
        {units.length > 0 ? (
          <UnitList ctx={ctx} places={places} units={units} />
        ) : q ? (
          <EmptyState title={fill(w.noneOf, { q })}>
            <a href={localPath(ctx.lang, '/don-vi-ho-tro')}>{w.allUnits}</a>
          </EmptyState>
        ) : commune ? (
          <EmptyState title={fill(w.noneHere, { place: commune })}>{w.noneHereHint}</EmptyState>
        ) : (
          <EmptyState title={w.none}>{w.noneHint}</EmptyState>
        )}
      </div>
    </PublicPage>
  )
}

export function UnitsDeskPage({
  ctx,
  places,
  units,
}: {
  ctx: RequestContext
  places: Places
  units: readonly UnitLine[]
}) {
  const w = words(ctx.lang)
  const base = localPath(ctx.lang, '/lam-viec/don-vi-ho-tro')
  return (
    <WorkPage ctx={ctx} title={w.units} breadcrumbs={[{ label: w.units }]}>
      <PageHead title={w.units} />
      <p>
        <LinkButton href={`${base}/moi`} icon="plus">
          {w.add}
        </LinkButton>
      </p>
      {units.length > 0 ? (
        <UnitList ctx={ctx} places={places} units={units} hrefOf={(unit) => `${base}/${unit.id}`} />
      ) : (
        <EmptyState title={w.none}>{w.noneHint}</EmptyState>
      )}
    </WorkPage>
  )
}

export function UnitEditPage({
  ctx,
  action,
  values,
  errors,
  version,
  communes,
}: {
  ctx: RequestContext
  action: string
  values: FormValues
  errors: readonly FormError[]
  version: number
  communes: readonly Unit[]
}) {
  const w = words(ctx.lang)
  const title = version > 0 ? String(values.nameVi ?? '') || w.edit : w.add
  return (
    <WorkPage
      ctx={ctx}
      title={title}
      breadcrumbs={[
        { label: w.units, href: localPath(ctx.lang, '/lam-viec/don-vi-ho-tro') },
        { label: title },
      ]}
    >
      <PageHead title={title} />
      <Form
        action={action}
        values={values}
        errors={errors}
        hidden={{ version: String(version) }}
        autosave={`unit:${action}`}
      >
        <TextInput name="nameVi" label={w.name} required />
        <TextInput name="nameEn" label={w.nameEn} />
        <TextArea name="servicesVi" label={w.services} rows={3} />
        <TextArea name="servicesEn" label={w.servicesEn} rows={3} />
        <TextInput name="address" label={w.address} />
        <FieldRow>
          <TextInput name="phone" label={w.phone} type="tel" />
          <TextInput name="email" label={w.email} type="email" />
        </FieldRow>
        <FieldRow>
          <TextInput name="hours" label={w.hours} hint={w.hoursHint} />
          <TextInput name="hoursEn" label={w.hoursEn} />
        </FieldRow>
        <TextInput name="website" label={w.website} type="url" />
        <CheckboxGroup
          name="serves"
          label={w.servesLabel}
          hint={w.servesHint}
          inline
          choices={communes.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <FormActions sticky>
          <Button>{w.save}</Button>
        </FormActions>
      </Form>
      {version > 0 && (
        <Form action={`${action}/bo`} class="form inline">
          <Button kind="danger">{w.remove}</Button>
        </Form>
      )}
    </WorkPage>
  )
}
