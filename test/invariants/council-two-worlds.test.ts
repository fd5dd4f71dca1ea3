import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Application } from '../../src/application.ts'
import { demoPassword } from '../../src/features/accounts/index.ts'
import type { Actor } from '../../src/platform/command/index.ts'
import { type CouncilWorld, regulation, worldOnApplication } from '../factories/council-world.ts'
import { type Answer, Browser, fixedClock, testApplication } from '../factories/index.ts'
import { docxText, pdfText } from '../factories/papers.ts'
import { fixedAnswers } from '../golden/answers.ts'

/**
 * Two worlds that differ in one hidden fact must look alike to whom it is hidden from. The fact: what happens to a dossier a member
 * is in conflict with. Every address of the house is asked by that member before and after, and every byte is compared.
 */
let application: Application
let world: CouncilWorld
let barred: Actor
let browser: Browser
let sittingId: string
let memberIds: string[]
let hidden: { dossierId: string; producerId: string; itemId: string }
let open: { dossierId: string; itemId: string }

/** What a list, a count or an export might be asked for; an address that takes no question answers as without it. */
const questions = [`?q=${encodeURIComponent('Ẩn Giấu')}`]
const clock = fixedClock('2026-06-15')
const nobody = '0190b5a0-0000-7000-8000-000000000000'

async function signIn(actor: Actor, address: string): Promise<Browser> {
  const row = await world.kernel.db
    .selectFrom('account')
    .select('username')
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
  const person = new Browser(application, address)
  const answer = await person.post('/dang-nhap', { login: row.username, password: demoPassword })
  expect(answer.status).toBe(303)
  return person
}

beforeAll(async () => {
  application = await testApplication({ clock, demo: true })
  world = await worldOnApplication(application.kernel, clock)
  barred = world.members[2]!
  const producerId = await world.producer({ name: 'HTX Ẩn Giấu' })
  const other = await world.producer({ name: 'HTX Công Khai' })
  const hiddenDossier = await world.dossier(producerId)
  const openDossier = await world.dossier(other)
  const sitting = await world.sitting([hiddenDossier, openDossier])
  sittingId = sitting.sittingId
  memberIds = sitting.memberIds
  hidden = { dossierId: hiddenDossier, producerId, itemId: sitting.itemIds[0]! }
  open = { dossierId: openDossier, itemId: sitting.itemIds[1]! }
  await world.run(barred, (ctx) =>
    world.councils.declareConflict(ctx, { sittingId, itemId: hidden.itemId, note: 'Anh ruột là giám đốc' }),
  )
  await world.run(world.chair, (ctx) =>
    world.councils.openScoring(ctx, { sittingId, itemIds: [open.itemId] }),
  )
  browser = await signIn(barred, '203.0.113.50')
}, 240_000)

/** Every address that is read, with every id that could mean something in its places. */
function addresses(ids: readonly string[]): string[] {
  const routes = application.features.flatMap((feature) => feature.routes ?? [])
  const reading = routes.filter(
    (route) =>
      route.method === 'GET' && /^\/(lam-viec|api)/.test(route.path) && !route.path.endsWith('/luong'),
  )
  return reading.flatMap((route) => {
    const places = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
    const fillings = places.reduce<string[][]>(
      (lists) => lists.flatMap((list) => ids.map((id) => [...list, id])),
      [[]],
    )
    const paths = fillings.map((list) => list.reduce((path, id) => path.replace(/:\w+/, id), route.path))
    const asked =
      places.length === 0 ? paths.flatMap((path) => [path, ...questions.map((q) => path + q)]) : paths
    return route.kind === 'api' ? asked : asked.flatMap((path) => [path, `/en${path}`])
  })
}

/** What differs between any two answers: keys made for each form, request ids. */
const settled = (body: string) =>
  body.replace(/name="(key|_once)" value="[^"]+"/g, 'name="$1"').replace(/"req-[^"]+"/g, '"req"')

