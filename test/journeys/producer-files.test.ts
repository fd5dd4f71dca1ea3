import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { dossierById, manifestsOf } from '../../src/features/dossiers/index.ts'
import { papersWhere } from '../../src/features/evidence/index.ts'
import { accessibilityFaults, openChromium } from '../factories/chromium.ts'
import { fixedClock, testApplication } from '../factories/index.ts'

/** A line that breaks: every connection falls each time so many more bytes have gone up, and nobody gets through for a while. */
class WeakLine {
  breaks = 0
  private up = 0
  private silent = false
  private readonly open = new Set<Socket>()
  private server: Server | undefined

  constructor(
    private readonly to: number,
    private readonly every: number,
    private readonly most: number,
  ) {}

  async listen(): Promise<string> {
    this.server = createServer((near) => this.carry(near))
    const server = this.server
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const at = server.address()
    return `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`
  }

  close(): void {
    for (const socket of this.open) socket.destroy()
    this.server?.close()
  }

  private carry(near: Socket): void {
    if (this.silent) return void near.destroy()
    const far = connect(this.to, '127.0.0.1')
    for (const socket of [near, far]) {
      this.open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    far.pipe(near)
    near.on('data', (piece: Buffer) => {
      this.up += piece.length
      if (this.breaks < this.most && this.up > (this.breaks + 1) * this.every) this.fall()
      else far.write(piece)
    })
  }

  private fall(): void {
    this.breaks += 1
    this.silent = true
    for (const socket of this.open) socket.destroy()
    setTimeout(() => {
      this.silent = false
    }, 150)
  }
}

const PAPERS = 12
const BREAKS = 20
const application = await testApplication({ clock: fixedClock('2026-09-15') })
const chromium = await openChromium(application)
const { db } = application.kernel
const line = new WeakLine(Number(new URL(chromium.url).port), 130_000, BREAKS)
const counted = { clicks: 0, fields: 0 }
let page: Page
let base: string

beforeAll(async () => {
  base = await line.listen()
  page = await chromium.open({ viewport: { width: 360, height: 740 }, baseURL: base })
})
afterAll(() => line.close())

/** A person whose page does not come, or comes in half, loads it again; `ready` is what they wait to see. */
async function goTo(path: string, ready = 'main'): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      await page.goto(path)
      await page.waitForSelector(ready, { state: 'attached', timeout: 10_000 })
      return
    } catch (error) {
      if (tries > 20) throw error
      await page.waitForTimeout(300)
    }
}

async function tap(selector: string): Promise<void> {
  counted.clicks += 1
  await page.click(selector)
}

const noLine = () => page.url().startsWith('chrome-error:')

/**
 * A person who is shown that there is no line loads the page again: the browser sends the same post, which carries its token and so
 * stays one deed, or asks again for the page the deed led to. Going back instead would lay an emptied form before them.
 */
async function submit(selector: string, to: RegExp): Promise<void> {
  counted.clicks += 1
  // A line that breaks while the page comes ends the waiting with an error, or on the browser's own page: both mean load again.
  const arrived = page
    .waitForURL((url) => to.test(url.href) || url.protocol === 'chrome-error:', { timeout: 120_000 })
    .catch((error: Error) => {
      if (!/net::ERR_/.test(error.message)) throw error
      broken = true
    })
  let broken = false
  await Promise.all([arrived, page.click(selector)])
  if (broken && !noLine()) await page.reload().catch(() => undefined)
  for (let tries = 0; noLine(); tries++) {
    if (tries > 20) throw new Error('the line does not come back')
    await page.waitForTimeout(300)
    await page.reload().catch(() => undefined)
  }
  await page.waitForURL(to, { timeout: 30_000 })
}

async function type(selector: string, text: string): Promise<void> {
  counted.fields += 1
  await page.fill(selector, text)
}

/** Photographs as a phone takes them: held upright, noted as lying. */
function photo(number: number): Promise<Buffer> {
  return sharp({
    create: {
      width: 1400,
      height: 1000,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 130 + number, sigma: 9 },
    },
  })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer()
}

