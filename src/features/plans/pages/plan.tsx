import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { Card, DescriptionList, EmptyState, Message, Section } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { MoneyTable } from '../drafting/pages/budget-part.tsx'
import type { BudgetHeadNow } from '../drafting/read.ts'
import { draftingWords } from '../drafting/words.ts'
import { PilotSection, type PilotTold } from '../pilot/public-part.tsx'
import type { Bearer, Milestone, Plan, papersAbout, TargetNow, TaskNow } from '../queries.ts'
import { said, words } from '../words.ts'
import { type AmendmentLine, Amendments } from './amendments.tsx'
import { TargetsPlot } from './targets.tsx'
import { AgencyName, TaskGroups } from './tasks.tsx'

export interface PlanView {
  /** The register holds demonstration records: the figures are no result of the plan. */
  readonly countsDemo: boolean
  readonly plan: Plan
  readonly targets: readonly TargetNow[]
  readonly tasks: readonly TaskNow[]
  readonly milestones: readonly Milestone[]
  readonly amendments: readonly AmendmentLine[]
  readonly papers: Awaited<ReturnType<typeof papersAbout>>
  readonly budget: readonly BudgetHeadNow[]
  readonly pilot: PilotTold
}

export function PlanListPage({ ctx, plans }: { ctx: RequestContext; plans: readonly Plan[] }) {
  const w = words(ctx.lang)
  return (
    <PublicPage ctx={ctx} title={w.plans} description={w.lead} breadcrumbs={[{ label: w.plans }]}>
      <header class="page-head">
        <h1>{w.plans}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      {plans.length === 0 && <EmptyState title={w.none}>{w.noneHint}</EmptyState>}
      <div class="flow">
        {plans.map((plan) => (
          <Card
            heading="h2"
            title={fill(w.planOf, { year: plan.year })}
            href={localPath(ctx.lang, `/ke-hoach/${plan.year}`)}
            above={`${plan.number} · ${formatDay(plan.issued_on)}`}
          >
            <p>{said(plan.title, ctx.lang)}</p>
            {plan.is_demo && <p class="demo-mark">{w.demo}</p>}
          </Card>
        ))}
      </div>
    </PublicPage>
  )
}

export function PlanPage({ ctx, view }: { ctx: RequestContext; view: PlanView }) {
  const { lang } = ctx
  const { plan, papers } = view
  const w = words(lang)
  const to = (path: string) => localPath(lang, path)
  return (
    <PublicPage
      ctx={ctx}
      title={`${said(plan.title, lang)} – ${plan.number}`}
      description={said(plan.title, lang)}
      breadcrumbs={[{ label: w.plans, href: to('/ke-hoach') }, { label: String(plan.year) }]}
    >
      <header class="page-head">
        <h1>{said(plan.title, lang)}</h1>
        {plan.is_demo && <p class="demo-mark">{w.demo}</p>}
      </header>
      <DescriptionList
        items={[
          { term: w.number, value: plan.number },
          { term: w.issuedOn, value: formatDay(plan.issued_on) },
          { term: w.issuer, value: plan.issuer },
          { term: w.source, value: plan.source ? said(plan.source, lang) : undefined },
        ]}
      />
      {view.countsDemo && (
        <Message tone="warning" title={w.demo}>
          {w.countsDemo}
        </Message>
      )}
      <Section title={w.targets} lead={w.targetsLead} id="chi-tieu">
        <TargetsPlot lang={lang} plan={plan} targets={view.targets} today={ctx.today} />
      </Section>
      <Purpose plan={plan} lang={lang} />
      <Section title={w.groups} id="nhiem-vu">
        <TaskGroups lang={lang} plan={plan} tasks={view.tasks} />
      </Section>
      <Duties tasks={view.tasks} lang={lang} />
      {view.milestones.length > 0 && (
        <PilotSection plan={plan} milestones={view.milestones} pilot={view.pilot} lang={lang} />
      )}
      {view.budget.length > 0 && (
        <Section title={draftingWords(lang).budget} id="kinh-phi">
          <MoneyTable budget={view.budget} lang={lang} />
        </Section>
      )}
      <Section title={w.amendments} id="dieu-chinh">
        <Amendments lang={lang} lines={view.amendments} />
      </Section>
      <Section title={w.papers}>
        <ul>
          <li>
            <a href={to(`/ke-hoach/${plan.year}/ke-hoach.pdf`)}>
              {plan.signed_file ? draftingWords(lang).signed : draftingWords(lang).pdf} (PDF)
            </a>
          </li>
          <li>
            <a href={to(`/ke-hoach/${plan.year}/danh-muc`)}>{w.listOfYear}</a>
          </li>
          {papers.document && (
            <li>
              <a href={to(`/van-ban/${papers.document}`)}>
                {w.document}: {plan.number}
              </a>
            </li>
          )}
          {papers.news.map((item) => (
            <li>
              <a href={to(`/tin-tuc/${item.slug}`)}>{item.title}</a>
            </li>
          ))}
        </ul>
      </Section>
      {plan.not_on_file.length > 0 && (
        <Section title={w.notOnFile}>
          <ul>
            {plan.not_on_file.map((each) => (
              <li>{said(each, lang)}</li>
            ))}
          </ul>
        </Section>
      )}
    </PublicPage>
  )
}

function Purpose({ plan, lang }: { plan: Plan; lang: Lang }) {
  const points = said(plan.purpose, lang).split('\n').filter(Boolean)
  if (points.length === 0) return null
  return (
    <Section title={words(lang).purpose}>
      <ul>
        {points.map((point) => (
          <li>{point}</li>
        ))}
      </ul>
    </Section>
  )
}

function Duties({ tasks, lang }: { tasks: readonly TaskNow[]; lang: Lang }) {
  const w = words(lang)
  const agencies = new Map<string, { agency: Bearer; leads: number; supports: number }>()
  const entry = (agency: Bearer) => {
    const held = agencies.get(agency.id) ?? { agency, leads: 0, supports: 0 }
    agencies.set(agency.id, held)
    return held
  }
  for (const task of tasks) {
    entry(task.lead).leads += 1
    for (const agency of task.with) entry(agency).supports += 1
  }
  if (agencies.size === 0) return null
  return (
    <Section title={w.duties}>
      <ul>
        {[...agencies.values()].map(({ agency, leads, supports }) => (
          <li>
            <strong>
              <AgencyName agency={agency} lang={lang} />
            </strong>
            {': '}
            {[
              leads > 0 && fill(w.leads, { count: leads }),
              supports > 0 && fill(w.coordinates, { count: supports }),
            ]
              .filter(Boolean)
              .join(', ')}
          </li>
        ))}
      </ul>
    </Section>
  )
}
