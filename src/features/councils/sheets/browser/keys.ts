/**
 * Keys and thumb: one criterion is the present one. On a phone only it is shown, with steps to the next; on a desk the whole sheet
 * stands and figures choose a level of the present criterion.
 */
export class Keys {
  private readonly leaves: HTMLElement[]
  private at = 0
  private readonly narrow = matchMedia('(max-width: 47.99rem)')

  constructor(private readonly root: HTMLElement) {
    this.leaves = [...root.querySelectorAll<HTMLElement>('[data-leaf]')]
  }

  begin(): void {
    const steps = this.root.querySelector<HTMLElement>('[data-steps]')
    const [previous, next] = steps?.querySelectorAll('button') ?? []
    previous?.addEventListener('click', () => this.go(this.at - 1, true))
    next?.addEventListener('click', () => this.go(this.at + 1, true))
    if (steps) steps.hidden = false
    this.root.addEventListener('focusin', (event) => this.follow(event.target as HTMLElement))
    this.root.addEventListener('change', (event) => this.chosen(event.target as HTMLElement))
    document.addEventListener('keydown', (event) => this.key(event))
    this.narrow.addEventListener('change', () => this.shape())
    const first = this.leaves.findIndex((leaf) => !leaf.querySelector('input[type=radio]:checked'))
    const named = this.leaves.findIndex((leaf) => `#${leaf.id}` === location.hash)
    this.go(named >= 0 ? named : Math.max(0, first), false)
    this.shape()
  }

  private shape(): void {
    this.root.classList.toggle('one', this.narrow.matches)
    this.mark()
  }

  private go(to: number, focus: boolean): void {
    this.at = Math.max(0, Math.min(this.leaves.length - 1, to))
    this.mark()
    const leaf = this.leaves[this.at]
    if (!focus || !leaf) return
    leaf.querySelector<HTMLElement>('fieldset')?.focus({ preventScroll: true })
    leaf.scrollIntoView({ block: this.narrow.matches ? 'start' : 'nearest' })
  }

  private mark(): void {
    for (const [index, leaf] of this.leaves.entries()) leaf.classList.toggle('now', index === this.at)
    this.root.classList.toggle('first', this.at === 0)
    this.root.classList.toggle('last', this.at === this.leaves.length - 1)
    for (const heading of this.root.querySelectorAll('.sheet-part > h2, .sheet-group > :is(h3, h4, h5)'))
      heading.classList.toggle('now', heading.parentElement!.contains(this.leaves[this.at] ?? null))
    const place = this.root.querySelector('[data-position]')
    if (place) place.textContent = `${this.at + 1}/${this.leaves.length}`
  }

  private follow(target: HTMLElement): void {
    const leaf = target.closest<HTMLElement>('[data-leaf]')
    const at = leaf ? this.leaves.indexOf(leaf) : -1
    if (at >= 0 && at !== this.at) this.go(at, false)
  }

  /** On a phone a level that was tapped leads on by itself. */
  private chosen(target: HTMLElement): void {
    if (!this.narrow.matches || !target.matches('input[type=radio]')) return
    setTimeout(() => this.go(this.at + 1, true), 250)
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (target.matches('textarea, input:not([type=radio]):not([type=checkbox]), select')) return
    if (/^\d$/.test(event.key)) this.choose(event)
    else if (target.matches('input[type=radio]')) return
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      this.go(this.at + (event.key === 'ArrowDown' ? 1 : -1), true)
    }
  }

  private choose(event: KeyboardEvent): void {
    const radio = this.leaves[this.at]?.querySelector<HTMLInputElement>(`input[data-key="${event.key}"]`)
    if (!radio || (radio.disabled && !radio.closest('[data-bound]'))) return
    event.preventDefault()
    if (!radio.disabled) {
      radio.checked = true
      radio.dispatchEvent(new Event('change', { bubbles: true }))
    }
    if (!this.narrow.matches) this.go(this.at + 1, true)
  }
}
