import { oneAtATime } from '../../../web/device/one-at-a-time.ts'
import { fillIn } from '../../../web/fill.ts'
import { Courier } from './browser/courier.ts'
import { type Kept, keptSheets } from './browser/outbox.ts'
import { isOver } from './browser/standing.ts'
import { registerWorker } from './browser/worker.ts'

/**
 * On the page of a sitting: loads every sheet onto the device at one press, and sends what other sheets still have waiting here, so
 * that a member who left a sheet behind without network loses nothing.
 */
const button = document.querySelector<HTMLButtonElement>('[data-download]')
const said = document.querySelector<HTMLElement>('[data-downloaded]')
if (button && said) void begin(button, said)

async function begin(button: HTMLButtonElement, said: HTMLElement): Promise<void> {
  const send = oneAtATime(() => sendWaiting(button.dataset.account!))
  await send()
  addEventListener('online', () => void send())
  const registration = await registerWorker()
  if (!registration) return
  button.hidden = false
  navigator.serviceWorker.addEventListener(
    'message',
    (event: MessageEvent<{ type: string; done: number }>) => {
      if (event.data.type === 'progress')
        said.textContent = fillIn(said.dataset.downloaded!, { count: event.data.done })
    },
  )
  button.addEventListener('click', async () => {
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ type: 'download', urls: JSON.parse(button.dataset.download!) as string[] })
  })
}

/** Said once and then let go: what can no longer be sent. */
const over = new Map<string, Kept>()

/** Only what this account left; sheets of somebody else on this device stay for that person's next sign-in. */
async function sendWaiting(account: string): Promise<void> {
  const refused: Kept[] = []
  for (const kept of await keptSheets.all().catch(() => [])) {
    if (kept.account !== account) continue
    if (kept.dirty || kept.pending) await new Courier(kept, () => {}).deliver()
    if (kept.refused !== undefined && (await isOver(kept))) kept.state = 'closed'
    if (kept.state === 'closed') {
      over.set(kept.id, kept)
      await keptSheets.forget(kept.id)
    } else if (kept.refused !== undefined) refused.push(kept)
  }
  show([...over.values(), ...refused])
}

/** The sheets that stayed on this device, each with the reason and the way to it. */
function show(left: readonly Kept[]): void {
  const place = document.querySelector<HTMLElement>('[data-left-here]')
  if (!place) return
  const language = location.pathname.startsWith('/en/') ? '/en' : ''
  place.replaceChildren(
    ...left.map(({ title, state, refused, sittingId, itemId }) => {
      const line = document.createElement('p')
      const way = document.createElement('a')
      way.textContent = title
      if (sittingId) way.href = `${language}/lam-viec/phien-hop/${sittingId}/cham/${itemId}`
      const why =
        state === 'closed' ? place.dataset.closed! : place.dataset.failed!.replace('{why}', refused!)
      line.append(way, `: ${why}`)
      return line
    }),
  )
}
