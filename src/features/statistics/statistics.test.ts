import { expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { csvField, openProducts, registerFigures } from './figures.ts'

const application = await testApplication()
const { db } = application.kernel
const today = '2026-11-24'

test('every cut of the register sums to the number of products in the open data', async () => {
  const figures = await registerFigures(db, today, '46')
  const products = await openProducts(db, today)
  const sum = (rows: readonly { count: number }[]) => rows.reduce((total, row) => total + row.count, 0)
  expect(figures.total).toBe(products.length)
  for (const cut of [figures.stars, figures.standings, figures.sectors])
    expect(sum(cut)).toBe(products.length)
  expect(figures.demo).toBe(products.filter((product) => product.demo).length)
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
  ])
    expect((await visitor.get(path)).status, path).toBe(200)
})
