import { afterEach, expect, test, vi } from 'vitest'
import { answering, deviceInMemory, type Left } from '../../../test/factories/device-memory.ts'
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

test('while something is refused nobody is told that all is sent, also on a later page; sent again it is a new letter', async () => {
  let refuses = true
  const told: Delivery['outcome'][] = []
  const device = deviceInMemory(() => (refuses ? refusal() : answering(200, {})))
  const page = () => new Outbox('later', ({ outcome }) => told.push(outcome))
  const first = page()
  await first.put({ ...notes('cũ'), id: 'notes/later/1' })
  await first.deliver()
  expect(told.at(-1)).toBe('refused')
  told.length = 0
  const second = page()
  await second.deliver()
  expect(told).toEqual(['refused'])
  refuses = false
  await second.again((await second.waiting())[0]!)
  await second.deliver()
  expect(told.at(-1)).toBe('all-sent')
  const keys = device.left.map(({ headers }) => headers['idempotency-key'])
  expect(new Set(keys).size).toBe(2)
})

test('a signature does not go while the notes it signs are refused', async () => {
  let refuses = true
  const device = deviceInMemory(({ url }) => (refuses && url === '/notes' ? refusal() : answering(200, {})))
  const outbox = new Outbox('signer', () => undefined)
  await outbox.put({ ...notes('quá dài'), id: 'notes/signer/1' })
  await outbox.put({ id: 'signature/signer/1', after: 'notes/signer/1', order: 3, url: '/sign', body: {} })
  await outbox.deliver()
  expect(device.left.map(({ url }) => url)).toEqual(['/notes'])
  refuses = false
  await outbox.put({ ...notes('vừa'), id: 'notes/signer/1' })
  await outbox.deliver()
  expect(device.left.map(({ url }) => url)).toEqual(['/notes', '/notes', '/sign'])
})

test('each letter says whose it is; a session of somebody else, or none, takes nothing of it and it waits', async () => {
  const answers = [401, 403, 200]
  const told: Delivery['outcome'][] = []
  const outbox = new Outbox('owner', ({ outcome }) => told.push(outcome))
  // A letter of nobody is another page's.
  const isOwn = ({ headers }: Left) => headers['x-account'] === 'owner'
  const device = deviceInMemory((left) => (isOwn(left) ? answering(answers.shift()!, {}) : 'offline'))
  await outbox.put({ ...notes('của chủ'), id: 'notes/owner/1' })
  await outbox.deliver()
  expect(device.left.filter(isOwn)).toHaveLength(3)
  expect(told).toEqual(['sending', 'signed-out', 'sending', 'signed-out', 'sending', 'answered', 'all-sent'])
})

test('where the device can keep nothing, what is written goes from memory, once, and that it is not kept is known', async () => {
  const told: boolean[] = []
  const outbox = new Outbox('full', () => told.push(outbox.unkept))
  const device = deviceInMemory(() => answering(200, {}), { full: true })
  await outbox.put({ ...notes('máy đầy'), id: 'notes/full/1' })
  await outbox.deliver()
  expect(device.left.map(({ body }) => body.text)).toEqual(['máy đầy'])
  expect(await outbox.waiting()).toEqual([])
  expect(told[0]).toBe(true)
  expect(outbox.unkept, 'all has arrived').toBe(false)
})
