import sharp from 'sharp'
import { expect, it } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { Browser, fixedClock, testApplication } from '../factories/index.ts'

const clock = fixedClock('2026-09-01')
const application = await testApplication({ clock, env: { UPLOAD_LIMITS: '2,1,2' } })
const { kernel } = application
const path = '/bao-sai-pham'
const fields = { product: 'Trà', seenAt: 'chợ Đông Ba', words: 'Nhãn ghi sao không đúng', contact: '' }

async function picture(shade: number, side = 40) {
  const content = await sharp({
    create: { width: side, height: side, channels: 3, background: { r: shade, g: 9, b: 9 } },
  })
    .jpeg()
    .toBuffer()
  return { field: 'picture', name: `anh-${shade}.jpg`, type: 'image/jpeg', content }
}

async function signedIn(login: string): Promise<Browser> {
  const person = new Browser(application, '198.51.100.71')
  expect((await person.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
  return person
}

it('refuses files beyond what one person may send in a day, says why at the field, and takes them the next day', async () => {
  const person = await signedIn('bien-tap')
  for (const shade of [1, 2])
    expect((await person.upload(path, fields, await picture(shade))).status).toBe(303)
  const refused = await person.upload(path, fields, await picture(3))
  expect(refused.body).toContain('Hôm nay ông/bà đã gửi đủ 2 tệp.')
  expect(refused.body).toContain('value="chợ Đông Ba"')
  expect((await person.post(path, fields)).status).toBe(303)
  const other = await signedIn('kiem-tra')
  expect((await other.upload(path, fields, await picture(4))).status).toBe(303)
  clock.forward(1)
  const again = await signedIn('bien-tap')
  expect((await again.upload(path, fields, await picture(3))).status).toBe(303)
})

it('refuses by size, of a day and of a year, whatever door the bytes come by', async () => {
  const { daily } = kernel
  const { id } = await kernel.db
    .selectFrom('account')
    .select('id')
    .where('username', '=', 'so-nnmt')
    .executeTakeFirstOrThrow()
  expect(await daily.refusesUpload(id, 1_000_001)).toMatchObject({ code: 'upload-day-bytes' })
  await daily.uploaded(id, 1, 900_000)
  expect(await daily.refusesUpload(id, 200_000)).toMatchObject({ code: 'upload-day-bytes' })
  clock.forward(1)
  expect(await daily.refusesUpload(id, 200_000)).toBeNull()
  await daily.uploaded(id, 1, 1_000_000)
  clock.forward(1)
  expect(await daily.refusesUpload(id, 200_000)).toMatchObject({ code: 'upload-year-bytes' })
  clock.forward(365)
  expect(await daily.refusesUpload(id, 200_000)).toBeNull()
  await daily.tidy()
  expect(await kernel.db.selectFrom('day_count').select('who').where('who', '=', id).execute()).toHaveLength(
    1,
  )
})

it('takes so many reports of misuse from one address in a day, whatever becomes of them, and no more', async () => {
  const visitor = new Browser(application, '203.0.113.71')
  expect((await visitor.post(path, { ...fields, words: '' })).status).toBe(422)
  await kernel.db.updateTable('day_count').set({ deeds: 30 }).where('what', '=', path).execute()
  const refused = await visitor.post(path, fields)
  expect(refused.status).toBe(429)
  expect(refused.body).toContain('Hôm nay đã làm việc này 30 lần.')
  const kept = JSON.stringify(await kernel.db.selectFrom('day_count').selectAll().execute())
  expect(kept).not.toContain('203.0.113.71')
  clock.forward(1)
  expect((await visitor.post(path, fields)).status).toBe(303)
})

it('where a picture is asked for, a visitor’s PDF is refused at its field, and nothing is stored of it', async () => {
  const stored = () =>
    kernel.db.selectFrom('file').select('hash').where('original_name', '=', 'don.pdf').execute()
  const content = Buffer.from('%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF')
  const visitor = new Browser(application, '203.0.113.79')
  const paper = { field: 'picture', name: 'don.pdf', type: 'application/pdf', content }
  expect((await visitor.upload(path, fields, paper)).status).toBe(422)
  expect(await stored()).toEqual([])
})

it('counts an IPv6 site as one visitor: it holds more addresses than anybody could refuse one by one', async () => {
  const { daily } = kernel
  const take = (address: string) => daily.take({ accountId: null, address }, 'site', 1)
  expect(await take('2001:db8:1:2::1')).toBe(true)
  expect(await take('2001:db8:1:2:ffff::9')).toBe(false)
  expect(await take('2001:db8:1:3::1')).toBe(true)
})

it('limits requests a minute of an IPv6 site, not of each of its addresses', async () => {
  const left = async (address: string) =>
    Number((await new Browser(application, address).post('/quen-mat-khau')).headers['x-ratelimit-remaining'])
  const first = await left('2001:db8:7:8::1')
  expect(await left('2001:db8:7:8::2')).toBe(first - 1)
  expect(await left('2001:db8:7:9::1')).toBe(first)
})
