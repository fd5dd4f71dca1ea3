import { type Base, markOf } from '../../rules/forms/merge.ts'
import {
  confirm,
  deliver,
  isWaiting,
  type KeptScreen,
  type ScreenValue,
  screens,
} from '../../web/device/screens.ts'
import { accountHere } from '../../web/device/store.ts'
import { workWithoutNetwork } from './browser/offline.ts'

/**
 * Keeps a dossier's screen as it is typed: every change is written to this device at once and sent to the server a moment later,
 * only what changed, with the mark of what stood there before. Without network it waits on the device, for days if need be, and is
 * sent when any page of this account is open again with network; what somebody else changed meanwhile is refused by the server,
 * never overwritten.
 */
type Words = Record<
  'saving' | 'saved' | 'offline' | 'clash' | 'refused' | 'restored' | 'signIn' | 'unkept',
  string
>

const QUIET = 1200
const RETRY = 15_000

class DraftKeeper {
  private readonly form: HTMLFormElement
  private readonly mark: HTMLElement | null
  private readonly words: Words
  private readonly pageVersion: number
  private base: Record<string, string>
  private screen: KeptScreen
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<boolean> | undefined
  private leaving = false

  constructor(place: HTMLElement) {
    this.form = place.querySelector('form')!
    this.mark = place.querySelector('[data-saving]')
    this.words = JSON.parse(this.mark?.dataset.words ?? '{}') as Words
    this.base = JSON.parse(place.dataset.base ?? '{}') as Record<string, string>
    this.pageVersion = Number(place.dataset.version ?? 0)
    const [account, url, path] = [accountHere(), place.dataset.draft!, location.pathname]
    this.screen = {
      id: `${account}|${url}|${path}`,
      account,
      url,
      path,
      waiting: { values: {}, base: {} },
      confirmed: { version: this.pageVersion, values: {}, base: {} },
      at: Date.now(),
    }
  }

  async begin(): Promise<void> {
    // Typing may begin before the device has answered; nothing of it is lost.
    this.form.addEventListener('input', (event) => this.changed(event.target))
    this.form.addEventListener('change', (event) => this.changed(event.target))
    this.form.addEventListener('submit', (event) => this.submitted(event))
    addEventListener('online', () => this.soon(0))
    addEventListener('pagehide', () => this.sendAtLast())
    addEventListener('pageshow', () => {
      this.leaving = false
    })
    const kept = await screens.read(this.screen.id).catch(() => undefined)
    if (kept) this.restore(kept)
    if (isWaiting(this.screen)) this.soon(50)
  }

  /**
   * Lays over the page what this device knows better: values the server confirmed after the page was made (it may have been kept to
   * be read without network), then values it has not heard of.
   */
  private restore(kept: KeptScreen): void {
    const typedMeanwhile = this.screen.waiting
    if (kept.confirmed.version > this.pageVersion) {
      for (const [name, value] of Object.entries(kept.confirmed.values)) put(this.form, name, value)
      Object.assign(this.base, kept.confirmed.base)
      this.screen.confirmed = kept.confirmed
      this.showBase()
    }
    const waiting: KeptScreen['waiting'] = { values: {}, base: {} }
    for (const [name, value] of Object.entries(kept.waiting.values)) {
      if (markOf(value) === (this.base[name] ?? '') || name in typedMeanwhile.values) continue
      waiting.values[name] = value
      waiting.base[name] = kept.waiting.base[name] ?? ''
      if (put(this.form, name, value)) this.say(this.words.restored)
    }
    this.screen.waiting = {
      values: { ...waiting.values, ...typedMeanwhile.values },
      base: { ...typedMeanwhile.base, ...waiting.base },
    }
    void this.keep()
  }

  private changed(target: EventTarget | null): void {
    if (!isField(target) || target.type === 'hidden') return
    const { name } = target
    const { waiting } = this.screen
    waiting.base[name] ??= this.base[name] ?? ''
    waiting.values[name] = heldBy(this.form, target)
    void this.keep()
    this.soon(QUIET)
  }

