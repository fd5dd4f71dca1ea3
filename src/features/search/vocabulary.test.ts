import { expect, test } from 'vitest'
import { testApplication } from '../../../test/factories/index.ts'
import { vocabularyJob } from './vocabulary.ts'

const { kernel } = await testApplication()
const known = async () => Number((await kernel.pool.query('SELECT count(*) FROM search_word')).rows[0].count)

test('words are counted once after a start, then only when a text was changed since', async () => {
  const { handler } = vocabularyJob(kernel)
  const count = () => handler({})
  await kernel.pool.query('DELETE FROM search_word')
  await count()
  const all = await known()
  expect(all).toBeGreaterThan(100)

  // What the demonstration wrote may reach PostgreSQL's own figures a moment late.
  await expect
    .poll(async () => {
      await kernel.pool.query('DELETE FROM search_word')
      await count()
      return known()
    })
    .toBe(0)

  await kernel.pool.query(`UPDATE article SET title = title`)
  await expect
    .poll(async () => {
      await count()
      return known()
    })
    .toBe(all)
})
