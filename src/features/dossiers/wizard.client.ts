/**
 * The sheet one criterion a screen, or as one page: the same form either way, so nothing is lost by changing over. Begins one by one
 * on a narrow screen; what was chosen last is remembered on this device. Without script the sheet is one page.
 */
const remembered = 'sheet-way'

class Wizard {
  private readonly leaves: HTMLElement[]
  private readonly bar: HTMLElement
  private at = 0

  constructor(private readonly form: HTMLFormElement) {
    this.leaves = [...form.querySelectorAll<HTMLElement>('.sheet-leaf')]
    this.bar = form.querySelector<HTMLElement>('[data-wizard]')!
  }

  begin(): void {
    this.bar.hidden = false
    this.button('way')?.addEventListener('click', () => this.change(!this.oneByOne()))
    this.button('previous')?.addEventListener('click', () => this.go(this.at - 1))
    this.button('next')?.addEventListener('click', () => this.go(this.at + 1))
    addEventListener('hashchange', () => this.toHash())
    this.form.addEventListener('change', () => this.count())
    this.form.addEventListener('restored', () => this.count())
    this.form.addEventListener('keydown', (event) => this.key(event))
    this.form.addEventListener('click', (event) => this.agree(event.target as HTMLElement))
    this.form.addEventListener('focusin', (event) => this.follow(event.target as HTMLElement))
    const narrow = matchMedia('(max-width: 47.99rem)').matches
    this.at = Math.max(
      0,
      this.leaves.findIndex((leaf) => !isAnswered(leaf)),
    )
    this.change((read() ?? (narrow ? 'one' : 'all')) === 'one', false)
    this.toHash()
  }

  private oneByOne(): boolean {
    return this.form.classList.contains('wizard')
  }

  private change(one: boolean, byHand = true): void {
    this.form.classList.toggle('wizard', one)
    const way = this.button('way')
    if (way) {
      way.textContent = (one ? way.dataset.all : way.dataset.one) ?? ''
      way.setAttribute('aria-pressed', String(one))
    }
    if (byHand) write(one ? 'one' : 'all')
    this.show(false)
  }

  private toHash(): void {
    const named = this.leaves.findIndex((leaf) => `#${leaf.id}` === location.hash)
    if (named < 0) return
    this.at = named
    this.show(true)
  }

  private go(to: number): void {
    this.at = Math.max(0, Math.min(this.leaves.length - 1, to))
    this.show(true)
  }

  private show(focus: boolean): void {
    const leaf = this.leaves[this.at]
    if (!leaf) return
    for (const each of this.form.querySelectorAll('.here')) each.classList.remove('here')
    for (let each: HTMLElement | null = leaf; each && each !== this.form; each = each.parentElement)
      each.classList.add('here')
    this.form.classList.toggle('first', this.at === 0)
    const [previous, next] = [this.button('previous'), this.button('next')]
    if (previous) previous.disabled = this.at === 0
    if (next) next.disabled = this.at === this.leaves.length - 1
    this.count()
    if (!focus) return
    leaf.focus({ preventScroll: true })
    leaf.scrollIntoView({ block: this.oneByOne() ? 'center' : 'start' })
    if (this.oneByOne() && leaf.getBoundingClientRect().height > innerHeight / 2)
      leaf.scrollIntoView({ block: 'start' })
  }

  /** On the whole sheet the criterion somebody works on is the present one. */
  private follow(target: HTMLElement): void {
    const at = this.leaves.findIndex((leaf) => leaf.contains(target))
    if (at < 0 || at === this.at) return
    this.at = at
    this.show(false)
  }

  /** Within a criterion, outside its text: figures choose, = takes the other's choice, Enter goes on. */
  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    const leaf = this.leaves.find((one) => one.contains(target))
    if (!leaf || event.ctrlKey || event.metaKey || event.altKey) return
    if (target !== leaf && !target.matches('input[type=radio]')) return
    const options = [...leaf.querySelectorAll<HTMLInputElement>('input[type=radio]')]
    if (/^\d$/.test(event.key)) this.choose(options[Number(event.key)])
    else if (event.key === '=') leaf.querySelector<HTMLElement>('[data-agree]')?.click()
    else if (event.key === 'Enter') this.go(this.at + (event.shiftKey ? -1 : 1))
    else return
    event.preventDefault()
  }

  private agree(target: HTMLElement): void {
    const value = target.closest<HTMLElement>('[data-agree]')?.dataset.agree
    const leaf = this.leaves.find((one) => one.contains(target))
    if (value === undefined || !leaf) return
    const options = [...leaf.querySelectorAll<HTMLInputElement>('input[type=radio]')]
    this.choose(options.find((option) => option.value === value))
    this.go(this.at + 1)
  }

  private choose(option: HTMLInputElement | undefined): void {
    if (!option) return
    option.checked = true
    option.dispatchEvent(new Event('input', { bubbles: true }))
    option.dispatchEvent(new Event('change', { bubbles: true }))
  }

  private count(): void {
    const place = this.bar.querySelector<HTMLElement>('[data-wizard-place]')
    if (!place) return
    const answered = this.leaves.filter(isAnswered).length
    place.textContent = (place.dataset.wizardPlace ?? '')
      .replace('{at}', String(this.at + 1))
      .replace('{all}', String(this.leaves.length))
      .replace('{answered}', String(answered))
  }

  private button(name: string): HTMLButtonElement | null {
    return this.bar.querySelector(`[data-wizard-${name}]`)
  }
}

function isAnswered(leaf: HTMLElement): boolean {
  const chosen = leaf.querySelector<HTMLInputElement>('input[type=radio]:checked')
  return chosen !== null && chosen.value !== ''
}

function read(): string | null {
  try {
    return localStorage.getItem(remembered)
  } catch {
    return null
  }
}

function write(way: string): void {
  try {
    localStorage.setItem(remembered, way)
  } catch {
    // Not remembered, still changed.
  }
}

const form = document.querySelector('[data-wizard]')?.closest('form')
if (form) new Wizard(form).begin()

export {}
