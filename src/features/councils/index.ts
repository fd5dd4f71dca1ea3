import type { CommandContext } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { dismissAppeal, fileAppeal, takeToPanel } from './appeals/commands.ts'
import { loadAppealDemo } from './appeals/demo.ts'
import { appealRoutes } from './appeals/routes.tsx'
import { appealTasks } from './appeals/tasks.ts'
import { decideConflict, declareConflict, declareInterest } from './conflicts/decide.ts'
import { lookAgainAfterMerges } from './conflicts/record.ts'
import { conflictRoutes } from './conflicts/routes.tsx'
import { loadCouncilDemo } from './demo.ts'
import type { CouncilDeps } from './deps.ts'
import { type Invitation, inviteExpert } from './experts/invite.ts'
import { expertRoutes } from './experts/routes.ts'
import { addMember, endSeat, foundCouncil, type NewCouncil } from './founding/found.ts'
import { foundingRoutes } from './founding/routes.tsx'
import { SittingLine } from './hall/line.ts'
import { hallRoutes } from './hall/routes.tsx'
import { type HistoricResult, recordHistoricResult } from './history/record.ts'
import { councilInvariants } from './invariants.ts'
import { minutesRoutes } from './minutes/routes.tsx'
import { COUNCIL_NOTICES } from './notices.ts'
import { enterPaper } from './paper/enter.ts'
import { printPapers, voidPaper } from './paper/print.ts'
import { paperRoutes } from './paper/routes.tsx'
import { makeProposal, withdrawProposal } from './proposals/propose.ts'
import { proposalRoutes } from './proposals/routes.tsx'
import { proposalTasks } from './proposals/tasks.ts'
import { agreeResult, openSheets, reopenItem } from './results/agree.ts'
import { recordCentralResult, setResultAside } from './results/central.ts'
import { resultPageOf } from './results/read.ts'
import { resultRoutes } from './results/routes.tsx'
import { offlineRoutes } from './sheets/offline-routes.tsx'
import { settleCopy } from './sheets/own-sheet.ts'
import { sheetRoutes } from './sheets/routes.tsx'
import { type SaveInput, saveSheet } from './sheets/save.ts'
import { SheetVault } from './sheets/vault.ts'
import { type Attempt, act } from './sittings/act.ts'
import {
  addItems,
  codeSamples,
  convene,
  openScoring,
  type PlanInput,
  planSitting,
  takeAttendance,
} from './sittings/agenda.ts'
import { clearAgendas } from './sittings/leaving.ts'
import { sittingRoutes } from './sittings/routes.tsx'
import { shuffled } from './sittings/shuffled.ts'
import type { Reader } from './sittings/view.ts'
import { councilTasks } from './tasks.ts'
import { saveTasting, type TastingInput } from './tasting/note.ts'
import { tastingRoutes } from './tasting/routes.tsx'
import { councilProblemWords } from './words.ts'

export { barredDossiers, conflictedAccounts, judgingAccounts } from './conflicts/visibility.ts'
export type { CouncilDeps } from './deps.ts'
export type { NewCouncil, NewMember } from './founding/found.ts'
export type { SaveInput, SaveOutcome } from './sheets/save.ts'
export type { Receipt } from './sheets/seal.ts'
export type { Attempt } from './sittings/act.ts'
export type { PlanInput } from './sittings/agenda.ts'

export type Councils = ReturnType<typeof createCouncils>

