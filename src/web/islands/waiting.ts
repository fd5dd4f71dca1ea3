import { oneAtATime } from '../device/one-at-a-time.ts'
import { keepPagesOf } from '../device/pages.ts'
import { confirm, deliver, isWaiting, screens, screensOf } from '../device/screens.ts'
import { accountHere } from '../device/store.ts'

/**
 * On every page of one's own: sends what other screens of this account left on the device, so that work done without network
 * arrives with the next page that has some, not only when the same screen is opened again.
 */
export function start(): void {
  void keepPagesOf(accountHere()).catch(() => undefined)
  void sendAll()
  addEventListener('online', () => void sendAll())
}

const sendAll = oneAtATime(async () => {
  for (const screen of await screensOf(accountHere())) {
    // The screen that is open sends its own.
    if (!isWaiting(screen) || screen.path === location.pathname) continue
    const sent = structuredClone(screen.waiting)
    const delivery = await deliver(screen, sent)
    if (delivery.outcome === 'offline' || delivery.outcome === 'signed-out') return
    if (delivery.outcome !== 'saved') continue
    confirm(screen, sent, delivery)
    await screens.write(screen)
  }
})
