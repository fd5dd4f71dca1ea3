import { expect, test } from 'vitest'
import { councilWorld, regulation } from '../../../../test/factories/council-world.ts'
import { type Content, Device, Hall, seatsOf } from '../../../../test/factories/hall/index.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { fixedAnswers } from '../../../../test/golden/answers.ts'

const answers = fixedAnswers(regulation.sheet('qd26-2026', 1)!, 0) as Content['answers']
const content: Content = { answers, findings: [], reasons: {}, opinion: '' }
const online = { away: false, draftFirst: false }

test('kill −9 between an acknowledged seal and the next product: no seal lost, none counted twice, the sitting goes on', async () => {
  const database = await testDatabase()
  const world = await councilWorld(database, 4, { signIn: true })
  const producerId = await world.producer()
  const { sittingId, itemIds, memberIds } = await world.sitting([
    await world.dossier(producerId),
    await world.dossier(producerId),
  ])
  const [first, second] = itemIds as [string, string]
  await world.run(world.chair, (ctx) => world.councils.openScoring(ctx, { sittingId, itemIds: [first] }))
  const people = await seatsOf(database.db, memberIds)
  const hall = new Hall(world.kernel.config.dataDir, database.url)
  const devices = people.map((person, index) => new Device(hall, person, index))
  try {
    await hall.open()
    for (const device of devices) await device.signIn()
    const members = devices.filter((device) => device.person.votes)
    const secretary = devices.find((device) => !device.person.votes)!
    await members[0]!.score(sittingId, first, content, online)
    const acknowledged = members[0]!.receipts.get(`${first} 1`)
    expect(acknowledged).toMatch(/^[0-9a-f]{64}$/)
    // The other seals and the next product are on their way when the process dies.
    const onTheWay = [
      ...members.slice(1).map((device) => device.score(sittingId, first, content, online)),
      secretary.step(sittingId, 'call-item', second),
    ]
    await hall.crash(10)
    await Promise.all(onTheWay)
    // A device that did not hear the answer seals once more: the seal that stands answers.
    await members[0]!.score(sittingId, first, content, online)
    expect(members[0]!.receipts.get(`${first} 1`)).toBe(acknowledged)
    expect(hall.crashes).toBe(1)
    const sheets = await database.db
      .selectFrom('score_sheet')
      .select(['member_id', 'status', 'seal_hash'])
      .where('item_id', '=', first)
      .execute()
    const told = members.map((device) => [
      device.person.memberId,
      'sealed',
      device.receipts.get(`${first} 1`),
    ])
    expect(sheets.map((row) => [row.member_id, row.status, row.seal_hash]).sort()).toEqual(told.sort())
    const about = { sittingId, itemId: first }
    await world.run(world.chair, (ctx) => world.councils.openSheets(ctx, about))
    const { resultId } = await world.run(world.chair, (ctx) => world.councils.agree(ctx, about))
    const { proof } = await database.db
      .selectFrom('result')
      .select('proof')
      .where('id', '=', resultId)
      .executeTakeFirstOrThrow()
    expect(proof).toMatchObject({ counted: { length: 4 } })
    for (const invariant of world.councils.feature.invariants ?? [])
      expect(await invariant.run(database.db), invariant.name).toEqual([])
  } finally {
    for (const device of devices) device.leave()
    await hall.close()
  }
}, 240_000)