/** What an answer says: a paper is read, not its packed bytes (a DOCX carries the time it was made). */
async function said({ headers, bytes, body }: Answer): Promise<string> {
  const type = String(headers['content-type'])
  if (type.startsWith('application/pdf')) return pdfText(bytes)
  if (type.includes('wordprocessingml')) return docxText(bytes)
  return settled(body)
}

async function look(ids: readonly string[], who = browser, where = /./): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (const address of addresses(ids).filter((one) => where.test(one))) {
    const answer = await who.get(address)
    expect(answer.status, address).toBeLessThan(500)
    seen.set(address, `${answer.status} ${await said(answer)}`)
  }
  return seen
}

const sheet = regulation.sheet('qd26-2026', 1)!
const content = { answers: fixedAnswers(sheet, 0), findings: [], reasons: {}, opinion: 'Ý KIẾN KÍN' }

/** Everything that can happen to a dossier in a council, short of a decision. */
async function theHiddenFact(): Promise<string> {
  const { itemId } = hidden
  const { councils, run, chair, secretary, members } = world
  await run(secretary, (ctx) =>
    councils.act(ctx, sittingId, { action: 'code-sample', detail: { itemId, sampleCode: 'K77' } }),
  )
  await run(chair, (ctx) => councils.act(ctx, sittingId, { action: 'call-item', detail: { itemId } }))
  await run(chair, (ctx) => councils.openScoring(ctx, { sittingId, itemIds: [itemId] }))
  for (const member of [chair, ...members].filter((one) => one !== barred))
    await run(member, (ctx) =>
      councils.seal(ctx, { itemId, key: randomUUID(), baseRevision: 0, round: 1, content, device: null }),
    )
  await run(chair, (ctx) => councils.openSheets(ctx, { sittingId, itemId }))
  await run(secretary, (ctx) =>
    councils.act(ctx, sittingId, { action: 'note', detail: { itemId, text: 'GHI CHÚ KÍN' } }),
  )
  const agreed = await run(chair, (ctx) => councils.agree(ctx, { sittingId, itemId }))
  return agreed.resultId
}

