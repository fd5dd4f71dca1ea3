import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { openOfficeKey, selfSignedKeyFile, signPdf } from '../../src/platform/pades/index.ts'
import { accessibilityFaults, openChromium } from '../factories/chromium.ts'
import { Browser, fixedClock, testApplication } from '../factories/index.ts'

const clock = fixedClock('2026-09-01')
const application = await testApplication({ clock })
const chromium = await openChromium(application)
const { db } = application.kernel
const phone = { viewport: { width: 360, height: 740 } }
const product = 'Hương trầm Đồi Mây'

async function signedIn(login: string): Promise<Page> {
  const page = await chromium.open(phone)
  await page.goto('/dang-nhap')
  await page.fill('input[name=login]', login)
  await page.fill('input[name=password]', demoPassword)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL(/lam-viec/)
  return page
}

const dossier = await db
  .selectFrom('dossier as d')
  .innerJoin('product as t', 't.id', 'd.product_id')
  .select(['d.id', 'd.status'])
  .where('t.name', '=', product)
  .executeTakeFirstOrThrow()
const at = (rest = '') => `/lam-viec/ho-so/${dossier.id}${rest}`
const status = async () =>
  (await db.selectFrom('dossier').select('status').where('id', '=', dossier.id).executeTakeFirstOrThrow())
    .status

/** Nothing wider than the phone, nothing axe objects to. */
async function sound(page: Page): Promise<void> {
  expect(await accessibilityFaults(page), page.url()).toEqual([])
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over, page.url()).toBe(0)
}

const press = async (page: Page, name: string | RegExp) => {
  await page.getByRole('main').getByRole('button', { name }).first().click()
  await page.waitForLoadState('load')
}

/** Waits for what the server wrote, not for the clock. */
const until = (wanted: string) => expect.poll(status, { timeout: 30_000 }).toBe(wanted)

describe('a dossier between its desks, on phones', () => {
  test('the commune returns it with two remarks; the producer answers; the commune proposes; the office puts it into a round', async () => {
    expect(dossier.status).toBe('commune.received')
    const officer = await signedIn('can-bo-thuy-xuan')
    await officer.goto(at('/tra-lai'))
    await sound(officer)
    await officer.fill('[name=reason]', 'Cần bổ sung hai ý.')
    await officer.selectOption('[name="remarks.0.about"]', 'field:plan')
    await officer.fill('[name="remarks.0.words"]', 'Nêu kế hoạch năm 2027.')
    await officer.fill('[name="remarks.1.words"]', 'Bổ sung ảnh vùng nguyên liệu.')
    await press(officer, 'Trả lại')
    await until('commune.returned')

    const producer = await signedIn('chu-the-doi-may')
    await producer.goto('/lam-viec/thong-bao')
    await sound(producer)
    await producer
      .getByRole('link', { name: `Hồ sơ “${product}” cần bổ sung` })
      .first()
      .click()
    await producer.waitForURL(new RegExp(dossier.id))
    expect(await producer.locator('.remark textarea').count()).toBe(2)
    for (const box of await producer.locator('.remark textarea').all()) await box.fill('Đã bổ sung.')
    await press(producer, 'Lưu trả lời')
    await producer.goto(at('/kiem-tra'))
    await producer.check('[name=declared]')
    await press(producer, /Nộp/)
    await until('filed')

    await officer.goto(at())
    for (const box of await officer.locator('[name=checklist]').all()) await box.check()
    await officer.fill('[name=samples]', '5')
    await press(officer, 'Tiếp nhận')
    await until('commune.received')
    await officer.goto(at('/bao-cao'))
    for (const box of await officer.locator('main form textarea').all())
      await box.fill('Đúng thực tế tại xã.')
    await press(officer, 'Ban hành báo cáo')
    await until('commune.reported')
    await officer.goto(at('/de-nghi'))
    await sound(officer)
    await officer.fill('[name=number]', '15/TTr-UBND')
    await officer.locator('main form .button.primary').click()
    await until('proposed')

    const office = await signedIn('van-phong-1')
    await office.goto(`/lam-viec/ho-so?tinh-trang=all&q=${encodeURIComponent('ở:tỉnh Hương trầm')}`)
    await sound(office)
    await office.getByRole('checkbox', { name: new RegExp(product) }).check()
    await office.selectOption('[name=deed]', 'receive-province')
    await press(office, 'Xem tóm tắt')
    await sound(office)
    await office.check('[name=checked]')
    await press(office, /Thực hiện với 1 hồ sơ/)
    await until('province.received')
    await office.goto(at())
    await sound(office)
    await office.locator('form[action$="/dua-vao-dot"] button').click()
    await until('in-round')

    await office.getByText('Đưa ra khỏi đợt', { exact: true }).first().click()
    await office.fill('form[action$="/ra-khoi-dot"] [name=reason]', 'Xếp nhầm đợt.')
    await sound(office)
    await office.locator('form[action$="/ra-khoi-dot"] button').click()
    await until('province.received')
    await office.locator('.undo form button').click()
    await until('in-round')
    await producer.goto('/lam-viec/thong-bao')
    expect(await producer.textContent('main')).toContain(`“${product}” vào Đợt`)
  }, 240_000)
})

