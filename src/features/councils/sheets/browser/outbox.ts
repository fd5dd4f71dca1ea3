import type { SheetContent } from '../../../../rules/sitting/index.ts'
import { deviceStore, newKey } from '../../../../web/device/store.ts'

/** A save on its way: the same key until the server has answered, however often it is sent. */
export interface Pending {
  readonly key: string
  readonly baseRevision: number
  readonly content: SheetContent
  readonly seal: boolean
}

/** What this device knows of one sheet. */
export interface Kept {
  readonly id: string
  readonly account: string
  /** Not with what older scripts kept. */
  readonly sittingId?: string | undefined
  readonly itemId: string
  readonly round: number
  /** The last revision the server confirmed to this device. */
  revision: number
  content: SheetContent
  /** Changed since the last save was made. */
  dirty: boolean
  pending: Pending | null
  /** Why the server did not take what stands here; kept, and not sent again by itself. */
  refused?: string | undefined
  state: 'open' | 'sealed' | 'stale' | 'closed'
  title: string
}

/** Whether this device has something of the sheet that the server has not. */
export const isUnsent = (kept: Kept): boolean =>
  kept.dirty || kept.pending !== null || kept.refused !== undefined

export type Sent =
  | { readonly outcome: 'saved' | 'sealed'; readonly revision: number }
  | { readonly outcome: 'stale'; readonly revision: number; readonly sealed: boolean }
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'refused'; readonly why: string; readonly fields: readonly string[] }
  | { readonly outcome: 'offline' }
  | { readonly outcome: 'signed-out' | 'another' }

export const keptSheets = deviceStore<Kept>('sittings')

export const keptId = (account: string, itemId: string, round: number) => `${account}/${itemId}/${round}`

/** Sends one save; every answer the server can give has its name. */
export async function send(
  kept: Pick<Kept, 'account' | 'itemId' | 'round'>,
  pending: Pending,
): Promise<Sent> {
  let answer: Response
  try {
    answer = await fetch(`/api/v1/sittings/items/${kept.itemId}/sheet`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': lang() },
      body: JSON.stringify({ ...pending, account: kept.account, round: kept.round, device: deviceName() }),
      redirect: 'manual',
    })
  } catch {
    return { outcome: 'offline' }
  }
  if (answer.status === 401) {
    const problem = (await answer.json().catch(() => null)) as { code?: string } | null
    return { outcome: problem?.code === 'sheet-of-another' ? 'another' : 'signed-out' }
  }
  // Nobody is signed in here, or somebody else who may be without a seat: it waits for the one whose sheet it is.
  if (answer.status === 403 || answer.type === 'opaqueredirect') return { outcome: 'signed-out' }
  if (answer.status === 409 || answer.status === 404) return { outcome: 'closed' }
  if (answer.status >= 500 || answer.status === 429) return { outcome: 'offline' }
  const body = (await answer.json().catch(() => null)) as
    | (Sent & { title?: string; errors?: readonly { field?: string; detail: string }[] })
    | null
  if (answer.ok && body) return body
  return {
    outcome: 'refused',
    why: body?.errors?.[0]?.detail ?? body?.title ?? String(answer.status),
    fields: body?.errors?.flatMap((error) => (error.field ? [error.field] : [])) ?? [],
  }
}

const lang = () => document.documentElement.lang || 'vi'

function deviceName(): string {
  const kept = localStorage.getItem('device-name')
  if (kept) return kept
  const platform = /Android|iPhone|iPad|Windows|Mac|Linux/.exec(navigator.userAgent)?.[0] ?? 'Web'
  const name = `${platform} ${newKey().slice(0, 4)}`
  localStorage.setItem('device-name', name)
  return name
}
