import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicAddress, outcomeOf, pageAddress, visit } from './index.ts'

describe('an address', () => {
  it('of this machine, this network, a cloud’s metadata or inside another address is not public', () => {
    const inside = [
      '127.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '169.254.169.254',
      '172.31.255.255',
      '192.168.1.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      'fe80::1',
      'fc00::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      'localhost',
      '',
    ]
    for (const address of inside) expect(isPublicAddress(address), address).toBe(false)
    for (const address of ['1.1.1.1', '103.1.2.3', '2606:4700::1111', '172.32.0.1'])
      expect(isPublicAddress(address), address).toBe(true)
  })

  it('of a page is http or https on its own port, without name and password', () => {
    for (const text of [
      'ftp://a.vn',
      'file:///etc/passwd',
      'http://a.vn:22',
      'http://u:p@a.vn',
      'javascript:1',
      'a.vn',
    ])
      expect(pageAddress(text), text).toBeNull()
    expect(pageAddress('https://a.vn/x?y=1')?.hostname).toBe('a.vn')
  })
})

it('a site that turns machines away is there; what is closed or gone is not', () => {
  expect(outcomeOf({ kind: 'answered', status: 403 })).toBe('answers')
  expect(outcomeOf({ kind: 'answered', status: 500 })).toBe('gone')
  expect(outcomeOf({ kind: 'refused' })).toBe('refused')
  expect(outcomeOf({ kind: 'unreachable' })).toBe('unreachable')
})

describe('a visit', () => {
  let port = 0
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/there') return response.end('x'.repeat(100_000))
    if (request.url === '/moved') return response.writeHead(302, { location: '/there' }).end()
    if (request.url === '/round') return response.writeHead(302, { location: '/round' }).end()
    if (request.url === '/inside')
      return response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
    if (request.url === '/slow') return undefined
    return response.writeHead(404).end()
  })
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const here = (path: string) =>
    visit(`http://127.0.0.1:${port}${path}`, {
      pageAddress: (text) => new URL(text),
      mayConnect: (address) => address === '127.0.0.1',
      timeoutMs: 300,
    })

  it('goes nowhere inside, by address, by name, or by redirect', async () => {
    asked.length = 0
    for (const url of [
      `http://127.0.0.1:${port}/there`,
      'http://[::1]/',
      'http://169.254.169.254/',
      'http://localhost/',
    ])
      expect(await visit(url), url).toEqual({ kind: 'refused' })
    expect(await visit('http://2130706433/')).toEqual({ kind: 'refused' })
    expect(asked).toEqual([])
    expect(await here('/inside')).toEqual({ kind: 'refused' })
  })

  it('says what answered, follows a few redirects, and gives up on who does not end', async () => {
    expect(await here('/there')).toEqual({ kind: 'answered', status: 200 })
    expect(await here('/moved')).toEqual({ kind: 'answered', status: 200 })
    expect(await here('/gone')).toEqual({ kind: 'answered', status: 404 })
    expect(await here('/round')).toEqual({ kind: 'unreachable' })
    expect(await here('/slow')).toEqual({ kind: 'unreachable' })
  })
})
