import type { SheetContent } from '../../../../rules/sitting/index.ts'

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
  readonly itemId: string
  readonly round: number
  /** The last revision the server confirmed to this device. */
  revision: number
  content: SheetContent
  /** Changed since the last save was made. */
  dirty: boolean
  pending: Pending | null
  state: 'open' | 'sealed' | 'stale' | 'closed'
  title: string
}

export type Sent =
  | { readonly outcome: 'saved' | 'sealed'; readonly revision: number }
  | { readonly outcome: 'stale'; readonly revision: number; readonly sealed: boolean }
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'refused'; readonly why: string; readonly fields: readonly string[] }
  | { readonly outcome: 'offline' }
  | { readonly outcome: 'signed-out' }

const store = 'sheet'

function openStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('sittings', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: 'id' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (sheets: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openStore()
  try {
    return await new Promise<T>((resolve, reject) => {
      // `strict`: what was said to be kept survives a crash of the device.
      const transaction = database.transaction(store, mode, { durability: 'strict' })
      const asked = act(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

export const keptId = (account: string, itemId: string, round: number) => `${account}/${itemId}/${round}`

export const readKept = (id: string): Promise<Kept | undefined> =>
  inStore('readonly', (sheets) => sheets.get(id) as IDBRequest<Kept | undefined>)

export const writeKept = (kept: Kept): Promise<unknown> => inStore('readwrite', (sheets) => sheets.put(kept))

export const allKept = (): Promise<Kept[]> =>
  inStore('readonly', (sheets) => sheets.getAll() as IDBRequest<Kept[]>)

export const forgetKept = (id: string): Promise<unknown> =>
  inStore('readwrite', (sheets) => sheets.delete(id))

/** A key for one save; works on plain http too, where randomUUID is missing. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Sends one save; every answer the server can give has its name. */
export async function send(kept: Pick<Kept, 'itemId' | 'round'>, pending: Pending): Promise<Sent> {
  let answer: Response
  try {
    answer = await fetch(`/api/v1/sittings/items/${kept.itemId}/sheet`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': lang() },
      body: JSON.stringify({ ...pending, round: kept.round, device: deviceName() }),
      redirect: 'manual',
    })
  } catch {
    return { outcome: 'offline' }
  }
  if (answer.status === 401 || answer.type === 'opaqueredirect') return { outcome: 'signed-out' }
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
