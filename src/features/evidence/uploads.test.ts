import { beforeAll, expect, test } from 'vitest'
import { Browser, testApplication } from '../../../test/factories/index.ts'
import { demoPassword } from '../accounts/index.ts'

const application = await testApplication()
const base = '/api/v1/uploads'
const resumable = { 'tus-resumable': '1.0.0', 'sec-fetch-site': 'same-origin' }
let address: string
let own: string
let stranger: string

beforeAll(async () => {
  address = await application.server.listen({ port: 0, host: '127.0.0.1' })
  own = await signedIn('chu-the-doi-may')
  stranger = await signedIn('chu-the-suoi-hoa')
})

async function signedIn(login: string): Promise<string> {
  const person = new Browser(application, '198.51.100.44')
  await person.post('/dang-nhap', { login, password: demoPassword })
  return person.cookies()
}

const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: Buffer) =>
  fetch(`${address}${path}`, {
    method,
    headers: { ...resumable, cookie: own, ...headers },
    ...(body && { body: new Uint8Array(body) }),
  })

async function begin(size: number, name: string, type: string): Promise<string> {
  const coded = (text: string) => Buffer.from(text).toString('base64')
  const answer = await ask('POST', base, {
    'upload-length': String(size),
    'upload-metadata': `filename ${coded(name)},filetype ${coded(type)}`,
  })
  expect(answer.status).toBe(201)
  return answer.headers.get('location')!
}

const go = (path: string, offset: number, bytes: Buffer, headers: Record<string, string> = {}) =>
  ask(
    'PATCH',
    path,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
    bytes,
  )

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('an upload broken in the middle goes on from where it broke, and is stored once whole', async () => {
  const path = await begin(picture.length, 'ảnh nhãn.png', 'image/png')
  expect((await go(path, 0, picture.subarray(0, 30))).status).toBe(204)
  const far = await ask('HEAD', path)
  expect([far.status, far.headers.get('upload-offset'), far.headers.get('upload-length')]).toEqual([
    200,
    '30',
    String(picture.length),
  ])
  expect((await go(path, 10, picture.subarray(10))).status, 'not from another place').toBe(409)
  expect((await go(path, 30, picture.subarray(30))).headers.get('x-content-type-options')).toBe('nosniff')
  const told = await ask('GET', path)
  expect(await told.json()).toEqual({ problem: null, note: null })
  // The last answer may be lost: asked again, it is whole; sent again, it is refused and stored once.
  expect((await ask('HEAD', path)).headers.get('upload-offset')).toBe(String(picture.length))
  expect((await go(path, 0, picture)).status).toBe(409)
  const rows = await application.kernel.db
    .selectFrom('upload')
    .select(['name', 'file_hash', 'problem'])
    .where('file_hash', 'is not', null)
    .execute()
  expect(rows).toEqual([
    { name: 'ảnh nhãn.png', file_hash: expect.stringMatching(/^[0-9a-f]{64}$/), problem: null },
  ])
})

test('nobody else can ask of it, go on with it, or name it in a form', async () => {
  const path = await begin(picture.length, 'a.png', 'image/png')
  for (const method of ['HEAD', 'GET', 'DELETE'])
    expect((await ask(method, path, { cookie: stranger })).status, method).toBe(404)
  expect((await go(path, 0, picture, { cookie: stranger })).status).toBe(404)
  expect((await go(path, 0, picture, { cookie: '' })).status).toBe(401)
  await go(path, 0, picture)
  const strangers = await application.kernel.uploads.take('somebody', [path.split('/').at(-1)!])
  expect(strangers[0]).toMatchObject({ problem: { code: 'upload-unknown' } })
})

test('a form that names a half-sent file is told to wait; a wrong one says why at once', async () => {
  const half = await begin(500, 'b.png', 'image/png')
  const { db, uploads } = application.kernel
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('username', '=', 'chu-the-doi-may')
    .executeTakeFirstOrThrow()
  const taken = await uploads.take(account.id, [half.split('/').at(-1)!])
  expect(taken[0]).toMatchObject({ name: 'b.png', problem: { code: 'upload-unfinished' } })
  const wrong = Buffer.from('MZ this is no picture at all, whatever its name says')
  const path = await begin(wrong.length, 'ảnh.png', 'image/png')
  await go(path, 0, wrong)
  const told = (await (await ask('GET', path)).json()) as { problem: string }
  expect(told.problem).toContain('PDF, ảnh JPEG, PNG, WebP')
})

test('what nobody finished is swept away after its days, bytes and all; what is younger stays', async () => {
  const { db, uploads } = application.kernel
  const [old, young] = [await begin(500, 'cũ.png', 'image/png'), await begin(500, 'mới.png', 'image/png')]
  await go(old, 0, Buffer.alloc(200))
  const id = old.split('/').at(-1)!
  const longAgo = new Date(Date.now() - 400 * 86_400_000)
  await db.updateTable('upload').set({ created_at: longAgo }).where('id', '=', id).execute()
  expect(await uploads.tidy()).toBe(1)
  expect((await ask('HEAD', old)).status).toBe(404)
  expect((await ask('HEAD', young)).status).toBe(200)
})

test('too large, without a length, or given up', async () => {
  expect((await ask('POST', base, { 'upload-length': '30000001' })).status).toBe(413)
  expect((await ask('POST', base, { 'upload-defer-length': '1' })).status).toBe(400)
  const path = await begin(10, 'c.png', 'image/png')
  expect((await ask('DELETE', path)).status).toBe(204)
  expect((await ask('HEAD', path)).status).toBe(404)
})

test('what goes beyond one person’s day is not begun, and the sender hears why in both languages', async () => {
  const { db, daily } = application.kernel
  const { id } = await db
    .selectFrom('account')
    .select('id')
    .where('username', '=', 'chu-the-doi-may')
    .executeTakeFirstOrThrow()
  await daily.uploaded(id, 1000, 0)
  const refused = await ask('POST', base, { 'upload-length': '10' })
  expect(refused.status).toBe(413)
  expect(await refused.json()).toEqual({
    vi: 'Hôm nay ông/bà đã gửi đủ 1000 tệp. Xin gửi tiếp vào ngày mai.',
    en: 'You have sent 1000 files today. Please go on tomorrow.',
  })
})
