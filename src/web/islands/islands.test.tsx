import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type Browser, type BrowserContext, chromium, type Page as Tab } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chromiumLaunch } from '../../../test/factories/chromium-path.ts'
import { buildAssets } from '../assets.ts'
import {
  Button,
  CheckboxGroup,
  CopyButton,
  DateInput,
  FileInput,
  Form,
  FormActions,
  Page,
  TextArea,
  TextInput,
  ThemeSwitch,
  UndoToast,
} from '../index.ts'

let browser: Browser
let server: Server
let base: string
let context: BrowserContext
let tab: Tab
/** Posts that arrived, and what the server answers next. */
let posts: string[]
let answer: 'stored' | 'errors' | 'broken'
/** What the record holds. */
let record: { name: string; story: string; days: readonly string[] }

function FormPage({ refused }: { refused?: URLSearchParams }) {
  const values = refused && Object.fromEntries(refused)
  return (
    <Page lang="vi" title="t" siteName="s">
      <main id="main">
        <ThemeSwitch />
        <CopyButton text="135/KH" />
        <UndoToast action="/undo">Đã bỏ.</UndoToast>
        <Form autosave="me:note" values={values} errors={refused ? [{ field: 'name', text: 'Sai' }] : []}>
          <TextInput name="name" label="Tên" value={record.name} required />
          <TextInput name="secret" label="Mật khẩu" type="password" />
          <TextArea name="story" label="Chuyện" value={record.story} maxLength={10} />
          <CheckboxGroup
            name="days"
            label="Ngày"
            values={record.days}
            choices={['2', '4'].map((value) => ({ value, label: value }))}
          />
          <DateInput name="day" label="Từ ngày" />
          <FileInput name="file" label="Tệp" maxBytes={4} />
          <FormActions>
            <Button kind="primary">Gửi</Button>
          </FormActions>
        </Form>
      </main>
    </Page>
  )
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}

