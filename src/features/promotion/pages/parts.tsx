import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import type { FairStatus } from '../../../rules/promotion/index.ts'
import { DescriptionList, EmptyState, Section, StatusMark, Table, type Tone } from '../../../web/index.ts'
import { scopeOf } from '../audience.ts'
import type { Fair } from '../change.ts'
import { audienceText, ruleLines, whyText } from '../explaining.ts'
import type { PromotionDeps } from '../parts.ts'
import type { Application, FairLine, TradeResult } from '../queries.ts'
import type { PublishedLine } from '../tables.ts'
import { kindName, money, said, words } from '../words.ts'

const tones: Readonly<Record<FairStatus, Tone>> = {
  draft: 'neutral',
  called: 'info',
  allotted: 'info',
  held: 'good',
  cancelled: 'bad',
}
export const appTones: Readonly<Record<Application['status'], Tone>> = {
  submitted: 'info',
  withdrawn: 'neutral',
  stall: 'good',
  waiting: 'warn',
  lapsed: 'neutral',
  'not-eligible': 'bad',
}

export const FairState = ({ status, lang }: { status: FairStatus; lang: Lang }) => (
  <StatusMark tone={tones[status]}>{words(lang).states[status]}</StatusMark>
)

export const Demo = ({ lang, of }: { lang: Lang; of: { is_demo: boolean } }) =>
  of.is_demo ? <span class="demo-mark">{words(lang).demo}</span> : null

export const daysText = (fair: Pick<Fair, 'starts_on' | 'ends_on'>, lang: Lang) =>
  fair.starts_on === fair.ends_on
    ? formatDay(fair.starts_on)
    : fill(words(lang).days, { from: formatDay(fair.starts_on), to: formatDay(fair.ends_on) })

export function FairTable(props: {
  lang: Lang
  deps: PromotionDeps
  fairs: readonly FairLine[]
  hrefOf: (fair: FairLine) => string
  caption: string
}) {
  const { lang, deps } = props
  const w = words(lang)
  return (
    <Table
      caption={props.caption}
      captionHidden
      rows={props.fairs}
      empty={<EmptyState title={w.noFairs}>{w.noFairsHint}</EmptyState>}
      columns={[
        {
          key: 'fair',
          head: w.fair,
          main: true,
          cell: (fair) => (
            <>
              <a href={props.hrefOf(fair)}>{said(fair.title, lang)}</a> <Demo lang={lang} of={fair} />
            </>
          ),
        },
        { key: 'kind', head: w.kind, cell: (fair) => kindName(deps.law.fairKinds, fair.kind, lang) },
        { key: 'when', head: w.when, cell: (fair) => daysText(fair, lang) },
        { key: 'until', head: w.applyUntil, cell: (fair) => formatDay(fair.apply_until) },
        { key: 'applications', head: w.applications, numeric: true, cell: (fair) => fair.applications },
        { key: 'taken', head: w.taken, numeric: true, cell: (fair) => `${fair.taken}/${fair.stalls}` },
        {
          key: 'value',
          head: w.value,
          numeric: true,
          cell: (fair) => (fair.value > 0 ? money(fair.value, lang) : '–'),
        },
        { key: 'state', head: w.state, cell: (fair) => <FairState status={fair.status} lang={lang} /> },
      ]}
    />
  )
}

/** What, when, where, by whom. */
export function FairFacts({ ctx, deps, fair }: { ctx: RequestContext; deps: PromotionDeps; fair: FairLine }) {
  const { lang } = ctx
  const w = words(lang)
  const bearer = deps.agencies.bearer(fair.lead_agency, ctx.today)
  return (
    <DescriptionList
      items={[
        { term: w.state, value: <FairState status={fair.status} lang={lang} /> },
        { term: w.kind, value: kindName(deps.law.fairKinds, fair.kind, lang) },
        { term: w.when, value: daysText(fair, lang) },
        { term: w.venue, value: fair.venue },
        {
          term: w.place,
          value: fair.place_code ? deps.places.unit(fair.place_code, fair.place_day)?.name : w.placeElsewhere,
        },
        { term: w.lead, value: (lang === 'en' && bearer?.nameEn) || (bearer?.name ?? fair.lead_agency) },
        { term: w.audience, value: audienceText(scopeOf(fair, deps), deps.sectors, lang) },
        { term: w.applyUntil, value: formatDay(fair.apply_until) },
        { term: w.stalls, value: String(fair.stalls) },
        { term: w.applications, value: String(fair.applications) },
        { term: w.value, value: fair.value > 0 ? money(fair.value, lang) : undefined },
        {
          term: w.conditions,
          value: said(fair.conditions, lang) ? (
            <div class="flow">
              {said(fair.conditions, lang)
                .split('\n')
                .filter(Boolean)
                .map((line) => (
                  <p>{line}</p>
                ))}
            </div>
          ) : undefined,
        },
      ]}
    />
  )
}

