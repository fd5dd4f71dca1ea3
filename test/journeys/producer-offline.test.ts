import { utils, write } from '@e965/xlsx'
import { Document, Packer, Paragraph } from 'docx'
import type { Dialog, Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { dossierById } from '../../src/features/dossiers/index.ts'
import { pinsOf } from '../../src/features/dossiers/pins.ts'
import { accessibilityFaults, openChromium } from '../factories/chromium.ts'
import { fixedClock, testApplication } from '../factories/index.ts'

const clock = fixedClock('2026-09-15')
const application = await testApplication({ clock })
const chromium = await openChromium(application)
const { db } = application.kernel
let page: Page

async function signIn(login: string): Promise<void> {
  await page.goto('/dang-nhap')
  await page.fill('input[name=login]', login)
  await page.fill('input[name=password]', demoPassword)
  await page.click('main button[type=submit]')
  await page.waitForURL(/lam-viec/)
}

beforeAll(async () => {
  page = await chromium.open({ viewport: { width: 360, height: 740 } })
  await signIn('chu-the-doi-may')
})

test('a self-assessment is filled in without network, survives a reload, a closed browser and three days, and arrives once with the next page that has some', async () => {
  await page.goto('/lam-viec/ho-so?tinh-trang=draft')
  const id = /ho-so\/([0-9a-f-]{36})/.exec(await page.content())![1]!
  const sheet = `/lam-viec/ho-so/${id}/tu-danh-gia`
  await page.goto(sheet)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await expect
    .poll(
      () =>
        page.evaluate(async (path) => {
          const kept = await caches.match(path, { ignoreVary: true })
          return kept !== undefined
        }, sheet),
      { timeout: 30_000 },
    )
    .toBe(true)
  const before = (await dossierById(db, id))!

  await page.context().setOffline(true)
  const leaf = page.locator('.sheet-leaf.here')
  const code = (await leaf.locator('textarea').getAttribute('name'))!.slice(2)
  await leaf.locator('input[type=radio]').nth(1).check()
  await leaf.locator('textarea').fill('Ghi khi không có mạng')
  await expect.poll(() => page.textContent('[data-saving]'), { timeout: 20_000 }).toContain('Chưa có mạng')
  await page.reload()
  const again = page.locator(`textarea[name="n:${code}"]`)
  await expect.poll(() => again.inputValue(), { timeout: 20_000 }).toBe('Ghi khi không có mạng')

  // The browser is closed, three days go by, and the sheet is opened anew, still without network.
  const context = page.context()
  await page.close()
  clock.forward(3)
  page = await context.newPage()
  await page.goto(sheet)
  const later = page.locator(`textarea[name="n:${code}"]`)
  await expect.poll(() => later.inputValue(), { timeout: 20_000 }).toBe('Ghi khi không có mạng')

  await context.setOffline(false)
  await page.goto('/lam-viec')
  if (page.url().includes('dang-nhap')) await signIn('chu-the-doi-may')
  await expect
    .poll(async () => (await dossierById(db, id))!.notes[code], { timeout: 30_000 })
    .toBe('Ghi khi không có mạng')
  const arrived = (await dossierById(db, id))!
  expect(arrived.answers[code]).toBe(0)
  expect({ ...arrived.answers, [code]: null }).toEqual({ ...before.answers, [code]: null })
  await page.goto(sheet)
  await page.waitForTimeout(1500)
  expect((await dossierById(db, id))!.version, 'nothing is sent twice').toBe(arrived.version)
}, 180_000)

test('the screens of a dossier come small the first time: at most 100 kB over the line beside the type that every page shares', async () => {
  await page.goto('/lam-viec/ho-so?tinh-trang=draft')
  const id = /ho-so\/([0-9a-f-]{36})/.exec(await page.content())![1]!
  const storageState = await page.context().storageState()
  const told: string[] = []
  for (const path of [
    '/lam-viec',
    `/lam-viec/ho-so/${id}`,
    `/lam-viec/ho-so/${id}/to-khai/ke-hoach`,
    `/lam-viec/ho-so/${id}/tu-danh-gia`,
    `/lam-viec/ho-so/${id}/minh-chung`,
    `/lam-viec/ho-so/${id}/kiem-tra`,
  ]) {
    const cold = await chromium.open({
      viewport: { width: 360, height: 740 },
      storageState,
      serviceWorkers: 'block',
    })
    const line = await cold.context().newCDPSession(cold)
    await line.send('Network.enable')
    const types = new Map<string, string>()
    const came = { type: 0, rest: 0 }
    line.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
    line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      came[types.get(requestId) === 'Font' ? 'type' : 'rest'] += encodedDataLength
    })
    await cold.goto(path, { waitUntil: 'networkidle' })
    told.push(`${path.replace(id, '…')} ${Math.ceil(came.rest / 1000)} + ${Math.ceil(came.type / 1000)} kB`)
    expect(came.rest, path).toBeLessThanOrEqual(100_000)
    await cold.context().close()
  }
  console.log(`figures: first load (page, style, script + type): ${told.join('; ')}`)
}, 120_000)

