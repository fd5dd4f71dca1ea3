import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { shortName } from '../../../rules/places/index.ts'
import {
  BarPlot,
  EmptyState,
  LinkButton,
  PageHead,
  ProgressPlot,
  Section,
  TileGrid,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Places } from '../../places/index.ts'
import { dossierStatusWords } from '../definitions/words.ts'
import { root } from '../pages/report-page.tsx'
import { words } from '../words.ts'
import type { DashboardFigures } from './figures.ts'

export const dashboardPath = '/lam-viec/dieu-hanh'

export interface DashboardPageProps {
  ctx: RequestContext
  figures: DashboardFigures
  places: Places
}

/** The programme in seven pictures, each with its figures, its file and its sentence; drawn by the server, nothing to load. */
export function DashboardPage({ ctx, figures, places }: DashboardPageProps) {
  const { lang } = ctx
  const w = words(lang)
  return (
    <WorkPage ctx={ctx} title={w.dashboard} breadcrumbs={[{ label: w.dashboard }]}>
      <PageHead
        title={w.dashboard}
        lead={fill(w.dashboardLead, { day: formatDay(figures.asOf) })}
        actions={
          <LinkButton icon="file" href={localPath(lang, `${root}/xem/year`)}>
            {w.openReport}
          </LinkButton>
        }
      />
      <Targets {...{ ctx, figures }} />
      <Years {...{ ctx, figures }} />
      <Communes {...{ ctx, figures, places }} />
      <Pipeline {...{ ctx, figures }} />
      <Expiries {...{ ctx, figures }} />
      <Agreement {...{ ctx, figures }} />
      <Support {...{ ctx, figures }} />
    </WorkPage>
  )
}

type Part = { ctx: RequestContext; figures: DashboardFigures }

function Frame(props: {
  title: string
  csv: string
  report: string
  lang: 'vi' | 'en'
  children: ComponentChildren
}) {
  const w = words(props.lang)
  const to = (path: string) => localPath(props.lang, path)
  return (
    <section class="section" id={props.csv} aria-label={props.title}>
      {props.children}
      <p class="row small">
        <a href={to(props.report)}>{w.openReport}</a>
        <a href={to(`${dashboardPath}/${props.csv}.csv`)}>{w.getTable}</a>
      </p>
    </section>
  )
}

function Targets({ ctx: { lang, today }, figures: { plan } }: Part) {
  const w = words(lang)
  const year = today.slice(0, 4)
  if (!plan)
    return (
      <Section title={fill(w.dashTargets, { year })}>
        <EmptyState icon="target" title={fill(w.dashTargetsNone, { year })}>
          {w.dashTargetsNoneHint}
        </EmptyState>
      </Section>
    )
  const met = plan.targets.filter((target) => target.met).length
  const title = fill(w.dashTargets, { year: plan.year })
  return (
    <Frame title={title} csv="chi-tieu" report={`/lam-viec/ke-hoach/${plan.year}/tien-do`} lang={lang}>
      <ProgressPlot
        title={title}
        summary={fill(w.dashTargetsSummary, { met, all: plan.targets.length })}
        labelHead={w.target}
        lines={plan.targets.map((target) => ({
          label: target.words[lang],
          now: target.now,
          goal: target.needed,
          state: target.met ? { tone: 'good', word: w.met } : { tone: 'warn', word: w.notMet },
        }))}
      />
    </Frame>
  )
}

function Years({ ctx: { lang }, figures: { years } }: Part) {
  const w = words(lang)
  const sums = years.map(({ year, stars }) => ({ year, count: stars[0] + stars[1] + stars[2] }))
  const top = [...sums].sort((a, b) => b.count - a.count)[0]
  return (
    <Frame title={w.dashYears} csv="nam" report={`${root}/xem/recognised`} lang={lang}>
      {top ? (
        <BarPlot
          title={w.dashYears}
          summary={fill(w.dashYearsSummary, { year: top.year, count: formatNumber(top.count, lang) })}
          labelHead={w.yearHead}
          series={[w.stars3, w.stars4, w.stars5]}
          bars={years.map(({ year, stars }) => ({ label: year, values: [...stars] }))}
        />
      ) : (
        <EmptyState title={w.dashNone}>{''}</EmptyState>
      )}
    </Frame>
  )
}

