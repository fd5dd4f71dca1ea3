import { createHash } from 'node:crypto'
import type { SittingGlimpse } from '../sittings/view.ts'

/** What a device is told when something changed: the product now before the council, and a mark of everything it shows. */
export interface LiveState {
  readonly mark: string
  readonly status: string
  readonly current: {
    readonly itemId: string
    readonly product: string
    readonly sampleCode: string | null
    readonly phase: string
  } | null
}

/**
 * The state for one reader. The mark covers what that reader's pages show and nothing else: two worlds that look alike to the
 * reader have the same mark, so that not even the fact of a change gets through.
 */
export function liveState(view: SittingGlimpse): LiveState {
  const { current, items } = view
  const shown = [
    view.status,
    view.mode,
    view.heldOn,
    current?.id ?? null,
    view.members.map((member) => [member.id, member.present, member.delegatedTo]),
    items.map((item) => [item.face, item.sampleCode, item.own]),
  ]
  return {
    mark: createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16),
    status: view.status,
    current: current && {
      itemId: current.id,
      product: current.product,
      sampleCode: current.sampleCode,
      phase: current.phase,
    },
  }
}
