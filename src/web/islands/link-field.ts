/** The words of the field, put beside the text area by the server in the language of the page. */
export type LinkWords = Readonly<
  Record<
    | 'link'
    | 'linkAddress'
    | 'linkHint'
    | 'linkText'
    | 'linkSet'
    | 'linkRemove'
    | 'linkCancel'
    | 'linkRefused',
    string
  >
>

/**
 * Where a typed address leads: a page of this site (`/van-ban/…`), of another (http, https; a bare `name.vn` is given https), a
 * mailbox or a telephone. Anything else, script and data above all, leads nowhere: null.
 */
export function linkAddress(typed: string): string | null {
  const text = typed.trim()
  if (/\s|[<>"\\]/.test(text)) return null
  if (/^\/(?!\/)/.test(text)) return text
  if (/^[^@/:]+@[^@/:]+\.[^@/:.]+$/.test(text)) return `mailto:${text}`
  if (/^(?:mailto:.+@.+|tel:\+?[\d.()-]+)$/i.test(text)) return text
  const web = /^https?:\/\//i.test(text) ? text : `https://${text}`
  const isNamed = /^https?:\/\/[^/?#:@]+\.[^/?#:@.]+(?::\d+)?(?:[/?#]|$)/i.test(web)
  return isNamed && URL.canParse(web) ? web : null
}

/** A line under the tools where a link is set on what is chosen in the sheet, changed, or taken off. Escape leaves everything as it was. */
export class LinkField {
  readonly panel = document.createElement('div')
  private readonly address: HTMLInputElement
  private readonly text: HTMLInputElement
  private readonly refusal = document.createElement('p')
  private readonly remove: HTMLButtonElement
  private chosen: Range | undefined
  private present: HTMLAnchorElement | null = null

  constructor(
    private readonly sheet: HTMLElement,
    private readonly opener: HTMLButtonElement,
    private readonly words: LinkWords,
    private readonly keep: () => void,
    id: string,
  ) {
    const { panel, refusal } = this
    panel.className = 'rich-text-link'
    panel.id = `${id}-link`
    panel.setAttribute('role', 'group')
    panel.setAttribute('aria-label', words.link)
    panel.hidden = true
    opener.setAttribute('aria-expanded', 'false')
    opener.setAttribute('aria-controls', panel.id)

    this.address = this.input(`${id}-link-address`, words.linkAddress, words.linkHint)
    this.address.inputMode = 'url'
    this.address.autocapitalize = 'off'
    this.address.spellcheck = false
    this.text = this.input(`${id}-link-text`, words.linkText)
    refusal.className = 'field-error'
    refusal.id = `${id}-link-error`
    refusal.setAttribute('role', 'alert')
    this.address.before(refusal)

    this.remove = press(words.linkRemove, 'danger', () => this.takeOff())
    const actions = document.createElement('div')
    actions.className = 'rich-text-link-actions'
    actions.append(
      press(words.linkSet, 'primary', () => this.set()),
      this.remove,
      press(words.linkCancel, 'quiet', () => this.close()),
    )
    panel.append(actions)
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close()
      else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) this.set()
      else return
      event.preventDefault()
      event.stopPropagation()
    })
  }

  /** `caret` is where one last wrote. */
  toggle(caret: Range | undefined): void {
    if (!this.panel.hidden) {
      this.close()
      return
    }
    this.present = linkAround(caret, this.sheet)
    this.chosen = caret?.cloneRange()
    if (this.present) {
      this.chosen = document.createRange()
      this.chosen.selectNodeContents(this.present)
    }
    this.address.value = this.present?.getAttribute('href') ?? ''
    this.text.value = ''
    this.text.parentElement!.hidden = this.chosen !== undefined && !this.chosen.collapsed
    this.remove.hidden = this.present === null
    this.say('')
    this.show(true)
    this.address.focus()
  }

  close(): void {
    this.show(false)
    this.backToSheet()
  }

  private set(): void {
    const address = linkAddress(this.address.value)
    if (address === null) {
      this.say(this.words.linkRefused)
      this.address.focus()
      return
    }
    this.show(false)
    this.backToSheet()
    if (this.chosen && !this.chosen.collapsed) document.execCommand('createLink', false, address)
    else {
      const link = document.createElement('a')
      link.href = address
      link.textContent = this.text.value.trim() || address.replace(/^(?:mailto|tel):/i, '')
      document.execCommand('insertHTML', false, link.outerHTML)
    }
    this.keep()
  }

  private takeOff(): void {
    this.show(false)
    this.backToSheet()
    document.execCommand('unlink')
    this.keep()
  }

  private backToSheet(): void {
    this.sheet.focus()
    const selection = getSelection()
    if (!this.chosen || !selection) return
    selection.removeAllRanges()
    selection.addRange(this.chosen)
  }

  private show(isOpen: boolean): void {
    this.panel.hidden = !isOpen
    this.opener.setAttribute('aria-expanded', String(isOpen))
  }

  private say(refusal: string): void {
    this.refusal.textContent = refusal
    this.refusal.hidden = refusal === ''
    this.address.setAttribute('aria-invalid', String(refusal !== ''))
  }

  private input(id: string, word: string, hint?: string): HTMLInputElement {
    const field = document.createElement('div')
    field.className = 'field'
    const label = document.createElement('label')
    label.className = 'field-label'
    label.htmlFor = id
    label.textContent = word
    const input = document.createElement('input')
    input.className = 'input'
    input.id = id
    input.autocomplete = 'off'
    field.append(label)
    if (hint) {
      const about = document.createElement('p')
      about.className = 'field-hint'
      about.id = `${id}-hint`
      about.textContent = hint
      field.append(about)
      input.setAttribute('aria-describedby', about.id)
    }
    field.append(input)
    this.panel.append(field)
    return input
  }
}

function linkAround(range: Range | undefined, sheet: HTMLElement): HTMLAnchorElement | null {
  const node = range?.commonAncestorContainer
  const element = node instanceof Element ? node : node?.parentElement
  const link = element?.closest('a') ?? null
  return link && sheet.contains(link) ? link : null
}

function press(word: string, kind: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = `button small ${kind}`
  made.textContent = word
  made.addEventListener('click', act)
  return made
}
