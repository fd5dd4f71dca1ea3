import { compileSheet, type Score, scoreSheet } from '../../../rules/scoring/light.ts'
import type { SheetContent } from '../../../rules/sitting/index.ts'
import { unanswered } from '../../../rules/sitting/sheet-content.ts'
import { fillIn } from '../../../web/fill.ts'
import { Courier } from './browser/courier.ts'
import { choiceOf, contentOf, isTouched, showContent, spelled } from './browser/form-content.ts'
import { Keys } from './browser/keys.ts'
import { isUnsent, keptId, keptSheets, type Sent } from './browser/outbox.ts'
import { followStanding, layTasted, type OwnStanding } from './browser/standing.ts'
import { registerWorker } from './browser/worker.ts'

type Compiled = ReturnType<typeof compileSheet>

interface PageData {
  readonly sheet: Parameters<typeof compileSheet>[0]
  readonly bands: Parameters<typeof scoreSheet>[2]['bands']
  readonly content: SheetContent
  readonly words: Readonly<Record<string, string>>
  readonly answered: string
  readonly title: string
}

/** Makes the plain form quicker: running total, keys, one criterion at a time, kept on the device, sent when there is network. */
async function begin(root: HTMLElement, form: HTMLFormElement): Promise<void> {
  const data = JSON.parse(document.getElementById('sheet-law')!.textContent!) as PageData
  const compiled = compileSheet(data.sheet)
  const figures = new Figures(root, compiled, data)
  if (root.dataset.writable !== 'yes') {
    follow(root, null)
    void registerWorker()
    return
  }
  new Keys(root).begin()
  figures.show(contentOf(form))
  const courier = await courierOf(root, form, data, (sent) => say(root, data.words, sent, courier.unkept))
  figures.show(contentOf(form))
  const { ask } = follow(root, courier, ({ tasted }) => {
    if (tasted && layTasted(root, tasted, (code) => choiceOf(tasted[code]!))) figures.show(contentOf(form))
  })
  if (root.querySelector('[data-to-taste]')) void ask()
  let soon: ReturnType<typeof setTimeout> | undefined
  const changed = (delay: number) => {
    const content = contentOf(form)
    figures.show(content)
    void courier.change(content)
    clearTimeout(soon)
    soon = setTimeout(() => void courier.deliver(), delay)
  }
  form.addEventListener('change', () => changed(700))
  form.addEventListener('input', (event) => {
    if (event.target instanceof HTMLTextAreaElement) changed(1500)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    event.stopPropagation()
    const content = contentOf(form)
    if ((event.submitter as HTMLButtonElement | null)?.value !== 'seal') {
      void courier.change(content).then(() => courier.deliver())
      return
    }
    const confirmed = form.querySelector<HTMLInputElement>('#seal-confirm')
    const open = figures.show(content)
    if (!confirmed?.checked) confirmed?.focus()
    else if (open.length > 0)
      document.querySelector(`[data-leaf="${CSS.escape(open[0]!)}"]`)?.scrollIntoView()
    else void courier.seal(content)
  })
  const why = courier.kept.refused
  if (why !== undefined) say(root, data.words, { outcome: 'refused', why, fields: [] }, false)
  // What was there before anybody listened is kept like any other change.
  if (courier.kept.dirty) changed(700)
  addEventListener('online', () => void courier.deliver())
  addEventListener('focus', () => void courier.deliver())
  addEventListener('pagehide', () => void courier.deliver())
  void courier.deliver()
  void registerWorker()
}

/** A page that was overtaken is fetched anew, once for each state it learns of, and never while something typed is unsent. */
function follow(root: HTMLElement, courier: Courier | null, told: (now: OwnStanding) => void = () => {}) {
  const { account, sheet: item, sitting, round, revision, status } = root.dataset as Record<string, string>
  return followStanding({ account: account!, item: item!, sitting: sitting! }, (now) => {
    told(now)
    const kept = courier?.kept
    if (!navigator.onLine || (kept && isUnsent(kept))) return
    const opened = now.phase === 'scoring' && root.dataset.writable !== 'yes'
    const behind =
      now.round > Number(round) ||
      (now.round === Number(round) &&
        ((now.sealed && status !== 'sealed') ||
          (!now.sealed && (opened || now.revision > (kept?.revision ?? Number(revision))))))
    const mark = `${item}/${now.round}/${now.phase}/${now.revision}/${now.sealed}`
    if (!behind || sessionStorage.getItem('overtaken') === mark) return
    sessionStorage.setItem('overtaken', mark)
    location.reload()
  })
}

