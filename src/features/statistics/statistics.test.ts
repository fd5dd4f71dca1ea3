import { expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { placeBook } from '../../../test/factories/place-book.ts'
import { today as todayOf } from '../../platform/clock/index.ts'
import { system } from '../../platform/command/index.ts'
import { csvField } from '../../platform/spreadsheet/index.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { demoPassword } from '../accounts/index.ts'
import { countedOn, productFacts } from './facts.ts'
import { figuresOf, openProducts, productsOf, sumOf } from './figures.ts'
import { heldBack, publishIfSound, servedProducts } from './publication.ts'

const application = await testApplication()
const { db } = application.kernel
const today = todayOf(application.kernel.clock)
const hue = { book: placeBook, province: '46' }

test('every cut of the register sums to the number of products in the open data', async () => {
  const figures = figuresOf(countedOn(await productFacts(db), today, today), { ...hue, unitsOn: today })
  const products = await openProducts(db, today)
  const sum = (rows: readonly { count: number }[]) => rows.reduce((total, row) => total + row.count, 0)
  expect(figures.total).toBe(products.length)
  for (const cut of [figures.stars, figures.standings, figures.sectors])
    expect(sum(cut)).toBe(products.length)
  expect(sumOf(figures.communes)).toBe(products.length)
  expect(figures.demo).toBe(products.filter((product) => product.demo).length)
  for (const { key, count } of figures.standings)
    expect([key, count]).toEqual([key, products.filter((each) => each.standing === key).length])
})

test('open data says of a suspended product whose term has ended what the register says', async () => {
  const entry = await db
    .selectFrom('catalogue_entry')
    .select(['slug', 'standing', 'valid_until'])
    .where('standing', '=', 'in-force')
    .orderBy('slug')
    .executeTakeFirstOrThrow()
  const set = (values: object) =>
    db.updateTable('catalogue_entry').set(values).where('slug', '=', entry.slug).execute()
  const told = async () => (await openProducts(db, today)).find(({ slug }) => slug === entry.slug)?.standing
  await set({ standing: 'suspended', valid_until: addDays(today, -1) })
  expect(await told()).toBe('expired')
  await set({ valid_until: today })
  expect(await told()).toBe('suspended')
  await set({ standing: entry.standing, valid_until: entry.valid_until })
})

test('figures of any day agree in sum over 141, 133 and 40 communes; no product is dropped', async () => {
  const facts = await productFacts(db)
  const days = ['2018-05-07', '2022-08-01', '2024-12-31', '2025-03-01', '2025-07-01', '2026-05-31', today]
  const totals = days.map((day) => {
    const counted = countedOn(facts, day, today)
    for (const unitsOn of days)
      expect(sumOf(figuresOf(counted, { ...hue, unitsOn }).communes), `${day} by ${unitsOn}`).toBe(
        productsOf(counted),
      )
    return productsOf(counted)
  })
  expect(totals).toEqual([...totals].sort((a, b) => a - b))
  expect(totals.at(-1)).toBe((await openProducts(db, today)).length)
  expect(facts.length).toBeLessThan(totals.at(-1)!)
})

test('a day is asked by a form without script; a day that is none stays in its field', async () => {
  const visitor = new Browser(application)
  const past = (await visitor.get('/thong-ke?ngay=31%2F12%2F2024')).body
  expect(past).toContain('tính đến ngày 31/12/2024')
  expect(past).toMatch(/trong 141 xã, phường/)
  expect((await visitor.get('/thong-ke?ngay=2024-12-31&dia-gioi=2025-06-30')).body).toMatch(
    /trong 133 xã, phường/,
  )
  const wrong = await visitor.get('/thong-ke?ngay=31%2F02%2F2024')
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('value="31/02/2024"')
  expect(wrong.body).toContain('Nhập ngày theo dạng')
  expect((await visitor.get('/en/thong-ke?ngay=01%2F01%2F2010')).body).toContain(
    'Choose a day from 07/05/2018',
  )
})

test('a name that a spreadsheet would run stays text', () => {
  for (const nasty of ['=1+1', '+84', '-2', '@SUM(A1)', '\tx'])
    expect(csvField(nasty).replace(/^"/, '')).toMatch(/^'/)
  expect(csvField('Mắm "Lú", Huế')).toBe('"Mắm ""Lú"", Huế"')
})

test('the pages and the files answer', async () => {
  const visitor = new Browser(application)
  for (const path of [
    '/thong-ke',
    '/en/thong-ke',
    '/du-lieu-mo',
    '/du-lieu-mo/san-pham.csv',
    '/du-lieu-mo/san-pham.json',
    '/du-lieu-mo/san-pham.xlsx',
    '/du-lieu-mo/catalog.jsonld',
  ])
    expect((await visitor.get(path)).status, path).toBe(200)
})

test('the catalogue for machines names every set of the page with addresses that answer, and all it refers to', async () => {
  const visitor = new Browser(application)
  const page = (await visitor.get('/du-lieu-mo')).body
  expect(page).toContain('<link rel="alternate" type="application/ld+json" href="/du-lieu-mo/catalog.jsonld"')
  expect(page).toContain('hreflang="x-default"')
  const answer = await visitor.get('/du-lieu-mo/catalog.jsonld')
  expect(answer.headers['content-type']).toContain('application/ld+json')
  const nodes = (JSON.parse(answer.body) as { '@graph': Record<string, never>[] })['@graph']
  const ids = new Set(nodes.map((node) => node['@id']))
  const [catalog] = nodes as unknown as [
    { 'dcat:dataset': { '@id': string }[]; 'dct:publisher': { '@id': string } },
  ]
  expect(ids).toContain(catalog['dct:publisher']['@id'])
  for (const each of catalog['dcat:dataset']) expect(ids).toContain(each['@id'])
  const urls = [...answer.body.matchAll(/"dcat:accessURL":\{"@id":"http:\/\/[^/"]+([^"]+)"/g)].map(
    (found) => found[1]!,
  )
  expect(urls.length).toBeGreaterThanOrEqual(7)
  for (const url of urls) {
    expect((await visitor.get(url)).status, url).toBe(200)
    expect(page).toContain(`href="${url}"`)
  }
})

test('a set that shrank is held back until somebody says why; the one before is served meanwhile', async () => {
  const { kernel } = application
  const publish = () => kernel.run(system, publishIfSound)
  const before = (await servedProducts(db, today)).length
  const victim = (await openProducts(db, today))[0]!
  await db.updateTable('product').set({ is_public: false }).where('slug', '=', victim.slug).execute()
  await db.deleteFrom('catalogue_entry').where('slug', '=', victim.slug).execute()
  expect(await publish()).toMatchObject({ ok: true, value: { status: 'held', rows: before - 1 } })
  expect(await servedProducts(db, today)).toHaveLength(before)
  const held = (await heldBack(db))!
  expect(held.missing).toEqual([victim.name])
  const office = new Browser(application)
  await office.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
  const say = (reason: string, hash = held.hash) =>
    office.post(`/lam-viec/du-lieu-mo/${held.id}`, { reason, hash })
  expect((await say(' ')).status).toBe(422)
  // Looked at again while somebody types: the same set keeps its id, another one is not published for the reason of this one.
  expect(await publish()).toMatchObject({ ok: true, value: { status: 'held' } })
  expect((await heldBack(db))!.id).toBe(held.id)
  const second = (await openProducts(db, today))[0]!
  await db.deleteFrom('catalogue_entry').where('slug', '=', second.slug).execute()
  expect(await publish()).toMatchObject({ ok: true, value: { status: 'held', rows: before - 2 } })
  const late = await say('Gộp một sản phẩm trùng.')
  expect([
    late.status,
    late.body.includes('Gộp một sản phẩm trùng.'),
    late.body.includes(second.name),
  ]).toEqual([422, true, true])
  expect((await say('Gộp một sản phẩm trùng.', (await heldBack(db))!.hash)).status).toBe(303)
  expect(await servedProducts(db, today)).toHaveLength(before - 2)
  expect((await office.get('/du-lieu-mo')).body).toContain('Gộp một sản phẩm trùng.')
  expect(await publish()).toMatchObject({ value: { status: 'unchanged' } })
})
