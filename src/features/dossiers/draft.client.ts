import { type Base, markOf } from '../../rules/forms/merge.ts'

/**
 * Keeps a dossier's screen as it is typed: every change is written to this device at once and sent to the server a moment later,
 * only what changed, with the mark of what stood there before. Without network it waits on the device, for days if need be, and is
 * sent when the page is open again with network; what somebody else changed meanwhile is refused by the server, never overwritten.
 */
interface Waiting {
  /** Changed values by field. */
  values: Record<string, string | boolean | null>
  /** Marks of what stood there when each was first changed. */
  base: Record<string, string>
}

type Words = Record<'saving' | 'saved' | 'offline' | 'clash' | 'refused' | 'restored' | 'signIn', string>

const QUIET = 1200
const RETRY = 15_000

class DraftKeeper {
  private readonly form: HTMLFormElement
  private readonly mark: HTMLElement | null
  private readonly words: Words
  private readonly url: string
  private readonly key: string
  private base: Base
  private waiting: Waiting
  private timer: ReturnType<typeof setTimeout> | undefined
  private sending = false

  constructor(place: HTMLElement) {
    this.form = place.querySelector('form')!
    this.mark = place.querySelector('[data-saving]')
    this.words = JSON.parse(this.mark?.dataset.words ?? '{}') as Words
    this.url = place.dataset.draft!
    this.key = `draft:${place.dataset.draftKey}:${location.pathname}`
    this.base = JSON.parse(place.dataset.base ?? '{}') as Base
    this.waiting = this.kept()
  }

  begin(): void {
    if (this.restore()) {
      this.say(this.words.restored)
      this.soon(50)
    }
    this.form.addEventListener('input', (event) => this.changed(event.target))
    this.form.addEventListener('change', (event) => this.changed(event.target))
    // What is sent with the form needs no second way; the next page tells whether it arrived.
    this.form.addEventListener('submit', () => {
      clearTimeout(this.timer)
      this.forget()
    })
    addEventListener('online', () => this.soon(0))
    addEventListener('pagehide', () => this.sendAtLast())
  }

  private changed(target: EventTarget | null): void {
    if (!isField(target) || target.name === 'base') return
    const { name } = target
    this.waiting.base[name] ??= this.base[name] ?? ''
    this.waiting.values[name] = heldBy(this.form, target)
    this.keep()
    this.soon(QUIET)
  }

  private soon(after: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.send(), after)
  }

  private async send(): Promise<void> {
    const now = this.waiting
    if (this.sending || Object.keys(now.values).length === 0) return
    this.sending = true
    this.say(this.words.saving)
    try {
      const answer = await fetch(this.url, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(now),
      })
      if (answer.ok) this.arrived(now, ((await answer.json()) as { base: Base }).base)
      else await this.turnedAway(answer)
    } catch {
      this.say(this.words.offline)
      this.soon(RETRY)
    } finally {
      this.sending = false
    }
  }

  /** What changed while it was under way stays waiting, on top of what has just arrived. */
  private arrived(sent: Waiting, stored: Base): void {
    const marks: Record<string, string> = { ...this.base, ...stored }
    const left: Waiting = { values: {}, base: {} }
    for (const [name, value] of Object.entries(this.waiting.values))
      if (sent.values[name] !== value) {
        left.values[name] = value
        left.base[name] = marks[name] ?? ''
      }
    this.base = marks
    this.waiting = left
    this.keep()
    const hidden = this.form.querySelector<HTMLInputElement>('input[name=base]')
    if (hidden) hidden.value = JSON.stringify(marks)
    const time = new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
    })
    this.say(this.words.saved.replace('{time}', time.format(new Date())))
    if (Object.keys(left.values).length > 0) this.soon(QUIET)
  }

  private async turnedAway(answer: Response): Promise<void> {
    if (answer.status === 401) return this.say(this.words.signIn)
    if (answer.status >= 500 || answer.status === 429) {
      this.soon(RETRY)
      return this.say(this.words.offline)
    }
    const body = (await answer.json().catch(() => null)) as {
      code?: string
      errors?: { detail?: string }[]
    } | null
    if (body?.code === 'changed-meanwhile') this.say(this.words.clash)
    else this.say(this.words.refused.replace('{text}', body?.errors?.[0]?.detail ?? String(answer.status)))
  }

  /** The page goes away with changes not sent: one last try that outlives it; they also stay on the device. */
  private sendAtLast(): void {
    if (Object.keys(this.waiting.values).length === 0 || this.sending) return
    void fetch(this.url, {
      method: 'PATCH',
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.waiting),
    }).catch(() => undefined)
  }

  /** Puts what was not sent back into the fields, unless the server has it by now. */
  private restore(): boolean {
    let restored = false
    for (const [name, value] of Object.entries(this.waiting.values)) {
      if (markOf(value) === this.base[name]) {
        delete this.waiting.values[name]
        delete this.waiting.base[name]
      } else if (put(this.form, name, value)) restored = true
    }
    this.keep()
    return restored
  }

  private kept(): Waiting {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? 'null') as Waiting | null
      if (kept?.values && kept.base) return kept
    } catch {
      // A device that keeps nothing still sends.
    }
    return { values: {}, base: {} }
  }

  private keep(): void {
    try {
      if (Object.keys(this.waiting.values).length === 0) localStorage.removeItem(this.key)
      else localStorage.setItem(this.key, JSON.stringify(this.waiting))
    } catch {
      // Full or forbidden: the server still gets it.
    }
  }

  private forget(): void {
    this.waiting = { values: {}, base: {} }
    this.keep()
  }

  private say(text: string): void {
    if (this.mark) this.mark.textContent = text
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function isField(target: EventTarget | null): target is Field {
  return (
    (target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement) &&
    target.name !== '' &&
    target.type !== 'file' &&
    target.type !== 'submit'
  )
}

function heldBy(form: HTMLFormElement, field: Field): string | boolean | null {
  if (!(field instanceof HTMLInputElement)) return field.value
  if (field.type === 'checkbox') return field.checked
  if (field.type !== 'radio') return field.value
  const chosen = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(
    (each) => each.name === field.name && each.checked,
  )
  return chosen ? chosen.value : null
}

function put(form: HTMLFormElement, name: string, value: string | boolean | null): boolean {
  const fields = [...form.elements].filter((each) => isField(each) && each.name === name) as Field[]
  for (const field of fields) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === true
    else if (field instanceof HTMLInputElement && field.type === 'radio')
      field.checked = field.value === (value ?? '')
    else field.value = String(value ?? '')
  }
  if (fields.length > 0) form.dispatchEvent(new Event('restored', { bubbles: true }))
  return fields.length > 0
}

for (const place of document.querySelectorAll<HTMLElement>('[data-draft]')) new DraftKeeper(place).begin()
