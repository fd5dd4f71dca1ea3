/**
 * A composed report: `draft` while its figures live; `proposed` to the leader; `approved` and frozen; `issued` with number and day.
 * The signed file is kept beside it; sending does not change it. A report is never corrected: an amendment is a report of its own.
 */
export const reportStatuses = ['draft', 'proposed', 'approved', 'issued', 'discarded'] as const
export type ReportStatus = (typeof reportStatuses)[number]

export const reportActions = [
  'create',
  'edit',
  'propose',
  'return',
  'approve',
  'issue',
  'sign',
  'send',
  'discard',
] as const
export type ReportAction = (typeof reportActions)[number]

/** From where each action may be taken, and where it leads. */
export const reportSteps = {
  create: { from: [], to: 'draft' },
  edit: { from: ['draft'], to: 'draft' },
  propose: { from: ['draft'], to: 'proposed' },
  return: { from: ['proposed'], to: 'draft' },
  approve: { from: ['proposed'], to: 'approved' },
  issue: { from: ['approved'], to: 'issued' },
  sign: { from: ['issued'], to: 'issued' },
  send: { from: ['issued'], to: 'issued' },
  discard: { from: ['draft', 'proposed'], to: 'discarded' },
} as const satisfies Record<ReportAction, { from: readonly ReportStatus[]; to: ReportStatus }>

export function mayTake(action: ReportAction, status: ReportStatus): boolean {
  return (reportSteps[action].from as readonly ReportStatus[]).includes(status)
}

/** Where a report stands, folded from its actions; null for a history that could not have happened. */
export function reportStatusOf(actions: readonly ReportAction[]): ReportStatus | null {
  const [first, ...rest] = actions
  if (first !== 'create') return null
  let status: ReportStatus = 'draft'
  for (const action of rest) {
    if (!mayTake(action, status)) return null
    status = reportSteps[action].to
  }
  return status
}
