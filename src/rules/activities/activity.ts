import { z } from 'zod'

const Words = { vi: z.string().min(1), en: z.string().min(1) }

/** What an office settles about its training and study tours (regulation/<province>/activities.json). */
export const ActivityLaw = z.looseObject({
  kinds: z
    .array(z.strictObject({ id: z.string(), ...Words, attests: z.boolean(), paperKind: z.string() }))
    .min(1),
  attestation: z.looseObject({
    minimumShare: z.strictObject({ num: z.int().min(0), den: z.int().min(1) }),
    number: z.string().includes('{seq}'),
    ref: z.string(),
  }),
  attendance: z.strictObject({
    codeMinutes: z.int().min(1).max(60),
    renewSeconds: z.int().min(10).max(600),
    opensMinutesBefore: z.int().min(0),
    closesMinutesAfter: z.int().min(0),
  }),
  evaluation: z.strictObject({
    scale: z.strictObject({ from: z.int(), to: z.int() }),
    questions: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), ...Words })).min(1),
  }),
})
export type ActivityLaw = z.infer<typeof ActivityLaw>

export const activityActions = ['draft', 'announce', 'hold', 'cancel'] as const
export type ActivityAction = (typeof activityActions)[number]
export type ActivityStatus = 'draft' | 'announced' | 'held' | 'cancelled'

const after: Readonly<Record<ActivityAction, ActivityStatus>> = {
  draft: 'draft',
  announce: 'announced',
  hold: 'held',
  cancel: 'cancelled',
}

const follows: Readonly<Record<ActivityStatus, readonly ActivityAction[]>> = {
  draft: ['announce', 'cancel'],
  announced: ['hold', 'cancel'],
  held: [],
  cancelled: [],
}

/** Where an activity stands: the last of its actions says so; without any it is a draft. */
export function activityStatusOf(actions: readonly ActivityAction[]): ActivityStatus {
  const last = actions.at(-1)
  return last === undefined ? 'draft' : after[last]
}

/** Buttons and guards ask the same: what may be done in this state. */
export function mayDoNow(status: ActivityStatus, action: ActivityAction): boolean {
  return follows[status].includes(action)
}

/** A seat while there is one, the waiting list afterwards. `seats` null: not limited. */
export function seatFor(taken: number, seats: number | null): 'enrolled' | 'waiting' {
  return seats === null || taken < seats ? 'enrolled' : 'waiting'
}

/**
 * Was the person there often enough to be attested? Compared as whole numbers, so 4 of 5 sessions is exactly four fifths. An
 * activity without sessions attests nobody.
 */
export function deservesAttestation(
  attended: number,
  sessions: number,
  { num, den }: { num: number; den: number },
): boolean {
  return sessions > 0 && attended > 0 && attended * den >= sessions * num
}
