import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, inject } from 'vitest'
import { type Application, openApplication } from '../../src/application.ts'
import type { Clock } from '../../src/platform/clock/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { cloneDatabase } from './database.ts'
import { makeOnce, runFolder } from './server.ts'

/**
 * The whole application on a database of this test file's own; nothing listens, requests are injected. The demo
 * province is loaded once for all files that share its moment, and cloned.
 */
export async function testApplication({
  clock,
  demo = true,
  env = {},
}: {
  clock?: Clock
  demo?: boolean
  /** Settings beside the usual ones, as the environment would give them. */
  env?: Readonly<Record<string, string>>
} = {}): Promise<Application> {
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-test-'))
  const province = demo ? await demoProvince(clock) : undefined
  const database = await cloneDatabase(province?.template ?? inject('testTemplate'))
  if (province) await cp(province.dataDir, dataDir, { recursive: true })
  const application = await open(database.url, dataDir, { demo, clock, env })
  afterAll(async () => {
    await application.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return application
}

interface Opening {
  readonly demo: boolean
  readonly clock: Clock | undefined
  readonly env?: Readonly<Record<string, string>>
}

function open(url: string, dataDir: string, { demo, clock, env = {} }: Opening) {
  const bucket = inject('testBucket')
  const moment = momentOf(clock)
  const config = readConfig({
    // Files are kept by content: applications of one moment may share what the demo province stored.
    ...(bucket && { STORAGE_URL: `${bucket}/${moment}?tls=0` }),
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    DEMO: demo ? '1' : '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    BASE_URL: 'http://localhost:3000',
    ...env,
  })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  return openApplication(config.value, { maxEventLoopDelay: 0, ...(clock && { clock }) })
}

const momentOf = (clock: Clock | undefined) => (clock ? clock().getTime().toString(36) : 'today')

/** The demo province as of a moment (today, where no clock is set): a database to clone and its files. */
async function demoProvince(clock: Clock | undefined): Promise<{ template: string; dataDir: string }> {
  const moment = momentOf(clock)
  const run = inject('testRun')
  const dataDir = join(runFolder(run), moment)
  const template = await makeOnce(
    inject('testServer'),
    `test_${run}_demo_${moment}`,
    inject('testTemplate'),
    async (url) => {
      await mkdir(dataDir, { recursive: true })
      const application = await open(url, dataDir, { demo: true, clock })
      await application.close()
    },
  )
  return { template, dataDir }
}

/** What a page answered, as a test reads it. */
export interface Answer {
  readonly status: number
  readonly body: string
  /** The body as it came: a paper, a picture. */
  readonly bytes: Buffer
  readonly to: string | undefined
  readonly headers: Readonly<Record<string, unknown>>
}

/** A browser without script: keeps cookies, follows nothing by itself. `address` is where it seems to come from. */
export class Browser {
  private readonly jar = new Map<string, string>()

  constructor(
    private readonly application: Pick<Application, 'server'>,
    private readonly address = '203.0.113.7',
  ) {}

  get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send({ method: 'GET', url, headers })
  }

  /** Posts a form as a page of ours would. */
  post(
    url: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const pairs = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((each) => [name, String(each)]),
    )
    const payload = new URLSearchParams(pairs).toString()
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    return this.send({ method: 'POST', url, payload, headers: { ...form, ...headers } })
  }

  /** Posts a form with one file. */
  async upload(
    url: string,
    fields: Readonly<Record<string, string>>,
    file: { field: string; name: string; type: string; content: Uint8Array },
  ): Promise<Answer> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append(file.field, new Blob([new Uint8Array(file.content)], { type: file.type }), file.name)
    const made = new Response(form)
    const type = made.headers.get('content-type') ?? ''
    const payload = Buffer.from(await made.arrayBuffer())
    const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' }
    return this.send({ method: 'POST', url, payload, headers })
  }

  cookie(name: string): string | undefined {
    return this.jar.get(name)
  }

  /** All of them, as a request of another client carries them. */
  cookies(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  setCookie(name: string, value: string): void {
    this.jar.set(name, value)
  }

  private async send(request: {
    method: 'GET' | 'POST'
    url: string
    payload?: string | Buffer
    headers: Record<string, string>
  }): Promise<Answer> {
    const cookie = this.cookies()
    const ask = () =>
      this.application.server.inject({
        ...request,
        headers: { ...(cookie && { cookie }), 'user-agent': 'test', ...request.headers },
        remoteAddress: this.address,
      })
    let response = await ask()
    // A busy machine sheds load before a request is looked at: try again, as the answer says.
    for (let tries = 0; response.statusCode === 503 && tries < 40; tries++) {
      await sleep(500)
      response = await ask()
    }
    for (const { name, value, maxAge } of response.cookies) {
      if (value === '' || maxAge === 0) this.jar.delete(name)
      else this.jar.set(name, encodeURIComponent(value))
    }
    const { location } = response.headers
    return {
      status: response.statusCode,
      body: response.body,
      bytes: response.rawPayload,
      to: location === undefined ? undefined : String(location),
      headers: response.headers,
    }
  }
}
