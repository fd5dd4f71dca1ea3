import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Application } from '../../src/application.ts'
import { demoPassword } from '../../src/features/accounts/index.ts'
import type { Route } from '../../src/platform/http/index.ts'
import {
  type Actor,
  MATRIX,
  mayAnywhere,
  PERMISSIONS,
  type Permission,
  type Role,
} from '../../src/rules/permissions/index.ts'
import { Browser, testApplication } from '../factories/index.ts'

let application: Application
let routes: readonly Route[]
const visitors = new Map<string, Browser>()

/** One account of the demo province for each role that signs in. */
const accounts = [
  'chu-the-doi-may',
  'can-bo-thuy-xuan',
  'van-phong-1',
  'to-tu-van-1',
  'chu-tich-hd',
  'thu-ky-hd',
  'hoi-dong-1',
  'lanh-dao',
  'so-nnmt',
  'kiem-tra',
  'bien-tap',
  'giam-sat',
  'quan-tri',
] as const

beforeAll(async () => {
  application = await testApplication({ demo: true })
  routes = application.features.flatMap((feature) => feature.routes ?? [])
  for (const [index, username] of accounts.entries()) {
    const browser = new Browser(application, `198.51.100.${index + 1}`)
    const answer = await browser.post('/dang-nhap', { login: username, password: demoPassword })
    expect(answer.status, `${username} signs in`).toBe(303)
    visitors.set(username, browser)
  }
}, 240_000)

const isPublic = (route: Route) => 'public' in MATRIX[route.permission as Permission]
const onlyReckons = new Set(['/api/v1/articles/clean'])
const plain = (route: Route) => !route.path.includes(':')

describe('every address', () => {
  test('names a row of the permission matrix; whatever writes names its audit line', () => {
    for (const route of routes) {
      expect(PERMISSIONS, route.path).toContain(route.permission)
      // An address that only reckons (the score of a trial, pasted text made clean) leaves nothing to write down.
      if (route.method !== 'GET' && !isPublic(route) && !onlyReckons.has(route.path))
        expect(route.audit, `${route.method} ${route.path}`).not.toBeNull()
    }
  })

  test('that is not public turns a visitor away, in both languages', async () => {
    const visitor = new Browser(application, '203.0.113.9')
    for (const route of routes.filter((each) => !isPublic(each) && each.method === 'GET')) {
      const path = route.path.replace(/:\w+/g, '0190b5a0-0000-7000-8000-000000000000')
      for (const address of route.kind === 'api' ? [path] : [path, `/en${path}`]) {
        const { status } = await visitor.get(address)
        expect([303, 401], `${address} answered ${status}`).toContain(status)
      }
    }
  })

  test('answers each role with a page or a refusal, and never with a fault', async () => {
    for (const [username, browser] of visitors) {
      for (const route of routes.filter((each) => each.kind === 'page' && plain(each))) {
        const { status } = await browser.get(route.path)
        expect(status, `${username} ${route.path}`).toBeLessThan(500)
        if (isPublic(route)) expect([200, 301, 303, 404], `${username} ${route.path}`).toContain(status)
      }
    }
  }, 240_000)

  test('of a record that is not there says so to everybody who may ask', async () => {
    const nowhere = '0190b5a0-0000-7000-8000-000000000000'
    for (const [username, browser] of visitors) {
      for (const route of routes.filter((each) => each.kind === 'page' && !plain(each))) {
        const { status, body } = await browser.get(route.path.replace(/:\w+/g, nowhere))
        expect(status, `${username} ${route.path}`).toBeLessThan(500)
        expect(body).not.toMatch(/\n\s+at .+:\d+:\d+/)
      }
    }
  }, 240_000)
})

