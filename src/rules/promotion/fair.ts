export const fairActions = ['draft', 'call', 'amend', 'allot', 'recall', 'hold', 'cancel'] as const
export type FairAction = (typeof fairActions)[number]

export const fairStatuses = ['draft', 'called', 'allotted', 'held', 'cancelled'] as const
export type FairStatus = (typeof fairStatuses)[number]

export const applicationStatuses = [
  'submitted',
  'withdrawn',
  'stall',
  'waiting',
  'lapsed',
  'not-eligible',
] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

export const tradeKinds = ['sales', 'order', 'contract', 'export'] as const
export type TradeKind = (typeof tradeKinds)[number]

/** From where an action may be done; an allotment is taken back only to be made again. */
const from: Readonly<Record<FairAction, readonly (FairStatus | null)[]>> = {
  draft: [null],
  call: ['draft'],
  amend: ['called'],
  allot: ['called'],
  recall: ['allotted'],
  hold: ['allotted'],
  cancel: ['draft', 'called', 'allotted'],
}

const to: Readonly<Record<FairAction, FairStatus>> = {
  draft: 'draft',
  call: 'called',
  amend: 'called',
  allot: 'allotted',
  recall: 'called',
  hold: 'held',
  cancel: 'cancelled',
}

export const fairMayDo = (status: FairStatus | null, action: FairAction): boolean =>
  from[action].includes(status)

/** Where a fair stands, as its actions say. */
export const fairStatusOf = (actions: readonly FairAction[]): FairStatus | null => {
  const last = actions.at(-1)
  return last === undefined ? null : to[last]
}

export const mayApplyOn = (
  fair: { readonly status: FairStatus; readonly applyUntil: string },
  today: string,
): boolean => fair.status === 'called' && today <= fair.applyUntil
