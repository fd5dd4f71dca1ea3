import { accountHere, newKey } from '../device/store.ts'
import { fillIn } from '../fill.ts'
import { postUntilAnswered } from '../uploads/form-sender.ts'
import { filesOf, type KeptFile, keptFiles } from '../uploads/kept-files.ts'
import { prepare } from '../uploads/photo.ts'
import { Sender } from '../uploads/sender.ts'

/**
 * Files chosen in a form are prepared, kept on this device and sent at once, piece by piece; the form itself goes when all have
 * arrived. A broken line, a reload or a closed tab loses nothing. Without script the same input sends with the form.
 */
export function start(root: ParentNode): void {
  for (const zone of root.querySelectorAll<HTMLElement>('[data-uploads]')) {
    const input = zone.querySelector<HTMLInputElement>('input[type=file]')
    const form = input?.form
    if (input && form) void new FormUploads(zone, input, form).begin()
  }
}

type Words = Readonly<
  Record<
    | 'preparing'
    | 'waiting'
    | 'sending'
    | 'arrived'
    | 'refused'
    | 'remove'
    | 'up'
    | 'down'
    | 'progress'
    | 'noLine'
    | 'signedOut'
    | 'savesItself'
    | 'withoutRefused'
    | 'tooLarge'
    | 'tooMany',
    string
  >
>

class FormUploads {
  private files: KeptFile[] = []
  private readonly shares = new Map<string, number>()
  private readonly list = document.createElement('ol')
  private readonly mark = document.createElement('p')
  private readonly words: Words
  private readonly key: string
  private readonly sender: Sender
  private line: 'going' | 'no-line' | 'signed-out' = 'going'
  private saving: { submitter: HTMLElement | null; seen: readonly KeptFile[] } | null = null
  /** A file was refused after the button was pressed: the form waits for another press. */
  private asksAgain = false
  /** The form's key as this page brought it. */
  private readonly ownKey: string
  private preparing = 0

  constructor(
    private readonly zone: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly form: HTMLFormElement,
  ) {
    this.words = JSON.parse(zone.dataset.words!) as Words
    this.key = zone.dataset.uploadsKey ?? location.pathname
    this.ownKey = this.once()?.value ?? ''
    this.list.className = 'upload-list'
    this.mark.className = 'upload-mark'
    this.mark.setAttribute('role', 'status')
    this.sender = new Sender(
      zone.dataset.uploads!,
      () => this.files,
      (file, share, state) => {
        if (file) this.shares.set(file.id, share)
        this.line = state
        this.draw()
        void this.saveIfReady()
      },
    )
  }

  async begin(): Promise<void> {
    this.zone.after(this.list, this.mark)
    this.input.addEventListener('change', () => void this.chosen())
    this.form.addEventListener('submit', (event) => this.submitted(event))
    this.files = await filesOf(accountHere(), this.key)
    const once = this.files.find((file) => file.once)?.once
    if (once && this.once()) this.once()!.value = once
    this.draw()
    void this.sender.go()
  }

  /** One after the other: a phone has not the memory for twelve photos at once. */
  private async chosen(): Promise<void> {
    const chosen = [...(this.input.files ?? [])]
    this.input.value = ''
    this.input.required = false
    this.preparing += chosen.length
    this.draw()
    for (const file of chosen) {
      await this.add(file)
      this.preparing -= 1
      this.draw()
      void this.sender.go()
    }
    this.form.dispatchEvent(new Event('change'))
  }

  private async add(chosen: File): Promise<void> {
    const { blob, name } = await prepare(chosen)
    const most = Number(this.zone.dataset.maxBytes) || Number.POSITIVE_INFINITY
    const file: KeptFile = {
      id: newKey(),
      account: accountHere(),
      form: this.key,
      name,
      blob,
      at: Date.now(),
      once: this.once()?.value ?? null,
      order: (this.files.at(-1)?.order ?? 0) + 1,
      url: null,
      state: blob.size > most ? 'refused' : 'waiting',
      said: blob.size > most ? this.words.tooLarge : '',
    }
    this.files.push(file)
    await keptFiles.write(file).catch(() => undefined)
  }

