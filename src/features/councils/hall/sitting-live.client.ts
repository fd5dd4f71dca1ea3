/**
 * Keeps a page of a sitting at the state of the room: the server says over one open line that what this page shows has changed;
 * the page is fetched again and its living parts are exchanged. A part somebody is typing in is left alone. Without the line the
 * page is a plain page.
 */
interface State {
  readonly mark: string
}

const root = document.querySelector<HTMLElement>('[data-live]')
if (root) begin(root)

function begin(root: HTMLElement): void {
  let mark = root.dataset.mark ?? ''
  let fetching = false
  let again = false
  const line = new EventSource(root.dataset.live!)
  line.addEventListener('state', (event) => {
    const state = JSON.parse((event as MessageEvent<string>).data) as State
    if (state.mark === mark) return
    mark = state.mark
    void refresh()
  })
  setInterval(tick, 1000)
  tick()

  async function refresh(): Promise<void> {
    again = fetching
    if (fetching) return
    fetching = true
    try {
      const answer = await fetch(root.dataset.page!, { headers: { accept: 'text/html' } })
      if (answer.ok && !answer.redirected) exchange(await answer.text())
    } catch {
      // The line comes back by itself and tells the state anew.
    }
    fetching = false
    if (again) await refresh()
  }
}

function exchange(html: string): void {
  const fresh = new DOMParser().parseFromString(html, 'text/html')
  for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
    const next = fresh.querySelector(`[data-live-part="${part.dataset.livePart}"]`)
    if (next && !inUse(part) && shown(next) !== shown(part)) part.innerHTML = next.innerHTML
  }
  tick()
}

/** What people see of a part: each drawing of a form carries a token of its own. */
const shown = (part: Element) => part.innerHTML.replace(/(name="_once" value=")[^"]*/g, '$1')

function inUse(part: HTMLElement): boolean {
  const typing = document.activeElement?.matches('input:not([type=hidden]), textarea, select')
  if (typing && part.contains(document.activeElement)) return true
  return [...part.querySelectorAll<HTMLInputElement>('input[type=text], textarea')].some(
    (field) => field.value !== field.defaultValue,
  )
}

/** The clock of the hall counts on by itself. */
function tick(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-since]')) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(place.dataset.since!)) / 1000))
    const minutes = Number(place.dataset.minutes ?? 0)
    place.closest('.hall-clock')?.classList.toggle('over', minutes > 0 && seconds > minutes * 60)
    place.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  }
}

export {}
