import {
  type CommandContext,
  failed,
  ok,
  type Result,
  refuse,
  tooLong,
} from '../../../platform/command/index.ts'
import { quorumNow } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { freezeMinutes } from '../minutes/record.ts'
import { agreeResult, openSheets, reopenItem } from '../results/agree.ts'
import type { SheetVault } from '../sheets/vault.ts'
import { act } from './act.ts'
import { convene, openScoring } from './agenda.ts'
import { loadSitting } from './load.ts'

/** What a button of the sitting's pages asks for. */
export interface StepRequest {
  readonly step: string
  readonly itemId: string
  readonly reason: string
  readonly text: string
  readonly heldOn: string | null
  readonly venue: string
}

interface Room {
  readonly deps: CouncilDeps
  readonly vault: SheetVault
}

type Take = (ctx: CommandContext, sittingId: string, ask: StepRequest, room: Room) => Promise<Result<unknown>>

const plain =
  (action: 'pause' | 'resume' | 'cancel' | 'reopen'): Take =>
  (ctx, sittingId, ask, { deps }) =>
    act(ctx, sittingId, { action, detail: {}, reason: ask.reason }, deps)

const onItem =
  (action: 'call-item' | 'second-round' | 'defer-item' | 'remove-item'): Take =>
  (ctx, sittingId, { itemId, reason }, { deps }) =>
    act(ctx, sittingId, { action, detail: { itemId }, reason }, deps)

const tasting =
  (blind: boolean): Take =>
  (ctx, sittingId, _ask, { deps }) =>
    act(ctx, sittingId, { action: 'set-tasting', detail: { blind } }, deps)

/** The count the opening and the closing rest on is written down with them. */
const counted =
  (action: 'open' | 'close'): Take =>
  async (ctx, sittingId, { reason }, { deps, vault }) => {
    const loaded = await loadSitting(ctx.db, sittingId, deps, { lock: true })
    if (!loaded) return refuse('not-found')
    const facts = { rules: loaded.rules, seats: loaded.members, recused: loaded.barred }
    const { present, voters } = quorumNow(loaded.state, facts)
    const done = await act(ctx, sittingId, { action, detail: { present, voters }, reason }, deps, { loaded })
    if (done.ok && action === 'close') await freezeMinutes(ctx, sittingId, deps, vault)
    return done
  }

/** Every step a person can take by a button, by its name in the form. */
const STEPS: Readonly<Record<string, Take>> = {
  convene: (ctx, sittingId, _ask, { deps }) => convene(ctx, sittingId, deps),
  open: counted('open'),
  close: counted('close'),
  pause: plain('pause'),
  resume: plain('resume'),
  cancel: plain('cancel'),
  reopen: plain('reopen'),
  'blind-on': tasting(true),
  'blind-off': tasting(false),
  'call-item': onItem('call-item'),
  'second-round': onItem('second-round'),
  'defer-item': onItem('defer-item'),
  'remove-item': onItem('remove-item'),
  'open-scoring': (ctx, sittingId, { itemId }, { deps }) =>
    openScoring(ctx, { sittingId, itemIds: [itemId] }, deps),
  'call-and-score': (ctx, sittingId, { itemId, reason }, { deps }) =>
    openScoring(ctx, { sittingId, itemIds: [itemId], calls: true, reason }, deps),
  'open-all': async (ctx, sittingId, _ask, { deps }) => {
    const waiting = await waitingItems(ctx, sittingId, deps)
    return openScoring(ctx, { sittingId, itemIds: waiting }, deps)
  },
  'defer-rest': async (ctx, sittingId, { reason }, { deps }) => {
    for (const itemId of await waitingItems(ctx, sittingId, deps)) {
      const put = await act(ctx, sittingId, { action: 'defer-item', detail: { itemId }, reason }, deps)
      if (!put.ok) return put
    }
    return ok()
  },
  'open-sheets': (ctx, sittingId, { itemId, reason }, { deps, vault }) =>
    openSheets(ctx, { sittingId, itemId, reason }, deps, vault),
  agree: (ctx, sittingId, { itemId, reason }, { deps, vault }) =>
    agreeResult(ctx, { sittingId, itemId, reason }, deps, vault),
  'reopen-item': (ctx, sittingId, { itemId, reason }, { deps }) =>
    reopenItem(ctx, { sittingId, itemId, reason }, deps),
  note: (ctx, sittingId, { itemId, text }, { deps }) => {
    const long = tooLong('text', text, 5000)
    return long.length > 0
      ? Promise.resolve(failed(...long))
      : act(ctx, sittingId, { action: 'note', detail: { itemId: itemId || null, text } }, deps)
  },
  'call-meeting': (ctx, sittingId, ask, { deps }) =>
    ask.heldOn === null
      ? Promise.resolve(refuse('day-invalid', { field: 'heldOn' }))
      : act(
          ctx,
          sittingId,
          {
            action: 'call-meeting',
            detail: { heldOn: ask.heldOn, venue: ask.venue || null },
            reason: ask.reason,
          },
          deps,
        ),
}

/** Takes the step a button names; an unknown name is no step. */
export function takeStep(
  ctx: CommandContext,
  sittingId: string,
  ask: StepRequest,
  room: Room,
): Promise<Result<unknown>> {
  const take = Object.hasOwn(STEPS, ask.step) ? STEPS[ask.step] : undefined
  return take ? take(ctx, sittingId, ask, room) : Promise.resolve(refuse('sitting-not-now'))
}

/** Items not reached, of those the actor may touch: a chair in conflict leaves that one to whom it was handed. */
async function waitingItems(ctx: CommandContext, sittingId: string, deps: CouncilDeps): Promise<string[]> {
  const loaded = await loadSitting(ctx.db, sittingId, deps, { lock: true })
  const own = new Set(
    loaded?.members.filter((member) => member.accountId === ctx.actor.accountId).map(({ id }) => id),
  )
  return (loaded?.state.items ?? [])
    .filter((item) => item.phase === 'waiting')
    .filter((item) => ![...(loaded!.barred.get(item.dossierId) ?? [])].some((id) => own.has(id)))
    .map((item) => item.id)
}
