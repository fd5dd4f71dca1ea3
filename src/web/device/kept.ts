import { isWaiting, type KeptScreen } from './screens.ts'
import { deviceStore, type StoreName, stores } from './store.ts'

/** What lies in any of the stores: of an account by its field, or by the beginning of its key. */
interface Kept {
  readonly id: string
  readonly account?: string
}

/** Whether a value has something that the server has not; what is in the other stores is there only until it is sent. */
const unsent: Partial<Record<StoreName, (value: never) => boolean>> = {
  drafts: (screen: KeptScreen) => isWaiting(screen),
  sittings: (sheet: { dirty: boolean; pending: unknown; refused?: string }) =>
    sheet.dirty || sheet.pending !== null || sheet.refused !== undefined,
  // The letters in `outbox` say what of a visit has not gone.
  visits: () => false,
}

/** How much of this account has not been sent, in whichever store, whether or not its script is on the page. */
export async function unsentOf(account: string): Promise<number> {
  let count = 0
  for (const name of names) {
    const isUnsent = unsent[name] ?? (() => true)
    count += (await keptOf(name, account)).filter((value) => isUnsent(value as never)).length
  }
  return count
}

/** Everything this account keeps here. */
export async function forgetAllOf(account: string): Promise<void> {
  for (const name of names)
    for (const { id } of await keptOf(name, account))
      await deviceStore(name)
        .forget(id)
        .catch(() => undefined)
}

const names = Object.keys(stores) as StoreName[]

async function keptOf(name: StoreName, account: string): Promise<Kept[]> {
  const all = await deviceStore<Kept>(name)
    .all()
    .catch(() => [])
  return all.filter((value) => value.account === account || value.id.startsWith(`${account}/`))
}
