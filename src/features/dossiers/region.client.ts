/** Draws the part of a page that proves something: by finger or mouse on the page, into the four fields of the form. */
const names = ['x', 'y', 'width', 'height'] as const

function begin(frame: HTMLElement, form: HTMLFormElement): void {
  const fields = names.map((name) => form.querySelector<HTMLInputElement>(`[name="region.${name}"]`)!)
  const plane = frame.querySelector<SVGElement>('svg')!
  const shown = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  shown.classList.add('drawing')
  plane.append(shown)
  const button = form.querySelector<HTMLElement>('[data-draw]')
  const clear = form.querySelector<HTMLElement>('[data-draw-clear]')
  let from: { x: number; y: number } | null = null

  const place = (event: PointerEvent) => {
    const box = frame.getBoundingClientRect()
    const within = (share: number) => Math.round(Math.max(0, Math.min(1, share)) * 1000)
    return {
      x: within((event.clientX - box.left) / box.width),
      y: within((event.clientY - box.top) / box.height),
    }
  }
  const write = (values: readonly (number | string)[]) => {
    for (const [index, field] of fields.entries()) field.value = String(values[index])
    draw()
  }
  const draw = () => {
    for (const [index, name] of names.entries()) shown.setAttribute(name, fields[index]!.value || '0')
    if (clear) clear.hidden = fields[2]!.value === ''
  }

  // One finger scrolls the page as ever; a part is drawn with the mouse, or by finger once the button is pressed.
  const arm = (on: boolean) => {
    frame.classList.toggle('armed', on)
    button?.setAttribute('aria-pressed', String(on))
    if (on) frame.scrollIntoView({ block: 'start' })
  }
  const finish = () => {
    if (!from) return
    from = null
    arm(false)
    // A tap is no part.
    if (Number(fields[2]!.value) < 10 || Number(fields[3]!.value) < 10) write(['', '', '', ''])
  }

  frame.classList.add('drawable')
  for (const field of fields) field.addEventListener('input', draw)
  frame.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch' && !frame.classList.contains('armed')) return
    event.preventDefault()
    frame.setPointerCapture(event.pointerId)
    from = place(event)
  })
  frame.addEventListener('pointermove', (event) => {
    if (!from) return
    const to = place(event)
    write([Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(to.x - from.x), Math.abs(to.y - from.y)])
  })
  frame.addEventListener('pointerup', finish)
  frame.addEventListener('pointercancel', finish)
  button?.addEventListener('click', () => arm(!frame.classList.contains('armed')))
  clear?.addEventListener('click', () => write(['', '', '', '']))
  draw()
}

const frame = document.querySelector<HTMLElement>('[data-leaf-frame]')
const form = document.querySelector<HTMLFormElement>('.region-form')
if (frame && form) begin(frame, form)

export {}
