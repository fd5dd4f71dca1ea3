import { vi } from 'vitest'

/** A request as it left the device. */
export interface Left {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Record<string, unknown>
}

/**
 * What a browser gives to the code that keeps things on a device: IndexedDB that copies what it keeps, and a network that answers
 * what the test says, or nothing at all (`offline`). Where it is `full` it keeps and forgets nothing. Everything besides is our own code.
 */
export function deviceInMemory(
  answer: (left: Left) => Response | 'offline' | Promise<Response | 'offline'>,
  { full = false }: { full?: boolean } = {},
) {
  const stores = new Map<string, Map<string, unknown>>()
  const left: Left[] = []
  vi.stubGlobal('indexedDB', { open: (name: string) => opened(storeOf(name), full) })
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } })
  vi.stubGlobal('localStorage', { getItem: () => 'máy thử', setItem: () => undefined })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  vi.stubGlobal(
    'fetch',
    async (url: string, { body, headers }: { body: string; headers: Record<string, string> }) => {
      const sent = { url, headers, body: JSON.parse(body) as Record<string, unknown> }
      left.push(sent)
      const said = await answer(sent)
      if (said === 'offline') throw new TypeError('Failed to fetch')
      return said
    },
  )
  function storeOf(name: string): Map<string, unknown> {
    if (!stores.has(name)) stores.set(name, new Map())
    return stores.get(name)!
  }
  return { left, kept: (name: string) => [...storeOf(name).values()] }
}

export const answering = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

function opened(values: Map<string, unknown>, full: boolean) {
  const copy = <T>(value: T): T => structuredClone(value)
  const changes = <T>(change: () => T): T => {
    if (full) throw new DOMException('full', 'QuotaExceededError')
    return change()
  }
  const acts = {
    get: (id: string) => ({ result: copy(values.get(id)) }),
    getAll: () => ({ result: copy([...values.values()]) }),
    put: (value: { id: string }) => ({ result: changes(() => void values.set(value.id, copy(value))) }),
    delete: (id: string) => ({ result: changes(() => void values.delete(id)) }),
  }
  const database = {
    close: () => undefined,
    transaction: () => {
      const transaction = { objectStore: () => acts, oncomplete: () => undefined }
      setImmediate(() => transaction.oncomplete())
      return transaction
    },
  }
  const asked = { result: database, onsuccess: () => undefined }
  setImmediate(() => asked.onsuccess())
  return asked
}