describe('a field survey where there is no network', () => {
  test('is opened, written with photos, place and time, survives a reload and a closed browser, and arrives once though an answer is lost', async () => {
    const first = await signedIn('to-tu-van-1')
    const context = first.context()
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation({ latitude: 16.4637, longitude: 107.5909, accuracy: 12 })
    await first.goto('/lam-viec/khao-sat')
    await sound(first)
    await expect
      .poll(() => first.textContent('[data-survey-kept]'), { timeout: 30_000 })
      .toContain('Đã tải 1 trang')

    await context.setOffline(true)
    await first.click('[data-survey-page]')
    await first.waitForSelector('[data-survey] form')
    await sound(first)
    const id = new URL(first.url()).pathname.split('/').at(-1)!
    await first.fill('[name=day]', '01/09/2026')
    await first.click('[data-locate]')
    await expect.poll(() => first.textContent('[data-located]')).toContain('16.46370, 107.59090')
    await first.fill('[name=facility]', 'Xưởng sạch, có sổ từng mẻ.')
    const picture = (shade: number) =>
      sharp({ create: { width: 900, height: 600, channels: 3, background: { r: shade, g: 90, b: 60 } } })
        .jpeg()
        .toBuffer()
    for (const shade of [40, 200])
      await first.setInputFiles('[name=photos]', {
        name: `anh-${shade}.jpg`,
        mimeType: 'image/jpeg',
        buffer: await picture(shade),
      })
    await expect.poll(() => first.locator('[data-photos] li').count()).toBe(2)
    await first.reload()
    await expect.poll(() => first.locator('[data-photos] li').count()).toBe(2)
    expect(await first.inputValue('[name=facility]')).toBe('Xưởng sạch, có sổ từng mẻ.')
    await first.check('[name=outcome][value=matches]', { force: true })
    await first.fill('[name=conclusion]', 'Đúng như hồ sơ.')
    await first.click('main form .button.primary')
    await expect.poll(() => first.textContent('[data-survey-state]')).toContain('Chưa có mạng')
    await first.close()

    // Another day, the browser opened anew; the server hears the visit, its answer does not come back.
    const surveys = () =>
      db
        .selectFrom('dossier_survey')
        .select(['place', 'time', 'latitude', 'accuracy_m', 'conclusion'])
        .where('dossier_id', '=', id)
        .execute()
    const second = await context.newPage()
    let lost = 0
    await second.route('**/lam-viec/khao-sat/*', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await second.goto('/lam-viec/khao-sat')
    await expect.poll(() => second.textContent('[data-survey-unsent]')).toContain('Còn 1 khảo sát')
    await second.click('[data-survey-unsent] a')
    await second.waitForSelector('[data-survey] form')
    await context.setOffline(false)
    await expect.poll(async () => (await surveys()).length, { timeout: 30_000 }).toBe(1)
    await expect.poll(() => lost).toBe(1)
    await second.waitForURL(new RegExp(`ho-so/${id}`))

    expect(await surveys()).toMatchObject([
      { latitude: 16.4637, accuracy_m: 12, time: expect.stringMatching(/^\d\d:\d\d$/) },
    ])
    const photos = await db
      .selectFrom('dossier_survey_photo as f')
      .innerJoin('dossier_survey as s', 's.id', 'f.survey_id')
      .select('f.file_hash')
      .where('s.dossier_id', '=', id)
      .execute()
    expect(new Set(photos.map((photo) => photo.file_hash)).size).toBe(2)
    expect(photos).toHaveLength(2)
    await second.goto('/lam-viec/khao-sat')
    expect((await second.textContent('[data-survey-unsent]'))?.trim()).toBe('')
  }, 240_000)
})

describe('the advisory team’s review, criterion by criterion', () => {
  test('shows the producer’s choice, words and papers at each; keys and thumb suggest; taken back, nothing stays', async () => {
    const adviser = await signedIn('to-tu-van-1')
    await adviser.goto('/lam-viec/ho-so?tinh-trang=in-round')
    const id = /ho-so\/([0-9a-f-]{36})/.exec(await adviser.content())![1]!
    const suggestions = () =>
      db.selectFrom('dossier_suggestion').select(['answer', 'note']).where('dossier_id', '=', id).execute()
    await adviser.goto(`/lam-viec/ho-so/${id}/tu-van`)
    await sound(adviser)
    const now = adviser.locator('.sheet-leaf.here')
    expect(await now.locator('.choice .tag').count(), 'the producer’s choice is marked').toBe(1)
    expect(await now.locator('.leaf-paper').count(), 'its papers lie beside it').toBeGreaterThan(0)
    const code = (await now.locator('textarea').getAttribute('name'))!
    await now.focus()
    await adviser.keyboard.press('=')
    const said = adviser.locator(`textarea[name="${code}"]`)
    await expect.poll(() => said.isVisible()).toBe(false)
    await adviser.keyboard.press('1')
    await adviser.keyboard.press('Shift+Enter')
    await said.fill('Đủ giấy tờ.')
    await press(adviser, 'Lưu gợi ý')
    await adviser.waitForURL(/luu=1/)
    expect((await suggestions()).map((one) => one.note).sort()).toEqual(['', 'Đủ giấy tờ.'])

    // The whole sheet, everything taken back.
    await adviser.getByRole('button', { name: 'Xem cả phiếu' }).click()
    const chosen = adviser.locator('.sheet-choice.quiet input:not(:checked)')
    while ((await chosen.count()) > 0) await chosen.first().check({ force: true })
    await said.fill('')
    await press(adviser, 'Lưu gợi ý')
    await expect.poll(suggestions).toEqual([])
  }, 120_000)
})

describe('what the desks’ pages do, the API does', () => {
  test('meeting, tests, surveys, one deed for many and its way back, the rules that govern', async () => {
    const caller = async (login: string, address: string) => {
      const person = new Browser(application, address)
      await person.post('/dang-nhap', { login, password: demoPassword })
      return async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
        const answer = await application.server.inject({
          method,
          url: `/api/v1/dossiers${path}`,
          headers: { cookie: person.cookies(), 'sec-fetch-site': 'same-origin' },
          remoteAddress: address,
          ...(body && { payload: body }),
        })
        return { status: answer.statusCode, body: answer.json() }
      }
    }
    const office = await caller('van-phong-1', '198.51.100.31')
    const adviser = await caller('to-tu-van-1', '198.51.100.32')
    const officer = await caller('can-bo-thuy-xuan', '198.51.100.33')
    const own = `/${dossier.id}`
    expect((await office('GET', '/rules?filedOn=2026-05-12')).body).toMatchObject({
      regime: 'qd148-2023-qd1489-2025',
      state: 'tail-over',
      lastDay: '2026-07-21',
      daysLeft: -42,
    })
    const meeting = { heldOn: '2026-09-01', present: 'Ban Kinh tế', conclusion: 'Đồng ý.' }
    expect((await officer('PUT', `${own}/meeting`, meeting)).status, 'its time is over').toBe(409)
    expect((await officer('GET', `${own}/meeting`)).body).toEqual({ meeting: null })

    const { id: account } = await db
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'to-tu-van-1')
      .executeTakeFirstOrThrow()
    expect((await adviser('POST', `${own}/tests`, { what: 'Histamin' })).status, 'not in hand').toBe(403)
    const council = await office('POST', '/bulk', {
      deed: 'put-before-council',
      ids: [dossier.id],
      foresee: true,
    })
    expect(council.body.items[0].problems[0].code).toBe('action-not-now')
    const assign = { deed: 'assign', ids: [dossier.id], accountIds: [account] }
    const bulk = await office('POST', '/bulk', assign)
    expect(bulk.body).toMatchObject({ count: 1 })
    expect((await adviser('POST', `/bulk/${bulk.body.bulkId}/undo`)).status).toBe(403)
    expect((await office('POST', `/bulk/${bulk.body.bulkId}/undo`)).body).toEqual({
      deed: 'assign',
      count: 1,
    })
    expect((await office('POST', '/bulk', assign)).status).toBe(200)

    const asked = await adviser('POST', `${own}/tests`, { what: 'Tạp chất', until: '2026-09-20' })
    const [{ seq }] = asked.body.items
    const settled = await adviser('PUT', `${own}/tests/${seq}`, { result: 'Phiếu 7/KN: đạt', passed: true })
    expect(settled.body.items).toMatchObject([{ what: 'Tạp chất', passed: true }])
    const survey = {
      id: '0190b5a0-0000-7000-8000-000000000031',
      day: '2026-09-01',
      place: 'Tổ dân phố 12',
      findings: { facility: 'Sạch.' },
      outcome: 'matches',
      conclusion: 'Đúng như hồ sơ.',
    }
    for (let times = 0; times < 2; times++)
      expect((await adviser('POST', `${own}/surveys`, survey)).body).toEqual({ id: survey.id })
    expect((await office('GET', `${own}/surveys`)).body.items).toHaveLength(1)
  })
})

