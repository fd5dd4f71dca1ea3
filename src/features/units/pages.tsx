import type { RequestContext } from '../../platform/http/index.ts'
import { type Lang, localPath } from '../../platform/i18n/index.ts'
import {
  Button,
  DescriptionList,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  TextArea,
  TextInput,
} from '../../web/index.ts'
import { PublicPage, WorkPage } from '../frame/index.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'

export interface UnitLine {
  readonly id: string
  readonly slug: string
  readonly name: { vi: string; en?: string }
  readonly services: { vi?: string; en?: string }
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly hours: string
  readonly website: string
  readonly version: number
  readonly is_demo: boolean
}

export const words = (lang: Lang) => (lang === 'en' ? en : vi)

function UnitList({
  ctx,
  units,
  hrefOf,
}: {
  ctx: RequestContext
  units: readonly UnitLine[]
  hrefOf?: (unit: UnitLine) => string
}) {
  const w = words(ctx.lang)
  if (units.length === 0) return <EmptyState title={w.none}>{w.noneHint}</EmptyState>
  return (
    <ul class="news-list">
      {units.map((unit) => {
        const name = unit.name[ctx.lang] || unit.name.vi
        return (
          <li class="news-line" id={unit.slug}>
            <h2 class="news-title">{hrefOf ? <a href={hrefOf(unit)}>{name}</a> : name}</h2>
            {unit.is_demo && <p class="demo-mark">{w.demo}</p>}
            {(unit.services[ctx.lang] || unit.services.vi) && (
              <p>{unit.services[ctx.lang] || unit.services.vi}</p>
            )}
            <DescriptionList
              items={[
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
                { term: w.hours, value: unit.hours || undefined },
                {
                  term: w.website,
                  value: unit.website ? (
                    <a href={unit.website} rel="noopener">
                      {unit.website.replace(/^https?:\/\//, '')}
                    </a>
                  ) : undefined,
                },
              ]}
            />
          </li>
        )
      })}
    </ul>
  )
}

export function UnitsPage({ ctx, units }: { ctx: RequestContext; units: readonly UnitLine[] }) {
  const w = words(ctx.lang)
  return (
    <PublicPage ctx={ctx} title={w.units} description={w.lead} breadcrumbs={[{ label: w.units }]}>
      <header class="page-head">
        <h1>{w.units}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <UnitList ctx={ctx} units={units} />
    </PublicPage>
  )
}

export function UnitsDeskPage({ ctx, units }: { ctx: RequestContext; units: readonly UnitLine[] }) {
  const w = words(ctx.lang)
  const base = localPath(ctx.lang, '/lam-viec/don-vi-ho-tro')
  return (
    <WorkPage ctx={ctx} title={w.units} breadcrumbs={[{ label: w.units }]}>
      <h1>{w.units}</h1>
      <p>
        <LinkButton href={`${base}/moi`} icon="plus">
          {w.add}
        </LinkButton>
      </p>
      <UnitList ctx={ctx} units={units} hrefOf={(unit) => `${base}/${unit.id}`} />
    </WorkPage>
  )
}

export function UnitEditPage({
  ctx,
  action,
  values,
  errors,
  version,
}: {
  ctx: RequestContext
  action: string
  values: FormValues
  errors: readonly FormError[]
  version: number
}) {
  const w = words(ctx.lang)
  return (
    <WorkPage
      ctx={ctx}
      title={w.units}
      breadcrumbs={[
        { label: w.units, href: localPath(ctx.lang, '/lam-viec/don-vi-ho-tro') },
        { label: w.add },
      ]}
    >
      <h1>{version > 0 ? String(values.nameVi ?? '') : w.add}</h1>
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
        <TextInput name="phone" label={w.phone} type="tel" width="medium" />
        <TextInput name="email" label={w.email} type="email" width="medium" />
        <TextInput name="hours" label={w.hours} width="medium" />
        <TextInput name="website" label={w.website} type="url" />
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
