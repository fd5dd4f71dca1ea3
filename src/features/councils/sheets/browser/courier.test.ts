import { afterEach, expect, test, vi } from 'vitest'
import { answering, deviceInMemory } from '../../../../../test/factories/device-memory.ts'
import type { SheetContent } from '../../../../rules/sitting/index.ts'
import { Courier } from './courier.ts'
import { isUnsent, type Kept, keptSheets, type Sent } from './outbox.ts'

afterEach(() => vi.unstubAllGlobals())

const id = 'a/item/1'
const content = (opinion: string): SheetContent => ({
  answers: { '1.1': 2 },
  findings: [],
  reasons: {},
  opinion,
})
const fresh = (): Kept => ({
  id,
  account: 'a',
  itemId: 'item',
  round: 1,
  revision: 0,
  content: content(''),
  dirty: false,
  pending: null,
  state: 'open',
  title: 'Trà',
})
const notPresent = () => answering(422, { errors: [{ detail: 'Chưa được điểm danh' }] })

test('a seal that was refused stays on the device with its reason, newer than what the server has, and is not sent again by itself', async () => {
  let online = false
  const device = deviceInMemory(() => (online ? notPresent() : 'offline'))
  await new Courier(fresh(), () => undefined).seal(content('một giờ chấm'))
  online = true
  const told: Sent['outcome'][] = []
  const waiting = (await keptSheets.read(id))!
  await new Courier(waiting, (sent) => sent.outcome !== 'sending' && told.push(sent.outcome)).deliver()
  expect(told).toEqual(['refused'])
  const kept = (await keptSheets.read(id))!
  expect(kept).toMatchObject({
    content: content('một giờ chấm'),
    refused: 'Chưa được điểm danh',
    state: 'open',
  })
  expect(isUnsent(kept)).toBe(true)
  const asked = device.left.length
  await new Courier(kept, () => undefined).deliver()
  expect(device.left).toHaveLength(asked)
})

test('sealed once more after a refusal it goes, and the refusal is over', async () => {
  let present = false
  const device = deviceInMemory(() =>
    present ? answering(200, { outcome: 'sealed', revision: 1 }) : notPresent(),
  )
  const courier = new Courier(fresh(), () => undefined)
  await courier.seal(content('một giờ chấm'))
  expect(courier.kept.refused).toBe('Chưa được điểm danh')
  present = true
  await courier.seal(courier.kept.content)
  expect(courier.kept).toMatchObject({ state: 'sealed', refused: undefined })
  expect(device.left.at(-1)!.body).toMatchObject({ seal: true, content: content('một giờ chấm') })
})

test('what was changed while an older save was refused has not been refused, and goes', async () => {
  const device = deviceInMemory(async ({ body }) => {
    if ((body.content as SheetContent).opinion === 'mới')
      return answering(200, { outcome: 'saved', revision: 1 })
    await courier.change(content('mới'))
    return notPresent()
  })
  const courier = new Courier(fresh(), () => undefined)
  await courier.change(content('cũ'))
  await courier.deliver()
  expect(device.left.map(({ body }) => (body.content as SheetContent).opinion)).toEqual(['cũ', 'mới'])
  expect(isUnsent(courier.kept)).toBe(false)
})

test('each save says whose it is; refused to somebody else’s session, nothing is forgotten and it goes when the member is back', async () => {
  let here = 'b'
  const device = deviceInMemory(({ body }) =>
    body.account === here
      ? answering(200, { outcome: 'sealed', revision: 1 })
      : answering(401, { code: 'sheet-of-another' }),
  )
  const told: string[] = []
  const courier = new Courier(fresh(), ({ outcome }) => told.push(outcome))
  await courier.seal(content('của a'))
  expect(told).toEqual(['sending', 'another'])
  const kept = (await keptSheets.read(id))!
  expect(kept).toMatchObject({ state: 'open', pending: { seal: true, content: content('của a') } })
  here = 'a'
  const later = new Courier(kept, () => undefined)
  await later.deliver()
  expect(later.kept.state).toBe('sealed')
  expect(new Set(device.left.map(({ body }) => body.key)).size, 'the same save').toBe(1)
})

test('a session that may not write sheets at all forgets nothing of the member’s either', async () => {
  deviceInMemory(() => answering(403, { title: 'Không được phép' }))
  const courier = new Courier(fresh(), () => undefined)
  await courier.seal(content('của a'))
  expect(await keptSheets.read(id)).toMatchObject({ state: 'open', pending: { content: content('của a') } })
})

test('where the device cannot keep a sheet it is sent nevertheless, and that it is not kept is known', async () => {
  const device = deviceInMemory(() => answering(200, { outcome: 'sealed', revision: 1 }), { full: true })
  const courier = new Courier({ ...fresh(), id: 'full/item/1' }, () => undefined)
  await courier.change(content('máy đầy'))
  expect(courier.unkept).toBe(true)
  await courier.seal(courier.kept.content)
  expect(courier.kept.state).toBe('sealed')
  expect(device.left.at(-1)!.body).toMatchObject({ seal: true, content: content('máy đầy') })
})
