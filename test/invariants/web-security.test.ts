import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { demoPassword } from '../../src/features/accounts/index.ts'
import { Browser, testApplication } from '../factories/index.ts'

/** Lines of docs/security.md that concern every answer (ASVS V3.4, V7, V8.2, V14.4, V14.5). */
const application = await testApplication({ env: { METRICS_TOKEN: 'a-token-of-twenty-letters', PORT: '0' } })
const person = new Browser(application, '198.51.100.61')
await person.post('/dang-nhap', { login: 'van-phong-1', password: demoPassword })
const visitor = new Browser(application, '203.0.113.61')

describe('every answer', () => {
  it.each(['/', '/dang-nhap', '/khong-co', '/san-pham', '/api/v1/products', '/lam-viec', '/healthz'])(
    '%s carries the headers that keep a browser safe',
    async (path) => {
      const { headers } = await visitor.get(path)
      const csp = String(headers['content-security-policy'])
      expect(csp).toContain("script-src 'self'")
      expect(csp).toContain("object-src 'none'")
      expect(csp).toContain("frame-ancestors 'none'")
      expect(csp).not.toMatch(/unsafe-|\*|http:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      })
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers.server).toBeUndefined()
    },
  )

  it('holds no inline script, style or handler, signed in or not', async () => {
    const pages = ['/', '/san-pham', '/dang-nhap', '/xac-thuc', '/tin-tuc', '/thong-ke']
    const rooms = ['/lam-viec', '/lam-viec/tai-khoan', '/lam-viec/ho-so', '/lam-viec/chu-the']
    for (const [who, paths] of [
      [visitor, pages],
      [person, rooms],
    ] as const)
      for (const path of paths) {
        const { body } = await who.get(path)
        expect(body, path).not.toMatch(/<script(?![^>]*\bsrc=)(?![^>]*type="application\/(ld\+)?json")[^>]*>/)
        expect(body, path).not.toMatch(/<[^>]+\son[a-z]+="/i)
        expect(body, path).not.toMatch(/<[^>]+\sstyle="/i)
        expect(body, path).not.toMatch(/javascript:/i)
      }
  })

  it('behind sign-in is kept by nobody; the session cookie is out of reach of scripts and other sites', async () => {
    expect((await person.get('/lam-viec')).headers['cache-control']).toBe('no-store')
    expect((await person.get('/api/v1/me')).headers['cache-control']).toBe('no-store')
    const fresh = new Browser(application, '198.51.100.62')
    const answer = await fresh.post('/dang-nhap', { login: 'van-phong-2', password: demoPassword })
    for (const cookie of [answer.headers['set-cookie']].flat())
      expect(String(cookie)).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i)
  })

  it('sends what is for programs as an attachment, where it is behind sign-in', async () => {
    expect((await person.get('/api/v1/me')).headers['content-disposition']).toContain(
      'attachment; filename="me.json"',
    )
    expect((await visitor.get('/api/v1/products')).headers['content-disposition']).toBeUndefined()
  })

  it('counts what fits no schema, in the address and in a form', async () => {
    const counted = async (part: string) => {
      const { body } = await visitor.get('/metrics', { authorization: 'Bearer a-token-of-twenty-letters' })
      return Number(new RegExp(`http_misfits_total\\{part="${part}"\\} (\\d+)`).exec(body)?.[1] ?? 0)
    }
    const before = [await counted('address'), await counted('form')]
    await visitor.get('/loi-moi/qua-ngan')
    await person.post('/lam-viec/tai-khoan', { email: 'x', phone: '', lang: 'vi' })
    expect([await counted('address'), await counted('form')]).toEqual([before[0]! + 1, before[1]! + 1])
  })

  it('of one person is packed for our own pages only: the length of what another site asks for tells nothing (BREACH)', async () => {
    const packedFor = async (site: string) =>
      (await person.get('/lam-viec/ho-so', { 'sec-fetch-site': site, 'accept-encoding': 'br, gzip' })).headers
    expect((await packedFor('same-origin'))['content-encoding']).toBe('br')
    expect((await packedFor('none'))['content-encoding']).toBe('br')
    for (const site of ['cross-site', 'same-site'])
      expect((await packedFor(site))['content-encoding'], site).toBeUndefined()
    expect((await packedFor('cross-site')).vary).toContain('sec-fetch-site')
  })

  it('refuses a form of more than 2,000 values before it reads them, however it is packed', async () => {
    const multipart = Array.from(
      { length: 2001 },
      () => '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n',
    )
    const packed = {
      'application/x-www-form-urlencoded': 'a=&'.repeat(1_000_000),
      'application/json': JSON.stringify({ a: Array.from({ length: 400_000 }, () => '') }),
      'multipart/form-data; boundary=x': `${multipart.join('\r\n')}\r\n--x--\r\n`,
    }
    for (const [type, payload] of Object.entries(packed))
      for (const [url, said] of [
        ['/dang-nhap', 'tối đa 2000'],
        ['/en/dang-nhap', 'at most 2000'],
      ] as const) {
        const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' }
        const answer = await application.server.inject({ method: 'POST', url, payload, headers })
        expect([answer.statusCode, answer.body], type).toEqual([413, expect.stringContaining(said)])
      }
  })

  it('refuses a form in pieces that announces no size as soon as more was typed than may be, and reads no further', async () => {
    const url = new URL('/dang-nhap', await application.listen())
    const post = async (values: number) => {
      const headers = { 'content-type': 'multipart/form-data; boundary=x', 'sec-fetch-site': 'same-origin' }
      const field = `--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n${'a'.repeat(900_000)}\r\n`
      const sent = request(url, { method: 'POST', headers, agent: false })
      for (let nth = 0; nth < values; nth++) sent.write(field)
      if (values < 10) sent.end('--x--\r\n')
      const [answer] = (await once(sent, 'response')) as [IncomingMessage]
      const said = await text(answer)
      sent.destroy()
      return [answer.statusCode, said]
    }
    expect(await post(8)).toEqual([422, expect.any(String)])
    // Never finished: answered all the same.
    expect(await post(10)).toEqual([413, expect.stringContaining('Lớn quá mức')])
  })

  it('is sent to no other site, whatever address was asked for', async () => {
    for (const bad of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const fresh = new Browser(application, '198.51.100.63')
      const fields = { login: 'van-phong-2', password: demoPassword, tiep: bad }
      expect((await fresh.post('/dang-nhap', fields)).to).toBe('/lam-viec')
    }
  })
})

