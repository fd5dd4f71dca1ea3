import type { Actor, CommandContext } from '../../platform/command/index.ts'
import { type Db, nextNumber } from '../../platform/db/index.ts'
import type { DeskTask, Feature, Kernel } from '../../platform/feature.ts'
import { fill, type Lang } from '../../platform/i18n/index.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { may } from '../../rules/permissions/index.ts'
import type { Round } from '../../rules/procedure/index.ts'
import type { ReevaluationWindow } from '../../rules/validity/index.ts'
import type { Places } from '../places/index.ts'
import { endWithDossier } from './afterlife/extension.ts'
import type { MeasureLaw } from './afterlife/measures.ts'
import { expiryReminders } from './afterlife/reminders.ts'
import type { IssueDeps } from './certificates/issue.ts'
import { printJob } from './certificates/print.ts'
import { certificateRoutes } from './certificates/routes.tsx'
import { decisionApi } from './decision-api.ts'
import { decisionRoutes } from './decision-routes.tsx'
import { candidates, type RecognitionLaw, withoutDecision } from './decisions/candidates.ts'
import type { DecisionPaperDeps } from './decisions/paper.ts'
import { decisionPaperRoutes } from './decisions/paper-routes.tsx'
import type { ReleaseDeps } from './decisions/release.ts'
import { loadDemoRecognitions } from './demo.ts'
import { followRoutes } from './follow-routes.tsx'
import { recognitionInvariants } from './invariants.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import type { FiledDossier } from './ministry/package.ts'
import type { MinistryResult } from './ministry/result.ts'
import { ministryRoutes } from './ministry/routes.tsx'
import { recognitionNotices } from './notices.ts'
import { keyRoutes, keysPath } from './proof/key-routes.tsx'
import { signCertificate } from './proof/keys.ts'
import { messages as keyEn, problems as keyProblemsEn } from './proof/messages.en.ts'
import { problems as keyProblemsVi, messages as keyVi } from './proof/messages.vi.ts'
import type { RecordDeps } from './record.ts'
import { verifyRoutes } from './verification/routes.tsx'
import { words } from './words.ts'
import './tables.ts'

type AssetFiles = ReadonlyMap<string, { readonly plain: Buffer }>

/** What a decision prints of its province: who issues, who usually signs. */
export interface ProvinceOffice {
  readonly code: string
  readonly issuer: string
  readonly seat: string
  readonly signerName: string
  readonly signerOffice: string
}

/** What the composition gives: law, places, numbers, and the dossiers' own history. */
export interface RecognitionSurroundings extends DecisionPaperDeps, RecordDeps {
  lawOf(regime: string): RecognitionLaw
  provinceOf(actor: Actor, today: string): ProvinceOffice
  certificateNumber(about: { seq: number; year: number; provinceCode: string; star: number }): string
  /** Điều 8 khoản 1, from the regime in force. */
  revocationGrounds(): readonly { id: string; text: string; ref: string }[]
  readonly setName: IssueDeps['setName']
  /** The built look: the worker that checks codes without network is served from it. */
  readonly assets?: AssetFiles | undefined
  /** Who answers today for what an authority decided (Điều 12 khoản 1): districts ended, agencies were renamed. */
  readonly keeperOf?:
    | ((
        decided: { level: string | null; day: string | null; province: string | null },
        today: string,
      ) => { name: string } | null)
    | undefined
  readonly recordAction: ReleaseDeps['recordAction']
  officeOn(day: string): string
  readonly explain: ReleaseDeps['explain']
  readonly send?: ReleaseDeps['send']
  /** The units over days: who governs a recorded place today. */
  readonly places: Places
  readonly draftNews?: ReleaseDeps['draftNews']
  /** Điều 8 and Điều 12 khoản 3, from the procedure. */
  measureLaw(): MeasureLaw
  /** The Ministry as it is named on a day. */
  ministryOn(day: string): string
  readonly filedDossier: (db: Db, dossierId: string) => Promise<FiledDossier | null>
  readonly recordCentralResult: (ctx: CommandContext, about: MinistryResult) => Promise<void>
  /** The standing result of a dossier stands no longer and stays on file (feature councils). */
  readonly setResultAside: (ctx: CommandContext, dossierId: string) => Promise<void>
  /** Highest star a mean of points allows (Điều 3 khoản 3); null where it falls into no band. */
  starByPoints(regime: string, mean: { num: number; den: number }): number | null
  /** Điều 7 khoản 6: the window for filing, and the days within which it is dealt with. */
  reevaluation(): { window: ReevaluationWindow; daysToHear: number }
  /** Điều 5 khoản 2: the Ministry's next round that takes a proposal of this day. */
  ministryRound(day: string): Round | null
  /** Where this reader finds the council's points behind a letter; null where there are none for the reader. */
  readonly resultPage?: ResultPage | undefined
  /** Last day of the 15 of Điều 8 khoản 4. */
  revocationDue(concludedOn: string): string
}

type ResultPage = (reader: { actor: Actor; today: string }, dossierId: string) => Promise<string | null>

