import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { openChromium } from '../factories/chromium.ts'
import { fixedClock, testApplication } from '../factories/index.ts'

/** One product's whole way in one browser: from a half-written draft to a star that anybody can check. */
const application = await testApplication({ clock: fixedClock('2026-09-01') })
const chromium = await openChromium(application)
const { db } = application.kernel
const product = 'Nụ trầm Đồi Mây'
const phone = { width: 360, height: 740 }
const desk = { width: 1280, height: 900 }
const voters = ['chu-tich-hd', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `hoi-dong-${n}`)]
const people = new Map<string, Page>()
const stops: (() => Promise<void>)[] = []
let dossierId: string

beforeAll(async () => {
  for (const feature of application.features) if (feature.start) stops.push(await feature.start())
  const row = await db
    .selectFrom('dossier as d')
    .innerJoin('product as t', 't.id', 'd.product_id')
    .select('d.id')
    .where('t.name', '=', product)
    .executeTakeFirstOrThrow()
  dossierId = row.id
})
afterAll(async () => {
  for (const stop of stops) await stop()
})

async function person(login: string, viewport = desk): Promise<Page> {
  const known = people.get(login)
  if (known) return known
  const page = await chromium.open({ viewport })
  people.set(login, page)
  await page.goto('/dang-nhap')
  await page.fill('input[name=login]', login)
  await page.fill('input[name=password]', demoPassword)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL(/lam-viec/)
  return page
}

const at = (rest = '') => `/lam-viec/ho-so/${dossierId}${rest}`
const status = async () =>
  (await db.selectFrom('dossier').select('status').where('id', '=', dossierId).executeTakeFirstOrThrow())
    .status
const until = (wanted: string) => expect.poll(status, { timeout: 30_000, message: wanted }).toBe(wanted)

async function press(page: Page, name: string | RegExp): Promise<void> {
  await posted(page, () => page.getByRole('main').getByRole('button', { name }).first().click())
}

/** A click that posts a form, until the page it leads to stands. */
async function posted(page: Page, click: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), click()])
  await page.waitForLoadState('load')
}

/** The step of a sitting as its button posts it. */
async function step(page: Page, name: string): Promise<void> {
  await posted(page, () =>
    page.locator(`main form:has(input[name=step][value="${name}"]) button`).first().click(),
  )
}

