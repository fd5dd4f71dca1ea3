import { mkdtemp, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { Document, Packer, Paragraph } from 'docx'
import type { BrowserContext, Dialog, Page } from 'playwright-core'
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

test('the screens of a dossier come small the first time: at most 100 kB over the line, the type of every page among them', async () => {
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
    expect(came.rest + came.type, path).toBeLessThanOrEqual(100_000)
    await cold.context().close()
  }
  // Small because an asset carries only the headers that say something of it; these it does carry.
  const style = (await page.locator('link[rel=stylesheet]').first().getAttribute('href'))!
  expect((await page.request.get(style)).headers()).toMatchObject({
    'content-security-policy': "default-src 'self'; object-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
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
  await drawnByFinger(`/lam-viec/ho-so/${id}/giay/${paper}/trang/3`)
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

/** On a phone a finger scrolls the page; after the button it marks a part, once, and scrolls again. */
async function drawnByFinger(path: string): Promise<void> {
  const finger = await chromium.open({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    storageState: await page.context().storageState(),
  })
  await finger.goto(path)
  const frame = finger.locator('[data-leaf-frame].drawable')
  await frame.waitFor()
  await expect
    .poll(() => frame.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0)
  const line = await finger.context().newCDPSession(finger)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    line.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  const swipe = async (from: readonly [number, number], to: readonly [number, number]) => {
    const box = (await frame.boundingBox())!
    const at = ([x, y]: readonly [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const
    await touch('touchStart', ...at(from))
    for (let step = 1; step <= 5; step++)
      await touch(
        'touchMove',
        ...at([from[0] + ((to[0] - from[0]) * step) / 5, from[1] + ((to[1] - from[1]) * step) / 5]),
      )
    await touch('touchEnd')
  }
  const drawn = () =>
    finger
      .locator('.region-form [name^="region."]')
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
  await frame.scrollIntoViewIfNeeded()
  await swipe([0.5, 0.5], [0.5, 0.2])
  expect(await drawn(), 'a finger alone only scrolls').toEqual(['', '', '', ''])
  // A tap on a page that still runs on only stops it.
  const rests = async () => {
    const before = await finger.evaluate(() => scrollY)
    await finger.waitForTimeout(200)
    return (await finger.evaluate(() => scrollY)) === before
  }
  await expect.poll(rests).toBe(true)
  await finger.tap('[data-draw]')
  expect(await finger.getAttribute('[data-draw]', 'aria-pressed')).toBe('true')
  await swipe([0.2, 0.1], [0.7, 0.3])
  for (const [index, wanted] of [200, 100, 500, 200].entries())
    expect(Math.abs(Number((await drawn())[index]) - wanted)).toBeLessThan(15)
  expect(await finger.getAttribute('[data-draw]', 'aria-pressed')).toBe('false')
  const before = await drawn()
  await swipe([0.5, 0.5], [0.6, 0.3])
  expect(await drawn(), 'marked once, it scrolls again').toEqual(before)
  await finger.tap('[data-draw-clear]')
  expect(await drawn()).toEqual(['', '', '', ''])
  await finger.context().close()
}

test('the browser is killed, an answer is lost, the server fails: what was typed comes back on the device and arrives once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'saolang-browser-'))
  const open = () =>
    chromium.persistent(folder, { viewport: { width: 360, height: 740 }, serviceWorkers: 'block' })
  const signedIn = async (context: BrowserContext) => {
    const tab = context.pages()[0] ?? (await context.newPage())
    await tab.goto('/lam-viec')
    if (!tab.url().includes('dang-nhap')) return tab
    await tab.fill('input[name=login]', 'chu-the-doi-may')
    await tab.fill('input[name=password]', demoPassword)
    await tab.press('input[name=password]', 'Enter')
    await tab.waitForURL(/lam-viec/)
    return tab
  }
  const first = await signedIn(await open())
  await first.goto('/lam-viec/ho-so?tinh-trang=draft')
  const id = /ho-so\/([0-9a-f-]{36})/.exec(await first.content())![1]!
  const screen = `/lam-viec/ho-so/${id}/to-khai/ke-hoach`
  await first.goto(screen)
  const before = (await dossierById(db, id))!.version
  await first.route('**/draft', (route) => route.abort('connectionfailed'))
  const box = first.locator('main form textarea').first()
  const name = (await box.getAttribute('name'))!
  await box.fill('Gõ ngay trước khi máy treo')
  await expect.poll(() => first.textContent('[data-saving]'), { timeout: 20_000 }).toContain('Chưa có mạng')
  const [, pid] = /-(\d+)$/.exec(await readlink(join(folder, 'SingletonLock')))!
  const gone = new Promise((resolve) => first.context().once('close', resolve))
  process.kill(Number(pid), 'SIGKILL')
  await gone
  expect((await dossierById(db, id))!.version).toBe(before)

  await rm(join(folder, 'SingletonLock'), { force: true })
  const context = await open()
  let lost = 0
  let failing = false
  await context.route('**/draft', async (route) => {
    if (failing) return route.fulfill({ status: 500, body: '' })
    if (lost > 0) return route.continue()
    // The server writes it, and its answer is lost.
    lost += 1
    await route.fetch()
    return route.abort('connectionreset')
  })
  // Any page of the account sends what waits; the screen itself need not be opened.
  const again = await signedIn(context)
  await expect
    .poll(async () => (await dossierById(db, id))!.form[name], { timeout: 20_000 })
    .toBe('Gõ ngay trước khi máy treo')
  expect(lost).toBe(1)
  await again.goto(screen)
  const field = again.locator(`[name="${name}"]`)
  expect(await field.inputValue()).toBe('Gõ ngay trước khi máy treo')
  failing = true
  await field.fill('Gõ tiếp khi máy chủ lỗi')
  await expect.poll(() => again.textContent('[data-saving]'), { timeout: 20_000 }).toContain('Chưa có mạng')
  expect((await dossierById(db, id))!.version, 'what arrived without an answer is written once').toBe(
    before + 1,
  )
  failing = false
  await again.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(() => again.textContent('[data-saving]'), { timeout: 20_000 }).toContain('Đã lưu')
  const after = (await dossierById(db, id))!
  expect([after.form[name], after.version]).toEqual(['Gõ tiếp khi máy chủ lỗi', before + 2])
  await context.close()
  await rm(folder, { recursive: true, force: true })
}, 180_000)

test('a screen that saves itself, pressed twice and in haste, is one deed and one step on', async () => {
  await page.goto('/lam-viec/ho-so?tinh-trang=draft')
  const id = /ho-so\/([0-9a-f-]{36})/.exec(await page.content())![1]!
  const posts: string[] = []
  await page.goto(`/lam-viec/ho-so/${id}/to-khai/ke-hoach`)
  const { version } = (await dossierById(db, id))!
  const box = page.locator('main form textarea').first()
  const name = (await box.getAttribute('name'))!
  expect(await page.locator('main form input[name=_once]').count()).toBeGreaterThan(0)
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/to-khai/'))
      posts.push(request.postData() ?? '')
  })
  await box.fill('Mở xưởng thứ hai')
  // Saved in the background first, then typed on, then pressed twice before anything is answered.
  await expect.poll(async () => (await dossierById(db, id))!.version, { timeout: 20_000 }).toBe(version + 1)
  await box.fill('Mở xưởng thứ hai năm 2027')
  await page.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>('main form .form-actions button')!
    button.click()
    button.click()
    button.click()
  })
  await page.waitForURL((url) => !url.pathname.endsWith('/ke-hoach'), { timeout: 30_000 })
  const after = (await dossierById(db, id))!
  expect(after.form[name]).toBe('Mở xưởng thứ hai năm 2027')
  expect(after.version, 'two savings, nothing besides').toBe(version + 2)
  expect(posts.length).toBe(1)
  page.removeAllListeners('request')
}, 120_000)

test('a product gets a new label: the former one stays beside it, with what differs', async () => {
  await page.goto('/lam-viec/san-pham')
  await page.click('main a:has-text("Nụ trầm Đồi Mây")')
  const label = (text: string, colour: string) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500" fill="${colour}"/><text x="40" y="250" font-size="60" fill="#fff">${text}</text></svg>`,
      ),
    )
      .jpeg()
      .toBuffer()
  const add = async (text: string, colour: string, day: string, note: string) => {
    await page.locator('.details:has(form[action$="/nhan"]) > summary').click()
    const form = page.locator('form[action$="/nhan"]')
    const file = { name: 'nhan.jpg', mimeType: 'image/jpeg', buffer: await label(text, colour) }
    await form.locator('input[type=file]').setInputFiles(file)
    await form.locator('[name=usedFrom]').fill(day)
    await form.locator('[name=note]').fill(note)
    const count = await page.locator('.label-version').count()
    await form.locator('.button').last().click()
    await expect.poll(() => page.locator('.label-version').count()).toBe(count + 1)
  }
  const had = await page.locator('.label-version').count()
  await add('100 g', '#7a3b12', '01/03/2026', 'Nhãn đầu')
  await add('100 g, xuất xứ Huế', '#1f5c3a', '01/09/2026', 'Thêm xuất xứ hàng hóa')
  expect(await accessibilityFaults(page)).toEqual([])
  const shown = await page.locator('.label-version').allInnerTexts()
  expect(shown.length).toBe(had + 2)
  expect(shown[0]).toMatch(/dùng từ 01\/09\/2026[\s\S]*Đang dùng[\s\S]*Thêm xuất xứ hàng hóa/)
  expect(shown[1]).toMatch(/dùng từ 01\/03\/2026[\s\S]*Nhãn đầu/)
  expect(shown[1]).not.toContain('Đang dùng')
  const pictures = await page
    .locator('.label-version a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  expect(new Set(pictures).size).toBe(had + 2)
  for (const href of pictures) expect((await page.request.get(href)).status()).toBe(200)
}, 120_000)