const TITLES: readonly (readonly [kind: string, title: string])[] = [
  ['dang-ky-kinh-doanh', 'Giấy đăng ký kinh doanh (ảnh chụp)'],
  ['du-dieu-kien-san-xuat', 'Giấy đủ điều kiện sản xuất (ảnh chụp)'],
  ['nguon-goc-nguyen-lieu', 'Hợp đồng mua nguyên liệu (ảnh chụp)'],
  ['moi-truong-cong-nghe', 'Kế hoạch bảo vệ môi trường (ảnh chụp)'],
  ['lao-dong-dia-phuong', 'Danh sách lao động (ảnh chụp)'],
  ['tang-truong', 'Báo cáo tài chính hai năm (ảnh chụp)'],
  ['so-huu-tri-tue', 'Giấy chứng nhận nhãn hiệu (ảnh chụp)'],
  ['thi-truong-xuc-tien', 'Hợp đồng bán hàng (ảnh chụp)'],
  ['quang-ba', 'Ảnh gian hàng (ảnh chụp)'],
  ['cau-chuyen', 'Tờ rơi câu chuyện (ảnh chụp)'],
  ['cong-bo-chat-luong', 'Bản công bố chất lượng (ảnh chụp)'],
  ['phieu-kiem-nghiem', 'Phiếu kết quả kiểm nghiệm (ảnh chụp)'],
]

