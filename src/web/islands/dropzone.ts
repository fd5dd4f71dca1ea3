/** A place to drop files on a file input; says what was chosen and refuses what is too large before sending it. */
export function start(root: ParentNode): void {
  for (const zone of root.querySelectorAll<HTMLElement>('[data-dropzone]')) {
    const input = zone.querySelector<HTMLInputElement>('input[type=file]')
    if (input) enhance(zone, input)
  }
}

function enhance(zone: HTMLElement, input: HTMLInputElement): void {
  let depth = 0
  const over = (by: number): void => {
    depth = Math.max(0, depth + by)
    zone.classList.toggle('over', depth > 0)
  }
  zone.addEventListener('dragenter', () => over(1))
  zone.addEventListener('dragleave', () => over(-1))
  zone.addEventListener('dragover', (event) => event.preventDefault())
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    over(-depth)
    const dropped = [...(event.dataTransfer?.files ?? [])]
    if (dropped.length === 0) return
    const kept = new DataTransfer()
    for (const file of input.multiple ? dropped : dropped.slice(0, 1)) kept.items.add(file)
    input.files = kept.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
  input.addEventListener('change', () => tell(zone, input))
}

function tell(zone: HTMLElement, input: HTMLInputElement): void {
  const said = zone.querySelector<HTMLElement>('.file-input-said')
  // What is sent at once is told in a list of its own.
  if (!said || zone.dataset.uploads) return
  const files = [...(input.files ?? [])]
  const maximum = Number(zone.dataset.maxBytes) || Number.POSITIVE_INFINITY
  const heavy = files.find((file) => file.size > maximum)
  said.classList.toggle('bad', heavy !== undefined)
  if (heavy) {
    said.textContent = (zone.dataset.tooLarge ?? '')
      .replace('{name}', heavy.name)
      .replace('{size}', megabytes(heavy.size))
      .replace('{maximum}', megabytes(maximum))
    input.value = ''
    return
  }
  const names = files.map((file) => `${file.name} (${megabytes(file.size)})`).join(', ')
  said.textContent = files.length > 0 ? (zone.dataset.chosen ?? '').replace('{names}', names) : ''
}

function megabytes(bytes: number): string {
  const shown = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 })
  return bytes < 1_048_576
    ? `${shown.format(Math.ceil(bytes / 1024))} KB`
    : `${shown.format(bytes / 1_048_576)} MB`
}
