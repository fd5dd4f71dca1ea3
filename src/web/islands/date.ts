/** Brings the device's calendar beside a typed date to life; what is typed stays the truth. */
export function start(root: ParentNode): void {
  if (!('showPicker' in HTMLInputElement.prototype)) return
  for (const frame of root.querySelectorAll<HTMLElement>('[data-date]')) {
    const typed = frame.querySelector<HTMLInputElement>('input[type=text]')
    const native = frame.querySelector<HTMLInputElement>('input[type=date]')
    if (typed && native) connect(typed, native)
  }
}

function connect(typed: HTMLInputElement, native: HTMLInputElement): void {
  native.disabled = false
  native.parentElement!.hidden = false
  native.parentElement!.querySelector('button')?.addEventListener('click', () => {
    native.value = isoDay(typed.value)
    native.showPicker()
  })
  native.addEventListener('change', () => {
    if (!native.value) return
    typed.value = native.value.split('-').reverse().join('/')
    typed.dispatchEvent(new Event('input', { bubbles: true }))
    typed.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

/** `12/10/2026` as `2026-10-12`; an empty text for anything else. */
function isoDay(typed: string): string {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim())
  return match ? `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}` : ''
}
