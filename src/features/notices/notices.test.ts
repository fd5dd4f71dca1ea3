import { describe, expect, it } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { failed, ok, system } from '../../platform/command/index.ts'
import type { Feature } from '../../platform/feature.ts'
import type { Notice } from '../../platform/notice.ts'
import { createDemoAccount, demoPassword } from '../accounts/index.ts'
import { remind } from './remind.ts'

const clock = fixedClock('2026-09-01')
const application = await testApplication({ clock })
const { kernel, house } = application
const { db } = kernel

const account = async (username: string, email?: string): Promise<string> => {
  const made = await kernel.run(system, (ctx) =>
    createDemoAccount(ctx, { username, name: `Người ${username}` }),
  )
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const { accountId } = made.value
  if (email) await db.updateTable('account').set({ email }).where('id', '=', accountId).execute()
  const given = await kernel.run(system, (ctx) =>
    house.accounts.grantRole(ctx, { accountId, role: 'commune-officer', place: '20140' } as never),
  )
  if (!given.ok) throw new Error(JSON.stringify(given.problems))
  return accountId
}

const an = await account('an-nhan', 'an@vidu.vn')
const binh = await account('binh-nhan')

const notice = (more: Partial<Notice> = {}): Notice => ({
  kind: 'dossiers.returned',
  to: { accountIds: [an, binh] },
  params: {
    product: 'Mắm cá rò',
    office: { vi: 'UBND xã', en: 'the commune' },
    day: '2026-08-31',
    reason: '',
  },
  path: '/lam-viec/ho-so',
  ...more,
})

const send = (one: Notice) => kernel.run(system, async (ctx) => ok(await house.notices.send(ctx, one)))
const told = async (one: Notice) => {
  const sent = await send(one)
  return sent.ok ? sent.value : sent.problems
}
const mails = (accountId: string) =>
  db
    .selectFrom('notice_delivery as d')
    .leftJoin('mail as m', 'm.id', 'd.mail_id')
    .select(['d.state', 'm.to_address', 'm.subject', 'm.body', 'm.status'])
    .where('d.account_id', '=', accountId)
    .orderBy('d.created_at', 'desc')
    .orderBy('d.notice_id', 'desc')
    .execute()

