export type InspectionAction = 'plan' | 'start' | 'sign' | 'cancel'
export type InspectionStatus = 'planned' | 'under-way' | 'signed' | 'cancelled'

const afterInspection: Readonly<Record<InspectionAction, InspectionStatus>> = {
  plan: 'planned',
  start: 'under-way',
  sign: 'signed',
  cancel: 'cancelled',
}
const inspectionFollows: Readonly<Record<InspectionStatus, readonly InspectionAction[]>> = {
  planned: ['start', 'sign', 'cancel'],
  'under-way': ['sign', 'cancel'],
  signed: [],
  cancelled: [],
}

/** Where an inspection stands: the last of its actions says so. */
export function inspectionStatusOf(actions: readonly InspectionAction[]): InspectionStatus {
  const last = actions.at(-1)
  return last === undefined ? 'planned' : afterInspection[last]
}

export function mayActOnInspection(status: InspectionStatus, action: InspectionAction): boolean {
  return inspectionFollows[status].includes(action)
}

export const findingActions = ['find', 'answer', 'accept', 'reject', 'propose', 'reopen'] as const
export type FindingAction = (typeof findingActions)[number]
/**
 * `open`: to be mended · `answered`: to be checked again · `closed`: mended · `proposed`: a measure was proposed; open again when its
 * draft decision is cancelled.
 */
export type FindingStatus = 'open' | 'answered' | 'closed' | 'proposed'

const afterFinding: Readonly<Record<FindingAction, FindingStatus>> = {
  find: 'open',
  answer: 'answered',
  accept: 'closed',
  reject: 'open',
  propose: 'proposed',
  reopen: 'open',
}
const findingFollows: Readonly<Record<FindingStatus, readonly FindingAction[]>> = {
  open: ['answer', 'accept', 'propose'],
  answered: ['answer', 'accept', 'reject', 'propose'],
  closed: [],
  proposed: ['reopen'],
}

/** Where a finding stands: the last of its actions says so. */
export function findingStatusOf(actions: readonly FindingAction[]): FindingStatus {
  const last = actions.at(-1)
  return last === undefined ? 'open' : afterFinding[last]
}

export function mayActOnFinding(status: FindingStatus, action: FindingAction): boolean {
  return findingFollows[status].includes(action)
}
