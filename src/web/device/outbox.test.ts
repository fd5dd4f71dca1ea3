import { afterEach, expect, test, vi } from 'vitest'
import { answering, deviceInMemory } from '../../../test/factories/device-memory.ts'
import { type Delivery, Outbox } from './outbox.ts'

afterEach(() => vi.unstubAllGlobals())

const notes = (text: string) => ({ id: 'notes/a/1', order: 1, url: '/notes', body: { text } })
const refusal = answering.bind(null, 422, { errors: [{ detail: 'Không hợp lệ' }] })

test('what was written anew while the former was refused is sent, not kept back in its place', async () => {
  const told: Delivery['outcome'][] = []
  const outbox = new Outbox('a', ({ outcome }) => told.push(outcome))
  const device = deviceInMemory(async ({ body }) => {
    if (body.text !== 'cũ') return answering(200, {})
    await outbox.put(notes('mới'))
    return refusal()
  })
  await outbox.put(notes('cũ'))
  await outbox.deliver()
  expect(device.left.map(({ body }) => body.text)).toEqual(['cũ', 'mới'])
  expect(await outbox.waiting()).toEqual([])
  expect(told).toEqual(['sending', 'refused', 'sending', 'answered', 'all-sent'])
})

test('what was refused stays with its reason and is not sent again by itself', async () => {
  const outbox = new Outbox('a', () => undefined)
  const device = deviceInMemory(() => refusal())
  await outbox.put(notes('cũ'))
  await outbox.deliver()
  await outbox.deliver()
  expect(device.left).toHaveLength(1)
  expect(await outbox.waiting()).toMatchObject([{ body: { text: 'cũ' }, refused: 'Không hợp lệ' }])
})
