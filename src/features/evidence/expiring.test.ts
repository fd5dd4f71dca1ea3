import { expect, test } from 'vitest'
import { dossierWorld } from '../../../test/factories/dossiers.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { places } from '../../../test/factories/places.ts'
import { correctPaper } from './commands.ts'
import { dossiersRelyingOn, paperReminders, paperTasks } from './expiring.ts'
import { papersWhere } from './queries.ts'

test('Điều 6 khoản 1 điểm c: a paper about to end is told once a stage, with every dossier that relies on it', async () => {
  const database = await testDatabase()
  const { db } = database
  const world = await dossierWorld(database)
  const { producer, stranger } = world.actors
  const draft = await world.draft()
  const tasks = (actor = producer, today = '2026-09-01') => paperTasks(db)({ actor, lang: 'vi', today })
  expect(await tasks()).toEqual([])

  const [paper] = await papersWhere(db, { producerId: world.producerId })
  const { id, kind, title, number, issuer, issuedOn } = paper!
  const facts = { kind, title, number, issuer, issuedOn, validUntil: '2026-10-15' }
  await world.must(producer, (ctx) =>
    correctPaper(ctx, places, { paperId: id, version: paper!.version, facts }),
  )

  expect(await dossiersRelyingOn(db, id)).toEqual([{ id: draft.id, product: 'Mắm cá rò minh họa' }])
  expect(await tasks()).toMatchObject([
    {
      path: `/lam-viec/tai-lieu/giay/${id}`,
      due: '2026-10-15',
      detail: 'Đang dùng trong 1 hồ sơ: Mắm cá rò minh họa',
    },
  ])
  expect((await tasks(producer, '2026-10-16'))[0]!.title).toContain('đã hết hạn')
  expect(await tasks(stranger)).toEqual([])

  const keyOn = async (today: string) => (await paperReminders(db, today)).map((notice) => notice.key)
  expect(await keyOn('2026-07-01')).toEqual([])
  expect(await keyOn('2026-08-01')).toEqual([`${id}:2026-10-15:90`])
  expect(await keyOn('2026-09-30')).toEqual([`${id}:2026-10-15:30`])
  expect(await keyOn('2026-10-10')).toEqual([`${id}:2026-10-15:7`])
  expect(await keyOn('2026-10-20')).toEqual([`${id}:2026-10-15:0`])
})
