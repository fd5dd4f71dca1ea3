import { expect, test } from 'vitest'
import { countWords } from '../../src/features/search/index.ts'
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
