import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CouncilWorld, councilWorld } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { ok } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { detectRelationships } from './detect.ts'
import { readConflictLines } from './read.ts'

const today = '2026-06-15'
let world: CouncilWorld
beforeAll(async () => {
  world = await councilWorld(await testDatabase())
})

const point = (id: string, into: string | null) =>
  sql`update producer set merged_into = ${into} where id = ${id}`.execute(world.kernel.db)

/** Three records of one producer, the first two not yet laid together with the third. */
async function chain() {
  const [first, second, kept] = [await world.producer(), await world.producer(), await world.producer()]
  return { first, second, kept, dossierId: await world.dossier(kept) }
}

async function grounds(councilId: string, dossierId: string) {
  const deps = { agencies: () => [] }
  const found = await detectRelationships(
    world.kernel.db,
    { councilId, dossierId, today, sittingId: dossierId, heldOn: today },
    deps,
  )
  return found.map((one) => [one.memberId, one.ground])
}

describe('a conflict of interest with a record that was laid together with the producer', () => {
  test('declared before the merge it bars over a chain of merges, and no more once one is undone', async () => {
    const { first, second, kept, dossierId } = await chain()
    const { councilId, memberIds } = await world.found()
    await world.run(world.members[1]!, (ctx) =>
      world.councils.declareInterest(ctx, {
        memberId: memberIds[2]!,
        producerId: first,
        relation: 'kin',
        note: '',
      }),
    )
    expect(await grounds(councilId, dossierId)).toEqual([])
    await point(first, second)
    await point(second, kept)
    expect(await grounds(councilId, dossierId)).toEqual([[memberIds[2], 'relation-kin']])
    await point(first, null)
    expect(await grounds(councilId, dossierId)).toEqual([])
  })

  test('who once acted for the merged record has acted for the producer', async () => {
    const { first, second, kept, dossierId } = await chain()
    const { councilId, memberIds } = await world.found()
    await sql`insert into role_grant (id, account_id, role, producer_id, from_day, ended_at, end_reason)
      values (${uuidv7()}, ${world.members[2]!.accountId}, 'producer', ${first}, '2024-01-01', now(), 'Thôi việc')`.execute(
      world.kernel.db,
    )
    expect(await grounds(councilId, dossierId)).toEqual([])
    await point(first, second)
    await point(second, kept)
    expect(await grounds(councilId, dossierId)).toEqual([[memberIds[3], 'acts-for-producer']])
  })

  test('a merge while the sitting runs bars at once, and so does a relation to the merged record told later', async () => {
    const { first, kept, dossierId } = await chain()
    const { sittingId, memberIds } = await world.sitting([dossierId])
    const declare = (index: number, relation: 'kin' | 'owner') =>
      world.run(world.members[index]!, (ctx) =>
        world.councils.declareInterest(ctx, {
          memberId: memberIds[index + 1]!,
          producerId: first,
          relation,
          note: '',
        }),
      )
    const lines = async () =>
      (await readConflictLines(world.kernel.db, { actor: world.secretary, today }, sittingId)).map((line) => [
        line.ground,
        line.standing,
      ])
    await declare(1, 'kin')
    expect(await lines()).toEqual([])
    await point(first, kept)
    await world.run(world.office, async (ctx) => {
      await ctx.emit({ type: 'producer.merged', mergeId: uuidv7(), keptId: kept, mergedId: first })
      return ok()
    })
    expect(await lines()).toEqual([['relation-kin', 'recused']])
    await declare(2, 'owner')
    expect((await lines()).sort()).toEqual([
      ['relation-kin', 'recused'],
      ['relation-owner', 'recused'],
    ])
  })
})
