import type { ComponentChildren } from 'preact'
import { plainDate } from '../../../platform/clock/index.ts'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { EmptyState, LinkButton, Section, StatFigure, StatusMark, Table, Tabs } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { monthsText } from '../explaining.ts'
import type { BuyerRequest } from '../matches.ts'
import type { PromotionDeps } from '../parts.ts'
import { deskPath, pointsPath } from '../paths.ts'
import type { FairLine, OwnProduct, SellingPoint, TradeResult } from '../queries.ts'
import { kindName, words } from '../words.ts'
import { buyerTones } from './buyer.tsx'
import { Demo, FairTable, ResultTable } from './parts.tsx'

export type Tab = 'fairs' | 'points' | 'buyers' | 'results'
const tabPaths: Readonly<Record<Tab, string>> = {
  fairs: deskPath,
  points: `${deskPath}/diem-ban`,
  buyers: `${deskPath}/nguoi-mua`,
  results: `${deskPath}/ket-qua`,
}

export interface DeskFigure {
  readonly figure: 'open' | 'stalls' | 'value' | 'buyers'
  readonly value: number
}

/** The four parts of the desk under one heading. */
function Desk(props: { ctx: RequestContext; tab: Tab; lead: string; children: ComponentChildren }) {
  const { ctx } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage
      ctx={ctx}
      title={props.tab === 'fairs' ? w.desk : `${w.tabs[props.tab]} – ${w.desk}`}
      breadcrumbs={
        props.tab === 'fairs'
          ? [{ label: w.desk }]
          : [{ label: w.desk, href: localPath(lang, deskPath) }, { label: w.tabs[props.tab] }]
      }
    >
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{props.lead}</p>
      </header>
      <Tabs
        label={w.desk}
        items={(Object.keys(tabPaths) as Tab[]).map((tab) => ({
          label: w.tabs[tab],
          href: localPath(lang, tabPaths[tab]),
          current: tab === props.tab,
        }))}
      />
      {props.children}
    </WorkPage>
  )
}

export function FairsDesk(props: {
  ctx: RequestContext
  deps: PromotionDeps
  fairs: readonly FairLine[]
  figures: readonly DeskFigure[]
  drafts: boolean
  own: boolean
}) {
  const { ctx, deps } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <Desk ctx={ctx} tab="fairs" lead={props.own ? w.ownLead : w.deskLead}>
      {props.drafts && (
        <p>
          <LinkButton href={localPath(lang, `${deskPath}/moi`)} icon="plus" kind="primary">
            {w.newFair}
          </LinkButton>
        </p>
      )}
      {props.figures.length > 0 && (
        <div class="figure-row">
          {props.figures.map(({ figure, value }) => (
            <StatFigure value={value} label={w.figures[figure]} />
          ))}
        </div>
      )}
      <FairTable
        lang={lang}
        deps={deps}
        caption={w.fairs}
        fairs={props.fairs}
        hrefOf={(fair) => localPath(lang, `${deskPath}/${fair.id}`)}
      />
    </Desk>
  )
}

export function PointsDesk(props: {
  ctx: RequestContext
  deps: PromotionDeps
  points: readonly SellingPoint[]
  mayAdd: boolean
  mayEdit: (point: SellingPoint) => boolean
}) {
  const { ctx, deps } = props
  const { lang, today } = ctx
  const w = words(lang)
  return (
    <Desk ctx={ctx} tab="points" lead={w.pointsLead}>
      {props.mayAdd && (
        <p>
          <LinkButton href={localPath(lang, `${deskPath}/diem-ban/moi`)} icon="plus" kind="primary">
            {w.newPoint}
          </LinkButton>
        </p>
      )}
      <Table
        caption={w.points2}
        captionHidden
        rows={props.points}
        empty={<EmptyState title={w.noPoints}>{w.noPointsHint}</EmptyState>}
        columns={[
          {
            key: 'name',
            head: w.pointName,
            main: true,
            cell: (point) => (
              <>
                <a
                  href={localPath(
                    lang,
                    props.mayEdit(point) ? `${deskPath}/diem-ban/${point.id}` : `${pointsPath}/${point.slug}`,
                  )}
                >
                  {point.name}
                </a>{' '}
                <Demo lang={lang} of={point} />
              </>
            ),
          },
          { key: 'kind', head: w.kind, cell: (point) => kindName(deps.law.pointKinds, point.kind, lang) },
          { key: 'place', head: w.place, cell: (point) => deps.places.spoken(point, today).today ?? '–' },
          { key: 'products', head: w.products, numeric: true, cell: (point) => point.products.length },
          {
            key: 'state',
            head: w.state,
            cell: (point) =>
              point.closed_on ? (
                <StatusMark tone="bad">
                  {fill(w.closedOn, { day: formatDay(point.closed_on), reason: point.close_reason })}
                </StatusMark>
              ) : (
                <StatusMark tone="good">{`${w.openedOn} ${formatDay(point.opened_on)}`}</StatusMark>
              ),
          },
        ]}
      />
    </Desk>
  )
}

