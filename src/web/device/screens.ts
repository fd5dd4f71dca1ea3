import { deviceStore, sentFor } from './store.ts'

export type ScreenValue = string | boolean | null

/** What this device keeps of one screen that saves itself: what is not sent yet, and what the server has confirmed since. */
export interface KeptScreen {
  readonly id: string
  readonly account: string
  /** Where changes go (PATCH), and the page they were typed on. */
  readonly url: string
  readonly path: string
  /** Changed values by field, with the marks of what stood there when each was first changed. */
  waiting: { values: Record<string, ScreenValue>; base: Record<string, string> }
  /** Newer than a page that was kept to be read without network: laid over it when it is shown again. */
  confirmed: { version: number; values: Record<string, ScreenValue>; base: Record<string, string> }
  at: number
}

export const screens = deviceStore<KeptScreen>('drafts')

const DAYS_KEPT = 60

export const isWaiting = (screen: KeptScreen): boolean => Object.keys(screen.waiting.values).length > 0

export type Delivery =
  | { readonly outcome: 'saved'; readonly version: number; readonly base: Record<string, string> }
  | { readonly outcome: 'offline' | 'signed-out' | 'clash' }
  | { readonly outcome: 'refused'; readonly why: string }

/** Sends what waits of a screen. Sent twice it changes nothing: values that stand already are no change. */
export async function deliver(
  { url, account }: Pick<KeptScreen, 'url' | 'account'>,
  waiting: KeptScreen['waiting'],
  { keepalive = false }: { keepalive?: boolean } = {},
): Promise<Delivery> {
  let answer: Response
  try {
    answer = await fetch(url, {
      method: 'PATCH',
      keepalive,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'accept-language': document.documentElement.lang || 'vi',
        ...sentFor(account),
      },
      body: JSON.stringify(waiting),
    })
  } catch {
    return { outcome: 'offline' }
  }
  if (answer.status === 401) return { outcome: 'signed-out' }
  if (answer.status >= 500 || answer.status === 429) return { outcome: 'offline' }
  const body = (await answer.json().catch(() => null)) as {
    version?: number
    base?: Record<string, string>
    code?: string
    errors?: { detail?: string }[]
  } | null
  if (answer.ok) return { outcome: 'saved', version: body?.version ?? 0, base: body?.base ?? {} }
  if (body?.code === 'changed-meanwhile') return { outcome: 'clash' }
  return { outcome: 'refused', why: body?.errors?.[0]?.detail ?? String(answer.status) }
}

/** Notes that the server has these values now; what changed while they were under way stays waiting on top of them. */
export function confirm(
  screen: KeptScreen,
  sent: KeptScreen['waiting'],
  saved: { readonly version: number; readonly base: Record<string, string> },
): void {
  const { confirmed, waiting } = screen
  confirmed.version = saved.version
  confirmed.values = { ...confirmed.values, ...sent.values }
  confirmed.base = { ...confirmed.base, ...saved.base }
  const left: KeptScreen['waiting'] = { values: {}, base: {} }
  for (const [name, value] of Object.entries(waiting.values))
    if (sent.values[name] !== value) {
      left.values[name] = value
      left.base[name] = saved.base[name] ?? ''
    }
  screen.waiting = left
}

/** Screens of this account that wait, oldest first; what is older than anybody remembers is forgotten on the way. */
export async function screensOf(account: string): Promise<KeptScreen[]> {
  const all = await screens.all().catch(() => [])
  for (const screen of all)
    if (Date.now() - screen.at > DAYS_KEPT * 86_400_000)
      await screens.forget(screen.id).catch(() => undefined)
  return all.filter((screen) => screen.account === account).sort((one, other) => one.at - other.at)
}
