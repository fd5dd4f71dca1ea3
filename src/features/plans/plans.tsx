import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { system } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import { fill, localPath } from '../../platform/i18n/index.ts'
import { ReminderRule } from '../../rules/targets/index.ts'
import { Section } from '../../web/index.ts'
import type { Agencies, Places } from '../places/index.ts'
import { enterPlan, PlanFile } from './demo.ts'
import { demoPlans } from './demo-year.ts'
import { deskRoutes, taskReminders } from './desk-routes.tsx'
import { draftingProblemsEn } from './drafting/messages.en.ts'
import { draftingProblemsVi } from './drafting/messages.vi.ts'
import { draftingRoutes } from './drafting/routes.tsx'
import { planInvariants } from './invariants.ts'
import type { MeasuresElsewhere } from './measured-elsewhere.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { deskPath } from './pages/desk.tsx'
import { TargetsPlot } from './pages/targets.tsx'
import { drawDemoPhotos } from './pilot/demo.ts'
import { pilotProblems } from './pilot/messages.ts'
import { pilotRoutes } from './pilot/routes.tsx'
import { plansOf, type Sector, targetsNow } from './queries.ts'
import { planNotices, planReminders } from './reminders.ts'
import { publicRoutes } from './routes.tsx'
import { type PlanStanding, planStanding } from './standing.ts'
import { words } from './words.ts'
import './tables.ts'

/** Parameters of the measures on file (regulation/<province>/plans/measures.json). */
const MeasuresFile = z.looseObject({
  potentialFiveStar: z.looseObject({ minimumPoints: z.int().min(1).max(100) }),
  tourismSets: z.array(z.looseObject({ regime: z.string(), set: z.int() })),
})

export interface PlansDeps {
  readonly provinceCode: string
  readonly places: Places
  readonly agencies: Agencies
  /** Measures that other features count. */
  readonly elsewhere: MeasuresElsewhere
  readonly sectors: readonly Sector[]
  /** `measures.json` of the province, as read. */
  readonly measures: unknown
  /** `reminders.json` of the province, as read. */
  readonly reminders: unknown
  /** Where the committee sits: "Huế". */
  readonly seat: string
  /** Plans on file, entered with the demo province. */
  readonly known: readonly unknown[]
  /** Đồng of a head that are given away elsewhere: it is never made smaller than that. */
  chargedTo(db: Db, headId: string): Promise<bigint>
}

export interface Plans {
  readonly feature: Feature
  /** The targets of this year's published plan as a section of the front page; null when there is none. */
  targetsForHome(ctx: RequestContext): Promise<ComponentChildren | null>
  /** The published plan of a year with its targets measured and its tasks counted by group; empty where there is none. */
  standing(db: Db, year: number, day: string): Promise<readonly PlanStanding[]>
  /** Published plans whose number stands in a text. */
  namedIn(text: string): Promise<readonly { number: string; title: string; path: string }[]>
}

/** Deeds that change what a target counts (measured-elsewhere.ts), beside those whose rooms drop the same pages already. */
const counted = /^(activity|inspection|support|return|trace)\.|^dossier\.file$|^report\./

export function createPlans(kernel: Kernel, about: PlansDeps): Plans {
  const read = MeasuresFile.parse(about.measures)
  const rule = ReminderRule.parse(about.reminders)
  const deps = {
    provinceCode: about.provinceCode,
    places: about.places,
    agencies: about.agencies,
    elsewhere: about.elsewhere,
    sectors: about.sectors,
    measures: { minimumPoints: read.potentialFiveStar.minimumPoints, tourismSets: read.tourismSets },
    purge: kernel.purge,
    seat: about.seat,
    chargedTo: about.chargedTo,
    taskGroups: PlanFile.parse(about.known[0]).taskGroups,
  }
  const feature: Feature = {
    name: 'plans',
    routes: [
      ...publicRoutes(kernel, deps),
      ...deskRoutes(kernel, deps),
      ...draftingRoutes(kernel, deps),
      ...pilotRoutes(kernel, deps),
    ],
    menu: [
      {
        path: deskPath,
        label: { vi: words('vi').desk, en: words('en').desk },
        icon: 'target',
        permission: 'task.read',
        order: 310,
      },
    ],
    tasks: taskReminders(kernel, deps),
    notices: planNotices,
    reminders: ({ today }) => planReminders(kernel, deps, rule, today),
    problems: {
      vi: { ...vi, ...draftingProblemsVi, ...pilotProblems.vi },
      en: { ...en, ...draftingProblemsEn, ...pilotProblems.en },
    },
    invariants: planInvariants,
    // Targets count what other features do: the public pages that show them are drawn anew after such a deed.
    subscribe: (events) =>
      events.afterDeeds((deeds) =>
        deeds.some((deed) => counted.test(deed)) ? kernel.purge(['plans']) : undefined,
      ),
    sitemap: async () => [
      { path: '/ke-hoach' },
      ...(await plansOf(kernel.db, deps, 'published')).map((plan) => ({ path: `/ke-hoach/${plan.year}` })),
    ],
    demo: async () => {
      const entered: string[] = []
      for (const plan of about.known) entered.push(await enterPlan(kernel, PlanFile.parse(plan), deps))
      const photos = await drawDemoPhotos(kernel.files)
      const done = await kernel.run(system, (ctx) => demoPlans(ctx, entered[0] ?? '', photos, deps))
      if (!done.ok) throw new Error(`the demo plans do not load: ${JSON.stringify(done.problems)}`)
    },
  }
  return {
    feature,
    targetsForHome: async (ctx) => {
      const [plan] = await plansOf(kernel.db, deps, 'published')
      if (plan?.year !== Number(ctx.today.slice(0, 4))) return null
      const { lang, today } = ctx
      const w = words(lang)
      return (
        <Section
          title={fill(w.planOf, { year: plan.year })}
          {...(plan.is_demo && { lead: w.demo })}
          more={{ href: localPath(lang, `/ke-hoach/${plan.year}`), label: w.seePlan }}
        >
          <TargetsPlot
            lang={lang}
            plan={plan}
            targets={await targetsNow(kernel.db, plan, deps, today)}
            today={today}
          />
        </Section>
      )
    },
    standing: (db, year, day) => planStanding(db, deps, year, day),
    namedIn: async (text) =>
      (await plansOf(kernel.db, deps, 'published'))
        .filter((plan) => plan.number !== '' && text.includes(plan.number))
        .map((plan) => ({
          number: `Kế hoạch ${plan.year}`,
          title: plan.title.vi,
          path: `/ke-hoach/${plan.year}`,
        })),
  }
}
