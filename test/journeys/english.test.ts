import { expect, test } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { isVietnamese } from '../../src/web/spoken.ts'
import { Browser, testApplication } from '../factories/index.ts'

const application = await testApplication()
const { db } = application.kernel

/**
 * Texts of an English page that are Vietnamese and not marked so. A name within an English sentence is part of it (WCAG 3.1.2); what stands
 * by itself, a name too, is marked. What people type (textarea), code, the head of the page and the specimens of the look are not looked at.
 */
function unmarked(html: string): string[] {
  const found: string[] = []
  const open: { tag: string; lang: string }[] = []
  const silent = /^(?:script|style|textarea|code|head)$/
  const alone = /^(?:area|base|br|col|hr|img|input|link|meta|source|track|wbr|path|rect|circle|line)$/
  for (const [, end, tag, attributes = '', text] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/gi,
  )) {
    const around = open.at(-1)
    if (text !== undefined) {
      const isHeard = around?.lang !== 'vi' && !open.some((each) => silent.test(each.tag))
      if (isHeard && isVietnamese(text.replace(/&\w+;/g, ' '))) found.push(`<${around?.tag}> ${text.trim()}`)
    } else if (end) {
      while (open.length > 0 && open.pop()?.tag !== tag);
    } else if (!attributes.endsWith('/') && !alone.test(tag!)) {
      open.push({ tag: tag!, lang: / lang="([a-z-]+)"/.exec(attributes)?.[1] ?? around?.lang ?? '' })
    }
  }
  return found
}

/** Addresses of pages that need nothing named, in the order of the features. */
const addresses = (isOf: (path: string) => boolean) =>
  application.features
    .flatMap((feature) => feature.routes ?? [])
    .filter(({ method, path }) => method === 'GET' && !path.includes(':') && isOf(path))
    .filter(({ path }) => !/^\/(?:api|en)\b|\.[a-z]+$|kieu-dang$/.test(path))
    .map(({ path }) => `/en${path === '/' ? '' : path}`)

async function faultsOf(browser: Browser, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = []
  for (const path of paths) {
    const { status, body } = await browser.get(path)
    if (status < 400 && body.startsWith('<!doctype html>'))
      for (const text of unmarked(body)) faults.push(`${path} ${text}`)
  }
  return faults
}

test('finds what is not marked', () => {
  expect(
    unmarked('<body lang="en"><p>Xã Phú Lộc</p><p lang="vi">Xã<b>Phú Lộc</b></p><i>Gạo</i></body>'),
  ).toEqual(['<p> Xã Phú Lộc', '<i> Gạo'])
})

test('every public page in English says which of its words are Vietnamese', async () => {
  const slug = async (table: 'product' | 'article' | 'producer' | 'legal_document') =>
    (await db.selectFrom(table).select('slug').orderBy('slug').limit(3).execute()).map((row) => row.slug)
  const paths = [
    ...addresses((path) => !path.startsWith('/lam-viec')),
    ...(await slug('product')).map((each) => `/en/san-pham/${each}`),
    ...(await slug('article')).map((each) => `/en/tin-tuc/${each}`),
    ...(await slug('producer')).map((each) => `/en/chu-the/${each}`),
    ...(await slug('legal_document')).map((each) => `/en/van-ban/${each}`),
    ...[
      '/en/ke-hoach/2024',
      '/en/ke-hoach/2026',
      '/en/tim-kiem?q=mam',
      '/en/xac-thuc/SAI-SO',
      '/en/khong-co',
    ],
  ]
  expect(paths.length).toBeGreaterThan(30)
  expect(await faultsOf(new Browser(application), paths)).toEqual([])
}, 120_000)

test.each([
  'chu-the-suoi-hoa',
  'can-bo-a-luoi-2',
  'van-phong-1',
  'to-tu-van-1',
  'thu-ky-hd',
  'hoi-dong-2',
  'lanh-dao',
  'so-nnmt',
  'kiem-tra',
  'bien-tap',
  'giam-sat',
  'quan-tri',
])(
  'and so do the work pages of %s',
  async (login) => {
    const browser = new Browser(application, '198.51.100.60')
    await browser.post('/dang-nhap', { login, password: demoPassword })
    const paths = addresses((path) => path.startsWith('/lam-viec'))
    expect(paths.length).toBeGreaterThan(30)
    expect(await faultsOf(browser, paths)).toEqual([])
  },
  120_000,
)