export function BuyersDesk(props: {
  ctx: RequestContext
  requests: readonly (BuyerRequest & { answers: number })[]
}) {
  const { ctx } = props
  const { lang } = ctx
  const w = words(lang)
  return (
    <Desk ctx={ctx} tab="buyers" lead={w.matchesLead}>
      <Table
        caption={w.buyers}
        captionHidden
        rows={props.requests}
        empty={<EmptyState title={w.noBuyers}>{w.noBuyersHint}</EmptyState>}
        columns={[
          {
            key: 'buyer',
            head: w.buyer,
            main: true,
            cell: (row) => (
              <>
                <a href={localPath(lang, `${deskPath}/nguoi-mua/${row.id}`)}>{row.buyer}</a>{' '}
                <Demo lang={lang} of={row} />
              </>
            ),
          },
          {
            key: 'words',
            head: w.buyerWords,
            cell: (row) => `${row.words.slice(0, 120)}${row.words.length > 120 ? '…' : ''}`,
          },
          { key: 'asked', head: w.askedOn, tight: true, cell: (row) => formatDay(plainDate(row.asked_at)) },
          { key: 'answers', head: w.answers.yes, numeric: true, cell: (row) => row.answers },
          {
            key: 'state',
            head: w.state,
            cell: (row) => <StatusMark tone={buyerTones[row.status]}>{w.buyerStates[row.status]}</StatusMark>,
          },
        ]}
      />
    </Desk>
  )
}

/** Results within one's reach, and for each product what can be had of it. */
export function ResultsDesk(props: {
  ctx: RequestContext
  results: readonly TradeResult[]
  products: readonly OwnProduct[]
  mayTell: boolean
}) {
  const { ctx } = props
  const { lang } = ctx
  const w = words(lang)
  const productPath = (id: string) => localPath(lang, `${deskPath}/ket-qua/${id}`)
  return (
    <Desk ctx={ctx} tab="results" lead={w.tellLead}>
      {props.mayTell && props.products.length > 0 && (
        <p>
          <LinkButton href={localPath(lang, `${deskPath}/ket-qua/moi`)} icon="plus" kind="primary">
            {w.tell}
          </LinkButton>
        </p>
      )}
      <ResultTable
        lang={lang}
        results={props.results}
        withBuyer
        hrefOf={(result) => productPath(result.product_id)}
      />
      {props.products.length > 0 && (
        <Section title={w.supply} lead={w.supplyLead}>
          <Table
            caption={w.supply}
            captionHidden
            rows={props.products}
            columns={[
              {
                key: 'product',
                head: w.product,
                main: true,
                cell: (row) => <a href={productPath(row.id)}>{row.name}</a>,
              },
              { key: 'producer', head: w.producer, cell: (row) => row.producer },
              { key: 'supply', head: w.supply, cell: (row) => supplyText(row, lang) },
            ]}
          />
        </Section>
      )}
    </Desk>
  )
}

export function supplyText(product: OwnProduct, lang: RequestContext['lang']): string {
  const w = words(lang)
  const told = [
    product.perMonth &&
      fill(w.supplyTold, { amount: formatNumber(product.perMonth, lang), unit: product.unit ?? '' }),
    product.months &&
      product.months.length > 0 &&
      fill(w.supplyMonths, { months: monthsText(product.months) }),
  ].filter(Boolean)
  return told.length > 0 ? told.join(', ') : w.supplyNone
}