test('Word, Excel and a photograph in one paper are read by their words, cells and picture; a part drawn on a page is laid to a criterion', async () => {
  const word = await Packer.toBuffer(
    new Document({
      sections: [{ children: [new Paragraph('Quy trình làm nụ trầm <script>alert(1)</script>')] }],
    }),
  )
  const book = {
    SheetNames: ['Sổ mẻ'],
    Sheets: {
      'Sổ mẻ': utils.aoa_to_sheet([
        ['Mẻ', 'Kg'],
        ['M-01', 12],
      ]),
    },
  }
  const cells = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
  const photo = await sharp({ create: { width: 800, height: 1100, channels: 3, background: '#875' } })
    .jpeg()
    .toBuffer()
  await page.goto('/lam-viec/tai-lieu')
  await page.click('a[href$="/them"]')
  await page.waitForSelector('[data-uploads][data-busy]')
  const office = 'application/vnd.openxmlformats-officedocument'
  await page.setInputFiles('input[type=file]', [
    { name: 'quy-trinh.docx', mimeType: `${office}.wordprocessingml.document`, buffer: word },
    { name: 'so-me.xlsx', mimeType: `${office}.spreadsheetml.sheet`, buffer: cells },
    { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: photo },
  ])
  await page.selectOption('select[name=kind]', 'nguon-goc-nguyen-lieu')
  await page.fill('input[name=title]', 'Sổ và quy trình')
  await page.click('form .button.primary')
  await page.waitForURL(/tai-lieu\/giay\//, { timeout: 60_000 })
  const paper = page.url().split('/').at(-1)!.split('?')[0]!

  const asked: string[] = []
  const hear = (dialog: Dialog) => {
    asked.push(dialog.message())
    void dialog.accept()
  }
  page.on('dialog', hear)
  const leaf = (number: number) => `/lam-viec/tai-lieu/giay/${paper}/trang/${number}`
  await page.goto(leaf(1))
  expect(await page.textContent('.office')).toContain('Quy trình làm nụ trầm <script>alert(1)</script>')
  await page.goto(leaf(2))
  expect(await page.locator('.office td').allInnerTexts()).toEqual(['Mẻ', 'Kg', 'M-01', '12'])
  expect(await accessibilityFaults(page)).toEqual([])
  expect(asked, 'nothing in a file runs').toEqual([])
  page.off('dialog', hear)

  await page.goto('/lam-viec/ho-so?tinh-trang=draft')
  const id = /ho-so\/([0-9a-f-]{36})/.exec(await page.content())![1]!
  await page.goto(`/lam-viec/ho-so/${id}/minh-chung?giay=${paper}`)
  await page.check('input[name=page][value="3"]', { force: true })
  await page.click('form button.primary')
  await page.waitForURL(/minh-chung(#|$)/)
  await page.goto(`/lam-viec/ho-so/${id}/giay/${paper}/trang/3`)
  const frame = page.locator('[data-leaf-frame].drawable')
  await frame.waitFor()
  await expect
    .poll(() => frame.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0)
  await frame.scrollIntoViewIfNeeded()
  const box = (await frame.boundingBox())!
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.1)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.3, { steps: 4 })
  await page.mouse.up()
  expect(await accessibilityFaults(page)).toEqual([])
  const criterion = await page
    .locator('.region-form select[name=criterion] option:not([value=""])')
    .first()
    .getAttribute('value')
  await page.selectOption('.region-form select[name=criterion]', criterion)
  await page.click('.region-form button.primary')
  await page.waitForURL(/minh-chung(#|$)/)
  const pin = (await pinsOf(db, id)).find((one) => one.paperId === paper && one.region !== null)!
  expect([pin.criterion, pin.page]).toEqual([criterion, 3])
  for (const [name, wanted] of Object.entries({ x: 200, y: 100, width: 500, height: 200 }))
    expect(Math.abs(pin.region![name as 'x'] - wanted), name).toBeLessThan(15)
  await page.goto(`/lam-viec/ho-so/${id}/giay/${paper}/trang/3`)
  expect(await page.locator('.leaf-regions rect:not(.drawing)').count()).toBe(1)
}, 180_000)

test('on a shared computer what one person typed is theirs, and signing out leaves nothing of it behind', async () => {
  await page.goto('/lam-viec/tai-lieu')
  await page.click('a[href$="/them"]')
  const form = page.url()
  await page.fill('input[name=title]', 'Giấy gõ dở')
  await expect.poll(() => page.textContent('.draft-mark'), { timeout: 20_000 }).toContain('Đã lưu bản nháp')
  await page.reload()
  await expect.poll(() => page.inputValue('input[name=title]'), { timeout: 20_000 }).toBe('Giấy gõ dở')

  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.accept()
  })
  await page.click('.user-menu summary')
  await page.click('[data-sign-out] button')
  await page.waitForURL(/dang-nhap/)
  expect(asked[0]).toContain('còn 1 nội dung chưa gửi')
  const left = await page.evaluate(async () => [
    ...Object.keys(localStorage).filter((key) => key.startsWith('draft:')),
    ...(await caches.keys()).filter((name) => name.includes('-pages-')),
  ])
  expect(left).toEqual([])
  await signIn('chu-the-suoi-hoa')
  await page.goto('/lam-viec/tai-lieu')
  await page.click('a[href$="/them"]')
  expect(page.url()).not.toBe(form)
  expect(await page.inputValue('input[name=title]')).toBe('')
}, 120_000)
