import type { SupportMeasure } from './law.ts'

export const supportActions = [
  'request',
  'withdraw',
  'refuse',
  'approve',
  'recall',
  'pay',
  'report-result',
] as const
export type SupportAction = (typeof supportActions)[number]

export const supportStatuses = ['requested', 'withdrawn', 'refused', 'approved', 'paid', 'finished'] as const
export type SupportStatus = (typeof supportStatuses)[number]

/**
 * From where an action may be done. A result may be told once money has been paid, and added to later; a result told after the first
 * instalment leaves the rest to be paid, and then asks for the result of all of it.
 */
const from: Readonly<Record<SupportAction, readonly (SupportStatus | null)[]>> = {
  request: [null],
  withdraw: ['requested'],
  refuse: ['requested'],
  approve: ['requested'],
  recall: ['approved'],
  pay: ['approved', 'paid', 'finished'],
  'report-result': ['paid', 'finished'],
}

const to: Readonly<Record<SupportAction, SupportStatus>> = {
  request: 'requested',
  withdraw: 'withdrawn',
  refuse: 'refused',
  approve: 'approved',
  recall: 'requested',
  pay: 'paid',
  'report-result': 'finished',
}

export const mayDoNow = (status: SupportStatus | null, action: SupportAction): boolean =>
  from[action].includes(status)

export interface SupportStanding {
  readonly status: SupportStatus | null
  /** Đồng; null: nothing is approved. */
  readonly approved: bigint | null
  readonly paid: bigint
}

/** Where a support stands, as its actions say. */
export function supportStandingOf(
  actions: readonly { readonly action: SupportAction; readonly amount: bigint | null }[],
): SupportStanding {
  return actions.reduce<SupportStanding>(
    ({ approved, paid }, { action, amount }) => ({
      status: to[action],
      approved: action === 'approve' ? amount : action === 'recall' ? null : approved,
      paid: action === 'pay' ? paid + (amount ?? 0n) : paid,
    }),
    { status: null, approved: null, paid: 0n },
  )
}

/**
 * The most a measure gives towards a cost: its share, rounded down to whole đồng, and no more than what earlier supports of the same
 * product and year have left of its ceiling.
 */
export function mostOf(
  { sharePercent, ceiling }: Pick<SupportMeasure, 'sharePercent' | 'ceiling'>,
  cost: bigint,
  earlier: readonly bigint[] = [],
): bigint {
  const share = (cost * BigInt(sharePercent)) / 100n
  const left = earlier.reduce((rest, each) => rest - each, BigInt(ceiling))
  const most = share < left ? share : left
  return most > 0n ? most : 0n
}
