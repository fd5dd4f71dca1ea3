/**
 * Keeps what is typed in a form on this device and puts it back after a reload, a crash or a lost session.
 * `data-autosave` is the key. The draft goes away only when the form was sent and the server did not answer with
 * errors; passwords and files are never kept.
 */
export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-autosave]')) new Draft(form).begin()
  forgetSent(root)
}

interface Kept {
  readonly at: number
  readonly base: string
  readonly fields: readonly (readonly [string, string])[]
}

const prefix = 'draft:'
const sentKey = 'draft-sent'

/** Words of the marks, put into the form by the server in the language of the page. */
interface DraftWords {
  readonly saved: string
  readonly restored: string
  readonly discard: string
  readonly unavailable: string
}

class Draft {
  private readonly key: string
  private readonly mark = document.createElement('p')
  private readonly base: string
  private readonly words: DraftWords
  private timer: ReturnType<typeof setTimeout> | undefined
  private dirty = false

  constructor(private readonly form: HTMLFormElement) {
    this.key = prefix + (form.dataset.autosave ?? '')
    this.words = JSON.parse(form.dataset.draftWords ?? '{}') as DraftWords
    this.base = JSON.stringify(fieldsOf(form))
    this.mark.className = 'draft-mark'
    this.mark.setAttribute('role', 'status')
  }

  begin(): void {
    const place = this.form.querySelector('.form-actions') ?? this.form
    place.append(this.mark)
    this.restore()
    this.form.addEventListener('input', () => this.soon())
    this.form.addEventListener('change', () => this.soon())
    this.form.addEventListener('submit', () => this.sent())
    addEventListener('pagehide', () => this.now())
    document.addEventListener('visibilitychange', () => this.now())
  }

  private soon(): void {
    this.dirty = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(), 600)
  }

  private now(): void {
    clearTimeout(this.timer)
    if (!this.dirty) return
    this.dirty = false
    const at = Date.now()
    const kept: Kept = { at, base: this.base, fields: fieldsOf(this.form) }
    try {
      localStorage.setItem(this.key, JSON.stringify(kept))
      this.say(this.words.saved, at)
    } catch {
      this.mark.textContent = this.words.unavailable
    }
  }

  private restore(): void {
    const kept = readDraft(this.key)
    if (!kept || JSON.stringify(kept.fields) === this.base) return
    if (justSent() === this.key && this.form.dataset.answered !== 'errors') return
    putBack(this.form, kept.fields)
    this.say(this.words.restored, kept.at)
    this.mark.append(this.discardButton())
  }

  private discardButton(): HTMLElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button quiet small'
    button.textContent = this.words.discard
    button.addEventListener('click', () => {
      putBack(this.form, JSON.parse(this.base) as Kept['fields'])
      localStorage.removeItem(this.key)
      this.dirty = false
      clearTimeout(this.timer)
      this.mark.replaceChildren()
    })
    return button
  }

  /** The draft outlives the sending: only the next page knows whether it arrived. */
  private sent(): void {
    this.dirty = true
    this.now()
    try {
      sessionStorage.setItem(sentKey, this.key)
    } catch {
      // Without session storage the draft stays until it is discarded by hand.
    }
  }

  private say(template: string, at: number): void {
    const time = new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
    }).format(at)
    this.mark.textContent = template.replace('{time}', time)
  }
}

/** On the page after the sending: the draft is dropped unless this page is the same form with errors. */
function forgetSent(root: ParentNode): void {
  const key = justSent()
  if (!key) return
  sessionStorage.removeItem(sentKey)
  const back = [...root.querySelectorAll<HTMLFormElement>('form[data-autosave]')].find(
    (form) => prefix + form.dataset.autosave === key,
  )
  if (back?.dataset.answered === 'errors') return
  localStorage.removeItem(key)
}

function justSent(): string | null {
  try {
    return sessionStorage.getItem(sentKey)
  } catch {
    return null
  }
}

function readDraft(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

/** What is typed, without files, passwords and what the server put in hidden fields. */
function fieldsOf(form: HTMLFormElement): (readonly [string, string])[] {
  return [...form.elements].flatMap((element): (readonly [string, string])[] => {
    if (!isTyped(element)) return []
    if (element instanceof HTMLInputElement && /checkbox|radio/.test(element.type)) {
      return element.checked ? [[element.name, element.value]] : []
    }
    return [[element.name, element.value]]
  })
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function isTyped(element: Element): element is Control {
  if (
    !(
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
    )
  )
    return false
  return element.name !== '' && !/^(hidden|file|password|submit|button|reset)$/.test(element.type)
}

function putBack(form: HTMLFormElement, fields: Kept['fields']): void {
  const values = new Map<string, string[]>()
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value])
  for (const element of form.elements) {
    if (!isTyped(element)) continue
    const kept = values.get(element.name) ?? []
    if (element instanceof HTMLInputElement && /checkbox|radio/.test(element.type))
      element.checked = kept.includes(element.value)
    else if (kept.length > 0) element.value = kept.shift()!
  }
  form.dispatchEvent(new Event('input', { bubbles: true }))
}
