import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { openApplication } from '../../src/application.ts'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import type { Route } from '../../src/platform/http/index.ts'
import { administer, urlOfDatabase } from '../factories/server.ts'
import type { Run } from './measure.ts'

const logins = ['van-phong-1', 'can-bo-thuy-xuan', 'bien-tap', 'chu-tich-hd', 'giam-sat', 'quan-tri', null]
const nowhere = '0190b5a0-0000-7000-8000-000000000000'

/** Text as nobody types it, but as machines send it. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '%00',
    '../../etc/passwd',
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '{{7*7}}',
    '𝕊𝕒𝕠'.repeat(200),
    'a'.repeat(10_000),
    '30/02/2024',
    '-1',
    '1e309',
    'NaN',
    '9'.repeat(40),
    '\u202e\u0000\ud800',
    'hoà'.normalize('NFD'),
    nowhere,
    'null',
    '[]',
    '__proto__',
  ),
)
const json = fc.jsonValue({ maxDepth: 3 })

/**
 * Every address of the application, as every role, with malformed input: `CASES` requests (10,000 if not said). Bad is
 * an answer of 5xx or a stack trace in it; afterwards every invariant must hold (nothing half-written).
 */
export const run: Run = async (note) => {
  const cases = Number(process.env.CASES ?? process.env.FUZZ_CASES ?? 10_000)
  const root = await mkdtemp(join(tmpdir(), 'saolang-fuzz-'))
  const cluster = await joinEmbedded(join(root, 'db'), 'guest')
  await administer(cluster.url, (client) => client.query('create database fuzz'))
  const config = readConfig({
    DATABASE_URL: urlOfDatabase(cluster.url, 'fuzz'),
    DATA_DIR: join(root, 'data'),
    LOG_LEVEL: 'silent',
    BASE_URL: 'http://localhost:3000',
  })
  if (!config.ok) throw new Error('no configuration')
  const application = await openApplication(config.value, { maxEventLoopDelay: 0 })
  try {
    const cookies = await Promise.all(logins.map((login) => cookieOf(application, login)))
    const routes = application.features.flatMap((feature) => feature.routes ?? [])
    const faults: string[] = []
    const statuses: Record<string, number> = {}
    let done = 0
    const arbitrary = fc.tuple(
      fc.constantFrom(...routes),
      fc.constantFrom(...cookies),
      fc.array(nasty, { minLength: 3, maxLength: 3 }),
      fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), nasty, { maxKeys: 6 }),
      json,
      fc.boolean(),
    )
    for (const given of fc.sample(arbitrary, { numRuns: cases, seed: 20_261_129 })) {
      const [route, cookie, parts, fields, body, isId] = given
      if (route.path === '/dang-xuat') continue
      const answer = await application.server.inject(
        request(route, cookie, parts, fields, body, isId) as never,
      )
      const status = `${Math.floor(answer.statusCode / 100)}xx`
      statuses[status] = (statuses[status] ?? 0) + 1
      if (answer.statusCode >= 500 || /\n\s+at .+:\d+:\d+/.test(answer.body))
        faults.push(
          `${answer.statusCode} ${route.method} ${route.path} ${JSON.stringify(given.slice(2)).slice(0, 300)}`,
        )
      if (++done % 1000 === 0) note(`${done} requests, ${faults.length} faults`)
    }
    for (const fault of faults.slice(0, 10)) note(fault)
    const broken: string[] = []
    for (const invariant of application.features.flatMap((feature) => feature.invariants ?? []))
      if ((await invariant.run(application.kernel.db)).length > 0) broken.push(invariant.name)
    for (const name of broken) note(`broken: ${name}`)
    return {
      fuzz: {
        value: faults.length,
        unit: 'faults (5xx or stack traces)',
        cases: done,
        addresses: routes.length,
        broken_invariants: broken.length,
        ...statuses,
      },
    }
  } finally {
    await application.close()
    await cluster.leave()
    await rm(root, { recursive: true, force: true })
  }
}

function request(
  route: Route,
  cookie: string,
  parts: readonly string[],
  fields: Record<string, string>,
  body: unknown,
  isId: boolean,
) {
  let at = 0
  const path = route.path.replace(/:\w+|\*/g, () =>
    isId ? nowhere : encodeURIComponent(safe(parts[at++ % 3]!)) || 'x',
  )
  const query = Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(safe(name))}=${encodeURIComponent(safe(value))}`)
    .join('&')
  const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) }
  if (route.method === 'GET') return { method: 'GET', url: `${path}?${query}`, headers }
  if (route.kind === 'form')
    return {
      method: route.method,
      url: path,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: query,
    }
  return {
    method: route.method,
    url: `${path}?${query}`,
    headers: { ...headers, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  }
}

/** Half a surrogate pair cannot be written in an address at all. */
const safe = (text: string) => text.replace(/[\ud800-\udfff]/g, '\u{fffd}')

async function cookieOf(
  { server }: Awaited<ReturnType<typeof openApplication>>,
  login: string | null,
): Promise<string> {
  if (!login) return ''
  const { headers } = await server.inject({
    method: 'POST',
    url: '/dang-nhap',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ login, password: demoPassword }).toString(),
  })
  return [headers['set-cookie']]
    .flat()
    .map((line) => String(line).split(';')[0])
    .join('; ')
}
