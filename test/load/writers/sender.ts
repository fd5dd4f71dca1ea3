import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Application } from '../../../src/application.ts'
import { demoPassword } from '../../../src/features/accounts/index.ts'

/** One request of a deed, as a browser or a program sends it. */
export interface Press {
  readonly login: string | null
  readonly method?: 'POST' | 'PATCH' | 'PUT'
  readonly url: string
  /** A list is a field sent several times. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>>
  /** With a file the form goes as multipart. */
  readonly file?: {
    readonly field: string
    readonly name: string
    readonly type: string
    readonly text: string | Uint8Array
  }
  readonly json?: unknown
}

export interface Sender {
  /** Sends until it is answered; the same name and content again is the same deed. Answers the status. */
  send(name: string, press: Press): Promise<number>
  page(login: string, url: string): Promise<string>
  find<Row = Record<string, string>>(sql: string, ...values: unknown[]): Promise<Row[]>
}

/** A uuid that belongs to a key: the same one whenever the deed is tried again. */
export function uuidOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const sameSite = { 'sec-fetch-site': 'same-origin' }
const done = [200, 201, 303]

export function senderTo({ server, kernel }: Application): Sender {
  const cookies = new Map<string, Promise<string>>()
  const cookieOf = (login: string): Promise<string> => {
    const kept = cookies.get(login)
    if (kept) return kept
    const signed = signIn(login)
    cookies.set(login, signed)
    signed.catch(() => cookies.delete(login))
    return signed
  }
  async function signIn(login: string): Promise<string> {
    const { statusCode, headers } = await server.inject({
      method: 'POST',
      url: '/dang-nhap',
      headers: { ...sameSite, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ login, password: demoPassword }).toString(),
    })
    if (statusCode !== 303) throw new Error(`${login} could not sign in: ${statusCode}`)
    return [headers['set-cookie']]
      .flat()
      .map((line) => String(line).split(';')[0])
      .join('; ')
  }

  async function once(name: string, press: Press) {
    const { type, payload } = bodyOf(press)
    const cookie = press.login ? await cookieOf(press.login) : undefined
    return server.inject({
      method: press.method ?? 'POST',
      url: press.url,
      headers: { ...sameSite, 'content-type': type, 'idempotency-key': name, ...(cookie && { cookie }) },
      payload,
      remoteAddress: `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.9`,
    })
  }

  return {
    async send(name, press) {
      for (let refusals = 0; ; ) {
        const answer = await once(name, press).catch((error) => complain(String(error)))
        // A replay without a kept answer says 409: it was done by the request whose answer nobody heard.
        if (answer && (done.includes(answer.statusCode) || answer.headers['idempotency-replayed'] === 'true'))
          return answer.statusCode
        // What the database, killed under us, could not answer is asked again; a refusal is for the teller to read.
        if (answer && answer.statusCode < 500 && ++refusals > 3) {
          complain(`${press.url}: ${answer.statusCode} ${textOf(answer.body)}`)
          return answer.statusCode
        }
        await sleep(50)
      }
    },
    async page(login, url) {
      for (;;) {
        const answer = await cookieOf(login)
          .then((cookie) => server.inject({ method: 'GET', url, headers: { cookie } }))
          .catch((error) => complain(String(error)))
        if (answer?.statusCode === 200) return answer.body
        complain(`${url}: ${answer?.statusCode}`)
        await sleep(50)
      }
    },
    async find<Row>(sql: string, ...values: unknown[]) {
      for (;;) {
        const found = await kernel.pool.query(sql, values).catch((error) => {
          if (String(error.code).startsWith('42')) throw error
          return complain(String(error))
        })
        if (found) return found.rows as Row[]
        await sleep(50)
      }
    },
  }
}

/** Why something is tried again, for whoever adds a deed (`CRASH_DEBUG=1`). */
function complain(why: string): undefined {
  if (process.env.CRASH_DEBUG) process.stderr.write(`${why}\n`)
  return undefined
}

const textOf = (html: string) =>
  html
    .replace(/^[\s\S]*<main/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 600)

const eachOf = (fields: NonNullable<Press['fields']>) =>
  Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as [string, string]),
  )

function bodyOf({ fields = {}, file, json }: Press): { type: string; payload: string | Buffer } {
  if (json !== undefined) return { type: 'application/json', payload: JSON.stringify(json) }
  if (!file)
    return {
      type: 'application/x-www-form-urlencoded',
      payload: new URLSearchParams(eachOf(fields)).toString(),
    }
  const line = '----saolang-crash'
  const parts = eachOf(fields).map(
    ([name, value]) => `--${line}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${line}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`
  return {
    type: `multipart/form-data; boundary=${line}`,
    payload: Buffer.concat([
      Buffer.from(`${parts.join('')}${head}`),
      Buffer.from(file.text as string),
      Buffer.from(`\r\n--${line}--\r\n`),
    ]),
  }
}
