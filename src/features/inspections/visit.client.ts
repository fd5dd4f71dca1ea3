import { type Delivery, Outbox } from '../../web/device/outbox.ts'
import { SignaturePad } from '../../web/device/signature.ts'
import { deviceStore, newKey } from '../../web/device/store.ts'
import { workWithoutNetwork } from '../../web/device/worker.ts'
import { fillIn } from '../../web/fill.ts'
import type { VisitData } from './visit-data.ts'

/** One item as this device last noted it. */
interface Note {
  readonly verdict: string | null
  readonly severity: string | null
  readonly note: string
  readonly notedAt: string
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
  const outbox = new Outbox(data.account, (delivery) => say(root, data, delivery))
  const kept = (await store.read(id).catch(() => undefined)) ?? { id, notes: {} }
  for (const [code, note] of Object.entries(kept.notes)) showNote(form, code, note)

  let soon: ReturnType<typeof setTimeout> | undefined
  const changed = async (code: string, delay: number) => {
    kept.notes[code] = readNote(form, code)
    await store.write(kept)
    clearTimeout(soon)
    soon = setTimeout(() => void sendNotes(), delay)
  }
  const sendNotes = () =>
    outbox.put({
      id: `notes/${id}`,
      order: orders.notes,
      url: data.notesUrl,
      body: { notes: Object.entries(kept.notes).map(([code, note]) => ({ code, ...note })) },
    })
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

function say(root: HTMLElement, data: VisitData, delivery: Delivery): void {
  const place = root.querySelector<HTMLElement>('[data-state]')!
  if (delivery.outcome === 'answered' && delivery.letter.id.startsWith('signature/')) {
    location.assign(location.pathname.replace(/\/hien-truong$/, ''))
    return
  }
  place.dataset.tone = { refused: 'bad', offline: 'warn', sending: '', answered: '', 'all-sent': '' }[
    delivery.outcome
  ]
  place.textContent =
    delivery.outcome === 'refused'
      ? fillIn(data.words.refused, { why: delivery.why })
      : delivery.outcome === 'offline'
        ? fillIn(data.words.keptHere, { count: delivery.waiting })
        : delivery.outcome === 'all-sent'
          ? data.words.sent
          : data.words.sending
}