test('another set of products: what the wizard holds comes along, what is lost is shown first, and the way back restores it', async () => {
  await page.goto('/lam-viec/ho-so?tinh-trang=draft')
  const id = /ho-so\/([0-9a-f-]{36})/.exec(await page.content())![1]!
  const here = `/lam-viec/ho-so/${id}`
  await page.goto(`${here}/tu-danh-gia`)
  const leaf = page.locator('.sheet-leaf.here')
  const typed = (await leaf.locator('textarea').getAttribute('name'))!.slice(2)
  await leaf.locator('input[type=radio]').nth(1).check()
  await leaf.locator('textarea').fill('Ghi trong khi chấm, trước khi đổi bộ')
  await expect
    .poll(async () => (await dossierById(db, id))!.notes[typed], { timeout: 20_000 })
    .toBe('Ghi trong khi chấm, trước khi đổi bộ')
  const before = (await dossierById(db, id))!

  await page.goto(here)
  await page.click('a[href$="/doi-bo"]')
  await page.selectOption('[name=bo]', '9')
  await page.locator('main form .button').first().click()
  await page.waitForURL(/bo=9/)
  expect(await accessibilityFaults(page)).toEqual([])
  const said = await page.locator('main .section').last().textContent()
  const [kept, lost] = /Giữ được (\d+) tiêu chí đã chấm; (\d+) mục/
    .exec(said ?? '')!
    .slice(1)
    .map(Number)
  expect(await page.locator('main .section tbody tr').count()).toBe(lost)
  expect((await dossierById(db, id))!.setNo, 'so far nothing has changed').toBe(before.setNo)
  await page.locator('main form[method=post] .button.primary').click()
  await expect.poll(async () => (await dossierById(db, id))!.setNo).toBe(9)
  const moved = (await dossierById(db, id))!
  const answered = (answers: object) => Object.values(answers).filter((one) => one !== null).length
  expect(answered(moved.answers)).toBe(kept)

  await page.goto(`${here}/tu-danh-gia`)
  const checked = await page
    .locator('.sheet-leaf input[type=radio]:checked:not([value=""])')
    .evaluateAll((all) => all.length)
  expect(checked, 'the new sheet stands with what came along').toBe(kept)
  await page.goto(`${here}/doi-bo`)
  await page.locator('form[action$="/lui"] button').click()
  await expect.poll(async () => (await dossierById(db, id))!.setNo).toBe(before.setNo)
  const back = (await dossierById(db, id))!
  expect([back.answers, back.notes]).toEqual([before.answers, before.notes])
  await page.goto(`${here}/tu-danh-gia`)
  expect(await page.inputValue(`textarea[name="n:${typed}"]`)).toBe('Ghi trong khi chấm, trước khi đổi bộ')
}, 180_000)

