import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Application } from '../../src/application.ts'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { forgetOnce } from '../../src/platform/http/index.ts'
import { Browser, testApplication } from '../factories/index.ts'

let application: Application
let person: Browser
const tokens = '/lam-viec/tai-khoan/ma-truy-cap'

beforeAll(async () => {
  application = await testApplication({ demo: true })
  person = new Browser(application, '198.51.100.71')
  expect((await person.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })).status).toBe(303)
}, 240_000)

const made = async (name: string) => {
  const { count } = await application.kernel.db
    .selectFrom('account_token')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return Number(count)
}

describe('one press, one deed', () => {
  it('gives every posting form of the work area a token, and none to pages that are kept for everybody', async () => {
    const { body } = await person.get(tokens)
    expect(body.match(/<form\b[^>]*method="post"/g)?.length).toBe(body.match(/name="_once"/g)?.length)
    expect((await person.get('/')).body).not.toContain('_once')
  })

  it('does a form once, however often it arrives at the same moment', async () => {
    const fields = { name: 'hai lần', days: '90', password: demoPassword, _once: 'token-a' }
    const answers = await Promise.all([1, 2, 3, 4].map(() => person.post(tokens, fields)))
    expect(await made('hai lần')).toBe(1)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const late = await person.post(tokens, fields)
    expect([late.status, late.headers['idempotency-replayed']]).toEqual([409, 'true'])
    expect(late.body).toContain('đã được ghi ở lần gửi trước')
  })

  it('does it again when the person went back and changed what was typed', async () => {
    await person.post(tokens, { name: 'lần một', days: '90', password: demoPassword, _once: 'token-b' })
    await person.post(tokens, { name: 'lần hai', days: '90', password: demoPassword, _once: 'token-b' })
    expect([await made('lần một'), await made('lần hai')]).toEqual([1, 1])
  })

  it('is not spent by a refusal: the corrected form goes through under the same token', async () => {
    expect(
      (await person.post(tokens, { name: '', days: '90', password: demoPassword, _once: 'token-c' })).status,
    ).toBe(422)
    expect(
      (await person.post(tokens, { name: 'sửa rồi', days: '90', password: demoPassword, _once: 'token-c' }))
        .status,
    ).toBe(200)
  })

  it('answers the repeated request with the first one’s redirect', async () => {
    const fields = { _once: 'token-d', name: 'Bùi Thị Hạnh', email: '', phone: '', lang: 'vi' }
    const first = await person.post('/lam-viec/tai-khoan', fields)
    const second = await person.post('/lam-viec/tai-khoan', fields)
    expect([first.status, second.status, second.to]).toEqual([303, 303, first.to])
    const { count } = await application.kernel.db
      .selectFrom('audit_entry')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('action', '=', 'account.edited')
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(1)
  })

  it('belongs to the person: the same token of somebody else is another deed', async () => {
    const other = new Browser(application, '198.51.100.72')
    await other.post('/dang-nhap', { login: 'lanh-dao', password: demoPassword })
    await person.post(tokens, { name: 'của ai', days: '90', password: demoPassword, _once: 'token-e' })
    await other.post(tokens, { name: 'của ai', days: '90', password: demoPassword, _once: 'token-e' })
    expect(await made('của ai')).toBe(2)
  })

  it('takes the header Idempotency-Key as well, and forgets after a day', async () => {
    const header = { 'idempotency-key': 'k-1' }
    await person.post(tokens, { name: 'tiêu đề', days: '90', password: demoPassword }, header)
    await person.post(tokens, { name: 'tiêu đề', days: '90', password: demoPassword }, header)
    expect(await made('tiêu đề')).toBe(1)
    await forgetOnce(application.kernel.db, new Date(Date.now() + 25 * 3_600_000))
    await person.post(tokens, { name: 'tiêu đề', days: '90', password: demoPassword }, header)
    expect(await made('tiêu đề')).toBe(2)
  })

  it('of two who open one round at once, each by a form of their own, one is told that it is open', async () => {
    const year = String(new Date().getFullYear() + 1)
    const open = (token: string) =>
      person.post('/lam-viec/dot-danh-gia/mo', { year, ordinal: '1', _once: token })
    const both = await Promise.all([open('dot-a'), open('dot-b')])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  })

  it('holds for programs: an API call sent again under its key is answered as before, and done once', async () => {
    const admin = new Browser(application, '198.51.100.73')
    await admin.post('/dang-nhap', { login: 'quan-tri', password: demoPassword })
    const ask = (key: string) =>
      application.server.inject({
        method: 'POST',
        url: '/api/v1/certificate-keys',
        headers: { cookie: admin.cookies(), 'sec-fetch-site': 'same-origin', 'idempotency-key': key },
      })
    const [first, second] = [await ask('api-1'), await ask('api-1')]
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.json()).toEqual(first.json())
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect((await ask('api-2')).json().id).not.toBe(first.json().id)
  })

  it('holds at every writing address of the API: its command runs under the request, or it writes nothing', () => {
    /** Why a writing method needs no key here. */
    const without: Readonly<Record<string, string>> = {
      'POST /api/v1/score': 'reckons, keeps nothing',
      'POST /api/v1/articles/clean': 'cleans what was sent, keeps nothing',
      'POST /api/v1/certificates/examine': 'looks at a paper, keeps nothing',
      'POST /api/v1/passkeys/sign-in/options': 'a challenge each time',
      'POST /api/v1/passkeys/sign-in': 'the challenge is answered once',
      'POST /api/v1/survey-photos': 'resumable: each piece says where it begins',
      'PATCH /api/v1/survey-photos/:id': 'resumable: each piece says where it begins',
      'DELETE /api/v1/survey-photos/:id': 'gone is gone',
      'POST /api/v1/uploads': 'resumable: each piece says where it begins',
      'PATCH /api/v1/uploads/:id': 'resumable: each piece says where it begins',
      'DELETE /api/v1/uploads/:id': 'gone is gone',
    }
    const writing = application.features
      .flatMap((feature) => feature.routes ?? [])
      .filter((route) => route.kind === 'api' && route.method !== 'GET')
    expect(writing.length).toBeGreaterThan(15)
    const runs = /\b(ctx|context)\.run\(|\brotate\(/
    const bare = writing
      .filter((route) => !runs.test(String(route.handler)))
      .map((route) => `${route.method} ${route.path}`)
    expect(bare.filter((name) => !(name in without))).toEqual([])
  })

  it('holds at every form: no command of a request runs beside it', () => {
    /** Why a command does not run under a request here. */
    const beside: Readonly<Record<string, string>> = {
      'accounts/sign-in.ts': 'each try counts',
      'accounts/second-factor.ts': 'each try counts',
      'accounts/prove-password.ts': 'each try counts',
      'accounts/passkeys/passkeys.ts': 'the challenge is answered once',
      'accounts/open-id/open-id.ts': 'the provider’s answer is taken once',
      'imports/imports.ts': 'the command line, and jobs that know how far they are',
      'digital/checks.ts': 'a job',
      'news/outside-links.ts': 'a job',
      'promotion/claims.ts': 'a job, passes on only what is unclaimed',
      'notices/remind.ts': 'a job, each reminder under a key',
      'statistics/open-data.tsx': 'a job, publishes only what changed',
      'documents/documents.ts': 'the documents that come with the program, at start',
    }
    const features = new URL('../../src/features/', import.meta.url).pathname
    const found = readdirSync(features, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.includes('demo'))
      .filter((path) => {
        // What a feature gives as `demo` is no answer to a request.
        const text = readFileSync(features + path, 'utf8').replace(/^( +)demo: [\s\S]*?^\1\},?$/gm, '')
        return /\bkernel\.run\(|\brunCommand\(/.test(text)
      })
    expect(found.filter((path) => !(path in beside))).toEqual([])
  })
})
