import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect as connectTo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import forge from 'node-forge'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import { openDatabase } from './index.ts'
import { placesOf } from './primary.ts'

describe('the addresses of a primary and its standbys', () => {
  it('say the same of everything but the server', () => {
    expect(placesOf('postgres://u:p%40@db1/d?sslmode=verify-full&standby=db2:5433&standby=db3')).toEqual([
      'postgres://u:p%40@db1/d?sslmode=verify-full',
      'postgres://u:p%40@db2:5433/d?sslmode=verify-full',
      'postgres://u:p%40@db3/d?sslmode=verify-full',
    ])
    expect(placesOf('postgres://u:p@db1:6000/d?host=%2Frun&standby=db2')[1]).toBe('postgres://u:p@db2/d')
  })
})

describe('a database where a standby is named', async () => {
  const test = await testDatabase()
  const dir = await mkdtemp(join(tmpdir(), 'saolang-tls-'))
  const { key, certificate } = selfSigned('localhost')
  const seen = { cleartext: 0, sealed: 0 }
  let server: Server

  beforeAll(async () => {
    await writeFile(join(dir, 'ca.pem'), certificate)
    server = createServer((socket) => answer(socket))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    server.close()
    await rm(dir, { recursive: true })
  })

  /** The test's PostgreSQL behind TLS: who does not ask for it first is sent away. */
  function answer(socket: Socket): void {
    socket.on('error', () => undefined)
    socket.once('data', (first) => {
      if (first.length !== 8 || first.readInt32BE(4) !== 80_877_103) {
        seen.cleartext++
        socket.destroy()
        return
      }
      seen.sealed++
      socket.write('S')
      const sealed = new TLSSocket(socket, { isServer: true, key, cert: certificate })
      const { host, port } = new pg.Client(test.url)
      const plain = host.startsWith('/') ? connectTo(join(host, `.s.PGSQL.${port}`)) : connectTo(port, host)
      for (const one of [sealed, plain]) one.on('error', () => socket.destroy())
      sealed.pipe(plain).pipe(sealed)
    })
  }

  it('is spoken to under TLS and with the options the address asks for, on whichever server it is', async () => {
    const { username, password, pathname } = new URL(test.url)
    const ca = encodeURIComponent(join(dir, 'ca.pem'))
    const { port } = server.address() as AddressInfo
    const url =
      `postgres://${username}:${password}@localhost:1${pathname}?sslmode=verify-full&sslrootcert=${ca}` +
      `&options=${encodeURIComponent('-c lock_timeout=1234ms')}&standby=localhost:${port}`
    const database = await openDatabase({ databaseUrl: url, databaseReadUrl: undefined, dataDir: dir })
    try {
      const { rows } = await database.pool.query('show lock_timeout')
      expect(rows).toEqual([{ lock_timeout: '1234ms' }])
      expect(seen).toEqual({ cleartext: 0, sealed: expect.any(Number) })
      expect(seen.sealed).toBeGreaterThan(0)
    } finally {
      await database.close()
    }
  })
})

function selfSigned(name: string): { key: string; certificate: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  certificate.serialNumber = '01'
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000)
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000)
  const subject = [{ name: 'commonName', value: name }]
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
  ])
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create())
  return { key: privateKey, certificate: forge.pki.certificateToPem(certificate) }
}