/** Councils, their sittings, sealed sheets and results (Điều 7 khoản 3 điểm b, d; khoản 6 điểm d). */
export function createCouncils(kernel: Kernel, deps: CouncilDeps) {
  const vault = new SheetVault(kernel.keys)
  const parts = { kernel, deps, vault }
  const line = new SittingLine(kernel, deps)
  const feature: Feature = {
    name: 'councils',
    subscribe: (events) => {
      clearAgendas(events, deps)
      lookAgainAfterMerges(events, deps)
    },
    invariants: councilInvariants(parts),
    tasks: async (about) => [
      ...(await councilTasks(kernel, deps)(about)),
      ...(await appealTasks(kernel, deps)(about)),
      ...(await proposalTasks(kernel)(about)),
    ],
    routes: [
      ...sheetRoutes(parts),
      ...resultRoutes(parts),
      ...minutesRoutes(parts),
      ...offlineRoutes(parts),
      ...foundingRoutes(parts),
      ...sittingRoutes(parts),
      ...conflictRoutes(parts),
      ...paperRoutes(parts),
      ...appealRoutes(parts),
      ...expertRoutes(parts),
      ...tastingRoutes(parts),
      ...proposalRoutes(parts),
      ...hallRoutes(parts, line),
    ],
    start: () => line.start(),
    leave: () => line.leave(),
    problems: councilProblemWords,
    notices: COUNCIL_NOTICES,
    menu: [
      {
        path: '/lam-viec/hoi-dong',
        label: { vi: 'Hội đồng', en: 'Councils' },
        icon: 'gavel',
        permission: 'council.read',
        order: 170,
      },
    ],
  }
  const door = {
    vault,
    found: (ctx: CommandContext, input: NewCouncil) => foundCouncil(ctx, input, deps),
    addMember,
    endSeat,
    plan: (ctx: CommandContext, input: PlanInput) => planSitting(ctx, input, deps, vault),
    addItems: (ctx: CommandContext, input: Parameters<typeof addItems>[1]) => addItems(ctx, input, deps),
    codeSamples: (ctx: CommandContext, sittingId: string) => codeSamples(ctx, sittingId, deps, shuffled),
    attend: (ctx: CommandContext, sittingId: string, entries: Parameters<typeof takeAttendance>[2]) =>
      takeAttendance(ctx, sittingId, entries, deps),
    convene: (ctx: CommandContext, sittingId: string) => convene(ctx, sittingId, deps),
    act: (ctx: CommandContext, sittingId: string, attempt: Attempt) => act(ctx, sittingId, attempt, deps),
    declareConflict: (ctx: CommandContext, input: Parameters<typeof declareConflict>[1]) =>
      declareConflict(ctx, input, deps),
    declareInterest: (ctx: CommandContext, input: Parameters<typeof declareInterest>[1]) =>
      declareInterest(ctx, input, deps),
    decideConflict: (ctx: CommandContext, input: Parameters<typeof decideConflict>[1]) =>
      decideConflict(ctx, input, deps),
    save: (ctx: CommandContext, input: SaveInput) => saveSheet(ctx, input, deps, vault),
    taste: (ctx: CommandContext, input: TastingInput) => saveTasting(ctx, input, deps, vault),
    seal: (ctx: CommandContext, input: SaveInput) => saveSheet(ctx, input, deps, vault, { seal: true }),
    fileAppeal: (ctx: CommandContext, input: Parameters<typeof fileAppeal>[1]) =>
      fileAppeal(ctx, input, deps),
    takeToPanel: (ctx: CommandContext, input: Parameters<typeof takeToPanel>[1]) =>
      takeToPanel(ctx, input, deps),
    dismissAppeal: (ctx: CommandContext, input: Parameters<typeof dismissAppeal>[1]) =>
      dismissAppeal(ctx, input, deps),
    recordHistoricResult: (ctx: CommandContext, input: HistoricResult) =>
      recordHistoricResult(ctx, input, deps),
    inviteExpert: (ctx: CommandContext, input: Invitation) => inviteExpert(ctx, input, deps),
    printPapers: (ctx: CommandContext, input: Parameters<typeof printPapers>[1]) =>
      printPapers(ctx, input, deps),
    voidPaper: (ctx: CommandContext, input: Parameters<typeof voidPaper>[1]) => voidPaper(ctx, input, deps),
    enterPaper: (ctx: CommandContext, input: Parameters<typeof enterPaper>[1]) =>
      enterPaper(ctx, input, deps, vault),
    settleCopy: (ctx: CommandContext, input: Parameters<typeof settleCopy>[1]) =>
      settleCopy(ctx, input, deps),
    openScoring: (ctx: CommandContext, input: Parameters<typeof openScoring>[1]) =>
      openScoring(ctx, input, deps),
    openSheets: (ctx: CommandContext, input: Parameters<typeof openSheets>[1]) =>
      openSheets(ctx, input, deps, vault),
    agree: (ctx: CommandContext, input: Parameters<typeof agreeResult>[1]) =>
      agreeResult(ctx, input, deps, vault),
    recordCentralResult,
    setResultAside,
    resultPage: (reader: Reader, dossierId: string) => resultPageOf(kernel.db, reader, dossierId),
    propose: (ctx: CommandContext, input: Parameters<typeof makeProposal>[1]) =>
      makeProposal(ctx, input, deps),
    withdrawProposal,
    reopenItem: (ctx: CommandContext, input: Parameters<typeof reopenItem>[1]) =>
      reopenItem(ctx, input, deps),
  }
  return {
    feature: { ...feature, demo: () => loadCouncilDemo(parts, door) },
    /** For after the demo decision, which another feature releases. */
    demoAppeal: () => loadAppealDemo(parts, door),
    ...door,
  }
}