export function RuleSection({ lang, deps, fair }: { lang: Lang; deps: PromotionDeps; fair: Fair }) {
  const w = words(lang)
  const rule = fair.rule ?? deps.law.allotment
  return (
    <Section title={w.rule} lead={rule.note[lang]}>
      <ul>
        {ruleLines(rule, fair.seed ?? '', lang).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Section>
  )
}

/** The list as published, with where each application stands now. */
export function AllotmentSection(props: {
  lang: Lang
  lines: readonly PublishedLine[]
  applications: readonly Application[]
  today: string
}) {
  const { lang, lines } = props
  const w = words(lang)
  const now = new Map(props.applications.map((each) => [each.id, each]))
  return (
    <Section title={w.allotment}>
      <Table
        caption={w.allotment}
        captionHidden
        rows={lines}
        columns={[
          {
            key: 'rank',
            head: w.rank,
            tight: true,
            cell: ({ rank }) => (rank === null ? '–' : String(rank)),
          },
          {
            key: 'producer',
            head: w.producer,
            main: true,
            cell: (line) => (
              <>
                {line.producer}
                {line.commune && <span class="muted small"> {line.commune}</span>}
              </>
            ),
          },
          {
            key: 'products',
            head: w.products,
            cell: ({ id }) =>
              now.get(id)?.products.map((product, at) => (
                <>
                  {at > 0 && '; '}
                  {product.isPublic ? (
                    <a href={localPath(lang, `/san-pham/${product.slug}`)}>{product.name}</a>
                  ) : (
                    product.name
                  )}
                </>
              )),
          },
          {
            key: 'points',
            head: w.points,
            numeric: true,
            cell: (line) => (line.rank === null ? '–' : line.total),
          },
          { key: 'why', head: w.why, cell: (line) => <span class="small">{whyText(line, lang)}</span> },
          {
            key: 'outcome',
            head: w.outcome,
            cell: (line) => {
              const at = now.get(line.id)
              if (!at) return null
              return (
                <StatusMark tone={appTones[at.status]}>
                  {at.stall_no === null ? w.appStates[at.status] : `${w.stallNo} ${at.stall_no}`}
                </StatusMark>
              )
            },
          },
        ]}
      />
    </Section>
  )
}

export function ResultTable(props: {
  lang: Lang
  results: readonly TradeResult[]
  hrefOf?: ((result: TradeResult) => string) | undefined
  /** Who bought is between producer and office. */
  withBuyer: boolean
  after?: (result: TradeResult) => preact.ComponentChildren
}) {
  const { lang } = props
  const w = words(lang)
  return (
    <Table
      caption={w.results}
      captionHidden
      rows={props.results}
      empty={<EmptyState title={w.noResults}>{w.noResultsHint}</EmptyState>}
      columns={[
        {
          key: 'product',
          head: w.product,
          main: true,
          cell: (row) => (
            <>
              {props.hrefOf ? <a href={props.hrefOf(row)}>{row.product}</a> : row.product}{' '}
              <Demo lang={lang} of={row} />
              {row.struck_at && (
                <p class="muted small">{fill(w.struck, { reason: row.strike_reason ?? '' })}</p>
              )}
            </>
          ),
        },
        { key: 'kind', head: w.resultKind, cell: (row) => w.kinds[row.kind] },
        { key: 'source', head: w.source, cell: (row) => row.source ?? '–' },
        ...(props.withBuyer
          ? [
              {
                key: 'buyer',
                head: w.buyer,
                cell: (row: TradeResult) =>
                  [row.buyer, row.country, row.paper_no].filter(Boolean).join(', ') || '–',
              },
            ]
          : []),
        { key: 'day', head: w.day, tight: true, cell: (row) => formatDay(row.day) },
        {
          key: 'amount',
          head: w.amount,
          numeric: true,
          cell: (row) => (row.struck_at ? <s>{money(row.amount, lang)}</s> : money(row.amount, lang)),
        },
        ...(props.after
          ? [{ key: 'act', head: w.strike, headHidden: true, cell: (row: TradeResult) => props.after?.(row) }]
          : []),
      ]}
    />
  )
}