test('a producer files a first dossier from a phone with 12 photographed papers over a line that breaks 20 times: nothing is lost, nothing is doubled', async () => {
  const product = 'Vòng trầm thử đường truyền'
  await goTo('/dang-nhap')
  await type('input[name=login]', 'chu-the-doi-may')
  await type('input[name=password]', demoPassword)
  await submit('main button[type=submit]', /lam-viec/)

  // A new product, its set found by the words of its name.
  await goTo('/lam-viec/chu-the')
  const producer = /chu-the\/([0-9a-f-]{36})/.exec(await page.content())![1]!
  await goTo(`/lam-viec/san-pham/them?chu-the=${producer}`)
  await type('input[name=name]', product)
  await type(
    'textarea[name=descriptionVi]',
    'Vòng đeo tay bằng gỗ trầm, thủ công mỹ nghệ, tiện bằng tay trong xã.',
  )
  await page.selectOption('select[name=set]', '21')
  await submit('button.primary', /san-pham\/[0-9a-f-]{36}/)
  const productId = page.url().split('/').at(-1)!
  await goTo(`/lam-viec/ho-so/moi?san-pham=${productId}`)
  await submit('form button.primary', /ho-so\/[0-9a-f-]{36}$/)
  const here = new URL(page.url()).pathname
  const id = here.split('/').at(-1)!
  const asked = [...(await page.content()).matchAll(/to-khai\/([\w-]+)/g)].map((match) => match[1]!)

  // The papers, each photographed, sent while the rest of its form is filled in.
  for (const [index, [kind, title]] of TITLES.entries()) {
    await goTo(`/lam-viec/tai-lieu/${producer}/them`, '[data-uploads][data-busy]')
    counted.clicks += 1
    await page.setInputFiles('input[type=file]', {
      name: `IMG_${2000 + index}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await photo(index),
    })
    await page.selectOption('select[name=kind]', kind)
    await type('input[name=title]', title)
    await type('input[name=number]', `${index + 1}/2026`)
    await type('input[name=issuer]', 'Cơ quan cấp minh họa')
    await type('input[name=issuedOn]', '01/03/2026')
    await type('input[name=validUntil]', '01/03/2029')
    await submit('form .button.primary', /tai-lieu\/giay\//)
  }
  const after = await papersWhere(db, { producerId: producer })
  const sent = after.filter((paper) => paper.title.endsWith('(ảnh chụp)'))
  expect(sent.map((paper) => paper.title).sort()).toEqual(TITLES.map(([, title]) => title).sort())
  for (const paper of sent)
    expect(
      paper.files.map((file) => file.name),
      paper.title,
    ).toHaveLength(1)

  // The forms: only what the records do not know yet.
  for (const chapter of [...new Set(asked)]) {
    await goTo(`${here}/to-khai/${chapter}`)
    for (const field of await page.$$(
      'main form textarea, main form input:not([type=hidden]):not([type=checkbox])',
    )) {
      const kindOf = await field.getAttribute('type')
      if (kindOf === 'radio' || (await field.inputValue()) !== '') continue
      const name = (await field.getAttribute('name'))!
      counted.fields += 1
      await field.fill(
        name === 'foundedOn'
          ? '12/04/2021'
          : `Hợp tác xã tiện vòng từ gỗ trầm trồng trong xã, có sổ ghi từng lô (${name}).`,
      )
    }
    const gender = page.locator('input[name=representativeGender][value="Nữ"]')
    if ((await gender.count()) > 0) {
      counted.clicks += 1
      await gender.check()
    }
    await submit('button[name=then][value=back]', new RegExp(`${id}$`))
  }

  // The sheet one criterion a screen: a level, a few words, the next one.
  await goTo(`${here}/tu-danh-gia`)
  await page.waitForSelector('form.wizard')
  await page.check('input[name=wishStar][value="3"]', { force: true })
  const leaves = await page.locator('.sheet-leaf').count()
  for (let leaf = 0; leaf < leaves; leaf++) {
    const now = page.locator('.sheet-leaf').nth(leaf)
    const code = (await now.locator('textarea').getAttribute('name'))!.slice(2)
    await page.evaluate(
      (at) => {
        location.hash = at
      },
      `tc-${code.replaceAll('.', '-')}`,
    )
    counted.clicks += 2
    await now.locator('input[type=radio]').last().check()
    counted.fields += 1
    await now.locator('textarea').fill(`Làm tại xã, có giấy tờ kèm theo; nhãn ghi xuất xứ. Mục ${code}.`)
  }
  await tap('button.primary')
  await expect
    .poll(async () => Object.keys((await dossierById(db, id))!.answers).length, { timeout: 60_000 })
    .toBe(leaves)

  // Each paper to the criteria that ask for it.
  for (const paper of sent) {
    await goTo(`${here}/minh-chung?giay=${paper.id}`)
    const criteria = await page.$$eval(
      '.proof-list li[id^=tc-]',
      (lines, label) =>
        lines
          .filter((entry) => entry.querySelector('.muted.small')?.textContent?.includes(label))
          .map((entry) => entry.id.slice(3).replaceAll('-', '.')),
      await kindLabel(paper.kind),
    )
    for (const code of criteria) {
      await goTo(`${here}/minh-chung?giay=${paper.id}`)
      await page.selectOption('select[name=criterion]', code)
      counted.clicks += 1
      await page.check('input[name=page][value="1"]', { force: true })
      await submit('form button.primary', /minh-chung(#|$)/)
    }
  }

  await goTo(`${here}/kiem-tra`)
  expect(
    await page.locator('.file-form').count(),
    await page.locator('.finding-says').allInnerTexts().then(String),
  ).toBe(1)
  expect(await accessibilityFaults(page)).toEqual([])
  await tap('input[name=declared]')
  await submit('.file-form button.primary', /ban-nop\/1/)

  expect(line.breaks).toBe(BREAKS)
  const dossier = (await dossierById(db, id))!
  expect(dossier.status).toBe('filed')
  const [manifest, second] = await manifestsOf(db, id)
  expect(second).toBeUndefined()
  const filed = manifest!.content.papers.filter((paper) => paper.title.endsWith('(ảnh chụp)'))
  expect(filed.map((paper) => paper.title).sort()).toEqual(TITLES.map(([, title]) => title).sort())
  const hashes = filed.flatMap((paper) => paper.files.map((file) => file.hash))
  expect(new Set(hashes).size).toBe(PAPERS)
  for (const hash of hashes) {
    const stored = await application.kernel.files.open(hash)
    expect(stored, 'its bytes are there').not.toBeNull()
    stored!.destroy()
  }
  const rows = await db.selectFrom('product').select('id').where('name', '=', product).execute()
  expect(rows).toHaveLength(1)
  console.log(
    `figures: ${counted.fields} fields filled, ${counted.clicks} clicks, ${PAPERS} photographed papers sent over ${line.breaks} broken lines, 0 lost, 0 doubled`,
  )
}, 400_000)

async function kindLabel(kind: string): Promise<string> {
  const { loadRegulation } = await import('../../src/features/regulation/index.ts')
  const folder = new URL('../../regulation', import.meta.url).pathname
  return loadRegulation(folder)
    .evidence('qd26-2026')
    .find((row) => row.id === kind)!.label
}