describe('a member in conflict', () => {
  test('sees the same bytes at every address, whatever happens to the dossier', async () => {
    const { db } = world.kernel
    const council = await db
      .selectFrom('sitting')
      .select('council_id')
      .where('id', '=', sittingId)
      .executeTakeFirstOrThrow()
    const ids = [
      sittingId,
      council.council_id,
      hidden.dossierId,
      hidden.itemId,
      open.itemId,
      hidden.producerId,
    ]
    const before = await look(ids)
    const resultId = await theHiddenFact()
    const after = await look(ids)
    const differing = [...before]
      .filter(([address, seen]) => after.get(address) !== seen)
      .map(([address]) => address)
    expect(differing).toEqual([])
    expect(before.size).toBeGreaterThan(300)
    // What the fact itself made is as unknown as what never was.
    for (const path of [`/lam-viec/ket-qua/${resultId}`, `/lam-viec/ket-qua-cua-toi/${hidden.dossierId}`]) {
      const asked = await browser.get(path)
      const never = await browser.get(path.replace(/[0-9a-f-]{36}/, nobody))
      expect([
        asked.status,
        settled(asked.body).replaceAll(resultId, '').replaceAll(hidden.dossierId, ''),
      ]).toEqual([never.status, settled(never.body).replaceAll(nobody, '')])
    }
  }, 240_000)

  test('finds no word of the hidden product in anything it may read', async () => {
    const all = [...(await look([sittingId, hidden.itemId, hidden.dossierId, open.itemId]))]
    for (const [address, seen] of all)
      expect(seen, address).not.toMatch(/HTX Ẩn Giấu|K77|GHI CHÚ KÍN|Ý KIẾN KÍN/)
    expect(all.some(([, seen]) => seen.includes('HTX Công Khai'))).toBe(true)
    // Papers are among what was read, as text.
    expect(
      all.filter(([address, seen]) => /\.(pdf|docx)$/.test(address) && seen.length > 200).length,
    ).toBeGreaterThan(1)
  }, 240_000)

  test('is answered alike for what is hidden and for what never was, whatever it sends and wherever to', async () => {
    const routes = application.features
      .flatMap((feature) => feature.routes ?? [])
      .filter((route) => route.method !== 'GET' && /^\/(lam-viec|api)/.test(route.path))
      .filter((route) => route.path.includes('/:') || route.path.startsWith('/lam-viec/phien-hop'))
    const named = (id: string) => ({
      ...{ itemId: id, dossierId: id, dossiers: id, memberId: memberIds[2]!, sampleCode: 'K77' },
      ...{ step: 'call-item', do: 'save', reason: 'x', note: 'x', round: '1', by: '1', present: 'yes' },
    })
    const ask = async (path: string, id: string) => {
      const places = [...path.matchAll(/:\w+/g)]
      const first = path.includes('/phien-hop/:id') || path.includes('/sittings/:id')
      const to = places.reduce(
        (made, _, at) => made.replace(/:\w+/, at === 0 && first ? sittingId : id),
        path,
      )
      const { status, body } = await browser.post(to, { ...named(id), key: nobody })
      return [status, settled(body).replaceAll(id, '')]
    }
    const differing: string[] = []
    for (const { path } of routes)
      for (const id of [hidden.itemId, hidden.dossierId])
        if (JSON.stringify(await ask(path, id)) !== JSON.stringify(await ask(path, nobody)))
          differing.push(path)
    expect(differing).toEqual([])
    expect(routes.length).toBeGreaterThan(100)
  }, 240_000)

  test('takes as many questions to the database to be told “not found” for a hidden item as for none', async () => {
    const asked = { count: 0 }
    const heard = new WeakSet<object>()
    const { pool } = application.kernel
    const listen = (client: { query: (...given: never[]) => unknown }) => {
      if (heard.has(client)) return
      heard.add(client)
      const query = client.query.bind(client)
      client.query = (...given: never[]) => {
        asked.count += 1
        return query(...given)
      }
    }
    pool.on('acquire', listen as never)
    const effort = async (path: string) => {
      const before = asked.count
      const { status } = await browser.get(path)
      return { status, questions: asked.count - before }
    }
    const base = `/lam-viec/phien-hop/${sittingId}`
    for (const path of [
      `${base}/cham/ID`,
      `${base}/san-pham/ID`,
      `${base}/khai-bao/ID`,
      `${base}/cham/ID/bien-nhan`,
    ])
      expect(await effort(path.replace('ID', hidden.itemId)), path).toEqual(
        await effort(path.replace('ID', nobody)),
      )
    pool.removeListener('acquire', listen as never)
  })
})

test('who tastes blind sees the same bytes whichever code is whose', async () => {
  const { councils, run, secretary, chair } = world
  const producerId = await world.producer({ name: 'HTX Nếm Thử' })
  const dossierIds = [await world.dossier(producerId), await world.dossier(producerId)]
  const { councilId } = await world.found()
  const plan = { councilId, roundId: null, mode: 'meeting', heldOn: '2026-06-15', venue: null } as const
  const { sittingId: tasting } = await run(secretary, (ctx) =>
    councils.plan(ctx, { ...plan, deadline: null }),
  )
  await run(secretary, (ctx) => councils.addItems(ctx, { sittingId: tasting, dossierIds }))
  const { rows: items } = await sql<{ id: string }>`
    SELECT id FROM sitting_item WHERE sitting_id = ${tasting} ORDER BY ordinal`.execute(world.kernel.db)
  const code = (itemId: string, sampleCode: string | null) =>
    run(secretary, (ctx) =>
      councils.act(ctx, tasting, { action: 'code-sample', detail: { itemId, sampleCode } }),
    )
  await run(secretary, (ctx) =>
    councils.act(ctx, tasting, { action: 'set-tasting', detail: { blind: true } }),
  )
  await code(items[0]!.id, 'M01')
  await code(items[1]!.id, 'M02')
  await run(secretary, (ctx) => councils.convene(ctx, tasting))
  const who = [
    await signIn(world.members[4]!, '203.0.113.71'),
    await signIn(chair, '203.0.113.72'),
    await signIn(world.office, '203.0.113.73'),
  ]
  const council = /phien-hop|hoi-dong|to-trinh|ket-qua|viec-cua-toi|sittings/
  const looks = () =>
    Promise.all(who.map((one) => look([tasting, items[0]!.id, dossierIds[0]!], one, council)))
  const before = await looks()
  for (const [index, sampleCode] of [null, 'M01', 'M02'].entries())
    await code(items[[0, 1, 0][index]!]!.id, sampleCode)
  const after = await looks()
  const differing = (index: number) =>
    [...before[index]!]
      .filter(([address, seen]) => after[index]!.get(address) !== seen)
      .map(([address]) => address)
  expect(differing(0)).toEqual([])
  expect(differing(1)).toEqual([])
  // The office does not taste: it may see what the secretary sees.
  expect(differing(2).length).toBeGreaterThan(0)
}, 240_000)

