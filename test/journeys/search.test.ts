import { expect, test } from 'vitest'
import { countWords } from '../../src/features/search/index.ts'
import { uuidv7 } from '../../src/platform/db/index.ts'
import { matchKey, slug } from '../../src/rules/vietnamese/index.ts'
import { Browser, testApplication } from '../factories/index.ts'
import { fillSearchWorld, type GoldQuery, goldQueries } from '../factories/search-world.ts'

const application = await testApplication({ demo: false })
await fillSearchWorld(application.kernel.pool)
await countWords(application.kernel)
const visitor = new Browser(application)

interface Answer {
  readonly items: readonly { kind: string; title: string; snippet: string }[]
  readonly total: number
  readonly corrected?: string
  readonly partly?: boolean
}

async function search(q: string, more: Record<string, string> = {}): Promise<Answer> {
  const { status, body } = await visitor.get(`/api/v1/search?${new URLSearchParams({ q, ...more })}`)
  expect(status, q).toBe(200)
  return JSON.parse(body) as Answer
}

test('of the gold set at least 95 in 100 questions find their thing on the first page, whatever way they are typed', async () => {
  expect(goldQueries.length).toBeGreaterThanOrEqual(300)
  const missed: (GoldQuery & { got: string[] })[] = []
  for (const query of goldQueries) {
    const { items } = await search(query.q)
    if (!items.some(({ kind, title }) => kind === query.kind && title === query.finds))
      missed.push({ ...query, got: items.slice(0, 3).map(({ title }) => title) })
  }
  if (process.env.SHOW_MISSED) console.log(JSON.stringify(missed, null, 1))
  const ways = missed.map(({ way }) => way).join(', ')
  expect(missed.length, ways).toBeLessThanOrEqual(goldQueries.length * 0.05)
})

test('whatever is typed is answered: nothing, signs, control characters, ten thousand letters, half a query of the database', async () => {
  for (const q of [
    '',
    '   ',
    '!!!',
    '\u0000\u0007\u200b',
    "'); DROP TABLE article; --",
    ":* & | !('",
    'a'.repeat(10_000),
    'mắm '.repeat(2_500),
  ])
    expect((await visitor.get(`/tim-kiem?${new URLSearchParams({ q })}`)).status, q.slice(0, 20)).toBe(200)
  const { body } = await visitor.get(
    `/tim-kiem?${new URLSearchParams({ q: '<script>alert(1)</script>', tu: '30/02/2024' })}`,
  )
  expect(body).not.toContain('<script>alert')
  expect(body).toContain('không có trên lịch')
})

test('a slip is named with what was found instead; suggestions begin with the name that is being typed', async () => {
  const slip = await search('ruou vag bach ma')
  expect(slip.corrected).toBe('rượu vang bạch mã')
  const answer = await visitor.get(
    `/api/v1/search/suggestions?${new URLSearchParams({ q: 'gio lua binh s' })}`,
  )
  const { items } = JSON.parse(answer.body) as { items: { title: string; path: string }[] }
  expect(items[0]?.title).toBe('Giò lụa Bình Sơn')
})

test('what is looked for in vain is counted by day for the editor, numbers of people are not', async () => {
  await search('zzqx khong he co')
  await search('0912345678 zzqx')
  for (let tries = 0; tries < 50; tries++) {
    const rows = await application.kernel.db.selectFrom('search_miss').select(['words', 'times']).execute()
    expect(rows.some(({ words }) => words.includes('0912345678'))).toBe(false)
    if (rows.some(({ words }) => words === 'zzqx khong he co')) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect.fail('the words were not counted')
})

test('each kind answers by itself, near and far, with and without days, number, accents and a phrase', async () => {
  for (const kind of ['product', 'producer', 'article', 'document', 'unit', 'attachment'])
    for (const q of ['mắm', 'mam ruoc hue', '135/KH-UBND', '“kế hoạch năm”', 'zzqx yyqx wwqx']) {
      await search(q, { kind })
      await search(q, { kind, from: '2024-01-01', to: '2024-12-31' })
    }
})

test('who has nothing in the catalogue is found by nobody: by name, while typing, nor as what was meant', async () => {
  const { pool } = application.kernel
  const id = uuidv7()
  const [name, folded] = ['Hộ Quỳnh Nhưuxq Kín', 'ho quynh nhuuxq kin']
  await pool.query(
    'INSERT INTO producer (id, slug, name, name_folded, name_key) VALUES ($1, $2, $3, $4, $4)',
    [id, 'ho-kin', name, folded],
  )
  const found = async () => {
    await countWords(application.kernel)
    const known = await pool.query("SELECT FROM search_word WHERE word = 'nhuuxq'")
    const typing = await visitor.get(
      `/api/v1/search/suggestions?${new URLSearchParams({ q: 'ho quynh nhuu' })}`,
    )
    const { items } = await search('quỳnh nhưuxq')
    return [items.map(({ title }) => title), typing.body.includes(name), known.rowCount]
  }
  expect(await found()).toEqual([[], false, 0])
  await pool.query(
    'UPDATE catalogue_entry SET producer_id = $1 WHERE product_id = (SELECT product_id FROM catalogue_entry WHERE producer_id IS NULL LIMIT 1)',
    [id],
  )
  expect(await found()).toEqual([[name], true, 1])
})

test('the title of a piece that is to come out later thins nobody’s hits', async () => {
  const { pool } = application.kernel
  const text = 'Bài này nhắc cây trăm bầu ven phá nhiều lần'
  const add = (title: string, body: string, out: string) =>
    pool.query(
      `INSERT INTO article (id, slug, title, body, folded, title_folded, title_spelled, updated_on, category, status, published_at,
         public_version, place_code) VALUES ($1, $2, $3, $4, $5, $6, lower($3), '2026-01-01', 'thong-bao', 'published', $7, 1, '46')`,
      [uuidv7(), slug(title), title, body, matchKey(`${title} ${body}`), matchKey(title), out],
    )
  await add('Chuyện ven phá', `<p>${text}. Phá bầu, trăm năm cây.</p>`, '2026-01-01')
  await add('Ghi chép', '<p>Phá rộng; cây trăm năm; bầu bí.</p>', '2026-01-01')
  const hits = async () =>
    (await search('cây trăm bầu', { kind: 'article' })).items.map(({ title }) => title).sort()
  const before = await hits()
  await add('Cây trăm bầu', '<p>Sắp đăng.</p>', '2999-01-01')
  expect(await hits()).toEqual(before)
  expect(before).toEqual(['Chuyện ven phá', 'Ghi chép'])
})
