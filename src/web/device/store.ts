/**
 * One object store of this device's IndexedDB. What was said to be kept survives a crash of browser and device. Where the device
 * refuses (full, or not allowed) the page goes on from memory, so that what can be sent is sent, and `write` says that it is not kept.
 */
export interface DeviceStore<Value> {
  read(id: string): Promise<Value | undefined>
  all(): Promise<Value[]>
  /** False: this page has it only as long as it stays open. */
  write(value: Value): Promise<boolean>
  forget(id: string): Promise<void>
}

/** Every store there is, each in a database of its own: what is not listed is not kept, so that sign-out finds all of it (`kept.ts`). */
export const stores = {
  uploads: 'file',
  drafts: 'screen',
  outbox: 'letter',
  surveys: 'survey',
  visits: 'notes',
  sittings: 'sheet',
} as const
export type StoreName = keyof typeof stores

/** By store, what the device refused to keep; null: refused to forget. */
const unkept: Readonly<Record<StoreName, Map<string, unknown>>> = {
  uploads: new Map(),
  drafts: new Map(),
  outbox: new Map(),
  surveys: new Map(),
  visits: new Map(),
  sittings: new Map(),
}

/** Opens the store of this name; values carry their key in `id`, and their account in `account` or before the first `/` of the key. */
export function deviceStore<Value extends { readonly id: string }>(name: StoreName): DeviceStore<Value> {
  const store = stores[name]
  const held = unkept[name] as Map<string, Value | null>
  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open(name, 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: 'id' })
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  async function within<T>(
    mode: IDBTransactionMode,
    act: (values: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const database = await open()
    try {
      return await new Promise<T>((resolve, reject) => {
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
  return {
    read: async (id) =>
      held.has(id)
        ? (held.get(id) ?? undefined)
        : await within('readonly', (values) => values.get(id) as IDBRequest<Value | undefined>).catch(
            () => undefined,
          ),
    all: async () => {
      const kept = await within('readonly', (values) => values.getAll() as IDBRequest<Value[]>).catch(
        (): Value[] => [],
      )
      return [
        ...kept.filter(({ id }) => !held.has(id)),
        ...[...held.values()].filter((value) => value !== null),
      ]
    },
    write: async (value) => {
      try {
        await within('readwrite', (values) => values.put(value))
        held.delete(value.id)
        return true
      } catch {
        held.set(value.id, structuredClone(value))
        return false
      }
    },
    forget: async (id) => {
      try {
        await within('readwrite', (values) => values.delete(id))
        held.delete(id)
      } catch {
        held.set(id, null)
      }
    },
  }
}

/** A key made on the device; works on plain http too, where randomUUID is missing. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Said with what is sent for an account: to a session of somebody else the server answers 401, and it waits. */
export const sentFor = (account: string): Record<string, string> =>
  account === '' ? {} : { 'x-account': account }

/** Whose page this is; empty on pages of nobody's own. */
export function accountHere(): string {
  return document.body.dataset.account ?? ''
}
