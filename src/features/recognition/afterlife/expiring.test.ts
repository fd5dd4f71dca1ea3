import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/factories/index.ts'
import { fourStars, recognitionWorld } from '../../../../test/factories/recognition-world.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { expiringUntil } from './expiring.ts'

test('an owner whose role has ended counts as out of reach on the radar', async () => {
  const world = await recognitionWorld(await testDatabase())
  const { db, clock } = world.kernel
  const producerId = await world.producer()
  const { decisionId } = await world.released([await world.agreed(fourStars(), producerId)])
  const id = await world.recognitionOf(decisionId)
  const owner = await world.person('Chủ Thể Minh Họa', ['producer'])
  await db
    .insertInto('role_grant')
    .values({
      id: uuidv7(),
      account_id: owner.accountId,
      role: 'producer',
      producer_id: producerId,
      from_day: '2026-01-01',
    } as never)
    .execute()
  const reachable = async () =>
    (
      await expiringUntil(db, world.recognition.deps.places, {
        within: null,
        today: world.today(),
        until: '2029-12-31',
        window: world.recognition.deps.reevaluation().window,
      })
    ).find((each) => each.id === id)?.reachable
  expect(await reachable()).toBe(true)
  await db
    .updateTable('role_grant')
    .set({ ended_at: clock(), end_reason: 'Nghỉ việc' })
    .where('account_id', '=', owner.accountId)
    .execute()
  expect(await reachable()).toBe(false)
})
