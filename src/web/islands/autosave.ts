import { accountHere } from '../device/store.ts'
import { changedNames, fieldsOf, labelOf, putBack, type TypedField } from './form-fields.ts'

/**
 * Keeps what is typed in a form on this device and puts it back after a reload, a crash or a lost session.
 * `data-autosave` is the key. Only fields whose content was changed are put back: the record may have been corrected by somebody
 * else meanwhile, and where both changed the same field the reader is told. A draft that was sent is not put back by itself, for it
 * has probably arrived; it is offered instead, for nobody here can know. Passwords and files are never kept.
 */
export function start(root: ParentNode): void {
  forgetOld()
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-autosave]')) new Draft(form).begin()
}

interface Kept {
  readonly at: number
  /** The form was sent with these fields. */
  readonly sent: boolean
  readonly fields: readonly TypedField[]
  /** What the record held when the typing began. */
  readonly base?: readonly TypedField[]
}

/** Words of the marks, put into the form by the server in the language of the page. */
type DraftWords = Readonly<
  Record<'saved' | 'restored' | 'meanwhile' | 'sent' | 'take' | 'discard' | 'unavailable', string>
>

const prefix = 'draft:'
const daysKept = { sent: 3, typed: 60 }

class Draft {
  private readonly key: string
  private readonly words: DraftWords
  private readonly mark = document.createElement('p')
  /** What the server put into the form. */
  private readonly base: readonly TypedField[]
  /** What the record held when the typing began: a refused form shows what was typed instead. */
  private record: readonly TypedField[]
  private timer: ReturnType<typeof setTimeout> | undefined
  private dirty = false

  constructor(private readonly form: HTMLFormElement) {
    // On a device that several people use each finds only their own.
    this.key = `${prefix}${accountHere()}:${form.dataset.autosave ?? ''}`
    this.words = JSON.parse(form.dataset.draftWords ?? '{}') as DraftWords
    this.base = fieldsOf(form)
    this.record = this.base
    this.mark.className = 'draft-mark'
    this.mark.setAttribute('role', 'status')
  }

  begin(): void {
    const place = this.form.querySelector('.form-actions') ?? this.form
    place.append(this.mark)
    this.find()
    this.form.addEventListener('input', () => this.soon())
    this.form.addEventListener('change', () => this.soon())
    this.form.addEventListener('submit', () => this.write(true))
    this.form.addEventListener('arrived', () => this.forget())
    addEventListener('pagehide', () => this.now())
    document.addEventListener('visibilitychange', () => this.now())
  }

  private find(): void {
    const kept = read(this.key)
    if (!kept) return
    const refused = this.form.dataset.answered === 'errors'
    if (refused) this.record = kept.base ?? this.base
    if (this.missing(kept).length === 0) localStorage.removeItem(this.key)
    else if (kept.sent && !refused) this.offer(kept)
    else this.take(kept)
  }

  /** The fields changed in the draft that this page does not show so. */
  private missing({ fields, base = [] }: Kept): readonly string[] {
    const elsewhere = new Set(changedNames(this.base, fields))
    return changedNames(base, fields).filter((name) => elsewhere.has(name))
  }

  private take(kept: Kept): void {
    const missing = this.missing(kept)
    const corrected = new Set(changedNames(kept.base ?? [], this.record))
    const both = missing.filter((name) => corrected.has(name)).map((name) => labelOf(this.form, name))
    putBack(this.form, kept.fields, missing)
    this.say(both.length > 0 ? this.words.meanwhile : this.words.restored, kept.at, both.join(', '))
    this.mark.append(this.button(this.words.discard, () => this.discard()))
  }

  private offer(kept: Kept): void {
    this.say(this.words.sent, kept.at)
    this.mark.append(
      this.button(this.words.take, () => this.take(kept)),
      this.button(this.words.discard, () => this.discard()),
    )
  }

  private forget(): void {
    this.dirty = false
    clearTimeout(this.timer)
    localStorage.removeItem(this.key)
  }

  private discard(): void {
    putBack(this.form, this.base)
    this.forget()
    this.mark.replaceChildren()
  }

  private soon(): void {
    this.dirty = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(), 600)
  }

  private now(): void {
    clearTimeout(this.timer)
    if (this.dirty) this.write(false)
  }

  private write(sent: boolean): void {
    clearTimeout(this.timer)
    this.dirty = false
    const kept: Kept = { at: Date.now(), sent, fields: fieldsOf(this.form), base: this.record }
    try {
      localStorage.setItem(this.key, JSON.stringify(kept))
      if (!sent) this.say(this.words.saved, kept.at)
    } catch {
      this.mark.textContent = this.words.unavailable
    }
  }

  private say(template: string, at: number, fields = ''): void {
    const time = new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
      ...(Date.now() - at > 43_200_000 && { day: '2-digit', month: '2-digit' }),
    })
    this.mark.textContent = template.replace('{time}', time.format(at)).replace('{fields}', () => fields)
  }

  private button(word: string, act: () => void): HTMLElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button quiet small'
    button.textContent = word
    button.addEventListener('click', act)
    return button
  }
}

function read(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

/** What an account typed on this device and did not send: how much, or gone. */
export function draftsOf(account: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${prefix}${account}:`))
  } catch {
    return []
  }
}

function forgetOld(): void {
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
      const kept = read(key)
      const days = kept?.sent ? daysKept.sent : daysKept.typed
      if (!kept || Date.now() - kept.at > days * 86_400_000) localStorage.removeItem(key)
    }
  } catch {
    // A device that keeps nothing has nothing to forget.
  }
}
