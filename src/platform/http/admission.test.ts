import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { Admission } from './admission.ts'

test('beyond capacity a visitor hears 503 and when to come back, who is at work still gets in, and room comes back', async () => {
  const admission = new Admission(2)
  const held: ServerResponse[] = []
  const server = createServer((req, res) => {
    if (admission.admit(req, res)) held.push(res)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const waiting = async (count: number) => {
    while (held.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const letGo = () => {
    for (const res of held.splice(0)) res.end('done')
  }
  try {
    const first = [fetch(`${url}/a`), fetch(`${url}/b`)]
    await waiting(2)
    const away = await fetch(`${url}/c`)
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5'])
    const told = await fetch(`${url}/api/v1/products`)
    expect(told.headers.get('content-type')).toContain('application/problem+json')
    expect(await told.json()).toMatchObject({ status: 503, code: 'overloaded' })
    const atWork = fetch(`${url}/lam-viec`, { headers: { cookie: 'saolang.session_token=x' } })
    const asked = fetch(`${url}/readyz`)
    const stream = fetch(`${url}/lam-viec/phien-hop/1/luong`, {
      headers: { accept: 'text/event-stream', cookie: 'saolang.session_token=x' },
    })
    await waiting(5)
    expect((await fetch(`${url}/lam-viec`, { headers: { cookie: 'saolang.session_token=y' } })).status).toBe(
      503,
    )
    // No header and no cookie of another name opens the door.
    for (const headers of [
      { accept: 'text/event-stream' },
      { cookie: 'x=1' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { accept: 'text/event-stream', cookie: 'saolang.session_token=x' },
    ] as Record<string, string>[])
      expect((await fetch(`${url}/san-pham`, { headers })).status).toBe(503)
    letGo()
    for (const answer of [...first, atWork, asked, stream]) expect((await answer).status).toBe(200)
    const again = fetch(`${url}/c`)
    await waiting(1)
    letGo()
    expect((await again).status).toBe(200)
    expect(admission.shed()).toBe(7)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('on a slow machine visitors are turned away once some have waited long, however few they are', () => {
  const admission = new Admission(100, { count: 2, ms: 0 })
  const closing: (() => void)[] = []
  const come = (headers: Record<string, string> = {}) => {
    const res = {
      once: (_: string, gone: () => void) => closing.push(gone),
      writeHead: () => {},
      end: () => {},
    }
    return admission.admit(
      { url: '/', method: 'GET', headers } as unknown as IncomingMessage,
      res as unknown as ServerResponse,
    )
  }
  expect([come(), come(), come()]).toEqual([true, true, false])
  expect(come({ cookie: 'saolang.session_token=x' })).toBe(true)
  for (const gone of closing.splice(0)) gone()
  expect(come()).toBe(true)
})

test('streams and uploads have a room of their own, and it ends', () => {
  const admission = new Admission(1)
  const closing: (() => void)[] = []
  const cookie = 'saolang.session_token=x'
  const come = (method: string, url: string, headers: Record<string, string>) =>
    admission.admit(
      { url, method, headers } as unknown as IncomingMessage,
      {
        once: (_: string, gone: () => void) => closing.push(gone),
        writeHead: () => {},
        end: () => {},
      } as unknown as ServerResponse,
    )
  const stream = () => come('GET', '/lam-viec/phien-hop/1/luong', { cookie, accept: 'text/event-stream' })
  const upload = () => come('POST', '/lam-viec/tai-lieu', { cookie, 'content-type': 'multipart/form-data' })
  expect([stream(), upload(), stream(), upload()]).toEqual([true, true, true, true])
  // The fifth counts as any other request does: one of who is at work, then no more.
  expect([stream(), stream(), stream()]).toEqual([true, true, false])
  for (const gone of closing.splice(0)) gone()
  expect([stream(), come('GET', '/', {})]).toEqual([true, true])
})