beforeAll(async () => {
  const { files } = await buildAssets()
  server = createServer(async (request, response) => {
    response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:")
    const file = files.get(request.url ?? '')
    if (file) return void response.setHeader('content-type', file.mediaType).end(file.plain)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (request.method !== 'POST') {
      const view =
        request.url === '/done' ? (
          <Page lang="vi" title="ok" siteName="s">
            ok
          </Page>
        ) : (
          <FormPage />
        )
      return void response.end(`<!doctype html>${renderToString(view)}`)
    }
    const body = await bodyOf(request)
    posts.push(body)
    if (answer === 'stored') return void response.writeHead(303, { location: '/done' }).end()
    if (answer === 'broken') return void response.writeHead(500).end('broken')
    response
      .writeHead(422)
      .end(`<!doctype html>${renderToString(<FormPage refused={new URLSearchParams(body)} />)}`)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  browser = await chromium.launch(chromiumLaunch())
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

beforeEach(async () => {
  posts = []
  answer = 'stored'
  record = { name: '', story: '', days: ['2'] }
  context = await browser.newContext()
  tab = await context.newPage()
  await tab.goto(base)
  await tab.waitForSelector('.draft-mark', { state: 'attached' })
})

afterEach(() => context.close())

const name = () => tab.inputValue('[name=name]')

async function again(): Promise<void> {
  await tab.goto(base)
  await tab.waitForSelector('.draft-mark', { state: 'attached' })
}

describe('autosave', () => {
  it('puts back what was typed after the page is lost, and says so', async () => {
    await tab.fill('[name=name]', 'Rượu vang')
    await tab.uncheck('[name=days][value="2"]')
    await tab.check('[name=days][value="4"]')
    await tab.waitForFunction(() =>
      document.querySelector('.draft-mark')?.textContent?.includes('Đã lưu bản nháp'),
    )
    await tab.close({ runBeforeUnload: false })
    tab = await context.newPage()
    await again()
    expect(await name()).toBe('Rượu vang')
    expect(await tab.isChecked('[name=days][value="2"]')).toBe(false)
    expect(await tab.isChecked('[name=days][value="4"]')).toBe(true)
    expect(await tab.textContent('.draft-mark')).toContain('Đã khôi phục')
  })

  it('loses nothing when the page is left in the middle of a word', async () => {
    await tab.locator('[name=name]').pressSequentially('Trà')
    await tab.reload()
    await tab.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=name]')?.value === 'Trà')
  })

  it('gives the form back as the server drew it when the draft is discarded', async () => {
    await tab.fill('[name=name]', 'x')
    await tab.reload()
    await tab.click('text=Bỏ bản nhập dở')
    expect(await name()).toBe('')
    await again()
    expect(await name()).toBe('')
  })

  it('does not put back what has been sent, but offers it', async () => {
    await tab.fill('[name=name]', 'đã gửi')
    await tab.click('text=Gửi')
    await tab.waitForURL('**/done')
    await again()
    expect(await name()).toBe('')
    await tab.click('text=Điền lại bản đó')
    expect(await name()).toBe('đã gửi')
  })

  it('still holds what was sent into an error of the server', async () => {
    answer = 'broken'
    await tab.fill('[name=name]', 'công sức một buổi')
    await tab.click('text=Gửi')
    await tab.waitForSelector('text=broken')
    await again()
    await tab.click('text=Điền lại bản đó')
    expect(await name()).toBe('công sức một buổi')
  })

  it('goes on after a refused form', async () => {
    answer = 'errors'
    await tab.fill('[name=name]', 'sai')
    await tab.click('text=Gửi')
    await tab.waitForSelector('.error-summary:focus')
    expect(await name()).toBe('sai')
    await tab.fill('[name=name]', 'sai rồi sửa')
    await tab.goto(`${base}/done`)
    await again()
    expect(await name()).toBe('sai rồi sửa')
  })

  it('leaves what somebody else corrected meanwhile, and puts back only what was typed here', async () => {
    record = { name: 'Trà', story: 'cũ', days: ['2'] }
    await again()
    await tab.fill('[name=name]', 'Trà Shan')
    await tab.goto(`${base}/done`)
    record = { name: 'Trà', story: 'đã sửa', days: ['4'] }
    await again()
    expect(await name()).toBe('Trà Shan')
    expect(await tab.inputValue('[name=story]')).toBe('đã sửa')
    expect(await tab.isChecked('[name=days][value="2"]')).toBe(false)
    expect(await tab.isChecked('[name=days][value="4"]')).toBe(true)
    expect(await tab.textContent('.draft-mark')).toContain('Đã khôi phục')
    expect(await tab.textContent('.draft-mark')).not.toContain('Chuyện')
  })

  it('names the fields that were changed here and elsewhere, and gives back the newer by one press', async () => {
    record = { name: 'Trà', story: 'cũ', days: ['2'] }
    await again()
    await tab.fill('[name=name]', 'Trà Shan')
    await tab.check('[name=days][value="4"]')
    await tab.goto(`${base}/done`)
    record = { name: 'Trà Tà Xùa', story: 'cũ', days: [] }
    await again()
    expect(await name()).toBe('Trà Shan')
    expect(await tab.textContent('.draft-mark')).toContain('đã có người sửa: Tên, Ngày.')
    await tab.click('text=Bỏ bản nhập dở')
    expect(await name()).toBe('Trà Tà Xùa')
    expect(await tab.isChecked('[name=days][value="4"]')).toBe(false)
  })

  it('knows after a refused form what the record held before it', async () => {
    answer = 'errors'
    record = { name: 'Trà', story: 'cũ', days: ['2'] }
    await again()
    await tab.fill('[name=name]', 'sai')
    await tab.click('text=Gửi')
    await tab.waitForSelector('.error-summary:focus')
    await tab.waitForSelector('.draft-mark', { state: 'attached' })
    await tab.fill('[name=story]', 'mới')
    await tab.goto(`${base}/done`)
    await again()
    expect(await name()).toBe('sai')
    expect(await tab.inputValue('[name=story]')).toBe('mới')
    expect(await tab.textContent('.draft-mark')).not.toContain('đã có người sửa')
  })

  it('never keeps a password', async () => {
    await tab.fill('[name=secret]', 'bí-mật')
    await tab.fill('[name=name]', 'x')
    await tab.waitForFunction(() => localStorage.length > 0)
    expect(await tab.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('bí-mật')
  })
})

describe('small comforts', () => {
  it('sends a form once however often it is pressed', async () => {
    await tab.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('.form-actions button')!
      button.click()
      button.click()
    })
    await tab.waitForURL('**/done')
    expect(posts).toHaveLength(1)
  })

  it('keeps the chosen theme on the next page', async () => {
    await tab.click('[data-theme-switch]')
    expect(await tab.getAttribute('html', 'data-theme')).toBe('dark')
    await tab.goto(`${base}/done`)
    await tab.waitForSelector('html[data-theme=dark]')
  })

  it('counts what is left and says when it is too much', async () => {
    await tab.fill('[name=story]', 'mười hai chữ')
    expect(await tab.textContent('.field-counter')).toBe('Quá 2 ký tự')
  })

  it('refuses a file that is too heavy before it is sent', async () => {
    await tab.setInputFiles('[name=file]', {
      name: 'a.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('12345'),
    })
    expect(await tab.textContent('.file-input-said')).toContain('a.pdf nặng')
    expect(await tab.inputValue('[name=file]')).toBe('')
  })

  it('shows the way back as a toast that can be closed', async () => {
    await tab.waitForSelector('.toast >> text=Đã bỏ.')
    await tab.click('.toast [data-close]')
    expect(await tab.locator('.toast').count()).toBe(0)
  })
})

it('reads and sends without script', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const page = await plain.newPage()
  await page.goto(base)
  await page.fill('[name=name]', 'Không cần script')
  expect(await page.isVisible('[data-copy]')).toBe(false)
  expect(await page.isVisible('text=Hoàn tác')).toBe(true)
  await page.click('text=Gửi')
  await page.waitForURL('**/done')
  expect(new URLSearchParams(posts[0]).get('name')).toBe('Không cần script')
  await plain.close()
})
