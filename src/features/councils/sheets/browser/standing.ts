import type { ItemPhase, SheetContent } from '../../../../rules/sitting/index.ts'
import type { Kept } from './outbox.ts'

/** Where one of the member's own sheets stands: enough for a device to see that its copy was overtaken. */
export interface OwnStanding {
  readonly round: number
  readonly phase: ItemPhase
  readonly revision: number
  readonly sealed: boolean
  /** What was ticked while tasting, once the product is called to be scored: before, it would tell whose the sample was. */
  readonly tasted: SheetContent['answers'] | null
}

interface Answer {
  readonly account: string
  readonly items: Readonly<Record<string, OwnStanding>>
}

export const standingAddress = (sittingId: string) => `/api/v1/sittings/${sittingId}/own-sheets`

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('own-sheets') : null

/** Asks where the own sheets stand, which the worker then keeps for when there is no network; other open pages ask anew. */
export async function keepStandings(sittingId: string): Promise<void> {
  await fetch(standingAddress(sittingId)).catch(() => undefined)
  channel?.postMessage(sittingId)
}

/** Whether a sheet can no longer be given: sealed, or another round, or its scoring is over. Unknown is no. */
export async function isOver(
  kept: Pick<Kept, 'account' | 'sittingId' | 'itemId' | 'round'>,
): Promise<boolean> {
  const now = kept.sittingId && (await standingOf(kept.sittingId, kept.account, kept.itemId))
  return Boolean(now && (now.sealed || now.round > kept.round || !['waiting', 'scoring'].includes(now.phase)))
}

async function standingOf(sitting: string, account: string, item: string): Promise<OwnStanding | undefined> {
  const answer = await fetch(standingAddress(sitting)).catch(() => undefined)
  const body = answer?.ok ? ((await answer.json().catch(() => undefined)) as Answer | undefined) : undefined
  return body?.account === account ? body.items[item] : undefined
}

/**
 * Tells where a sheet stands whenever this page may have been overtaken: it comes into sight, the network comes back, another page
 * of this device changed something. Without network: what was known last.
 */
export function followStanding(
  about: { readonly sitting: string; readonly account: string; readonly item: string },
  told: (now: OwnStanding) => void,
): { ask(): Promise<void> } {
  let running: Promise<void> | undefined
  const read = async () => {
    const now = await standingOf(about.sitting, about.account, about.item)
    if (now) told(now)
  }
  const ask = () => {
    running ??= read().finally(() => {
      running = undefined
    })
    return running
  }
  addEventListener('online', () => void ask())
  addEventListener('focus', () => void ask())
  addEventListener('pageshow', (event) => event.persisted && void ask())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void ask())
  channel?.addEventListener('message', (event) => event.data === about.sitting && void ask())
  return { ask }
}

/** Lays what was ticked while tasting into a page drawn before; whether anything was new. */
export function layTasted(
  root: ParentNode,
  tasted: SheetContent['answers'],
  choice: (code: string) => string,
) {
  let laid = false
  for (const place of root.querySelectorAll<HTMLElement>('[data-to-taste]')) {
    const code = place.dataset.toTaste!
    if (tasted[code] === undefined) continue
    for (const radio of place.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
      radio.checked = radio.value === choice(code)
      radio.disabled = !radio.checked
    }
    for (const part of place.querySelectorAll<HTMLElement>('[data-when]'))
      part.hidden = part.dataset.when !== 'tasted'
    place.removeAttribute('data-to-taste')
    place.dataset.bound = ''
    laid = true
  }
  return laid
}
