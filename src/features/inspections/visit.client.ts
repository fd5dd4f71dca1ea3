import { type Delivery, type Letter, Outbox } from '../../web/device/outbox.ts'
import { SignaturePad } from '../../web/device/signature.ts'
import { deviceStore, newKey } from '../../web/device/store.ts'
import { workWithoutNetwork } from '../../web/device/worker.ts'
import { fillIn } from '../../web/fill.ts'
import { longestNote, type VisitData } from './visit-data.ts'

/** One item as this device last noted it. */
interface Note {
  readonly verdict: string | null
  readonly severity: string | null
  readonly note: string
  readonly notedAt: string
  /** The server has it; kept for a page that was drawn before and is shown again without network. */
  readonly sent?: boolean
}
interface Notes {
  readonly id: string
  readonly notes: Record<string, Note>
}

const store = deviceStore<Notes>('visits')
/** Notes go before photographs, and those before the signature that freezes them. */
const orders = { notes: 1, photo: 2, signature: 3 } as const

const root = document.querySelector<HTMLElement>('[data-visit]')
const form = root?.querySelector<HTMLFormElement>('form#notes')
const signing = root?.querySelector<HTMLFormElement>('form#sign')
if (root && form && signing) void begin(root, form, signing)

async function begin(root: HTMLElement, form: HTMLFormElement, signing: HTMLFormElement): Promise<void> {
  const data = JSON.parse(root.querySelector('[data-visit-data]')!.textContent!) as VisitData
  const id = `${data.account}/${data.inspection}`
  const outbox = new Outbox(data.account, async (delivery) => {
    if (delivery.outcome === 'answered' && delivery.letter.id === `notes/${id}`) await taken(delivery)
    say(root, data, delivery, outbox.unkept)
    void outbox.waiting().then((letters) => listRefused(root, data, letters, outbox))
  })
  const kept = (await store.read(id)) ?? { id, notes: {} }
  // Of two notes on one item the later stands, here as at the server.
  for (const [code, note] of Object.entries(kept.notes))
    if (note.notedAt > (data.noted[code] ?? '')) showNote(form, code, note)
    else delete kept.notes[code]

  let soon: ReturnType<typeof setTimeout> | undefined
  const changed = async (code: string, delay: number) => {
    kept.notes[code] = readNote(form, code)
    fits(form, code, data.words.noteTooLong)
    if (!(await store.write(kept))) outbox.unkept = true
    clearTimeout(soon)
    soon = setTimeout(() => void sendNotes(), delay)
  }
  const sendNotes = async () => {
    const notes = Object.entries(kept.notes)
      .filter(([, { sent, note }]) => !sent && note.length <= longestNote)
      .map(([code, { sent: _, ...note }]) => ({ code, ...note }))
    if (notes.length > 0)
      await outbox.put({ id: `notes/${id}`, order: orders.notes, url: data.notesUrl, body: { notes } })
    else void outbox.deliver()
  }
  /** What the server took stands with its time; what gave way to a later note of somebody else is forgotten. */
  async function taken({ letter, answer }: Extract<Delivery, { outcome: 'answered' }>): Promise<void> {
    const noted = (answer as { noted?: Record<string, string> } | null)?.noted
    if (!noted) return
    for (const { code, notedAt } of letter.body.notes as { code: string; notedAt: string }[]) {
      const note = kept.notes[code]
      if (note?.notedAt !== notedAt) continue
      if (noted[code]) kept.notes[code] = { ...note, notedAt: noted[code], sent: true }
      else delete kept.notes[code]
    }
    await store.write(kept)
  }
  const itemOf = (target: EventTarget | null) =>
    (target as HTMLElement | null)?.closest<HTMLElement>('[data-item]')?.dataset.item
  form.addEventListener('change', (event) => {
    const target = event.target as HTMLInputElement
    const code = itemOf(target)
    if (target.type === 'file') void photographed(target, target.dataset.photo ?? '')
    else if (code) void changed(code, 400)
  })
  form.addEventListener('input', (event) => {
    const code = itemOf(event.target)
    if (code && event.target instanceof HTMLTextAreaElement) void changed(code, 1_500)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    event.stopPropagation()
    clearTimeout(soon)
    void sendNotes()
  })

  async function photographed(input: HTMLInputElement, code: string): Promise<void> {
    const where = await placeNow()
    for (const file of input.files ?? []) {
      const photo = newKey()
      await outbox.put({
        id: `photo/${photo}`,
        order: orders.photo,
        url: data.photoUrl,
        body: { id: photo, code, takenAt: new Date().toISOString(), ...where },
        file: { field: 'photos', blob: file, name: file.name || 'anh.jpg' },
      })
      thumb(root, code, file, where === null ? data.words.noPlace : '')
    }
    input.value = ''
  }

  const pads = new Map<string, SignaturePad>()
  for (const frame of signing.querySelectorAll<HTMLElement>('[data-signature]')) {
    const pad = new SignaturePad(frame.querySelector('canvas')!)
    pads.set(frame.dataset.signature!, pad)
    frame.querySelector('[data-clear]')?.addEventListener('click', () => pad.clear())
  }
  signing.addEventListener('submit', async (event) => {
    const [producer, inspector] = ['producerSignature', 'inspectorSignature'].map(
      (name) => pads.get(name)?.picture ?? null,
    )
    const chosen = [...signing.querySelectorAll<HTMLInputElement>('input[type=file]')].some(
      (input) => (input.files?.length ?? 0) > 0,
    )
    // Minutes are not signed without a note that cannot be sent.
    const tooLong = Object.keys(kept.notes).find((code) => kept.notes[code]!.note.length > longestNote)
    if (tooLong !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      fits(form, tooLong, data.words.noteTooLong)
      return
    }
    // A picture was chosen instead of drawing: the plain form takes it.
    if (chosen) return
    event.preventDefault()
    event.stopPropagation()
    clearTimeout(soon)
    await sendNotes()
    const typed = new FormData(signing)
    await outbox.put({
      id: `signature/${id}`,
      order: orders.signature,
      after: `notes/${id}`,
      url: data.signUrl,
      body: {
        statement: String(typed.get('statement') ?? ''),
        producerName: String(typed.get('producerName') ?? ''),
        refused: String(typed.get('refused') ?? ''),
        producerSignature: producer,
        inspectorSignature: inspector,
      },
    })
  })
  addEventListener('online', () => void outbox.deliver())
  void outbox.deliver()
  void workWithoutNetwork('/lam-viec/kiem-tra/ngoai-tuyen.js', '/lam-viec/kiem-tra/')
}