describe('posts that no page of ours would send', () => {
  const person = async (login: string, address: string) => {
    const browser = new Browser(application, address)
    expect((await browser.post('/dang-nhap', { login, password: demoPassword })).status).toBe(303)
    return browser
  }

  test('by others than the desk’s own change nothing', async () => {
    const before = await status()
    const stranger = await person('can-bo-a-luoi-2', '198.51.100.21')
    const producer = await person('chu-the-doi-may', '198.51.100.22')
    const office = await person('van-phong-2', '198.51.100.23')
    const forms: readonly (readonly [Browser, string, Record<string, string>])[] = [
      [stranger, at('/tra-lai'), { reason: 'x', 'remarks.0.words': 'x', rows: '1' }],
      [stranger, at('/tiep-nhan'), { checklist: 'mau-01' }],
      [producer, at('/dua-vao-dot'), { roundId: '0190b5a0-0000-7000-8000-000000000000' }],
      [producer, '/lam-viec/ho-so/hang-loat', { deed: 'put-before-council', ids: dossier.id, step: 'do' }],
      [office, '/lam-viec/ho-so/hang-loat', { deed: 'recognise', ids: dossier.id, step: 'do' }],
      [
        office,
        '/lam-viec/ho-so/hang-loat',
        { deed: 'accept-into-round', ids: 'x', step: 'do', roundId: 'y' },
      ],
      [office, '/lam-viec/ho-so/hang-loat/0190b5a0-0000-7000-8000-000000000000/hoan-tac', {}],
      [office, at('/de-nghi'), { number: '1', on: '01/09/2026', samples: '5' }],
      [stranger, `/lam-viec/khao-sat/${dossier.id}`, { conclusion: 'x'.repeat(10_000), day: '99/99/9999' }],
      [office, at('/kiem-nghiem/1'), { 'result.1': 'x', 'passed.1': 'yes' }],
      [producer, '/lam-viec/uy-quyen/phan-doi', { consentId: '<script>', reason: '' }],
    ]
    for (const [browser, path, fields] of forms) {
      const { status: answered } = await browser.post(path, fields)
      expect(answered, path).toBeLessThan(500)
    }
    expect(await status()).toBe(before)
    expect((await stranger.get(at())).status).toBe(404)
    expect((await producer.get(at('/van-ban/bao-cao.pdf'))).status).toBe(404)
  })
})