describe('malformed input', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      '',
      '../../etc/passwd',
      '%00',
      "' OR 1=1 --",
      '<script>alert(1)</script>',
      '𝕊𝕒𝕠'.repeat(400),
      'a'.repeat(10_000),
      '30/02/2024',
      '-1',
      '1e309',
      'NaN',
      '\u202e',
      'hoà'.normalize('NFD'),
    ),
  )

  test('the zero character, which the database cannot hold, is the sender’s fault', async () => {
    const visitor = new Browser(application, '203.0.113.9')
    expect((await visitor.get('/san-pham/%00')).status).toBe(400)
    expect((await visitor.get('/san-pham?q=a%00b')).status).toBeLessThan(500)
  })

  test('in an address is answered without a fault', async () => {
    const visitor = new Browser(application, '203.0.113.10')
    const open = routes.filter((route) => route.method === 'GET' && isPublic(route))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...open), nasty, nasty, async (route, part, query) => {
        const path = route.path.replace(/:\w+/g, encodeURIComponent(part) || 'x')
        const { status, body } = await visitor.get(
          `${path}?q=${encodeURIComponent(query)}&ngay=${encodeURIComponent(query)}&trang=${encodeURIComponent(part)}`,
        )
        expect(status, path).toBeLessThan(500)
        expect(body).not.toMatch(/\n\s+at .+:\d+:\d+/)
      }),
      { numRuns: 400 },
    )
  }, 240_000)

  test('in a form is answered without a fault and leaves the audit chain whole', async () => {
    const forms = routes.filter((route) => route.kind === 'form' && route.path !== '/dang-xuat')
    const people = [...visitors.entries()]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...forms),
        fc.constantFrom(...people),
        fc.dictionary(
          fc.constantFrom(
            'title',
            'name',
            'number',
            'version',
            'reason',
            'body',
            'dossier',
            'issuedOn',
            '__proto__',
          ),
          nasty,
        ),
        async (route, [username, browser], fields) => {
          const path = route.path.replace(/:\w+/g, '0190b5a0-0000-7000-8000-000000000000')
          const { status } = await browser.post(path, fields)
          expect(status, `${username} ${path}`).toBeLessThan(500)
        },
      ),
      { numRuns: 300 },
    )
    for (const invariant of application.features.flatMap((feature) => feature.invariants ?? []))
      expect(await invariant.run(application.kernel.db), invariant.name).toEqual([])
  }, 240_000)

  test('from another site is refused before it is read', async () => {
    const [, browser] = [...visitors][0]!
    const { status } = await browser.post(
      '/lam-viec/tin-bai/moi',
      { title: 'x' },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect(status).toBe(403)
  })
})

describe('the matrix is asked, not the menu', () => {
  const nowhere = '0190b5a0-0000-7000-8000-000000000000'
  /** What the account may anywhere, by the grants it holds. */
  async function rolesOf(username: string): Promise<(permission: string) => boolean> {
    const { id } = await application.kernel.db
      .selectFrom('account')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
    const grants = await application.kernel.db
      .selectFrom('role_grant')
      .selectAll()
      .where('account_id', '=', id)
      .where('ended_at', 'is', null)
      .execute()
    const actor: Actor = {
      accountId: id,
      name: username,
      lang: 'vi',
      grants: grants.map((grant) => ({
        role: grant.role as Role,
        place: grant.place_code,
        agencyId: grant.agency_id,
        ...(grant.producer_id && { producerIds: [grant.producer_id] }),
        from: '2000-01-01',
        to: null,
      })),
    }
    return (permission) => mayAnywhere(actor, permission as Permission, '2026-11-23')
  }
  const filled = (route: Route) => route.path.replace(/:\w+/g, nowhere)

  test.each(accounts)(
    'as %s an address of a permission not held is refused, read or written, page or API',
    async (username) => {
      const browser = visitors.get(username)!
      const may = await rolesOf(username)
      const asked = routes.filter((route) => route.method === 'GET' || route.method === 'POST')
      const barred = asked.filter((route) => !isPublic(route) && !may(route.permission))
      expect(barred.length).toBeGreaterThan(10)
      for (const route of barred) {
        const { status } =
          route.method === 'GET' ? await browser.get(filled(route)) : await browser.post(filled(route), {})
        expect(status, `${route.method} ${route.path}`).toBe(403)
      }
    },
    240_000,
  )

  test.each(accounts)(
    'as %s no list of a permission that is held is refused',
    async (username) => {
      const browser = visitors.get(username)!
      const may = await rolesOf(username)
      const open = routes.filter((route) => route.kind === 'page' && plain(route) && may(route.permission))
      expect(open.length).toBeGreaterThan(10)
      for (const route of open) {
        const { status } = await browser.get(route.path)
        expect([200, 301, 303, 404], `${route.path} answered ${status}`).toContain(status)
      }
    },
    240_000,
  )
})
