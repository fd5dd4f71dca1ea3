/** Where a plan stands on its way to being published. */
export type PlanStatus = 'draft' | 'consulting' | 'submitted' | 'published'

/** What moves a plan; `remove` and `restore` change its content and not its place. */
export const planSteps = ['circulate', 'recall', 'submit', 'return', 'publish'] as const
export type PlanStep = (typeof planSteps)[number]
export type PlanAction = 'draft' | PlanStep | 'remove' | 'restore'

interface Step {
  readonly from: readonly PlanStatus[]
  readonly to: PlanStatus
  /** Row of the permission matrix. */
  readonly permission: 'plan.edit' | 'plan.approve'
  /** Why is said: the other side has to act on it. */
  readonly needsNote: boolean
}

/**
 * Draft → agencies' comments → submitted → published. A plan issued elsewhere and entered afterwards is published from its draft.
 * Whoever approves is not whoever drafts: two rows of the matrix.
 */
export const planStepTable = {
  circulate: { from: ['draft'], to: 'consulting', permission: 'plan.edit', needsNote: false },
  recall: { from: ['consulting', 'submitted'], to: 'draft', permission: 'plan.edit', needsNote: false },
  submit: { from: ['draft', 'consulting'], to: 'submitted', permission: 'plan.edit', needsNote: false },
  return: { from: ['submitted'], to: 'draft', permission: 'plan.approve', needsNote: true },
  publish: { from: ['draft', 'submitted'], to: 'published', permission: 'plan.approve', needsNote: false },
} as const satisfies Record<PlanStep, Step>

/** Where a plan stands after its actions, the first of which drafts it. */
export function planStatusOf(actions: readonly PlanAction[]): PlanStatus {
  let status: PlanStatus = 'draft'
  for (const action of actions) {
    if (action !== 'draft' && action !== 'remove' && action !== 'restore') status = planStepTable[action].to
  }
  return status
}

export function mayStep(status: PlanStatus, step: PlanStep): boolean {
  return (planStepTable[step].from as readonly PlanStatus[]).includes(status)
}

/** Content changes freely only while it is a draft or the agencies speak on it; a submitted plan waits, a published one is amended. */
export function isEditable(status: PlanStatus): boolean {
  return status === 'draft' || status === 'consulting'
}

/** What is left of a budget head in đồng after the tasks' shares; below zero: more was promised than there is. */
export function leftOfHead(amount: bigint, uses: readonly bigint[]): bigint {
  return uses.reduce((left, use) => left - use, amount)
}