describe('the signature under a decision, from a phone', () => {
  test('a wrong password, an expired certificate, a paper altered by one byte are told at their field; then it is signed', async () => {
    const { id } = await db
      .selectFrom('decision')
      .select('id')
      .where('status', '=', 'released')
      .where('kind', '=', 'recognise')
      .where('signed_hash', 'is', null)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const here = `/lam-viec/quyet-dinh/${id}`
    const now = application.kernel.clock()
    const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
    const keyOf = (from: Date, to: Date) =>
      selfSignedKeyFile({ name: 'UBND thử', password: 'mật khẩu đúng', from, to })
    const [good, expired] = [keyOf(days(-10), days(10)), keyOf(days(-20), days(-1))]
    const leader = await signedIn('lanh-dao')
    const sign = async (page: string, buffer: Buffer, password: string) => {
      await leader.goto(page)
      const form = leader.locator('form[action$="/ky"]')
      await form.evaluate((each) => each.closest('details')?.setAttribute('open', ''))
      await form
        .locator('[name=key]')
        .setInputFiles({ name: 'k.p12', mimeType: 'application/x-pkcs12', buffer })
      await form.locator('[name=password]').fill(password)
      const answered = leader.waitForResponse((each) => each.request().method() === 'POST')
      await form.locator('button').last().click()
      await answered
      await leader.waitForLoadState('load')
    }
    const wrongAt = (field: string) => leader.locator(`[name=${field}][aria-invalid=true]`).count()
    for (const page of [here, `${here}/giay-chung-nhan`]) {
      await sign(page, good, 'sai')
      expect([await wrongAt('password'), await wrongAt('key')], page).toEqual([1, 0])
      await sound(leader)
      await sign(page, expired, 'mật khẩu đúng')
      expect([await wrongAt('password'), await wrongAt('key')], page).toEqual([0, 1])
      expect(await leader.locator('main').textContent()).toContain('hết hạn từ ngày')
    }

    const opened = openOfficeKey(good, 'mật khẩu đúng', now)
    if (!opened.ok) throw new Error(opened.problems[0]!.code)
    const print = await (await leader.request.get(`${here}/ban-in.pdf`)).body()
    const signed = signPdf(print, { at: now, name: 'UBND', reason: 'thử', location: 'Huế' }, opened.value)
    const altered = Buffer.from(signed)
    altered[2_000]! ^= 1
    const upload = async (buffer: Buffer) => {
      await leader.goto(here)
      await leader.setInputFiles('[name=paper]', { name: 'ban-ky.pdf', mimeType: 'application/pdf', buffer })
      const answered = leader.waitForResponse((each) => each.request().method() === 'POST')
      await leader.locator('form[action$="/ban-ky"] button').last().click()
      await answered
      await leader.waitForLoadState('load')
    }
    await upload(altered)
    expect(await wrongAt('paper')).toBe(1)
    await upload(signed)
    const kept = await leader.request.get(`${here}/ban-ky.pdf`)
    expect((await kept.body()).equals(signed)).toBe(true)
  }, 120_000)
})

