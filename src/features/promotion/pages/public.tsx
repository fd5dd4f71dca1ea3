import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Card,
  DescriptionList,
  EmptyState,
  LinkButton,
  langOf,
  Section,
  StatusMark,
  Table,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { PromotionDeps } from '../parts.ts'
import { buyersPath, deskPath, pointsPath, publicPath } from '../paths.ts'
import type { Application, FairDeed, FairLine, SellingPoint } from '../queries.ts'
import type { PublishedLine } from '../tables.ts'
import { kindName, money, said, words } from '../words.ts'
import { ChangeList } from './changes.tsx'
import { AllotmentSection, Demo, FairFacts, FairTable, RuleSection } from './parts.tsx'

export function PromotionPage(props: {
  ctx: RequestContext
  deps: PromotionDeps
  fairs: readonly FairLine[]
  points: number
}) {
  const { ctx, deps, fairs } = props
  const { lang, today } = ctx
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  const open = fairs.filter((fair) => fair.status === 'called' && today <= fair.apply_until)
  const coming = fairs.filter(
    (fair) =>
      !open.includes(fair) && fair.status !== 'held' && fair.status !== 'cancelled' && fair.ends_on >= today,
  )
  const past = fairs.filter((fair) => !open.includes(fair) && !coming.includes(fair))
  const list = (title: string, rows: readonly FairLine[]) =>
    rows.length > 0 && (
      <Section title={title}>
        <FairTable
          lang={lang}
          deps={deps}
          caption={title}
          fairs={rows}
          hrefOf={(fair) => to(`${publicPath}/${fair.slug}`)}
        />
      </Section>
    )
  return (
    <PublicPage
      ctx={ctx}
      title={w.publicTitle}
      description={w.publicLead}
      breadcrumbs={[{ label: w.publicTitle }]}
    >
      <header class="page-head">
        <h1>{w.publicTitle}</h1>
        <p class="page-lead">{w.publicLead}</p>
      </header>
      <div class="grid">
        <Card title={w.points2} href={to(pointsPath)} icon="basket">
          {fill(w.pointsCount, { count: props.points })} {w.pointsLead}
        </Card>
        <Card title={w.buyersTitle} href={to(buyersPath)} icon="users">
          {w.buyersLead}
        </Card>
      </div>
      {fairs.length === 0 && <EmptyState title={w.noFairs}>{w.noFairsHint}</EmptyState>}
      {list(w.fairsOpen, open)}
      {list(w.fairsComing, coming)}
      {list(w.fairsPast, past)}
    </PublicPage>
  )
}