it('a figure of the process is for this machine, or for who carries the token', async () => {
  const ask = (remoteAddress: string, headers = {}) =>
    application.server.inject({ url: '/metrics', remoteAddress, headers })
  expect((await ask('127.0.0.1')).statusCode).toBe(200)
  expect((await ask('198.51.100.1')).statusCode).toBe(403)
  expect((await ask('127.0.0.1', { 'x-forwarded-for': '198.51.100.1' })).statusCode).toBe(403)
  const token = { authorization: 'Bearer a-token-of-twenty-letters' }
  expect((await ask('198.51.100.1', token)).body).toContain('http_answers_total')
  expect((await ask('198.51.100.1', { authorization: 'Bearer wrong' })).statusCode).toBe(403)
})

it('readiness tells the truth: not ready while it drains', async () => {
  expect((await visitor.get('/readyz')).status).toBe(200)
  application.drain()
  expect((await application.server.inject('/readyz')).statusCode).toBe(503)
  expect((await application.server.inject('/healthz')).statusCode).toBe(200)
})

it('a request is known by the trace it belongs to', async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
  const named = await visitor.get('/', { traceparent: `00-${trace}-00f067aa0ba902b7-01` })
  const fresh = await visitor.get('/tim-kiem?q=x', { traceparent: `00-${trace}-00f067aa0ba902b7-01` })
  expect([named.headers['x-request-id'], fresh.headers['x-request-id']]).toContain(trace)
  expect((await visitor.get('/tim-kiem?q=x', { traceparent: 'nonsense' })).headers['x-request-id']).toMatch(
    /^[0-9a-f]{32}$/,
  )
})
