import type { CommandContext } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { StaticAsset } from '../../platform/http/index.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { Numbering } from '../../rules/numbering/index.ts'
import { precheckWords } from '../../rules/precheck/index.ts'
import type { Places } from '../places/index.ts'
import type { Regulation } from '../regulation/index.ts'
import { dossierApi } from './api.ts'
import { loadDemoDossiers } from './demo/index.ts'
import type { DemoPeople } from './demo/people.ts'
import { problems as deskEn } from './desk/messages.en.ts'
import { problems as deskVi } from './desk/messages.vi.ts'
import { deskSideRoutes } from './desk/routes.tsx'
import { deskApi } from './desk-api.ts'
import { deskRoutes } from './desk-routes.tsx'
import { fileDossier } from './filing.ts'
import { filingRoutes } from './filing-routes.tsx'
import { followMerges } from './following.ts'
import { messages as historyEn, problems as historyProblemsEn } from './history/messages.en.ts'
import { problems as historyProblemsVi, messages as historyVi } from './history/messages.vi.ts'
import { HISTORY } from './history/pages.tsx'
import type { RecordEarlier, TakeBackEarlier } from './history/record-past.ts'
import { historyRoutes } from './history/routes.tsx'
import { dossierInvariants } from './invariants.ts'
import { type DossierLaw, lawsOf } from './law.ts'
import { listRoutes } from './list-routes.tsx'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { DESK_WORDS } from './notices/desk-words.ts'
import { OWNER_WORDS } from './notices/owner-words.ts'
import { dossierReminders } from './notices/reminders.ts'
import { tellOfStep } from './notices/tell.ts'
import { offlineRoutes } from './offline-routes.ts'
import { formPaperRoutes } from './papers/routes.ts'
import type { Parts, ResultPage } from './parts.ts'
import { ROOT } from './paths.ts'
import { proofRoutes } from './proof-routes.tsx'
import { problems as queueEn } from './queue/messages.en.ts'
import { problems as queueVi } from './queue/messages.vi.ts'
import { type RecordAction, recorder } from './record.ts'
import { reportRoutes } from './report-routes.tsx'
import { roundStepRoutes } from './round-routes.tsx'
import { producerRoutes } from './routes.tsx'
import type { Classify } from './set-change.ts'
import { setChangeRoutes } from './set-change-routes.tsx'
import { type StartInput, startDossier } from './start.ts'
import { messages as surveyEn, problems as surveyProblemsEn } from './survey/messages.en.ts'
import { problems as surveyProblemsVi, messages as surveyVi } from './survey/messages.vi.ts'
import { photoUploads } from './survey/photo-uploads.ts'
import { surveyRoutes } from './survey/routes.tsx'
import { SURVEYS } from './survey/survey-page.tsx'
import { transitionRoutes } from './transition/routes.tsx'
import { trialRoutes } from './trial-routes.tsx'
import { dossierTasks } from './waiting.ts'
import { words } from './words.ts'

export { type AssessedDossier, latestAssessed } from './assessed.ts'
export { type Dossier, type DossierAction, dossierById, type PriorRecognition } from './dossier.ts'
export { examine, scoreOf } from './examine.ts'
export type { DossierLaw } from './law.ts'
export { changesBetween, type FrozenManifest, type Manifest, manifestsOf } from './manifest.ts'
export { answerValue, SheetForm, type SheetFormProps } from './pages/sheet-form.tsx'
export { type Pin, papersOfDossier } from './pins.ts'
export { type Proof, proofFiles } from './proof-files.ts'
export { type Suggestion, suggestionsOf } from './province.ts'
export { dossiersBeforeCouncil } from './queries.ts'
export type { RecordAction } from './record.ts'
export { actionName, statusName } from './words.ts'

/** What others may do with dossiers. Reads are plain functions of this door and take a database. */
export interface Dossiers {
  readonly feature: Feature
  /** Takes a step in a dossier's life: guards, history, status, audit and `dossier.moved` in one go. */
  readonly recordAction: RecordAction
  /** The law of a regime as a dossier needs it: sheet, forms, life; null when it is not on file. */
  readonly lawOf: (regime: string) => DossierLaw | null
  readonly start: (ctx: CommandContext, input: StartInput) => ReturnType<typeof startDossier>
  readonly file: (
    ctx: CommandContext,
    input: { dossierId: string; declared: boolean },
  ) => ReturnType<typeof fileDossier>
}