export function FairPublicPage(props: {
  ctx: RequestContext
  deps: PromotionDeps
  fair: FairLine
  lines: readonly PublishedLine[]
  amendments: readonly FairDeed[]
  applications: readonly Application[]
  sums: readonly { kind: 'sales' | 'order' | 'contract' | 'export'; count: number; total: number }[]
}) {
  const { ctx, deps, fair } = props
  const { lang } = ctx
  const w = words(lang)
  const title = said(fair.title, lang)
  return (
    <PublicPage
      ctx={ctx}
      title={title}
      description={`${fair.venue}, ${formatDay(fair.starts_on)} – ${formatDay(fair.ends_on)}`}
      breadcrumbs={[{ label: w.publicTitle, href: localPath(lang, publicPath) }, { label: title }]}
      jsonLd={[
        {
          '@context': 'https://schema.org',
          '@type': 'ExhibitionEvent',
          name: title,
          startDate: fair.starts_on,
          endDate: fair.ends_on,
          eventStatus: `https://schema.org/${fair.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
          location: { '@type': 'Place', name: fair.venue, address: fair.venue },
        },
      ]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        <Demo lang={lang} of={fair} />
      </header>
      <FairFacts ctx={ctx} deps={deps} fair={fair} />
      {props.amendments.map((deed) => (
        <Section title={`${w.actions.amend}, ${formatDay(deed.day)}`}>
          <p>{deed.words}</p>
          {deed.changes && <ChangeList lang={lang} deps={deps} changes={deed.changes} />}
        </Section>
      ))}
      {fair.status === 'called' && ctx.today <= fair.apply_until && (
        <p>
          <LinkButton kind="primary" href={localPath(lang, `${deskPath}/${fair.id}/dang-ky`)}>
            {w.apply}
          </LinkButton>
        </p>
      )}
      <RuleSection lang={lang} deps={deps} fair={fair} />
      {props.lines.length > 0 && (
        <AllotmentSection
          lang={lang}
          lines={props.lines}
          applications={props.applications}
          today={ctx.today}
        />
      )}
      {props.sums.length > 0 && (
        <Section title={w.value}>
          <Table
            caption={w.value}
            captionHidden
            rows={props.sums}
            columns={[
              { key: 'kind', head: w.resultKind, main: true, cell: (row) => w.kinds[row.kind] },
              { key: 'count', head: w.results, numeric: true, cell: (row) => row.count },
              { key: 'total', head: w.amount, numeric: true, cell: (row) => money(row.total, lang) },
            ]}
          />
        </Section>
      )}
    </PublicPage>
  )
}

/** Selling points by commune. */
export function PointsPage(props: {
  ctx: RequestContext
  deps: PromotionDeps
  points: readonly SellingPoint[]
}) {
  const { ctx, deps } = props
  const { lang, today } = ctx
  const w = words(lang)
  const nameOf = (point: SellingPoint) => deps.places.spoken(point, today).today ?? ''
  const communes = [...new Set(props.points.map(nameOf))].sort((a, b) => a.localeCompare(b, 'vi'))
  return (
    <PublicPage
      ctx={ctx}
      title={w.points2}
      description={w.pointsLead}
      breadcrumbs={[{ label: w.publicTitle, href: localPath(lang, publicPath) }, { label: w.points2 }]}
    >
      <header class="page-head">
        <h1>{w.points2}</h1>
        <p class="page-lead">{w.pointsLead}</p>
      </header>
      {props.points.length === 0 && <EmptyState title={w.noPoints}>{w.noPointsHint}</EmptyState>}
      {communes.map((commune) => (
        <Section title={commune}>
          <div class="grid">
            {props.points
              .filter((point) => nameOf(point) === commune)
              .map((point) => (
                <Card
                  title={point.name}
                  href={localPath(lang, `${pointsPath}/${point.slug}`)}
                  above={kindName(deps.law.pointKinds, point.kind, lang)}
                >
                  <p lang={langOf(point.address, lang)}>{point.address}</p>
                  <p class="muted small">
                    {point.products.length > 0
                      ? fill(w.sellsCount, { count: point.products.length })
                      : w.sellsNone}{' '}
                    <Demo lang={lang} of={point} />
                  </p>
                </Card>
              ))}
          </div>
        </Section>
      ))}
    </PublicPage>
  )
}

export function PointPage(props: { ctx: RequestContext; deps: PromotionDeps; point: SellingPoint }) {
  const { ctx, deps, point } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <PublicPage
      ctx={ctx}
      title={point.name}
      description={point.address}
      breadcrumbs={[
        { label: w.publicTitle, href: localPath(lang, publicPath) },
        { label: w.points2, href: localPath(lang, pointsPath) },
        { label: point.name },
      ]}
      jsonLd={[
        {
          '@context': 'https://schema.org',
          '@type': 'Store',
          name: point.name,
          address: point.address,
          ...(point.hours && { openingHours: point.hours }),
          ...(point.telephone && { telephone: point.telephone }),
        },
      ]}
    >
      <header class="page-head">
        <h1>{point.name}</h1>
        <Demo lang={lang} of={point} />
        {point.closed_on && (
          <StatusMark tone="bad">
            {fill(w.closedOn, { day: formatDay(point.closed_on), reason: point.close_reason })}
          </StatusMark>
        )}
      </header>
      <DescriptionList
        items={[
          { term: w.kind, value: kindName(deps.law.pointKinds, point.kind, lang) },
          { term: w.address, value: point.address },
          { term: w.place, value: deps.places.spoken(point, ctx.today).today ?? undefined },
          { term: w.operator, value: point.operator },
          { term: w.hours, value: point.hours || undefined },
          { term: w.telephone, value: point.telephone || undefined },
          { term: w.openedOn, value: formatDay(point.opened_on) },
        ]}
      />
      <Section title={w.sells}>
        {point.products.length === 0 ? (
          <p>{w.sellsNone}</p>
        ) : (
          <ul>
            {point.products.map((product) => (
              <li>
                {product.isPublic ? (
                  <a href={localPath(lang, `/san-pham/${product.slug}`)}>{product.name}</a>
                ) : (
                  product.name
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </PublicPage>
  )
}
