import { pause } from './pause.ts'
import { deviceStore, newKey, sentFor } from './store.ts'

/** Something this device has to send. It stays until the server has answered, through crash, sign-out and days without network. */
export interface Letter {
  /** Names what it is about: a later letter of the same name takes the place of one that has not gone. */
  readonly id: string
  readonly account: string
  /** Letters go in this order. */
  readonly order: number
  /** Made anew with each writing; sent as `Idempotency-Key`, so that what arrives twice is done once. */
  readonly key: string
  readonly url: string
  /** Sent as JSON; or as a form, if there is a file. */
  readonly body: Readonly<Record<string, unknown>>
  readonly file?: { readonly field: string; readonly blob: Blob; readonly name: string } | undefined
  /** The letter without which this one must not go: while that one is refused, this one waits. */
  readonly after?: string | undefined
  /** What the server said when it refused; kept, and not sent again by itself. */
  readonly refused?: string | undefined
}

export type Delivery =
  | { readonly outcome: 'sending' | 'offline' | 'signed-out' | 'all-sent'; readonly waiting: number }
  | {
      readonly outcome: 'answered'
      readonly letter: Letter
      readonly answer: unknown
      readonly waiting: number
    }
  | { readonly outcome: 'refused'; readonly letter: Letter; readonly why: string; readonly waiting: number }

const store = deviceStore<Letter>('outbox')

/** Sends the letters of one account, one after the other; what cannot go now goes when the network is back. */
export class Outbox {
  /** The device refused to keep something: it is sent from this page, and lost with it. */
  unkept = false
  private running: Promise<void> | undefined

  constructor(
    private readonly account: string,
    /** What is noted of an answer is noted before the next is told. */
    private readonly told: (delivery: Delivery) => unknown,
  ) {}

  async put(letter: Omit<Letter, 'account' | 'key' | 'refused'>): Promise<void> {
    if (!(await store.write({ ...letter, account: this.account, key: newKey() }))) this.unkept = true
    void this.deliver()
  }

  /** Sends what was refused once more, as a new letter: the answer to the old one stays what it was. */
  async again({ account: _, key: __, refused: ___, ...letter }: Letter): Promise<void> {
    await this.put(letter)
  }

  async waiting(): Promise<Letter[]> {
    const all = await store.all()
    return all.filter((letter) => letter.account === this.account).sort((a, b) => a.order - b.order)
  }

  /** Safe to call at any time. */
  deliver(): Promise<void> {
    this.running ??= this.run().finally(() => {
      this.running = undefined
    })
    return this.running
  }

  private async run(): Promise<void> {
    let patience = 1_000
    for (;;) {
      const all = await this.waiting()
      const letters = all.filter(({ refused }) => refused === undefined)
      const letter = letters.find(({ after }) => all.every(({ id }) => id !== after))
      if (!letter) {
        const refused = all.find((each) => each.refused !== undefined)
        if (refused)
          this.told({
            outcome: 'refused',
            letter: refused,
            why: refused.refused!,
            waiting: letters.length,
          })
        else {
          this.unkept = false
          this.told({ outcome: 'all-sent', waiting: 0 })
        }
        return
      }
      this.told({ outcome: 'sending', waiting: letters.length })
      const sent = await send(letter)
      if (sent.outcome === 'offline' || sent.outcome === 'signed-out') {
        this.told({ outcome: sent.outcome, waiting: letters.length })
        await pause(patience)
        patience = Math.min(patience * 2, 20_000)
        continue
      }
      patience = 1_000
      const still = await store.read(letter.id)
      if (sent.outcome === 'refused') {
        // Only what was refused: written anew meanwhile, it has not been asked about and goes next.
        if (still?.key === letter.key) await store.write({ ...letter, refused: sent.why })
        this.told({ outcome: 'refused', letter, why: sent.why, waiting: letters.length - 1 })
        continue
      }
      // Written anew while this one was on its way: the newer one goes next.
      if (still?.key === letter.key) await store.forget(letter.id)
      const { answer } = sent
      await this.told({ outcome: 'answered', letter, answer, waiting: letters.length - 1 })
    }
  }
}

type Sent =
  | { readonly outcome: 'answered'; readonly answer: unknown }
  | { readonly outcome: 'offline' }
  | { readonly outcome: 'signed-out' }
  | { readonly outcome: 'refused'; readonly why: string }

async function send(letter: Letter): Promise<Sent> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': document.documentElement.lang || 'vi',
    'idempotency-key': letter.key,
    ...sentFor(letter.account),
  }
  let answer: Response
  try {
    answer = await fetch(letter.url, {
      method: 'POST',
      headers: letter.file ? headers : { ...headers, 'content-type': 'application/json' },
      body: bodyOf(letter),
      redirect: 'manual',
    })
  } catch {
    return { outcome: 'offline' }
  }
  // Nobody is signed in here, or somebody else: it waits for the one whose letter it is.
  if (answer.status === 401 || answer.status === 403 || answer.type === 'opaqueredirect')
    return { outcome: 'signed-out' }
  if (answer.status >= 500 || answer.status === 429) return { outcome: 'offline' }
  if (answer.ok) return { outcome: 'answered', answer: await answer.json().catch(() => null) }
  const problem = (await answer.json().catch(() => null)) as {
    title?: string
    errors?: readonly { detail: string }[]
  } | null
  const why = problem?.errors?.map((error) => error.detail).join(' ') || problem?.title
  return { outcome: 'refused', why: why ?? String(answer.status) }
}

function bodyOf(letter: Letter): BodyInit {
  if (!letter.file) return JSON.stringify(letter.body)
  const form = new FormData()
  for (const [name, value] of Object.entries(letter.body)) form.set(name, String(value))
  form.set(letter.file.field, letter.file.blob, letter.file.name)
  return form
}