/** Last in this file: it moves the clock on, day by day of the fair. */
describe('the programme of a year, on phones', () => {
  test('the list of the year is reviewed and made public; a fair goes from its call to the contract it brought', async () => {
    const office = await signedIn('van-phong-1')
    await office.goto('/lam-viec/danh-muc/2026#them')
    const add = office.locator('form[action$="/them"]')
    await add.locator('[name=aim][value=idea]').check()
    await add.locator('[name=productName]').fill('Tinh dầu tràm thử')
    await add.locator('[name=producerName]').fill('Tổ hợp tác thử')
    await add.locator('[name=communeCode]').selectOption('20044')
    await add.locator('button.primary').click()
    await office.waitForLoadState('load')
    const line = office.locator('tr', { hasText: 'Tinh dầu tràm thử' })
    expect(await line.textContent()).toContain('A Lưới 2')
    await sound(office)

    const leader = await signedIn('lanh-dao')
    await leader.goto('/lam-viec/danh-muc/2026#phe-duyet')
    const approve = leader.locator('form[action$="/phe-duyet"]')
    await approve.locator('[name=number]').fill('45/DM-UBND')
    await approve.locator('[name=decidedOn]').fill('10/07/2026')
    await approve.locator('[name=signer]').fill('Người ký thử')
    await approve.locator('button.primary').click()
    await leader.waitForLoadState('load')
    expect(await leader.textContent('#phe-duyet')).toContain('Trước ngày 15/7/2026')
    await sound(leader)
    await leader.goto('/ke-hoach/2026/danh-muc')
    expect(await leader.textContent('main')).toContain('Tinh dầu tràm thử')
    await sound(leader)

    await office.goto('/lam-viec/xuc-tien/moi')
    for (const [name, value] of Object.entries({
      titleVi: 'Phiên chợ cuối thu thử',
      venue: 'Sân vận động thử',
      startsOn: '20/09/2026',
      endsOn: '22/09/2026',
      applyUntil: '10/09/2026',
      stalls: '2',
    }))
      await office.fill(`[name=${name}]`, value)
    await office.selectOption('[name=kind]', 'week')
    await sound(office)
    await press(office, 'Lưu')
    await office.waitForURL(/xuc-tien\/[0-9a-f-]{36}/)
    const fair = new URL(office.url()).pathname
    await press(office, 'Công bố thư mời')
    await sound(office)

    let producer = await signedIn('chu-the-suoi-hoa')
    await producer.goto(`${fair}/dang-ky`)
    await sound(producer)
    await producer.getByRole('checkbox', { name: 'Gạo đỏ nương Suối Hoa' }).check()
    await producer.fill('[name=telephone]', '0905 123 456')
    await press(producer, 'Gửi đăng ký')
    await producer.waitForURL(/bao=gui/)

    clock.set('2026-09-11')
    const desk = await signedIn('van-phong-1')
    await desk.goto(fair)
    await press(desk, 'Phân gian hàng')
    await sound(desk)
    producer = await signedIn('chu-the-suoi-hoa')
    await producer.goto(fair)
    await press(producer, 'Nhận gian hàng')
    await producer.waitForURL(/bao=nhan/)
    await sound(producer)

    clock.set('2026-09-23')
    const after = await signedIn('van-phong-1')
    await after.goto(fair)
    await after.fill('form[action$="/da-to-chuc"] [name=words]', 'Đông khách.')
    await press(after, 'Xác nhận đã tổ chức')
    producer = await signedIn('chu-the-suoi-hoa')
    await producer.goto(fair)
    await producer.locator('a[href*="ket-qua/moi"]').first().click()
    await producer.waitForURL(/ket-qua\/moi/)
    await sound(producer)
    const sold = producer.locator('[name=product]')
    const name = await sold.locator('option', { hasText: 'Gạo đỏ nương' }).textContent()
    await sold.selectOption({ label: name! })
    await producer.check('[name=kind][value=contract]')
    await producer.selectOption('[name=source]', { label: 'Hội chợ: Phiên chợ cuối thu thử' })
    await producer.fill('[name=buyer]', 'Cửa hàng thử')
    await producer.fill('[name=amount]', '60.000.000')
    await producer.fill('[name=day]', '22/09/2026')
    await producer.fill('[name=paperNo]', 'HĐ 07')
    await press(producer, 'Ghi kết quả')
    await producer.waitForURL(/bao=ghi/)
    await sound(producer)
    await after.goto(fair)
    expect(await after.textContent('main')).toMatch(/60\.000\.000[\s\S]*HĐ 07|HĐ 07[\s\S]*60\.000\.000/)
    await sound(after)
  }, 120_000)
})
