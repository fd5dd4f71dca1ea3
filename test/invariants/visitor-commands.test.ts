import { expect, test } from 'vitest'
import { enterDocument } from '../../src/features/documents/commands.ts'
import { createArticle } from '../../src/features/news/commands.ts'
import { addPicture } from '../../src/features/news/pictures.ts'
import { publishArticle } from '../../src/features/news/standing.ts'
import { commentPlan } from '../../src/features/plans/drafting/comments.ts'
import { reportTask } from '../../src/features/plans/task-commands.ts'
import { rotateKey } from '../../src/features/recognition/proof/keys.ts'
import { recordRecognition } from '../../src/features/recognition/record.ts'
import { addUnit } from '../../src/features/units/commands.ts'
import { visitor } from '../../src/platform/command/index.ts'
import { testApplication } from '../factories/index.ts'

const { kernel } = await testApplication()
const place = '46'
const none = {} as never

async function idOf(table: 'article' | 'plan' | 'plan_task' | 'product'): Promise<string> {
  const { id } = await kernel.db
    .selectFrom(table)
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

/**
 * What the system does without a grant (the demonstration, imports at the start) nobody does who is not signed in, though neither has an
 * account: a route asks first, and the command asks again.
 */
test('a command that the system may give is refused to a visitor, even if a route forgot to ask', async () => {
  const [article, plan, task, product] = await Promise.all([
    idOf('article'),
    idOf('plan'),
    idOf('plan_task'),
    idOf('product'),
  ])
  const deps = { agencies: { bearer: () => undefined }, purge: async () => {} } as never
  const told = await Promise.all(
    [
      kernel.run(visitor, (ctx) => createArticle(ctx, { placeCode: place } as never)),
      kernel.run(visitor, (ctx) => publishArticle(ctx, article, { at: ctx.now }, deps)),
      kernel.run(visitor, (ctx) => addPicture(ctx, { placeCode: place, alternative: 'x' } as never)),
      kernel.run(visitor, (ctx) => recordRecognition(ctx, { productId: product } as never, deps)),
      kernel.run(visitor, (ctx) => enterDocument(ctx, { placeCode: place } as never, async () => {})),
      kernel.run(visitor, (ctx) => rotateKey(ctx, none)),
      kernel.run(visitor, (ctx) => addUnit(ctx, none, place, async () => {})),
      kernel.run(visitor, (ctx) => commentPlan(ctx, plan, { words: 'x', agencyId: null }, deps)),
      kernel.run(visitor, (ctx) =>
        reportTask(ctx, task, { action: 'report-done', note: '', evidence: '' }, deps),
      ),
    ].map(async (result) => {
      const answer = await result
      return answer.ok ? 'done' : answer.problems[0]!.code
    }),
  )
  expect(told).toEqual(told.map(() => 'forbidden'))
})
