import { z } from 'zod'
import { ACTION_NAMES, type Action, STATUSES, type Status } from './actions.ts'
import { GUARD_NAMES } from './guards.ts'

export const Kind = z.enum(['first', 'upgrade', 'reevaluation'])
/** Lần đầu, nâng hạng, đánh giá lại (Điều 6 khoản 1). */
export type Kind = z.infer<typeof Kind>

const StatusName = z.enum(STATUSES)
const ActionName = z.enum(ACTION_NAMES)

/**
 * One allowed move: from these statuses, for these kinds (all when absent), under these guards. `to: 'back'` returns to the
 * status before the present one. `law` names the steps of procedure.json it performs, `ref` the article; `note` explains a
 * move the decree does not mention.
 */
const Move = z.strictObject({
  action: ActionName,
  from: z.array(StatusName).min(1),
  to: z.union([StatusName, z.literal('back')]),
  kinds: z.array(Kind).min(1).optional(),
  guards: z.array(z.enum(GUARD_NAMES)).default([]),
  law: z.array(z.string()).default([]),
  ref: z.string().nullable(),
  note: z.string().optional(),
})
export type Move = z.infer<typeof Move>

/**
 * A clock that runs in `statuses`. Either `deadline` (an id in procedure.json, deadlines) from the last of the actions
 * `from`, or `round` (an end of the dossier's round, Điều 5: strictly before).
 */
const ClockRule = z.strictObject({
  id: z.string().min(1),
  kinds: z.array(Kind).min(1).optional(),
  statuses: z.array(StatusName).min(1),
  deadline: z.string().optional(),
  from: z.array(ActionName).default([]),
  round: z.enum(['proposals', 'held']).optional(),
  ref: z.string(),
})
export type ClockRule = z.infer<typeof ClockRule>

/** A dossier's life under one regime, as data: the moves, the clocks, the levels that judge, lowest first. */
export const Lifecycle = z.strictObject({
  regime: z.string().min(1),
  title: z.string(),
  levels: z.array(z.string()).min(1),
  /** When set, dossiers of this regime are recorded as they were decided, and nothing new is judged: the reason. */
  recordOnly: z.string().nullable(),
  initial: StatusName,
  moves: z.array(Move).min(1),
  clocks: z.array(ClockRule).default([]),
  /** Steps of procedure.json which are not a move of a dossier, with the reason. */
  lawElsewhere: z.record(z.string(), z.string()).default({}),
  notes: z.array(z.string()).default([]),
})
export type Lifecycle = z.infer<typeof Lifecycle>

/** What is wrong with a lifecycle beyond its shape; empty = it can be run. */
export function flawsOfLifecycle(lifecycle: Lifecycle): string[] {
  return [...ambiguous(lifecycle), ...unreachable(lifecycle)]
}

/** From one status an action leads to one status only, whatever the kind: else a history could not be folded. */
function ambiguous({ moves }: Lifecycle): string[] {
  const target = new Map<string, string>()
  return moves.flatMap((move) =>
    move.from.flatMap((from) => {
      const key = `${move.action} from ${from}`
      const known = target.get(key) ?? move.to
      target.set(key, move.to)
      return known === move.to ? [] : [`${key} leads to ${known} and to ${move.to}`]
    }),
  )
}

function unreachable({ initial, moves }: Lifecycle): string[] {
  const reached = new Set<Status>([initial])
  for (let before = 0; before !== reached.size; ) {
    before = reached.size
    for (const move of moves)
      if (move.to !== 'back' && move.from.some((from) => reached.has(from))) reached.add(move.to)
  }
  const named = moves.flatMap((move) => move.from.map((from) => [move.action, from] as [Action, Status]))
  return named
    .filter(([, from]) => !reached.has(from))
    .map(([action, from]) => `${action}: nothing leads to ${from}`)
}
