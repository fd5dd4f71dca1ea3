import { afterEach, expect, test, vi } from 'vitest'
import { answering, deviceInMemory } from '../../../test/factories/device-memory.ts'
import { forgetAllOf, unsentOf } from './kept.ts'
import { deviceStore, type StoreName, stores } from './store.ts'

afterEach(() => vi.unstubAllGlobals())

/** One value of each store that waits to be sent, and one of those that need not go any more. */
const waiting: Record<StoreName, object> = {
  uploads: {},
  drafts: { waiting: { values: { name: 'gõ dở' }, base: {} } },
  outbox: { key: 'k', order: 1 },
  surveys: { photos: [] },
  visits: { notes: {} },
  sittings: { dirty: false, pending: null, refused: 'chưa điểm danh' },
}
const settled: Partial<Record<StoreName, object>> = {
  drafts: { waiting: { values: {}, base: {} } },
  sittings: { dirty: false, pending: null },
}

test('signing out counts and forgets what any feature keeps of the account, and nothing of anybody else', async () => {
  const device = deviceInMemory(() => answering(200, {}))
  for (const account of ['a', 'b'])
    for (const name of Object.keys(stores) as StoreName[]) {
      await deviceStore<{ id: string; account: string }>(name).write({
        id: `${account}/1`,
        account,
        ...waiting[name],
      })
      if (settled[name])
        await deviceStore<{ id: string; account: string }>(name).write({
          id: `${account}/2`,
          account,
          ...settled[name],
        })
    }
  // Notes of a visit are known by their key alone.
  await deviceStore('visits').write({ id: 'a/3' })
  expect(await unsentOf('a')).toBe(5)
  await forgetAllOf('a')
  expect(await unsentOf('a')).toBe(0)
  for (const name of Object.keys(stores))
    for (const kept of device.kept(name)) expect(kept, name).toMatchObject({ account: 'b' })
  expect(await unsentOf('b')).toBe(5)
})
