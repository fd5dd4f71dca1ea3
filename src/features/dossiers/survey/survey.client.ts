import { oneAtATime } from '../../../web/device/one-at-a-time.ts'
import { pause } from '../../../web/device/pause.ts'
import { accountHere, deviceStore, newKey, sentFor } from '../../../web/device/store.ts'
import { workWithoutNetwork } from '../../../web/device/worker.ts'
import { fillIn } from '../../../web/fill.ts'
import { prepare } from '../../../web/uploads/photo.ts'

/** One visit as this device keeps it until the server has it. */
interface KeptSurvey {
  readonly id: string
  readonly account: string
  readonly dossier: string
  readonly action: string
  readonly title: string
  readonly fields: readonly (readonly [string, string])[]
  readonly photos: readonly { readonly blob: Blob; readonly name: string }[]
  /** The recorder pressed the button: send it as soon as there is network. */
  readonly ready: boolean
}

type Sent = 'sent' | 'offline' | 'signed-out' | { readonly why: string }
type Words = Readonly<Record<string, string>>

const store = deviceStore<KeptSurvey>('surveys')
const keyOf = (dossier: string) => `${accountHere()}/${dossier}`

/** Sends one visit; its id makes it count once, however often it arrives. */
async function send(kept: KeptSurvey): Promise<Sent & (string | object)> {
  const body = new FormData()
  for (const [name, value] of kept.fields) body.append(name, value)
  for (const photo of kept.photos) body.append('photos', photo.blob, photo.name)
  try {
    const answer = await fetch(kept.action, {
      method: 'POST',
      headers: { accept: 'application/json', ...sentFor(kept.account) },
      body,
      redirect: 'manual',
    })
    // Nobody is signed in here, or somebody else: it waits for the one who was there.
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403)
      return 'signed-out'
    if (answer.status >= 500 || answer.status === 429) return 'offline'
    if (answer.ok && answer.headers.get('content-type')?.startsWith('application/json')) return 'sent'
    const told = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const lines = [...told.querySelectorAll('.error-summary li, main p')].slice(0, 4)
    return { why: lines.map((line) => line.textContent?.trim()).join(' ') || String(answer.status) }
  } catch {
    return 'offline'
  }
}

/** Makes the plain form work without network: kept on the device with its photos, sent when there is a line. */
class SurveyForm {
  private photos: KeptSurvey['photos'] = []
  /** Those to be seen: a photo is shown once the device has it, for the page may be closed at any moment. */
  private shown: KeptSurvey['photos'] = this.photos
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly words: Words
  private readonly state: HTMLElement

  constructor(
    private readonly root: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    this.words = JSON.parse(root.dataset.words!) as Words
    this.state = root.querySelector('[data-survey-state]')!
  }

  async begin(): Promise<void> {
    const kept = await store.read(keyOf(this.root.dataset.survey!))
    const refused = this.root.querySelector('.error-summary') !== null
    if (kept && !refused) this.putBack(kept)
    else if (!refused) this.beginToday()
    this.form.addEventListener('input', () => this.changed())
    this.form.addEventListener('change', (event) => {
      const input = event.target as HTMLInputElement
      if (input.type === 'file') void this.take(input)
      else this.changed()
    })
    this.form.addEventListener('submit', (event) => {
      event.preventDefault()
      event.stopPropagation()
      if (this.form.reportValidity()) void this.keep(true).then(() => this.deliver())
    })
    this.root.querySelector('[data-locate]')?.addEventListener('click', () => this.locate())
    addEventListener('online', () => void this.deliver())
    if (kept?.ready) void this.deliver()
  }

  /** The day is the device's: a page kept since Monday is filled in on Wednesday. */
  private beginToday(): void {
    const [year, month, day] = new Date().toLocaleDateString('sv').split('-')
    this.form.querySelector<HTMLInputElement>('input[name=day]')!.value = `${day}/${month}/${year}`
  }

  /** The hour of the first photo or position, unless one was typed. */
  private noteTime(): void {
    const time = this.form.querySelector<HTMLInputElement>('input[name=time]')!
    if (time.value === '') time.value = new Date().toLocaleTimeString('sv').slice(0, 5)
  }

  private putBack(kept: KeptSurvey): void {
    for (const [name, value] of kept.fields)
      for (const field of this.form.elements as unknown as Iterable<HTMLInputElement>) {
        if (field.name !== name || field.type === 'file' || name === '_once') continue
        if (field.type === 'radio') field.checked = field.value === value
        else field.value = value
      }
    this.photos = kept.photos
    this.showPhotos(kept.photos)
    this.showPosition()
  }

