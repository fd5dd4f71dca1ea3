import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page as Tab } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chromiumLaunch } from '../../../test/factories/chromium-path.ts'
import { buildAssets } from '../assets.ts'
import { Form, Page, TextArea } from '../index.ts'
import { linkAddress } from './link-field.ts'

describe('the address of a link', () => {
  it('is a page, here or elsewhere, a mailbox or a telephone', () => {
    expect(linkAddress(' https://hue.gov.vn/a?b=1#c ')).toBe('https://hue.gov.vn/a?b=1#c')
    expect(linkAddress('hue.gov.vn/tin')).toBe('https://hue.gov.vn/tin')
    expect(linkAddress('/van-ban/ke-hoach-135')).toBe('/van-ban/ke-hoach-135')
    expect(linkAddress('ocop@hue.gov.vn')).toBe('mailto:ocop@hue.gov.vn')
    expect(linkAddress('tel:+842343822')).toBe('tel:+842343822')
  })

  it.each([
    'javascript:alert(1)',
    'JavaScript://a.vn/%0aalert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<p>',
    'vbscript:x',
    'file:///etc/passwd',
    '//a.vn',
    '/\\a.vn',
    'https://u:p@a.vn',
    'hai chữ',
    'chữ',
    '',
  ])('is never %s', (typed) => expect(linkAddress(typed)).toBeNull())
})

describe('the link tool', () => {
  let browser: Browser
  let server: Server
  let tab: Tab
  const asked: string[] = []
  const labels = {
    toolbar: 'Công cụ',
    link: 'Liên kết',
    linkAddress: 'Địa chỉ',
    linkHint: 'Dán địa chỉ',
    linkText: 'Chữ hiển thị',
    linkSet: 'Gắn',
    linkRemove: 'Bỏ liên kết',
    linkCancel: 'Hủy',
    linkRefused: 'Không dùng được',
    source: 'Mã',
  }

  beforeAll(async () => {
    const { files } = await buildAssets()
    server = createServer((request, response) => {
      response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:")
      const file = files.get(request.url ?? '')
      if (file) return response.setHeader('content-type', file.mediaType).end(file.plain)
      if (request.method === 'POST') asked.push(request.url ?? '')
      return response.setHeader('content-type', 'text/html; charset=utf-8').end(
        renderToString(
          <Page lang="vi" title="t" siteName="s">
            <main id="main">
              <Form action="/luu">
                <TextArea
                  name="body"
                  label="Bài"
                  value="<p>Xem kế hoạch</p>"
                  richText={{ clean: '/', labels }}
                />
              </Form>
            </main>
          </Page>,
        ),
      )
    }).listen(0, '127.0.0.1')
    browser = await chromium.launch(chromiumLaunch())
  })
  afterAll(async () => {
    await browser.close()
    server.close()
  })
  beforeEach(async () => {
    tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await tab.locator('.rich-text').waitFor()
  })
  afterEach(() => tab.close())

  const body = () => tab.locator('textarea').inputValue()
  const tool = () => tab.getByRole('button', { name: 'Liên kết', exact: true })
  const chooseLastWord = async () => {
    await tab.locator('.rich-text').click()
    await tab.keyboard.press('Control+End')
    for (let letters = 0; letters < 'hoạch'.length; letters++) await tab.keyboard.press('Shift+ArrowLeft')
  }

  it('is worked by keyboard alone: refuses script, sets the link on what was chosen, sends no form', async () => {
    await chooseLastWord()
    await tool().focus()
    await tab.keyboard.press('Enter')
    expect(await tool().getAttribute('aria-expanded')).toBe('true')
    await tab.keyboard.type('javascript:alert(1)')
    await tab.keyboard.press('Enter')
    expect(await tab.getByRole('alert').textContent()).toBe('Không dùng được')
    expect(await tab.getByLabel('Địa chỉ').getAttribute('aria-invalid')).toBe('true')
    expect(await body()).toBe('<p>Xem kế hoạch</p>')

    await tab.keyboard.press('Control+a')
    await tab.keyboard.type('hue.gov.vn')
    await tab.keyboard.press('Enter')
    expect(await body()).toBe('<p>Xem kế <a href="https://hue.gov.vn">hoạch</a></p>')
    expect(await tool().getAttribute('aria-expanded')).toBe('false')
    expect(asked).toEqual([])
  })

  it('closes with Escape and gives back the place and what was chosen', async () => {
    await chooseLastWord()
    await tool().click()
    await tab.keyboard.press('Escape')
    expect(await tab.evaluate(() => [document.activeElement?.className, getSelection()?.toString()])).toEqual(
      [expect.stringContaining('rich-text'), 'hoạch'],
    )
    expect(await body()).toBe('<p>Xem kế hoạch</p>')
  })

  it('asks for words where nothing is chosen, and changes or takes off a link one stands in', async () => {
    await tab.locator('.rich-text').click()
    await tab.keyboard.press('Control+End')
    await tool().click()
    await tab.getByLabel('Địa chỉ').fill('/van-ban')
    await tab.getByLabel('Chữ hiển thị').fill(' & văn bản')
    await tab.getByRole('button', { name: 'Gắn' }).click()
    expect(await body()).toBe('<p>Xem kế hoạch<a href="/van-ban">&amp; văn bản</a></p>')

    await tab.locator('.rich-text a').click()
    await tool().click()
    expect(await tab.getByLabel('Địa chỉ').inputValue()).toBe('/van-ban')
    await tab.getByLabel('Địa chỉ').fill('/tin-tuc')
    await tab.keyboard.press('Enter')
    expect(await body()).toContain('<a href="/tin-tuc">&amp; văn bản</a>')
    await tab.locator('.rich-text a').click()
    await tool().click()
    await tab.getByRole('button', { name: 'Bỏ liên kết' }).click()
    expect(await body()).toBe('<p>Xem kế hoạch&amp; văn bản</p>')
  })
})