  private once(): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>('input[type=hidden][name=once]')
  }

  private submitted(event: SubmitEvent): void {
    const mine = this.files.length > 0 || this.preparing > 0
    if (!mine && !this.saving) return
    event.preventDefault()
    event.stopImmediatePropagation()
    delete this.form.dataset.sending
    this.saving = { submitter: event.submitter, seen: this.refused() }
    this.asksAgain = false
    this.draw()
    void this.sender.go()
    void this.saveIfReady()
  }

  private refused(): readonly KeptFile[] {
    return this.files.filter((file) => file.state === 'refused')
  }

  private ready(): boolean {
    return (
      this.preparing === 0 && this.files.every((file) => file.state === 'arrived' || file.state === 'refused')
    )
  }

  private async saveIfReady(): Promise<void> {
    if (!this.saving || !this.ready()) return
    const { submitter, seen } = this.saving
    this.saving = null
    if (this.refused().some((file) => !seen.includes(file))) {
      this.asksAgain = true
      this.draw()
      return
    }
    const outcome = await postUntilAnswered(this.form, submitter, () => {
      this.line = 'no-line'
      this.draw()
    })
    if (outcome === 'show') {
      // The page with its errors comes the plain way; what arrived goes along by its name.
      this.form.submit()
      return
    }
    for (const file of this.files) await keptFiles.forget(file.id).catch(() => undefined)
    this.form.dispatchEvent(new Event('arrived'))
    location.assign(outcome.to)
  }

  private draw(): void {
    const known = [...this.list.children] as HTMLElement[]
    const rows = this.files.map((file) => known.find((row) => row.dataset.id === file.id) ?? this.row(file))
    // Laid out anew only when something came, went or moved: a button keeps its focus while bytes go by.
    if (rows.length !== known.length || rows.some((row, index) => row !== known[index]))
      this.list.replaceChildren(...rows)
    for (const [index, file] of this.files.entries()) this.tell(rows[index]!, file, index)
    const arrived = this.files.filter((file) => file.state === 'arrived').length
    const all = this.files.length + this.preparing
    const said = all === 0 ? [] : [fillIn(this.words.progress, { done: arrived, all })]
    if (this.preparing > 0) said.push(this.words.preparing)
    if (!this.ready() && this.line === 'no-line') said.push(this.words.noLine)
    if (this.line === 'signed-out') said.push(this.words.signedOut)
    if (this.saving) said.push(this.words.savesItself)
    if (this.asksAgain) said.push(this.words.withoutRefused)
    const text = said.join(' ')
    if (this.mark.textContent !== text) this.mark.textContent = text
    this.zone.dataset.busy = this.ready() ? '' : 'yes'
  }

  private row(file: KeptFile): HTMLElement {
    const row = document.createElement('li')
    row.className = 'upload'
    row.dataset.id = file.id
    if (file.blob.type.startsWith('image/')) {
      const picture = document.createElement('img')
      picture.className = 'upload-picture'
      picture.alt = ''
      picture.src = URL.createObjectURL(file.blob)
      row.append(picture)
    }
    const about = document.createElement('div')
    about.className = 'upload-about'
    const name = document.createElement('p')
    name.className = 'upload-name'
    name.textContent = `${file.name} (${bytesText(file.blob.size)})`
    const bar = document.createElement('progress')
    bar.max = 1
    bar.setAttribute('aria-label', file.name)
    const said = document.createElement('p')
    said.className = 'upload-said'
    about.append(name, bar, said)
    const name1 = document.createElement('input')
    name1.type = 'hidden'
    name1.name = 'upload'
    row.append(about, this.buttons(file), name1)
    return row
  }

  private buttons(file: KeptFile): HTMLElement {
    const box = document.createElement('div')
    box.className = 'upload-buttons'
    const add = (word: string, sign: string, act: () => void) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'button quiet small'
      button.setAttribute('aria-label', `${word}: ${file.name}`)
      button.title = word
      button.textContent = sign
      button.addEventListener('click', act)
      box.append(button)
    }
    add(this.words.up, '↑', () => void this.move(file, -1))
    add(this.words.down, '↓', () => void this.move(file, 1))
    add(this.words.remove, '✕', () => void this.remove(file))
    return box
  }

  private tell(row: HTMLElement, file: KeptFile, index: number): void {
    const bar = row.querySelector('progress')!
    const share = file.state === 'arrived' ? 1 : (this.shares.get(file.id) ?? 0)
    bar.value = share
    bar.hidden = file.state === 'arrived' || file.state === 'refused'
    const said = row.querySelector<HTMLElement>('.upload-said')!
    const words = {
      waiting: this.words.waiting,
      sending: this.words.sending,
      arrived: this.words.arrived,
      refused: '',
    }
    const percent = `${Math.floor(share * 100)} %`
    said.textContent =
      file.state === 'refused'
        ? file.said || this.words.refused
        : [words[file.state].replace('{percent}', percent), file.said].filter(Boolean).join('. ')
    row.classList.toggle('bad', file.state === 'refused')
    row.classList.toggle('done', file.state === 'arrived')
    const id = file.state === 'arrived' && file.url ? file.url.split('/').at(-1)! : ''
    const hidden = row.querySelector<HTMLInputElement>('input[type=hidden]')!
    hidden.value = id
    hidden.disabled = id === ''
    const [up, down] = row.querySelectorAll('button')
    up!.disabled = index === 0
    down!.disabled = index === this.files.length - 1
  }

  private async move(file: KeptFile, by: -1 | 1): Promise<void> {
    const other = this.files[this.files.indexOf(file) + by]
    if (!other) return
    ;[file.order, other.order] = [other.order, file.order]
    this.files.sort((one, two) => one.order - two.order)
    this.draw()
    await keptFiles.write(file).catch(() => undefined)
    await keptFiles.write(other).catch(() => undefined)
  }

  private async remove(file: KeptFile): Promise<void> {
    this.files = this.files.filter((one) => one !== file)
    this.asksAgain &&= this.refused().length > 0
    await keptFiles.forget(file.id).catch(() => undefined)
    if (file.once !== this.ownKey) await this.useOwnKey()
    this.draw()
    void this.saveIfReady()
  }

  /** Without all the files a key was kept with, the form may be about another thing than what was sent under it. */
  private async useOwnKey(): Promise<void> {
    const once = this.once()
    if (!once) return
    once.value = this.ownKey
    for (const file of this.files) {
      file.once = this.ownKey
      await keptFiles.write(file).catch(() => undefined)
    }
  }
}

function bytesText(bytes: number): string {
  const shown = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 })
  return bytes < 1_048_576
    ? `${shown.format(Math.ceil(bytes / 1024))} KB`
    : `${shown.format(bytes / 1_048_576)} MB`
}
