import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { sealDay, verifyAudit } from '../../src/platform/audit/index.ts'
import { system } from '../../src/platform/command/index.ts'
import { ok } from '../../src/platform/problem.ts'
import { Browser, fixedClock, testApplication } from '../factories/index.ts'

const clock = fixedClock('2026-09-01')
const application = await testApplication({ clock })
const { kernel } = application
const { db } = kernel
let address = 0

async function signedIn(login: string, password = demoPassword): Promise<Browser> {
  const person = new Browser(application, `198.51.100.${++address}`)
  expect((await person.post('/dang-nhap', { login, password })).status, login).toBe(303)
  return person
}
const idOf = async (username: string) =>
  (await db.selectFrom('account').select('id').where('username', '=', username).executeTakeFirstOrThrow()).id

it('shows everybody the seal of each day, computed as the page says', async () => {
  await sealDay(db, '2026-09-01')
  const visitor = new Browser(application, '203.0.113.5')
  const { body } = await visitor.get('/api/v1/audit/seals')
  const [latest, ...before] = JSON.parse(body).items as {
    day: string
    lastSeq: number
    merkle: string
    root: string
  }[]
  const former = before[0] ? Buffer.from(before[0].root, 'hex') : Buffer.alloc(32)
  const expected = createHash('sha256')
    .update(former)
    .update(`${latest!.day}\n${latest!.lastSeq}\n`)
    .update(Buffer.from(latest!.merkle, 'hex'))
    .digest('hex')
  expect(latest!.root).toBe(expected)
  expect((await visitor.get('/niem-phong-nhat-ky')).body).toContain(latest!.root)
  expect((await visitor.get('/en/niem-phong-nhat-ky')).body).toContain('Seals of the audit log')
})

it('lets the auditor search by person, deed and day, and writes the search down', async () => {
  const auditor = await signedIn('giam-sat')
  await signedIn('van-phong-2')
  const found = await auditor.get(
    '/lam-viec/nhat-ky?ai=van-phong-2&viec=session.started&tu=01/09/2026&den=01/09/2026',
  )
  expect(found.body).toContain('mở phiên đăng nhập')
  const none = await auditor.get('/lam-viec/nhat-ky?ai=van-phong-2&tu=02/09/2026')
  expect(none.body).toContain('Không có dòng nào khớp')
  const { subject_id } = await db
    .selectFrom('audit_entry')
    .select('subject_id')
    .where('action', '=', 'audit.searched')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(subject_id).toBe('van-phong-2')
  const office = await signedIn('van-phong-1')
  expect((await office.get('/lam-viec/nhat-ky')).status).toBe(403)
})