export interface DossierDeps {
  readonly regulation: Regulation
  /** How receipts and product codes are written and counted (regulation/<province>/numbering.json). */
  readonly numbering: Numbering
  /** The name of a commune or province as it stands today; the code itself where it is not known. */
  readonly placeName?: (code: string) => string
  /** Where a record lies today, and who governs it. */
  readonly places: Places
  /** Puts a product into another set, where products are kept; left out, a draft keeps its set. */
  readonly classify?: Classify
  /** Files of the look, for the workers that answer without network. */
  readonly assets?: ReadonlyMap<string, StaticAsset>
  /** Enters a recognition of earlier years where recognitions live. */
  readonly recordEarlier?: RecordEarlier
  /** Takes such a recognition back that was recorded by mistake. */
  readonly takeBackEarlier?: TakeBackEarlier
  /** Leads from a dossier to its result, where results are given. */
  readonly resultPage?: ResultPage
  /** Tells people of each step; left out, nobody is told. */
  readonly send?: SendNotice
  /** For the demo dossiers: accounts to make officers with, and the province at home. */
  readonly demo?: { readonly people: DemoPeople; readonly home: string }
}

export function createDossiers(
  kernel: Kernel,
  {
    regulation,
    numbering,
    placeName = (code) => code,
    places,
    demo,
    send,
    assets,
    classify,
    recordEarlier,
    takeBackEarlier,
    resultPage,
  }: DossierDeps,
): Dossiers {
  const laws = lawsOf(regulation)
  const record = recorder(laws)
  const parts: Parts = {
    kernel,
    regulation,
    laws,
    record,
    numbering,
    desk: { laws, record, numbering },
    placeName,
    places,
    assets,
    resultPage,
  }
  return {
    feature: {
      name: 'dossiers',
      routes: [
        ...listRoutes(parts),
        ...producerRoutes(parts),
        ...proofRoutes(parts),
        ...filingRoutes(parts),
        ...formPaperRoutes(parts),
        ...offlineRoutes(assets),
        ...(classify ? setChangeRoutes(parts, classify) : []),
        ...deskRoutes(parts),
        ...roundStepRoutes(parts),
        ...reportRoutes(parts),
        ...deskSideRoutes(parts),
        ...surveyRoutes(parts),
        ...(recordEarlier && takeBackEarlier ? historyRoutes(parts, { recordEarlier, takeBackEarlier }) : []),
        ...transitionRoutes(parts),
        ...trialRoutes(parts),
        ...dossierApi(parts),
        ...deskApi(parts),
        ...photoUploads(kernel),
      ],
      menu: [
        {
          path: ROOT,
          label: { vi: words('vi').menu, en: words('en').menu },
          icon: 'folder',
          permission: 'dossier.read',
          order: 110,
        },
        {
          path: HISTORY,
          label: { vi: historyVi.menu, en: historyEn.menu },
          icon: 'history',
          permission: 'dossier.record-history',
          order: 180,
        },
        {
          path: SURVEYS,
          label: { vi: surveyVi.menu, en: surveyEn.menu },
          icon: 'pin',
          permission: 'dossier.advise',
          order: 150,
        },
      ],
      tasks: dossierTasks(parts),
      notices: { ...OWNER_WORDS, ...DESK_WORDS },
      reminders: ({ today }) => dossierReminders(parts, today),
      subscribe: (events) => {
        followMerges(events)
        if (send)
          events.on('dossier.moved', (ctx, moved) => tellOfStep(ctx, { laws, placeName, send }, moved))
      },
      problems: {
        vi: { ...vi, ...queueVi, ...surveyProblemsVi, ...deskVi, ...historyProblemsVi, ...checkWords('vi') },
        en: { ...en, ...queueEn, ...surveyProblemsEn, ...deskEn, ...historyProblemsEn, ...checkWords('en') },
      },
      invariants: dossierInvariants(laws),
      ...(demo && { demo: () => loadDemoDossiers(parts, demo.people, demo.home) }),
      sitemap: async () => [{ path: '/thu-cham' }],
    },
    recordAction: record,
    lawOf: laws,
    start: (ctx, input) => startDossier(ctx, parts, input),
    file: (ctx, input) => fileDossier(ctx, parts, input),
  }
}

/** What blocks a filing, as problem words for the API: `check-<rule>`. */
function checkWords(lang: 'vi' | 'en'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(precheckWords[lang]).map(([rule, { says, mend }]) => [`check-${rule}`, `${says} ${mend}`]),
  )
}