  private changed(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.keep(false), 500)
  }

  /** Written to the device; nothing is said to be kept before it is. */
  private async keep(ready: boolean): Promise<void> {
    clearTimeout(this.timer)
    const fields = [...new FormData(this.form)].filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    )
    const { photos } = this
    const kept = await store.write({
      id: keyOf(this.root.dataset.survey!),
      account: accountHere(),
      dossier: this.root.dataset.survey!,
      action: this.form.action,
      title: document.querySelector('h1')?.textContent ?? '',
      fields,
      photos,
      ready,
    })
    if (photos !== this.shown) this.showPhotos(photos)
    const time = new Intl.DateTimeFormat('vi', { hour: '2-digit', minute: '2-digit' }).format(new Date())
    this.say(kept ? fillIn(this.words.draft!, { time }) : this.words.unkept!)
  }

  /** Tries again by itself: a line that drops an answer says nothing of it. */
  private readonly deliver = oneAtATime(async () => {
    for (let patience = 1_000; ; patience = Math.min(patience * 2, 20_000)) {
      const kept = await store.read(keyOf(this.root.dataset.survey!))
      if (!kept?.ready) return
      this.say(this.words.sending!)
      const sent = await send(kept)
      if (sent === 'offline') {
        this.say(this.words.waiting!)
        await pause(patience)
        continue
      }
      if (sent === 'sent') {
        await store.forget(kept.id)
        location.href = new URL(kept.action).pathname.replace('/khao-sat/', '/ho-so/')
      } else if (sent === 'signed-out') this.say(this.words.signedOut!)
      else {
        await store.write({ ...kept, ready: false })
        this.say(fillIn(this.words.refused!, { why: sent.why }))
      }
      return
    }
  })

  private async take(input: HTMLInputElement): Promise<void> {
    const files = [...(input.files ?? [])]
    input.value = ''
    for (const file of files) {
      // First made small, then added: a second photo may have come in meanwhile.
      const ready = await prepare(file)
      if (this.photos.length >= Number(this.root.dataset.most)) break
      this.photos = [...this.photos, ready]
    }
    this.noteTime()
    await this.keep(false)
  }

  private showPhotos(photos: KeptSurvey['photos']): void {
    this.shown = photos
    const list = this.root.querySelector('[data-photos]')!
    list.replaceChildren(
      ...photos.map((photo, index) => {
        const item = document.createElement('li')
        const picture = document.createElement('img')
        picture.src = URL.createObjectURL(photo.blob)
        picture.alt = photo.name
        const remove = document.createElement('button')
        remove.type = 'button'
        remove.className = 'button quiet small'
        remove.textContent = fillIn(this.words.removePhoto!, { number: index + 1 })
        remove.addEventListener('click', () => {
          this.photos = this.photos.filter((one) => one !== photo)
          void this.keep(false)
        })
        item.append(picture, remove)
        return item
      }),
    )
  }

  private locate(): void {
    const place = this.root.querySelector('[data-located]')!
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        for (const name of ['latitude', 'longitude', 'accuracy'] as const)
          this.form.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value = String(coords[name])
        this.noteTime()
        this.showPosition()
        void this.keep(false)
      },
      () => {
        place.textContent = this.words.locateFailed!
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  }

  private showPosition(): void {
    const read = (name: string) =>
      Number(this.form.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value)
    if (!this.form.querySelector<HTMLInputElement>('input[name=latitude]')!.value) return
    this.root.querySelector('[data-located]')!.textContent = fillIn(this.words.located!, {
      where: `${read('latitude').toFixed(5)}, ${read('longitude').toFixed(5)}`,
      accuracy: Math.round(read('accuracy')),
    })
  }

  private say(text: string): void {
    this.state.textContent = text
  }
}

/** The list: keeps its pages for use without network, and sends what waits. */
async function beginList(root: HTMLElement): Promise<void> {
  const words = JSON.parse(root.dataset.words!) as Words
  const waiting = (await store.all()).filter((one) => one.account === accountHere())
  for (const kept of waiting.filter((one) => one.ready))
    if ((await send(kept)) === 'sent') await store.forget(kept.id)
  const left = (await store.all()).filter((one) => one.account === accountHere())
  const place = root.querySelector('[data-survey-unsent]')!
  if (left.length > 0) {
    const line = document.createElement('p')
    line.textContent = `${fillIn(words.unsent!, { count: left.length })} `
    for (const kept of left) {
      const link = document.createElement('a')
      link.href = kept.action
      link.textContent = `${words.open!}: ${kept.title}`
      line.append(link, ' ')
    }
    place.append(line)
  }
  const worker = await keptBelow()
  const links = [...root.querySelectorAll<HTMLAnchorElement>('[data-survey-page]')]
  if (!worker || links.length === 0) return
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data?.type === 'progress' && data.done > 0)
      root.querySelector('[data-survey-kept]')!.textContent = fillIn(words.kept!, { count: data.done })
  })
  worker.postMessage({ type: 'download', urls: links.map((link) => link.pathname) })
}

/** These pages can be opened without network; only where the browser trusts the address. */
const keptBelow = () => workWithoutNetwork('/lam-viec/khao-sat/may-tho.js', '/lam-viec/khao-sat')

const list = document.querySelector<HTMLElement>('[data-survey-list]')
if (list) void beginList(list)
const root = document.querySelector<HTMLElement>('[data-survey]')
const surveyForm = root?.querySelector<HTMLFormElement>('form')
if (root && surveyForm) {
  const id = surveyForm.querySelector<HTMLInputElement>('input[name=surveyId]')!
  // A page shown again without network carries an old id: each visit gets one of its own.
  id.value = newKey()
  void new SurveyForm(root, surveyForm).begin()
  void keptBelow()
}