it('tells the owner of a record its trail in plain words, and a stranger not even that it exists', async () => {
  const { accountId, producerId } = await db
    .selectFrom('role_grant')
    .select(['account_id as accountId', 'producer_id as producerId'])
    .where('producer_id', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const { username } = await db
    .selectFrom('account')
    .select('username')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  await kernel.run(system, async (ctx) => {
    ctx.audit({ action: 'producer.read-personal', subjectKind: 'producer', subjectId: producerId! })
    return ok()
  })
  const owner = await signedIn(username)
  const trail = await owner.get(`/lam-viec/vet/producer/${producerId}`)
  expect(trail.status).toBe(200)
  expect(trail.body).toContain('xem dữ liệu cá nhân của chủ thể')
  expect((await owner.get('/lam-viec/du-lieu-cua-toi')).body).toContain('xem dữ liệu cá nhân của chủ thể')
  const stranger = await signedIn('bien-tap')
  const theirs = await stranger.get(`/lam-viec/vet/producer/${producerId}`)
  const nobodys = await stranger.get('/lam-viec/vet/producer/0190b5a0-0000-7000-8000-000000000000')
  expect([theirs.status, nobodys.status]).toEqual([404, 404])
})

it('hands a person everything kept of them, without secrets', async () => {
  const person = await signedIn('kiem-tra')
  const answer = await person.get('/lam-viec/du-lieu-cua-toi/tai-ve')
  expect(String(answer.headers['content-disposition'])).toContain('attachment')
  const data = JSON.parse(answer.body)
  expect(data.account.username).toBe('kiem-tra')
  expect(data.roles[0].role).toBe('inspector')
  expect(data.sessions).toHaveLength(1)
  expect(answer.body).not.toMatch(/scrypt\$|sha256:|"token"|"password"/)
})

it('records consent with its day, and its withdrawal', async () => {
  const person = await signedIn('kiem-tra')
  await person.post('/lam-viec/du-lieu-cua-toi/dong-y', { given: 'yes' })
  expect((await person.get('/lam-viec/du-lieu-cua-toi')).body).toContain('Đã đồng ý lúc')
  await person.post('/lam-viec/du-lieu-cua-toi/dong-y', { given: 'no' })
  const rows = await db.selectFrom('personal_consent').selectAll().execute()
  expect(rows).toMatchObject([{ account_id: await idOf('kiem-tra'), withdrawn_at: expect.any(Date) }])
})

it('erases what may go once roles have ended, keeps what records need, and leaves the chain whole', async () => {
  const admin = await signedIn('quan-tri')
  const person = await signedIn('kiem-tra')
  const id = await idOf('kiem-tra')
  const ask = () => person.post('/lam-viec/du-lieu-cua-toi/yeu-cau-xoa', { reason: 'Nghỉ việc' })
  expect((await person.post('/lam-viec/du-lieu-cua-toi/yeu-cau-xoa', { reason: '' })).status).toBe(422)
  expect((await ask()).status).toBe(303)
  expect((await ask()).body).toContain('Đã có yêu cầu xóa')
  const shown = await admin.get('/lam-viec/quan-tri/xoa-du-lieu')
  expect(shown.body).toContain('còn vai trò đang hiệu lực')
  const request = /name="request" value="([^"]+)"/.exec(shown.body)![1]!
  const decide = (outcome: string, answer = '') =>
    admin.post('/lam-viec/quan-tri/xoa-du-lieu', { request, outcome, answer })
  expect((await decide('refused')).body).toContain('Ghi lý do từ chối')
  const early = await decide('erased', 'Xóa sau khi thôi vai trò')
  expect(early.body).toContain('còn vai trò đang hiệu lực')
  expect(early.body).toContain('value="Xóa sau khi thôi vai trò"')
  await db
    .updateTable('role_grant')
    .set({ ended_at: new Date(), end_reason: 'thử' })
    .where('account_id', '=', id)
    .execute()
  // Of two at once one erases; the other finds nothing left to decide.
  const both = await Promise.all([decide('erased'), decide('erased')])
  expect(both.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(both.every(({ status }) => status < 500)).toBe(true)
  const left = await db
    .selectFrom('account')
    .select(['name', 'phone', 'username', 'locked_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(left).toMatchObject({ name: 'Người dùng đã xóa', phone: null, locked_at: expect.any(Date) })
  expect((await person.get('/lam-viec')).status).toBe(303)
  const { holds } = await db.selectFrom('erasure_request').select('holds').executeTakeFirstOrThrow()
  expect(holds).toEqual([{ code: 'audit-log', effect: 'keeps' }])
  expect((await verifyAudit(db)).fault).toBeUndefined()
})

it('empties the text of mails when their time is over, as the rules on file say', async () => {
  const at = new Date('2025-08-01T00:00:00Z')
  const id = await db
    .transaction()
    .execute((trx) => kernel.mailer.send(trx, { to: 'a@example.vn', subject: 'Cũ', body: 'nội dung riêng' }))
  await db.updateTable('mail').set({ created_at: at }).where('id', '=', id).execute()
  const job = application.features
    .flatMap((each) => each.jobs ?? [])
    .find((each) => each.name === 'privacy.retention')!
  await job.handler({})
  const { body, subject } = await db
    .selectFrom('mail')
    .select(['body', 'subject'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect([body, subject]).toEqual(['', 'Cũ'])
})

it('says in public what is kept and how long, and what is not on file', async () => {
  const { body } = await new Browser(application, '203.0.113.6').get('/du-lieu-ca-nhan')
  expect(body).toContain('91/2025/QH15')
  expect(body).toContain('chưa có trong kho')
  expect(body).toContain('365 ngày')
})
