import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { accessibilityFaults, openChromium } from '../factories/chromium.ts'
import { Browser, fixedClock, testApplication } from '../factories/index.ts'

const application = await testApplication({ clock: fixedClock('2026-09-01') })
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
    await producer.goto('/lam-viec/thong-bao')
    expect(await producer.textContent('main')).toContain(`“${product}” vào Đợt`)
  }, 240_000)
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
