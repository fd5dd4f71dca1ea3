import { expect, test } from 'vitest'
import { councilWorld, PROVINCE } from '../../../test/factories/council-world.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { advisersFor } from './province.ts'

test('whoever has left the advisory team is offered no dossier any more', async () => {
  const world = await councilWorld(await testDatabase())
  const { db, clock } = world.kernel
  const adviser = await world.person('Thành Viên Tổ Tư Vấn', ['advisory-team'])
  await db
    .insertInto('role_grant')
    .values({
      id: uuidv7(),
      account_id: adviser.accountId,
      role: 'advisory-team',
      from_day: '2026-01-01',
    } as never)
    .execute()
  const offered = async () =>
    (await advisersFor(db, { provinceCode: PROVINCE }, '2026-06-15')).map(({ id }) => id)
  expect(await offered()).toContain(adviser.accountId)
  await db
    .updateTable('role_grant')
    .set({ ended_at: clock(), end_reason: 'Chuyển công tác' })
    .where('account_id', '=', adviser.accountId)
    .execute()
  expect(await offered()).not.toContain(adviser.accountId)
})
