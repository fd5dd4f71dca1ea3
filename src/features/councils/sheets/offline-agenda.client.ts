import { oneAtATime } from '../../../web/device/one-at-a-time.ts'
import { Courier } from './browser/courier.ts'
import { keptSheets } from './browser/outbox.ts'
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
        said.textContent = said.dataset.downloaded!.replace('{count}', String(event.data.done))
    },
  )
  button.addEventListener('click', async () => {
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ type: 'download', urls: JSON.parse(button.dataset.download!) as string[] })
  })
}

/** Only what this account left; sheets of somebody else on this device stay for that person's next sign-in. */
async function sendWaiting(account: string): Promise<void> {
  for (const kept of await keptSheets.all().catch(() => [])) {
    if (kept.account !== account) continue
    if (kept.state === 'closed') await keptSheets.forget(kept.id)
    else if (kept.dirty || kept.pending) await new Courier(kept, () => {}).deliver()
  }
}
