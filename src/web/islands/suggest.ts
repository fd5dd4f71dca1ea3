/**
 * Suggestions under a search box while one types (ARIA combobox with a list): `data-suggest` on the form names a JSON address
 * that answers `{items: [{title, label, path}]}` to `q`. Enter without a choice searches as before; without script nothing is lost.
 */
interface Suggestion {
  readonly title: string
  readonly label: string
  readonly path: string
}

const waitBeforeAsking = 120
const started = new WeakSet<HTMLFormElement>()
let boxes = 0

export function start(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type=search]')
  const address = form.dataset.suggest
  if (!input || !address || started.has(form)) return
  started.add(form)
  new Combobox(form, input, address).watch()
}

class Combobox {
  private readonly list = document.createElement('ul')
  private items: readonly Suggestion[] = []
  private chosen = -1
  private timer = 0
  private asked = ''
  private running: AbortController | undefined

  constructor(
    form: HTMLFormElement,
    private readonly input: HTMLInputElement,
    private readonly address: string,
  ) {
    this.list.id = `suggestions-${++boxes}`
    this.list.className = 'suggestions'
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', input.getAttribute('aria-label') ?? '')
    this.list.hidden = true
    form.append(this.list)
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-controls', this.list.id)
    input.setAttribute('aria-expanded', 'false')
  }

  watch(): void {
    const { input } = this
    input.addEventListener('input', () => {
      clearTimeout(this.timer)
      this.timer = window.setTimeout(() => void this.ask(), waitBeforeAsking)
    })
    input.addEventListener('keydown', (event) => this.press(event))
    input.addEventListener('blur', () => this.close())
    // Pressing an item must not take the focus from the box before the link is followed.
    this.list.addEventListener('mousedown', (event) => event.preventDefault())
    this.list.addEventListener('click', (event) => {
      const item = (event.target as Element).closest('[role=option]')
      if (item) this.follow([...this.list.children].indexOf(item))
    })
    if (input.value) void this.ask()
  }

  private async ask(): Promise<void> {
    const q = this.input.value.trim()
    if (q === this.asked) return
    this.asked = q
    this.running?.abort()
    if (q.length < 2) return this.show([])
    this.running = new AbortController()
    try {
      const url = new URL(this.address, location.href)
      url.searchParams.set('q', q.slice(0, 200))
      const answer = await fetch(url, { signal: this.running.signal })
      if (answer.ok) this.show(((await answer.json()) as { items: Suggestion[] }).items)
    } catch {
      // Offline or overtaken by the next letter: the form still searches.
    }
  }

  private show(items: readonly Suggestion[]): void {
    this.items = items
    this.list.replaceChildren(
      ...items.map(({ title, label }, index) => {
        const item = document.createElement('li')
        item.id = `${this.list.id}-${index}`
        item.setAttribute('role', 'option')
        item.setAttribute('aria-selected', 'false')
        const [name, kind] = [document.createElement('span'), document.createElement('span')]
        name.textContent = title
        kind.textContent = label
        kind.className = 'suggestion-kind'
        item.append(name, kind)
        return item
      }),
    )
    this.choose(-1)
    const open = items.length > 0 && document.activeElement === this.input
    this.list.hidden = !open
    this.input.setAttribute('aria-expanded', String(open))
  }

  private press(event: KeyboardEvent): void {
    const count = this.items.length
    if (this.list.hidden) {
      if (event.key === 'ArrowDown' && count > 0) {
        event.preventDefault()
        this.show(this.items)
      }
      return
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      // One place more than there are items: the box itself.
      this.choose(((this.chosen + 1 + step + count + 1) % (count + 1)) - 1)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      this.close()
    } else if (event.key === 'Enter' && this.chosen >= 0) {
      event.preventDefault()
      this.follow(this.chosen)
    }
  }

  private choose(index: number): void {
    this.list.children[this.chosen]?.setAttribute('aria-selected', 'false')
    this.chosen = index
    const item = this.list.children[index]
    item?.setAttribute('aria-selected', 'true')
    item?.scrollIntoView({ block: 'nearest' })
    if (item) this.input.setAttribute('aria-activedescendant', item.id)
    else this.input.removeAttribute('aria-activedescendant')
  }

  private follow(index: number): void {
    const item = this.items[index]
    if (item) location.assign(item.path)
  }

  private close(): void {
    this.choose(-1)
    this.list.hidden = true
    this.input.setAttribute('aria-expanded', 'false')
  }
}
