import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { matchKey } from '../../rules/vietnamese/index.ts'
import { wordsAndPairs } from './filter.ts'

const application = await testApplication()
const visitor = new Browser(application)
const rows = await application.kernel.db
  .selectFrom('product')
  .select(['slug', 'name', 'details'])
  .where('is_public', '=', true)
  .where('is_demo', '=', true)
  .orderBy('name')
  .execute()
const seasonal = rows.find(({ details }) => details.season)!
const supplied = rows.find(({ slug, details }) => details.capacity && slug !== seasonal.slug)!
const slugs = rows.map(({ slug }) => slug)

test('products stand side by side with season, supply and what is not on file, from a link and from a form alike', async () => {
  const linked = await visitor.get(`/san-pham/so-sanh?sp=${seasonal.slug},${supplied.slug}`)
  expect(linked.status).toBe(200)
  for (const words of [seasonal.name, supplied.name, seasonal.details.season!, supplied.details.capacity!])
    expect(linked.body).toContain(words)
  expect(linked.body).toContain('Chưa ghi nhận')
  expect(linked.body).toContain('<meta name="robots" content="noindex"')
  const boxes = await visitor.get(`/en/san-pham/so-sanh?sp=${seasonal.slug}&sp=${supplied.slug}`)
  expect(boxes.body).toContain('Compare products')
  expect(boxes.body).toContain(supplied.details.capacityEn!)
})

test('where to buy leads to other sites without a word of ours for them', async () => {
  const shop = { label: 'Cửa hàng của chủ thể', url: 'https://shop.example.vn/a' }
  await application.kernel.db
    .updateTable('product')
    .set({ details: JSON.stringify({ ...seasonal.details, whereToBuy: [shop] }) as never })
    .where('slug', '=', seasonal.slug)
    .execute()
  const link = `<a href="${shop.url}" rel="nofollow noopener external">${shop.label}</a>`
  expect((await visitor.get(`/san-pham/so-sanh?sp=${seasonal.slug}`)).body).toContain(link)
  expect((await visitor.get(`/san-pham/${seasonal.slug}`)).body).toContain(link)
})

test('none, one, five, twice the same and strange addresses are answered with the next step', async () => {
  expect((await visitor.get('/san-pham/so-sanh')).body).toContain('Chưa chọn sản phẩm nào')
  const one = (await visitor.get(`/san-pham/so-sanh?sp=${slugs[0]},${slugs[0]}`)).body
  expect(one).toContain('Mới có một sản phẩm')
  expect(one).toContain(`type="hidden" name="sp" value="${slugs[0]}"`)
  const five = (await visitor.get(`/san-pham/so-sanh?sp=${slugs.slice(0, 5).join(',')}`)).body
  expect(five).toContain('Chỉ đặt cạnh nhau được 4 sản phẩm')
  const strange = await visitor.get(`/san-pham/so-sanh?sp=khong-co-san-pham-nay,%3Cscript%3E,${slugs[1]}`)
  expect(strange.status).toBe(200)
  expect(strange.body).toContain('khong-co-san-pham-nay')
  expect(strange.body).not.toContain('<script>,')
})

test('the catalogue and the page of a product lead to the comparison', async () => {
  const list = (await visitor.get('/san-pham')).body
  expect(list).toMatch(/<form[^>]*action="\/san-pham\/so-sanh"[^>]*method="get"/)
  expect(list).toMatch(/type="checkbox" name="sp"/)
  expect((await visitor.get(`/san-pham/${slugs[0]}`)).body).toContain(`/san-pham/so-sanh?sp=${slugs[0]}`)
})

test('words and pairs are found here as the database finds them in the other tables one search looks into', async () => {
  const folded = [
    '',
    'mam',
    'mam ruoc hue',
    '  hai  khoang  trang ',
    `${'dai'.repeat(60)} ${'𝒳'.repeat(90)} cuoi`,
    'tra tra tra',
  ]
  for (const text of [...folded, ...rows.map(({ name }) => matchKey(name))]) {
    const { rows: found } = await sql<{ same: boolean }>`
      SELECT words_and_pairs(${text}) = array_to_tsvector(${wordsAndPairs(text)}::text[]) AS same`.execute(
      application.kernel.db,
    )
    expect([text, found[0]!.same]).toEqual([text, true])
  }
})

test('a search of the list puts the words in their order before the same words apart, the last one as a beginning', async () => {
  const [older, newer] = await application.kernel.db
    .selectFrom('catalogue_entry')
    .select(['product_id', 'slug'])
    .orderBy('newest_on')
    .orderBy('product_id')
    .limit(2)
    .execute()
  const named = async (id: string, name: string) =>
    sql`UPDATE catalogue_entry SET name_folded = ${name}, words = words_and_pairs(${name}) WHERE product_id = ${id}`.execute(
      application.kernel.db,
    )
  await named(older!.product_id, 'muoi hat rang cay')
  await named(newer!.product_id, 'hat muoi sen rang')
  const { items } = JSON.parse((await visitor.get('/api/v1/products?q=mu%E1%BB%91i+h%E1%BA%A1t+ran')).body)
  expect(items.map((item: { slug: string }) => item.slug)).toEqual([older!.slug, newer!.slug])
})