test('on a shared computer what one person typed is theirs, and signing out leaves nothing of it behind', async () => {
  await page.goto('/lam-viec/tai-lieu')
  await page.click('a[href$="/them"]')
  const form = page.url()
  await page.fill('input[name=title]', 'Giấy gõ dở')
  await expect.poll(() => page.textContent('.draft-mark'), { timeout: 20_000 }).toContain('Đã lưu bản nháp')
  await page.reload()
  await expect.poll(() => page.inputValue('input[name=title]'), { timeout: 20_000 }).toBe('Giấy gõ dở')

  // A survey and a visit left on this device by pages that are not open now.
  const leftBehind = (write: boolean) =>
    page.evaluate(async (write) => {
      const account = document.body.dataset.account ?? ''
      let count = 0
      for (const [name, store] of [
        ['surveys', 'survey'],
        ['outbox', 'letter'],
        ['visits', 'notes'],
      ] as const) {
        const values = await new Promise<IDBObjectStore>((ready) => {
          const asked = indexedDB.open(name, 1)
          asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: 'id' })
          asked.onsuccess = () => ready(asked.result.transaction(store, 'readwrite').objectStore(store))
        })
        count += await new Promise<number>((done) => {
          if (write) values.put({ id: `${account}/1`, ...(name !== 'visits' && { account }) })
          const asked = values.count()
          asked.onsuccess = () => {
            values.transaction.db.close()
            done(asked.result)
          }
        })
      }
      return count
    }, write)
  expect(await leftBehind(true)).toBe(3)

  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.accept()
  })
  await page.click('.user-menu summary')
  await page.click('[data-sign-out] button')
  await page.waitForURL(/dang-nhap/)
  expect(asked[0]).toContain('còn 3 nội dung chưa gửi')
  expect(await leftBehind(false)).toBe(0)
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