function Communes({
  ctx: { lang, today },
  figures: { communes, elsewhere },
  places,
}: Part & { places: Places }) {
  const w = words(lang)
  const counts = new Map(communes.map((each) => [each.code, each.count]))
  const units = places.communes(places.home, today)
  const centre = (code: string) =>
    places.book.byCode.get(code)?.find((place) => place.validTo === null || place.validTo >= today)?.centre
  const [first] = communes
  const placed = communes.reduce((sum, { count }) => sum + count, 0)
  return (
    <Frame title={w.dashMap} csv="xa" report={`${root}/xem/by-commune`} lang={lang}>
      <TileGrid
        title={w.dashMap}
        summary={
          first
            ? fill(w.dashMapSummary, {
                placed,
                communes: communes.length,
                first: first.name,
                count: first.count,
              })
            : w.dashNone
        }
        labelHead={w.commune}
        valueHead={w.products}
        totalLabel={w.dashTotal}
        rest={elsewhere > 0 ? [{ label: w.dashElsewhere, value: elsewhere }] : []}
        tiles={units.map(({ code, name }) => ({
          label: name,
          short: shortName(name),
          ...centre(code),
          value: counts.get(code) ?? 0,
          href: localPath(lang, `${root}/xem/in-force?xa=${code}`),
        }))}
      />
    </Frame>
  )
}

function Pipeline({ ctx: { lang }, figures: { pipeline, oldest } }: Part) {
  const w = words(lang)
  const order = Object.keys(dossierStatusWords)
  const rows = [...pipeline].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
  const count = rows.reduce((sum, { ages }) => sum + ages[0] + ages[1] + ages[2], 0)
  return (
    <Frame title={w.dashPipeline} csv="ho-so" report={`${root}/xem/rounds`} lang={lang}>
      {count > 0 ? (
        <BarPlot
          title={w.dashPipeline}
          summary={fill(w.dashPipelineSummary, { count, days: oldest })}
          labelHead={w.state}
          series={[w.pipelineNew, w.pipelineMid, w.pipelineOld]}
          bars={rows.map(({ status, ages }) => ({
            label: dossierStatusWords[status]?.[lang] ?? status,
            values: [...ages],
          }))}
        />
      ) : (
        <EmptyState title={w.dashNone}>{''}</EmptyState>
      )}
    </Frame>
  )
}

function Expiries({ ctx: { lang }, figures: { expiries } }: Part) {
  const w = words(lang)
  const count = expiries.reduce((sum, each) => sum + each.count, 0)
  const top = [...expiries].sort((a, b) => b.count - a.count)[0]!
  const month = (text: string) => `${text.slice(5)}/${text.slice(0, 4)}`
  return (
    <Frame title={w.dashExpiry} csv="het-han" report={`${root}/xem/ending`} lang={lang}>
      {count > 0 ? (
        <BarPlot
          title={w.dashExpiry}
          summary={fill(w.dashExpirySummary, { count, month: month(top.month), most: top.count })}
          labelHead={w.monthHead}
          series={[w.products]}
          bars={expiries.map((each) => ({ label: month(each.month), values: [each.count] }))}
        />
      ) : (
        <EmptyState icon="calendar" title={w.dashExpiryNone}>
          {''}
        </EmptyState>
      )}
    </Frame>
  )
}

function Agreement({ ctx: { lang }, figures: { spreads } }: Part) {
  const w = words(lang)
  const count = spreads.reduce((sum, each) => sum + each.count, 0)
  return (
    <Frame title={w.dashCouncil} csv="hoi-dong" report={`${root}/xem/council`} lang={lang}>
      {count > 0 ? (
        <BarPlot
          title={w.dashCouncil}
          summary={fill(w.dashCouncilSummary, { count, wide: spreads[2]!.count })}
          labelHead={w.spread}
          series={[w.products]}
          bars={spreads.map((each) => ({ label: w.spreads[each.band], values: [each.count] }))}
        />
      ) : (
        <EmptyState icon="scales" title={w.dashCouncilNone}>
          {''}
        </EmptyState>
      )}
    </Frame>
  )
}

function Support({ ctx: { lang }, figures: { support } }: Part) {
  const w = words(lang)
  const sum = (part: (year: (typeof support)[number]) => number) =>
    support.reduce((all, year) => all + part(year), 0)
  const count = sum(({ results }) => results[0] + results[1] + results[2])
  const told = {
    paid: formatNumber(
      sum(({ paid }) => paid),
      lang,
    ),
    count,
    since: sum(({ results }) => results[0]),
  }
  return (
    <Frame title={w.dashSupport} csv="ho-tro" report={`${root}/xem/support`} lang={lang}>
      {count > 0 ? (
        <BarPlot
          title={w.dashSupport}
          summary={fill(w.dashSupportSummary, told)}
          note={w.dashSupportNote}
          labelHead={w.yearHead}
          series={w.supportResults}
          bars={support.map(({ year, results }) => ({ label: year, values: [...results] }))}
        />
      ) : (
        <EmptyState icon="basket" title={w.dashSupportNone}>
          {''}
        </EmptyState>
      )}
    </Frame>
  )
}