describe('from a draft to a verified star', () => {
  test('the producer mends what the check names and files from a phone', async () => {
    const page = await person('chu-the-doi-may', phone)
    await page.goto(at('/kiem-tra'))
    for (let round = 0; round < 12; round++) {
      const link = page.locator('.finding-list').first().locator('a[href*="/to-khai/"]').first()
      if ((await page.locator('[name=declared]').count()) > 0 || (await link.count()) === 0) break
      await link.click()
      await page.waitForURL(/to-khai/)
      for (const box of await page.locator('main form textarea').all())
        if ((await box.inputValue()) === '')
          await box.fill('Hợp tác xã làm nụ trầm từ năm 2015, bán tại Huế và hai tỉnh lân cận.')
      await Promise.all([
        page.waitForURL((url) => !url.pathname.includes('/to-khai/')),
        page.locator('[name=then][value=back]').click(),
      ])
      await page.waitForLoadState('load')
      await page.goto(at('/kiem-tra'))
    }
    await page.check('[name=declared]')
    await press(page, /Nộp/)
    await until('filed')
    expect(await page.textContent('main')).toContain(product)
  }, 240_000)

  test('the commune receives, reports and proposes; the office and its advisers bring it before the council', async () => {
    const { place_code: place } = await db
      .selectFrom('dossier')
      .select('place_code')
      .where('id', '=', dossierId)
      .executeTakeFirstOrThrow()
    const { username } = await db
      .selectFrom('account as a')
      .innerJoin('role_grant as g', 'g.account_id', 'a.id')
      .select('a.username')
      .where('g.role', '=', 'commune-officer')
      .where('g.place_code', '=', place)
      .orderBy('a.username')
      .executeTakeFirstOrThrow()
    const officer = await person(username, phone)
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
    await officer.fill('[name=number]', '21/TTr-UBND')
    await officer.locator('main form .button.primary').click()
    await until('proposed')
    const office = await person('van-phong-1')
    await office.goto(at())
    for (const box of await office.locator('[name=checklist]').all()) await box.check()
    await office.locator('form[action$="/tinh-tiep-nhan"] button').last().click()
    await until('province.received')
    await office.goto(at())
    await office.locator('form[action$="/dua-vao-dot"] button').click()
    await until('in-round')
    await office.goto(at())
    await office.locator('[name=accountIds]').first().check()
    await posted(office, () => office.locator('form[action$="/phan-cong"] button').click())
    const adviser = await person(await assigned())
    await adviser.goto(at('/tu-van'))
    await adviser.fill('[name=conclusion]', 'Đủ điều kiện trình Hội đồng.')
    await posted(adviser, () =>
      adviser.locator('main form:has([name=conclusion]) .button.primary').last().click(),
    )
    await office.goto(at())
    await office.locator('form[action$="/trinh-hoi-dong"] button').click()
    await until('before-council')
  }, 240_000)

  test('the council sits: eight seal their sheets, the chair opens and agrees, the minutes are signed', async () => {
    const secretary = await person('thu-ky-hd')
    await secretary.goto('/lam-viec/hoi-dong')
    await secretary.locator('main a[href*="/lam-viec/hoi-dong/"]').first().click()
    await secretary.waitForURL(/hoi-dong\/[0-9a-f-]{36}/)
    await secretary.locator('a[href$="/lap-phien"]').first().click()
    await secretary.waitForURL(/lap-phien/)
    await secretary.fill('[name=venue]', 'Hội trường tầng 2')
    await secretary.locator('main form .button.primary').click()
    await secretary.waitForURL(/phien-hop/)
    const sitting = new URL(secretary.url()).pathname.split('/')[3]!
    const room = (rest = '') => `/lam-viec/phien-hop/${sitting}${rest}`
    await secretary.goto(room('/chuong-trinh'))
    await secretary.getByRole('checkbox', { name: new RegExp(product) }).check()
    await posted(secretary, () => secretary.locator('form[action$="/chuong-trinh"] .button.primary').click())
    await secretary.goto(room())
    await step(secretary, 'convene')
    await secretary.goto(room())
    await posted(secretary, () => secretary.locator('form[action$="/diem-danh"] button[value=all]').click())
    const chair = await person('chu-tich-hd')
    await chair.goto(room())
    await step(chair, 'open')
    await chair.goto(room())
    await step(chair, 'call-and-score')
    const { id: item } = await db
      .selectFrom('sitting_item')
      .select('id')
      .where('sitting_id', '=', sitting)
      .executeTakeFirstOrThrow()
    for (const login of voters) await sealSheet(await person(login), room(`/cham/${item}`))
    await chair.goto(room(`/san-pham/${item}`))
    await step(chair, 'open-sheets')
    await chair.goto(room(`/san-pham/${item}`))
    await step(chair, 'agree')
    await until('result')
    await chair.goto(room())
    await step(chair, 'close')
    for (const login of ['thu-ky-hd', 'chu-tich-hd']) {
      const signer = await person(login)
      await signer.goto(room('/bien-ban'))
      await posted(signer, () => signer.locator('form[action$="/ky-bien-ban"] button').first().click())
    }
    const { count } = await db
      .selectFrom('minutes_signature')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBeGreaterThanOrEqual(2)
  }, 300_000)

  test('two people make the decision; the certificate is verified by anybody, on a phone', async () => {
    const office = await person('van-phong-1')
    const { round_id: round } = await db
      .selectFrom('dossier')
      .select('round_id')
      .where('id', '=', dossierId)
      .executeTakeFirstOrThrow()
    const proposals = `/lam-viec/to-trinh${round ? `/dot/${round}` : ''}`
    await office.goto(proposals)
    await posted(office, () => office.locator(`form[action$="${proposals}"] button`).click())
    expect(await office.textContent('main')).toContain('Đã trình Chủ tịch')
    await office.goto('/lam-viec/quyet-dinh')
    for (const box of await office.locator('input[name=dossier]').all())
      await box.setChecked((await box.inputValue()) === dossierId)
    await office.fill('[name=signerName]', 'Trần Minh Khôi')
    await office.locator('form[action$="/lam-viec/quyet-dinh"] .form-actions button').last().click()
    await office.waitForURL(/quyet-dinh\/[0-9a-f-]{36}/)
    const decision = new URL(office.url()).pathname
    await posted(office, () => office.locator('form[action$="/trinh"] button').click())
    const leader = await person('lanh-dao', phone)
    await leader.goto(decision)
    await leader.fill('form[action$="/ban-hanh"] [name=number]', '1357/QĐ-UBND')
    await leader.locator('form[action$="/ban-hanh"] button').last().click()
    await until('recognised')
    const { number, star } = await db
      .selectFrom('certificate as c')
      .innerJoin('recognition as n', 'n.id', 'c.recognition_id')
      .innerJoin('product as t', 't.id', 'n.product_id')
      .select(['c.number', 'n.star'])
      .where('t.name', '=', product)
      .executeTakeFirstOrThrow()
    await office.goto(decision)
    await office.locator('a[href*="/thong-bao-ket-qua/"]', { hasText: product }).first().click()
    await office.waitForURL(/thong-bao-ket-qua/)
    await office.locator('a[href*="/lam-viec/ket-qua/"]').click()
    await office.waitForURL(/lam-viec\/ket-qua\//)
    await office.locator('a[href*="/thong-bao-ket-qua/"]').click()
    await office.waitForURL(/thong-bao-ket-qua/)
    const shopper = await chromium.open({ viewport: phone })
    await shopper.goto('/xac-thuc')
    await shopper.fill('form.verify-form [name=so]', number)
    await Promise.all([
      shopper.waitForURL(/xac-thuc[/?]/),
      shopper.locator('form.verify-form [name=so]').press('Enter'),
    ])
    await shopper.waitForLoadState('load')
    const said = (await shopper.textContent('main')) ?? ''
    expect(said, shopper.url()).toContain(product)
    expect(said).toContain('Còn hiệu lực')
    expect(said).toContain(`${star} sao`)
    const seen = await shopper.goto(`/api/v1/certificates/${encodeURIComponent(number)}`)
    expect(await seen!.json()).toMatchObject({ number, star, status: 'valid', product })
    await shopper.goto(`/san-pham?q=${encodeURIComponent('nu tram doi may')}`)
    expect(await shopper.textContent('main')).toContain(product)
  }, 240_000)
})

async function assigned(): Promise<string> {
  const { username } = await db
    .selectFrom('dossier_assignment as x')
    .innerJoin('account as a', 'a.id', 'x.account_id')
    .select('a.username')
    .where('x.dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow()
  return username
}

/** The best level everywhere, then one lower at a criterion after the other until the total is below the Ministry's ninety points. */
async function sealSheet(page: Page, path: string): Promise<void> {
  await page.goto(path)
  const leaves = await page.evaluate(() =>
    [...document.querySelectorAll('[data-leaf]')].map((leaf) =>
      [...leaf.querySelectorAll('input[type=radio]')]
        .map((radio) => Number((radio as HTMLElement).dataset.key))
        .filter((key) => key > 0)
        .sort((a, b) => a - b),
    ),
  )
  await page.locator('[data-leaf] fieldset').first().focus()
  for (const keys of leaves) await page.keyboard.press(String(keys.at(-1)))
  const total = async () => Number(await page.locator('[data-total]').first().textContent())
  for (const [index, keys] of leaves.entries()) {
    if ((await total()) < 88) break
    if (keys.length < 3) continue
    await page.locator('[data-leaf] fieldset').nth(index).focus()
    await page.keyboard.press(String(keys.at(-2)))
  }
  await page.waitForFunction(() => document.querySelector('[data-state]')?.textContent?.includes('Đã lưu'))
  await page.locator('#seal-confirm').check()
  await page.locator('#niem-phong button[value=seal]').click()
  await page.locator('code.hash').first().waitFor()
}