export interface RecognitionDeps extends ReleaseDeps, DecisionPaperDeps, RecordDeps {
  readonly assets?: AssetFiles | undefined
  readonly keeperOf?: RecognitionSurroundings['keeperOf']
  lawOf(regime: string): RecognitionLaw
  provinceOf(actor: Actor, today: string): ProvinceOffice
  revocationDue(concludedOn: string): string
  reevaluation(): { window: ReevaluationWindow; daysToHear: number }
  /** Điều 5 khoản 2: the Ministry's next round that takes a proposal of this day. */
  ministryRound(day: string): Round | null
  /** Điều 8 khoản 1, from the regime in force. */
  revocationGrounds(): readonly { id: string; text: string; ref: string }[]
  ministryOn(day: string): string
  readonly filedDossier: RecognitionSurroundings['filedDossier']
  readonly recordCentralResult: RecognitionSurroundings['recordCentralResult']
  readonly setResultAside: RecognitionSurroundings['setResultAside']
  readonly starByPoints: RecognitionSurroundings['starByPoints']
  readonly resultPage?: ResultPage | undefined
}

export interface Recognition {
  readonly feature: Feature
  readonly deps: RecognitionDeps
}

/** Decisions, recognitions, certificates and their verification. */
export function createRecognition(kernel: Kernel, surroundings: RecognitionSurroundings): Recognition {
  const print = printJob(kernel)
  const deps: RecognitionDeps = {
    ...surroundings,
    print: (ctx, decisionId) =>
      enqueue(ctx.db, print, { decisionId, byName: ctx.actor.name }, { key: decisionId }),
    purge: kernel.purge,
    nextNumber: async (ctx, { provinceCode, year, star }) => {
      const seq = await nextNumber(ctx.db, `certificate/${provinceCode}/${year}`)
      return surroundings.certificateNumber({ seq, year, provinceCode, star })
    },
    sign: (facts) => signCertificate(kernel.db, kernel.keys, kernel.clock(), facts),
  }
  const feature: Feature = {
    name: 'recognition',
    routes: [
      ...decisionRoutes(kernel, deps),
      ...decisionApi(kernel, deps),
      ...decisionPaperRoutes(kernel, deps),
      ...certificateRoutes(kernel, deps),
      ...ministryRoutes(kernel, deps),
      ...followRoutes(kernel, deps),
      ...verifyRoutes(kernel, deps),
      ...keyRoutes(kernel),
    ],
    problems: { vi: { ...vi, ...keyProblemsVi }, en: { ...en, ...keyProblemsEn } },
    menu: [
      {
        path: '/lam-viec/quyet-dinh',
        label: { vi: words('vi').decisions, en: words('en').decisions },
        icon: 'seal',
        permission: 'decision.read',
        order: 210,
      },
      {
        path: '/lam-viec/cong-nhan',
        label: { vi: words('vi').followTitle, en: words('en').followTitle },
        icon: 'medal',
        permission: 'recognition.read',
        order: 220,
      },
      {
        path: '/lam-viec/gui-bo',
        label: { vi: words('vi').ministryTitle, en: words('en').ministryTitle },
        icon: 'send',
        permission: 'ministry.send',
        order: 230,
      },
      {
        path: keysPath,
        label: { vi: keyVi.title, en: keyEn.title },
        icon: 'seal',
        permission: 'certificate-key.read',
        order: 970,
      },
    ],
    jobs: [print],
    subscribe: endWithDossier,
    notices: recognitionNotices,
    reminders: ({ today }) =>
      expiryReminders(kernel.db, deps.places, today, deps.reevaluation().window, deps.measureLaw().extension),
    invariants: recognitionInvariants,
    demo: () => loadDemoRecognitions(kernel, deps),
    tasks: async ({ actor, lang, today }) => {
      const w = words(lang)
      const province = surroundings.provinceOf(actor, today)
      const places = [province.code]
      const tasks: DeskTask[] = []
      if (may(actor, 'decision.release', { places }, today)) {
        const waiting = await kernel.db
          .selectFrom('decision')
          .select(['id', 'title'])
          .where('status', '=', 'proposed')
          .where('province_code', '=', province.code)
          .execute()
        tasks.push(
          ...waiting.map((each) => ({
            title: w.taskRelease,
            detail: each.title,
            path: `/lam-viec/quyet-dinh/${each.id}`,
            group: w.group,
          })),
        )
      }
      if (may(actor, 'decision.draft', { places }, today)) {
        const open = await candidates(kernel.db, province.code, today, surroundings.lawOf)
        const decided = open.filter((each) => each.outcomes[0] !== withoutDecision(each)).length
        for (const [count, title] of [
          [decided, w.taskDraft],
          [open.length - decided, w.taskTell],
        ] as const)
          if (count > 0)
            tasks.push({ title: fill(title, { count }), path: '/lam-viec/quyet-dinh', group: w.group })
      }
      if (may(actor, 'decision.read', { places }, today))
        tasks.push(...(await revocationTasks(kernel.db, province.code, deps.revocationDue, lang)))
      return tasks
    },
  }
  return { feature, deps }
}

/** Điều 8 khoản 4: a revocation is decided within 15 days of its conclusion; each open one stands on the desk with its last day. */
async function revocationTasks(
  db: Db,
  provinceCode: string,
  dueOf: (concludedOn: string) => string,
  lang: Lang,
): Promise<DeskTask[]> {
  const w = words(lang)
  const open = await db
    .selectFrom('decision')
    .select(['id', 'title', 'detail'])
    .where('kind', '=', 'revoke')
    .where('province_code', '=', provinceCode)
    .where('status', 'in', ['draft', 'proposed'])
    .execute()
  return open.flatMap(({ id, title, detail }) => {
    const concludedOn = (detail as { concludedOn?: string | null }).concludedOn
    if (!concludedOn) return []
    return [
      {
        title: w.taskRevocation,
        detail: title,
        path: `/lam-viec/quyet-dinh/${id}`,
        due: dueOf(concludedOn),
        group: w.group,
      },
    ]
  })
}