test('a producer’s story, pasted out of Word and in decomposed letters, is read by the public as plain words', async () => {
  await page.goto('/lam-viec/san-pham')
  await page.click('main a:has-text("Gạo đỏ nương Suối Hoa")')
  await page.click('main a[href$="/sua"]')
  const pasted =
    '<p class=MsoNormal style="mso-pagination:none"><b>Lúa nương</b> gieo từ tháng tư.<o:p></o:p></p>\n' +
    '<p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Gặt tay, giã &amp; sàng; hạt < 6 mm.<script>alert(1)</script><o:p></o:p></p>'
  await page.fill('[name=storyVi]', pasted.normalize('NFD'))
  await page.locator('main form .button.primary').last().click()
  await page.waitForURL(/san-pham\/[0-9a-f-]{36}$/)
  await page.locator('main a[href^="/san-pham/"]').first().click()
  await page.waitForURL(/\/san-pham\/gao-do-nuong-suoi-hoa/)
  expect(await accessibilityFaults(page)).toEqual([])
  const shown = await page.locator('main').textContent()
  expect(shown).toContain('Lúa nương gieo từ tháng tư.'.normalize('NFC'))
  expect(shown).toContain('Gặt tay, giã & sàng; hạt < 6 mm.')
  expect(shown).not.toMatch(/Mso|o:p|alert/)
  const { story } = await db
    .selectFrom('product')
    .select('story')
    .where('slug', '=', 'gao-do-nuong-suoi-hoa')
    .executeTakeFirstOrThrow()
  expect(story.vi).toBe(story.vi?.normalize('NFC'))
}, 60_000)
