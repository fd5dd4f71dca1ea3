import { beforeAll, describe, expect, test } from 'vitest'
import { atOnce } from '../../../../test/factories/at-once.ts'
import { type CouncilWorld, councilWorld } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'

let world: CouncilWorld
beforeAll(async () => {
  world = await councilWorld(await testDatabase())
})

const add = (sittingId: string, dossierIds: readonly string[]) =>
  world.codes(world.secretary, (ctx) => world.councils.addItems(ctx, { sittingId, dossierIds }))
const standing = (dossierId: string, status: string) =>
  world.kernel.db
    .updateTable('dossier')
    .set({ status } as never)
    .where('id', '=', dossierId)
    .execute()

/** A sitting with one product, which the presiding member put off. */
async function putOff() {
  const dossierId = await world.dossier(await world.producer())
  const { sittingId, itemIds } = await world.sitting([dossierId])
  const itemId = itemIds[0]!
  await world.run(world.chair, (ctx) =>
    world.councils.act(ctx, sittingId, { action: 'defer-item', detail: { itemId }, reason: 'Hết giờ' }),
  )
  const score = () =>
    world.codes(world.chair, (ctx) => world.councils.openScoring(ctx, { sittingId, itemIds: [itemId] }))
  return { dossierId, score }
}
const another = async () => world.sitting([await world.dossier(await world.producer())])

describe('a dossier stands on one agenda at a time', () => {
  test('two sittings take the same ones at once, in whichever order: one has them, the other is told', async () => {
    const [one, two] = [await another(), await another()]
    const producerId = await world.producer()
    const wanted = [await world.dossier(producerId), await world.dossier(producerId)]
    const answers = await atOnce(world.kernel.db, [
      () => add(one.sittingId, wanted),
      () => add(two.sittingId, wanted.toReversed()),
    ])
    expect(answers.toSorted((a, b) => a.length - b.length)).toEqual([[], ['dossier-no-longer-waits']])
    const items = await world.kernel.db
      .selectFrom('sitting_item')
      .select('id')
      .where('dossier_id', 'in', wanted)
      .execute()
    expect(items).toHaveLength(2)
  })

  test('what was put off is not scored there once another agenda has it', async () => {
    const at = await putOff()
    expect(await add((await another()).sittingId, [at.dossierId])).toEqual([])
    expect(await at.score()).toEqual(['dossier-not-before-council'])
  })

  test('nor once it has its result, its decision or its star', async () => {
    const at = await putOff()
    for (const status of ['result', 'recognised', 'not-recognised', 'withdrawn']) {
      await standing(at.dossierId, status)
      expect(await at.score(), status).toEqual(['dossier-not-before-council'])
    }
    await standing(at.dossierId, 'before-council')
    expect(await at.score()).toEqual([])
  })
})