/** What this device kept of the sheet, laid over what the server sent: changes not yet saved, and those saved since the page was made. */
async function courierOf(
  root: HTMLElement,
  form: HTMLFormElement,
  data: PageData,
  told: (sent: Sent | { outcome: 'sending'; seal: boolean }) => void,
): Promise<Courier> {
  const { account, sheet: itemId, sitting, round, revision } = root.dataset as Record<string, string>
  const id = keptId(account!, itemId!, Number(round))
  const kept = await keptSheets.read(id).catch(() => undefined)
  // Without network the page may be one that was kept before the server had taken what this device knows.
  const isNewer = kept && (isUnsent(kept) || kept.revision > Number(revision))
  if (isNewer && kept.state === 'open') {
    showContent(form, kept.content)
    return new Courier(kept, told)
  }
  const typed = contentOf(form)
  const dirty = isTouched(form) || (Number(revision) > 0 && spelled(typed) !== spelled(data.content))
  return new Courier(
    {
      id,
      account: account!,
      sittingId: sitting!,
      itemId: itemId!,
      round: Number(round),
      revision: Number(revision),
      content: dirty ? typed : data.content,
      dirty,
      pending: null,
      state: 'open',
      title: data.title,
    },
    told,
  )
}

/** Totals by part and in all, and what is still open: by the same rules the server asks. */
class Figures {
  constructor(
    private readonly root: HTMLElement,
    private readonly compiled: Compiled,
    private readonly data: PageData,
  ) {}

  show(content: SheetContent): string[] {
    const scored = scoreSheet(this.compiled, content.answers, {
      bands: this.data.bands,
      findings: content.findings,
    })
    if (!scored.ok) return []
    const open = unanswered(this.compiled, content, scored.value)
    this.write(scored.value, open, Object.keys(content.answers).length)
    return open
  }

  private write(score: Score, open: readonly string[], done: number): void {
    const put = (selector: string, text: string) => {
      for (const place of this.root.querySelectorAll(selector)) place.textContent = text
    }
    put('[data-total]', String(score.points))
    for (const [part, points] of Object.entries(score.parts))
      put(`[data-part-points="${part}"]`, String(points))
    put('[data-answered]', fillIn(this.data.answered, { done, all: done + open.length }))
    const missing = open.length > 0 ? fillIn(this.data.words.missing!, { count: open.length }) : ''
    put('[data-missing]', open.length > 0 ? `${missing}: ${open.slice(0, 40).join(' ')}` : '')
  }
}

/** Tells the member where the sheet is: on the way, at the server, on this device only. */
function say(
  root: HTMLElement,
  words: PageData['words'],
  sent: Sent | { outcome: 'sending'; seal: boolean },
  unkept: boolean,
): void {
  if (sent.outcome === 'sending') root.dataset.sealing = sent.seal ? 'yes' : ''
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })
  const sealing = root.dataset.sealing === 'yes'
  const local = unkept
    ? { text: words.unkept!, tone: 'bad' }
    : { text: sealing ? words.sealedLocal! : words.local!, tone: 'warn' }
  const { text, tone } = {
    sending: { text: sealing ? words.sealing! : words.saving!, tone: '' },
    saved: { text: fillIn(words.saved!, { time: time.format(new Date()) }), tone: '' },
    sealed: { text: '', tone: '' },
    stale: { text: words.stale!, tone: 'bad' },
    closed: { text: words.closed!, tone: 'bad' },
    refused: { text: fillIn(words.failed!, { why: 'why' in sent ? sent.why : '' }), tone: 'bad' },
    offline: local,
    'signed-out': { text: words.signedOut!, tone: 'bad' },
    another: { text: words.signedOut!, tone: 'bad' },
  }[sent.outcome]
  const place = root.querySelector<HTMLElement>('[data-state]')!
  // What somebody else would tick here must not be sent as this member's later.
  if (sent.outcome !== 'sending') root.querySelector('form')!.inert = sent.outcome === 'another'
  place.textContent = text
  place.className = `sheet-state small ${tone}`
  if (sent.outcome === 'sealed' || sent.outcome === 'stale') location.reload()
}

const root = document.querySelector<HTMLElement>('[data-sheet]')
const form = root?.querySelector<HTMLFormElement>('form.sheet-form')
if (root && form) void begin(root, form)