function readNote(form: HTMLFormElement, code: string): Note {
  const typed = new FormData(form)
  const text = (name: string) => String(typed.get(name) ?? '')
  return {
    verdict: text(`v-${code}`) || null,
    severity: text(`s-${code}`) || null,
    note: text(`n-${code}`).trim(),
    notedAt: new Date().toISOString(),
  }
}

function showNote(form: HTMLFormElement, code: string, note: Note): void {
  for (const [name, value] of [
    ['v', note.verdict],
    ['s', note.severity],
  ] as const)
    for (const radio of form.querySelectorAll<HTMLInputElement>(
      `input[type=radio][name="${CSS.escape(`${name}-${code}`)}"]`,
    ))
      radio.checked = radio.value === value
  const area = form.elements.namedItem(`n-${code}`)
  if (area instanceof HTMLTextAreaElement) area.value = note.note
}

/** Says at its field that a note is too long to be sent: the others go without it. */
function fits(form: HTMLFormElement, code: string, tooLong: string): void {
  const area = form.elements.namedItem(`n-${code}`)
  if (!(area instanceof HTMLTextAreaElement)) return
  area.setCustomValidity(area.value.trim().length > longestNote ? tooLong : '')
  area.reportValidity()
}

/** Where this device is, if it says so within ten seconds. */
function placeNow(): Promise<{ latitude: number; longitude: number; accuracyM: number } | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) resolve(null)
    else
      navigator.geolocation.getCurrentPosition(
        ({ coords }) =>
          resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracyM: coords.accuracy }),
        () => resolve(null),
        { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
      )
  })
}

function thumb(root: HTMLElement, code: string, file: Blob, mark: string): void {
  const list = root.querySelector(`[data-thumbs="${CSS.escape(code)}"]`)
  if (!list) return
  const line = document.createElement('li')
  const picture = document.createElement('img')
  picture.src = URL.createObjectURL(file)
  picture.alt = ''
  picture.width = 96
  line.append(picture)
  if (mark) line.append(mark)
  list.append(line)
}

/** What the server refused, each with its reason and a way to send it again. */
function listRefused(root: HTMLElement, data: VisitData, letters: readonly Letter[], outbox: Outbox): void {
  const kinds: Readonly<Record<string, string>> = {
    notes: data.words.letterNotes,
    photo: data.words.letterPhoto,
    signature: data.words.letterSignature,
  }
  root.querySelector('[data-refused]')!.replaceChildren(
    ...letters
      .filter(({ refused }) => refused !== undefined)
      .map((letter) => {
        const line = document.createElement('li')
        line.append(`${kinds[letter.id.split('/')[0]!] ?? ''}: ${letter.refused} `)
        const visit = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(letter.url)?.[0]
        if (visit && visit !== data.inspection) {
          const link = document.createElement('a')
          link.href = location.pathname.replace(data.inspection, visit)
          link.textContent = data.words.otherVisit
          line.append('(', link, ') ')
        }
        const again = document.createElement('button')
        again.type = 'button'
        again.className = 'button quiet small'
        again.textContent = data.words.again
        again.addEventListener('click', () => {
          again.disabled = true
          void outbox.again(letter)
        })
        line.append(again)
        return line
      }),
  )
}

function say(root: HTMLElement, data: VisitData, delivery: Delivery, unkept: boolean): void {
  const place = root.querySelector<HTMLElement>('[data-state]')!
  if (delivery.outcome === 'answered' && delivery.letter.id.startsWith('signature/')) {
    location.assign(location.pathname.replace(/\/hien-truong$/, ''))
    return
  }
  place.dataset.tone = {
    refused: 'bad',
    offline: unkept ? 'bad' : 'warn',
    'signed-out': 'bad',
    sending: '',
    answered: '',
    'all-sent': '',
  }[delivery.outcome]
  const said =
    delivery.outcome === 'refused'
      ? fillIn(data.words.refused, { why: delivery.why })
      : delivery.outcome === 'offline'
        ? unkept
          ? ''
          : fillIn(data.words.keptHere, { count: delivery.waiting })
        : delivery.outcome === 'signed-out'
          ? fillIn(data.words.signedOut, { count: delivery.waiting })
          : delivery.outcome === 'all-sent'
            ? data.words.sent
            : data.words.sending
  place.textContent = unkept ? `${said} ${data.words.unkept}`.trim() : said
}