describe('before the phase opens', () => {
  const sheetOf = (answers: Readonly<Record<string, unknown>>, opinion: string) => ({
    ...{ itemId: open.itemId, key: randomUUID(), round: 1, device: null },
    content: { ...content, answers, opinion } as typeof content,
  })
  const readers = async () => [
    await signIn(await world.person('Quản trị kín', ['administrator']), '203.0.113.60'),
    await signIn(world.secretary, '203.0.113.61'),
    await signIn(world.chair, '203.0.113.62'),
    await signIn(world.members[1]!, '203.0.113.64'),
  ]
  const council = /phien-hop|to-trinh|ket-qua|viec-cua-toi|sittings/

  test('two sheets of other points look alike to everybody else', async () => {
    const { councils, run, members } = world
    const others = await readers()
    const ids = [sittingId, open.itemId, open.dossierId, memberIds[1]!]
    const looks = () => Promise.all(others.map((one) => look(ids, one, council)))
    const other = fixedAnswers(sheet, 1)
    expect(other).not.toEqual(content.answers)
    const first = await run(members[0]!, (ctx) =>
      councils.save(ctx, { ...sheetOf(content.answers, 'DẤU VẾT MỘT'), baseRevision: 0 }),
    )
    expect(first).toMatchObject({ outcome: 'saved', revision: 1 })
    const before = await looks()
    const second = await run(members[0]!, (ctx) =>
      councils.save(ctx, { ...sheetOf(other, 'DẤU VẾT HAI'), baseRevision: 1 }),
    )
    expect(second).toMatchObject({ outcome: 'saved', revision: 2 })
    const after = await looks()
    for (const [index, seen] of before.entries()) {
      const differing = [...seen].filter(([address, text]) => after[index]!.get(address) !== text)
      expect(
        differing.map(([address]) => address),
        `reader ${index}`,
      ).toEqual([])
    }
    // The sitting, the product, the dossier: all but the administrator have something to look at.
    const shown = before.map((seen) => [...seen.values()].filter((text) => text.startsWith('200')).length)
    expect(Math.min(...shown.slice(1)), shown.join()).toBeGreaterThan(3)
  }, 240_000)

  test('even who runs the house finds no trace of what a sheet says', async () => {
    const { councils, run, members } = world
    await run(members[0]!, (ctx) =>
      councils.seal(ctx, { ...sheetOf(content.answers, 'DẤU VẾT CỦA PHIẾU'), baseRevision: 2 }),
    )
    const ids = [sittingId, open.itemId, open.dossierId, memberIds[1]!]
    for (const [index, reader] of (await readers()).entries())
      for (const [address, text] of await look(ids, reader))
        expect(text.includes('DẤU VẾT CỦA PHIẾU'), `reader ${index} at ${address}`).toBe(false)
  }, 240_000)
})