  private soon(after: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.send(), after)
  }

  /** True when nothing waits any more. One delivery at a time. */
  private send(): Promise<boolean> {
    this.running ??= this.deliverAll().finally(() => {
      this.running = undefined
    })
    return this.running
  }

  private async deliverAll(): Promise<boolean> {
    clearTimeout(this.timer)
    while (isWaiting(this.screen)) {
      const sent = structuredClone(this.screen.waiting)
      this.say(this.words.saving)
      const delivery = await deliver(this.screen, sent)
      if (delivery.outcome !== 'saved') {
        this.turnedAway(delivery)
        return false
      }
      confirm(this.screen, sent, delivery)
      Object.assign(this.base, delivery.base)
      this.showBase()
      await this.keep()
      const time = new Intl.DateTimeFormat(document.documentElement.lang, {
        hour: '2-digit',
        minute: '2-digit',
      })
      this.say(this.words.saved.replace('{time}', time.format(new Date())))
    }
    return true
  }

  private turnedAway(delivery: Exclude<Awaited<ReturnType<typeof deliver>>, { outcome: 'saved' }>): void {
    if (delivery.outcome === 'offline') this.soon(RETRY)
    const said = {
      offline: this.words.offline,
      'signed-out': this.words.signIn,
      clash: this.words.clash,
      refused: this.words.refused.replace('{text}', 'why' in delivery ? delivery.why : ''),
    }
    this.say(said[delivery.outcome])
  }

  /** The button saves first; only when that arrived, or the server wants to show what is wrong, the page is left. */
  private submitted(event: SubmitEvent): void {
    event.preventDefault()
    event.stopImmediatePropagation()
    if (this.leaving) return
    this.leaving = true
    const { submitter } = event
    void this.send().then((arrived) => {
      if (!arrived && this.mark?.textContent === this.words.offline) {
        this.leaving = false
        return
      }
      this.press(submitter)
      this.form.submit()
      // Should the page not be left after all; what is then sent again is the same post under the same token.
      setTimeout(() => {
        this.leaving = false
      }, 4_000)
    })
  }

  /** What a button adds when it is pressed, once: a second press must carry what the first one carried. */
  private press(button: HTMLElement | null): void {
    this.form.querySelector('[data-pressed]')?.remove()
    if (!(button instanceof HTMLButtonElement) || !button.name) return
    const named = document.createElement('input')
    named.type = 'hidden'
    named.dataset.pressed = ''
    named.name = button.name
    named.value = button.value
    this.form.append(named)
  }

  /** The page goes away with changes not sent: one last try that outlives it; they also stay on the device. */
  private sendAtLast(): void {
    if (isWaiting(this.screen) && !this.running)
      void deliver(this.screen, this.screen.waiting, { keepalive: true })
  }

  private async keep(): Promise<void> {
    this.screen.at = Date.now()
    const worth = isWaiting(this.screen) || this.screen.confirmed.version > this.pageVersion
    if (!worth) await screens.forget(this.screen.id)
    // Full or forbidden: the server still gets it.
    else if (!(await screens.write(this.screen)) && !navigator.onLine) this.say(this.words.unkept)
  }

  private showBase(): void {
    const hidden = this.form.querySelector<HTMLInputElement>('input[name=base]')
    if (hidden) hidden.value = JSON.stringify(this.base satisfies Base)
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

function heldBy(form: HTMLFormElement, field: Field): ScreenValue {
  if (!(field instanceof HTMLInputElement)) return field.value
  if (field.type === 'checkbox') return field.checked
  if (field.type !== 'radio') return field.value
  const chosen = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(
    (each) => each.name === field.name && each.checked,
  )
  return chosen ? chosen.value : null
}

function put(form: HTMLFormElement, name: string, value: ScreenValue): boolean {
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

for (const place of document.querySelectorAll<HTMLElement>('[data-draft]'))
  void new DraftKeeper(place).begin()
void workWithoutNetwork()
