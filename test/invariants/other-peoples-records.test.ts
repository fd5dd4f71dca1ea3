import { beforeAll, describe, expect, it } from 'vitest'
import type { Application } from '../../src/application.ts'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { Browser, testApplication } from '../factories/index.ts'

/**
 * Role × route × place, with the demo province's real records: each account walks from its desk and menu along the links it
 * is shown. What one account is shown, and another of the same role is not, must be closed to the other by its address too,
 * in both languages; and roles that never see dossiers open none of anybody's.
 */
let application: Application
const shown = new Map<string, Set<string>>()
const people = new Map<string, Browser>()

const pairs = [
  ['can-bo-thuy-xuan', 'can-bo-a-luoi-2'],
  ['htx-1', 'htx-2'],
] as const
const strangers = ['bien-tap', 'quan-tri'] as const

/** An address of one record: it carries an id. Others are lists and forms, whose content is checked by what they link to. */
const ofARecord = /^\/lam-viec\/[a-z0-9/-]*[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/
/** A fair, its call and its list of stalls are for every producer and commune; who applied stands on its page for its own alone. */
const everybodys = /^\/lam-viec\/xuc-tien\/[0-9a-f-]{36}(\/|$)/
const deepest = 3
const mostPages = 60

async function walk(person: Browser): Promise<Set<string>> {
  const seen = new Set<string>(['/lam-viec'])
  let edge = ['/lam-viec']
  let pages = 0
  for (let depth = 0; depth < deepest && edge.length > 0; depth++) {
    const next: string[] = []
    for (const path of edge) {
      if (++pages > mostPages) return seen
      const { status, body, headers } = await person.get(path)
      if (status !== 200 || !String(headers['content-type']).startsWith('text/html')) continue
      for (const [, href] of body.matchAll(/href="(\/lam-viec[^"#?]*)/g)) {
        const link = href!.replace(/&amp;/g, '&')
        if (seen.has(link)) continue
        seen.add(link)
        next.push(link)
      }
    }
    edge = next
  }
  return seen
}

const recordsOf = (username: string) =>
  [...shown.get(username)!].filter((path) => ofARecord.test(path) && !everybodys.test(path))

beforeAll(async () => {
  application = await testApplication({ demo: true })
  const producers = await application.kernel.db
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.username'])
    .where('g.role', '=', 'producer')
    .where('a.is_demo', '=', true)
    .orderBy('a.username')
    .limit(2)
    .execute()
  const names = new Map<string, string>([
    ['htx-1', producers[0]!.username],
    ['htx-2', producers[1]!.username],
  ])
  for (const [index, key] of [...pairs.flat(), ...strangers].entries()) {
    const person = new Browser(application, `198.51.100.${100 + index}`)
    const login = names.get(key) ?? key
    expect((await person.post('/dang-nhap', { login, password: demoPassword })).status, login).toBe(303)
    people.set(key, person)
  }
  for (const key of pairs.flat()) shown.set(key, await walk(people.get(key)!))
}, 240_000)

describe('by its address nobody opens', () => {
  it.each([...pairs, ...pairs.map(([a, b]) => [b, a] as const)])(
    'as %s what only %s is shown',
    async (who, owner) => {
      const theirs = recordsOf(owner).filter((path) => !shown.get(who)!.has(path))
      const open: string[] = []
      for (const path of theirs)
        for (const address of [path, `/en${path}`]) {
          const { status } = await people.get(who)!.get(address)
          if (status === 200) open.push(address)
          expect(status, address).toBeLessThan(500)
        }
      expect(theirs.length, `${owner} is shown records that ${who} is not`).toBeGreaterThan(2)
      expect(open).toEqual([])
    },
    120_000,
  )

  it.each(strangers)(
    'as %s a record of a producer, a dossier or its papers',
    async (who) => {
      const all = [...new Set(pairs.flat().flatMap(recordsOf))].filter((path) =>
        /^\/lam-viec\/(ho-so|chu-the|san-pham|tai-lieu)\//.test(path),
      )
      expect(all.length).toBeGreaterThan(5)
      const open: string[] = []
      for (const path of all) if ((await people.get(who)!.get(path)).status === 200) open.push(path)
      expect(open).toEqual([])
    },
    120_000,
  )

  it('as a visitor anything of the work area', async () => {
    const visitor = new Browser(application, '203.0.113.200')
    for (const path of new Set(pairs.flat().flatMap(recordsOf))) {
      const { status, to } = await visitor.get(path)
      expect([status, to?.split('?')[0]], path).toEqual([303, '/dang-nhap'])
    }
  }, 120_000)
})