async function signedIn(login: string): Promise<Browser> {
  const person = new Browser(application, `198.51.100.${login.length}`)
  expect((await person.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
  return person
}

describe('a notice', () => {
  it('reaches each person once, by inbox and by e-mail, and says where no address is known', async () => {
    expect(await told(notice())).toBe(2)
    expect(await mails(an)).toMatchObject([
      {
        state: 'handed-over',
        to_address: 'an@vidu.vn',
        subject: 'Sao Làng: Hồ sơ “Mắm cá rò” cần bổ sung',
        status: 'kept',
      },
    ])
    const [letter] = await mails(an)
    expect(letter!.body).toContain('UBND xã trả lại ngày 31/08/2026.')
    expect(letter!.body).toContain('Việc cần làm tiếp: Mở hồ sơ')
    // A value that is not known leaves no half sentence behind.
    expect(letter!.body).not.toContain('Lý do')
    expect(await mails(binh)).toMatchObject([{ state: 'no-address', to_address: null }])
  })

  it('of one kind and key is sent once, also when two say it at the same moment', async () => {
    const same = notice({ key: 'x:1' })
    const answers = await Promise.all([told(same), told(same), told(same)])
    expect(answers.toSorted()).toEqual([0, 0, 2])
    expect(await told(same)).toBe(0)
    expect(await told(notice({ key: 'x:1', kind: 'dossiers.received' }))).toBe(2)
  })

  it('goes with its cause: a refused command tells nobody', async () => {
    const before = (await mails(an)).length
    await kernel.run(system, async (ctx) => {
      await house.notices.send(ctx, notice())
      return failed({ code: 'forbidden' })
    })
    expect(await mails(an)).toHaveLength(before)
  })

  it('without words, or to nobody, is not half-written', async () => {
    await expect(send(notice({ kind: 'dossiers.unheard-of' }))).rejects.toThrow('has no words')
    expect(await told(notice({ to: { accountIds: [] } }))).toBe(0)
    expect(await told(notice({ to: { role: 'commune-officer', placeCode: '00001' } }))).toBe(0)
  })

  it('is kept from who caused it, where the sender says so', async () => {
    const sent = await kernel.run({ accountId: an, name: 'An', grants: [], lang: 'vi' }, async (ctx) =>
      ok(await house.notices.send(ctx, notice({ exceptActor: true }))),
    )
    expect(sent).toEqual({ ok: true, value: 1 })
  })

  it('reaches the officers of a commune and the office over it, by role and place', async () => {
    expect(
      await told(notice({ to: { role: 'commune-officer', placeCode: '20140' } })),
    ).toBeGreaterThanOrEqual(2)
    expect(await told(notice({ to: { role: 'provincial-office', placeCode: '20140' } }))).toBe(2)
  })
})

describe('the inbox', () => {
  it('counts what is unread, marks one by opening it and all at once, and shows nobody else’s', async () => {
    const person = await signedIn('an-nhan')
    const unread = async () =>
      Number(/Thông báo: (\d+) chưa đọc/.exec((await person.get('/lam-viec')).body)?.[1] ?? 0)
    const before = await unread()
    expect(before).toBeGreaterThan(1)
    const list = await person.get('/lam-viec/thong-bao')
    const open = /\/lam-viec\/thong-bao\/[0-9a-f-]{36}\/mo/.exec(list.body)![0]
    expect((await person.get(open)).to).toBe('/lam-viec/ho-so')
    expect(await unread()).toBe(before - 1)
    expect((await person.get(`/en${open}`)).to).toBe('/en/lam-viec/ho-so')
    const other = await signedIn('van-phong-2')
    expect((await other.get(open)).status).toBe(404)
    await person.post('/lam-viec/thong-bao/da-doc')
    expect(await unread()).toBe(0)
    expect((await person.get('/lam-viec/thong-bao?loc=chua-doc')).body).toContain('Đã đọc hết')
  })

  it('goes on when e-mail is turned off, for one kind or for all', async () => {
    const person = await signedIn('an-nhan')
    const page = await person.get('/lam-viec/thong-bao/tuy-chon')
    const kinds = [...page.body.matchAll(/name="kinds" value="([^"]+)"/g)].map((match) => match[1]!)
    expect(kinds).toContain('dossiers.sent-back-above')
    // What never reaches this role is not asked about.
    expect(kinds).not.toContain('dossiers.handed-in')
    await person.post('/lam-viec/thong-bao/tuy-chon', { all: 'yes', kinds: 'dossiers.came-in' })
    await told(notice({ kind: 'dossiers.sent-back-above' }))
    expect((await mails(an))[0]).toMatchObject({ state: 'turned-off' })
    await told(notice({ kind: 'dossiers.came-in' }))
    expect((await mails(an))[0]).toMatchObject({ state: 'handed-over' })
    await person.post('/lam-viec/thong-bao/tuy-chon', { kinds: 'dossiers.came-in' })
    await told(notice({ kind: 'dossiers.came-in' }))
    expect((await mails(an))[0]).toMatchObject({ state: 'turned-off' })
  })
})

describe('the delivery log', () => {
  it('tells the office whether each mail arrived, and which ways out are not configured', async () => {
    const office = await signedIn('van-phong-1')
    const log = await office.get('/lam-viec/thong-bao/nhat-ky?tinh-trang=no-address')
    expect(log.body).toContain('Không có địa chỉ thư')
    expect(log.body).toContain('Người binh-nhan')
    expect(log.body).not.toContain('Người an-nhan')
    expect(log.body).toContain('Chưa cấu hình: chưa có hợp đồng với nhà cung cấp')
    expect((await office.get('/lam-viec/thong-bao/nhat-ky?q=khong-ai-ca')).body).toContain(
      'Chưa có thông báo nào phù hợp',
    )
  })

  it('sends again what did not get through, to the address known now; not what was turned off, nor outside the office’s reach', async () => {
    const office = await signedIn('van-phong-1')
    await told(notice({ kind: 'dossiers.returned', to: { accountIds: [binh] } }))
    const row = () =>
      db
        .selectFrom('notice_delivery as d')
        .leftJoin('mail as m', 'm.id', 'd.mail_id')
        .select(['d.notice_id', 'd.state', 'm.id', 'm.status', 'm.to_address'])
        .where('d.account_id', '=', binh)
        .orderBy('d.created_at', 'desc')
        .orderBy('d.notice_id', 'desc')
        .executeTakeFirstOrThrow()
    const again = async (person: Browser) =>
      (await person.post(`/lam-viec/thong-bao/nhat-ky/${(await row()).notice_id}/${binh}/gui-lai`)).to
    expect(await again(office)).toContain('notice-no-address')
    await db.updateTable('account').set({ email: 'sai@vidu.vn' }).where('id', '=', binh).execute()
    expect(await again(office)).toContain('da-gui')
    expect(await row()).toMatchObject({ state: 'handed-over', to_address: 'sai@vidu.vn', status: 'kept' })
    await db.updateTable('account').set({ email: 'binh@vidu.vn' }).where('id', '=', binh).execute()
    await db
      .updateTable('mail')
      .set({ status: 'failed' })
      .where('id', '=', (await row()).id)
      .execute()
    expect((await office.get('/lam-viec/thong-bao/nhat-ky?tinh-trang=failed')).body).toContain('gui-lai')
    expect(await again(office)).toContain('da-gui')
    expect(await row()).toMatchObject({ to_address: 'binh@vidu.vn', status: 'kept' })
    await db
      .updateTable('mail')
      .set({ status: 'sent', sent_at: clock() })
      .where('id', '=', (await row()).id)
      .execute()
    expect(await again(office)).toContain('notice-not-sent-again')
    expect(await again(await signedIn('an-nhan'))).toBeUndefined()
  })

  it('is not for producers and officers', async () => {
    expect((await (await signedIn('an-nhan')).get('/lam-viec/thong-bao/nhat-ky')).status).toBe(403)
  })
})

describe('reminders', () => {
  it('are each said once; one that fails keeps no other back and is seen', async () => {
    const features: Feature[] = [
      { name: 'broken', reminders: async () => Promise.reject(new Error('no answer')) },
      { name: 'keyless', reminders: async () => [notice()] },
      { name: 'sound', reminders: async ({ today }) => [notice({ key: `remind:${today}` })] },
    ]
    const run = () => remind(kernel, features, house.notices.send)
    await expect(run()).rejects.toThrow(/broken: no answer; keyless .*without a key/)
    const said = await db.selectFrom('notice').select('id').where('key', '=', 'remind:2026-09-01').execute()
    expect(said).toHaveLength(1)
    await expect(run()).rejects.toThrow()
    expect(
      await db.selectFrom('notice').select('id').where('key', 'like', 'remind:%').execute(),
    ).toHaveLength(1)
  })

  it('of late dossiers reach the desk and the level above it, once a stage', async () => {
    expect(await house.notices.remindNow()).toBeGreaterThanOrEqual(0)
    expect(await house.notices.remindNow()).toBe(0)
  })
})
