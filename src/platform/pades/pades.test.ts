import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderTypst } from '../papers/index.ts'
import {
  acceptOutside,
  digestOf,
  type OfficeKey,
  openOfficeKey,
  pdfSignatures,
  preparePdf,
  readDetached,
  selfSignedKeyFile,
  signaturePlaces,
  signDetached,
  signPdf,
} from './index.ts'

const now = new Date('2026-06-15T02:00:00Z')
const password = 'mật khẩu thử 1'
const about = { at: now, name: 'UBND thành phố Huế', reason: 'Giấy chứng nhận', location: 'Huế' }
const folder = mkdtempSync(join(tmpdir(), 'pades-'))
afterAll(() => rmSync(folder, { recursive: true }))

const keyFile = (over: { from?: string; to?: string; name?: string } = {}) =>
  selfSignedKeyFile({
    name: over.name ?? 'Cơ quan thử',
    password,
    from: new Date(over.from ?? '2026-01-01'),
    to: new Date(over.to ?? '2029-01-01'),
  })
let pdf: Buffer
let key: OfficeKey
let signed: Buffer
beforeAll(async () => {
  pdf = await renderTypst('#set document(title: "thử")\nGiấy chứng nhận số 1', {})
  const opened = openOfficeKey(keyFile(), password, now)
  if (!opened.ok) throw new Error(opened.problems[0]!.code)
  key = opened.value
  signed = signPdf(pdf, about, key)
})

const codes = (result: ReturnType<typeof openOfficeKey>) =>
  result.ok ? [] : result.problems.map(({ code, field }) => `${code}@${field}`)

describe("the office's PKCS#12 file", () => {
  it('says at the field what is wrong: password, expired, not yet valid, no such file', () => {
    expect(codes(openOfficeKey(keyFile(), 'sai', now))).toEqual(['signing-key-password@password'])
    expect(codes(openOfficeKey(keyFile({ to: '2026-06-01' }), password, now))).toEqual([
      'signing-certificate-expired@key',
    ])
    expect(codes(openOfficeKey(keyFile({ from: '2026-07-01' }), password, now))).toEqual([
      'signing-certificate-not-yet-valid@key',
    ])
    expect(codes(openOfficeKey(Buffer.from('không phải'), password, now))).toEqual(['signing-key-broken@key'])
    expect(codes(openOfficeKey(Buffer.alloc(0), password, now))).toEqual(['signing-key-broken@key'])
  })
})

describe('PAdES baseline-B (ETSI EN 319 142-1)', () => {
  it('keeps the paper byte for byte and signs all of what it appends', () => {
    expect(signed.subarray(0, pdf.length).equals(pdf)).toBe(true)
    expect(pdfSignatures(signed)).toEqual([
      expect.objectContaining({ verdict: 'whole', signer: 'Cơ quan thử', baseline: true }),
    ])
  })

  it('carries content type, message digest and signing-certificate-v2, and no signing time, in the CMS itself', () => {
    const [place] = signaturePlaces(signed)
    const hex = signed.toString('latin1', place!.open + 1, place!.close - 1)
    const bytes = Buffer.from(hex, 'hex')
    const content = new pkijs.ContentInfo({ schema: asn1js.fromBER(new Uint8Array(bytes).buffer).result })
    const data = new pkijs.SignedData({ schema: content.content })
    const types = data.signerInfos[0]!.signedAttrs!.attributes.map((each) => each.type)
    expect([...types].sort()).toEqual([
      '1.2.840.113549.1.9.16.2.47',
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
    ])
    expect(signed.toString('latin1')).toContain('/SubFilter /ETSI.CAdES.detached')
  })

  it('equal paper, key and moment give equal bytes', () => {
    expect(signPdf(pdf, about, key).equals(signed)).toBe(true)
  })

  it('an altered byte is found wherever it is, and so is what was appended afterwards', () => {
    for (const at of [200, pdf.length - 10, signed.length - 60]) {
      const altered = Buffer.from(signed)
      altered[at] = altered[at]! ^ 1
      expect(pdfSignatures(altered).map((each) => each.verdict)).not.toContain('whole')
    }
    expect(pdfSignatures(Buffer.concat([signed, Buffer.from('\n% thêm')]))[0]?.verdict).toBe('extended')
  })

  it('is valid to another implementation (pdfsig), where that is installed', () => {
    const path = join(folder, 'signed.pdf')
    writeFileSync(path, signed)
    const found = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })
    if (found.error) return
    expect(found.stdout).toContain('Signature is Valid')
    expect(found.stdout).toContain('Total document signed')
    expect(found.stdout).toContain('ETSI.CAdES.detached')
  })

  it('signs with an elliptic key out of a file made by openssl, where that is installed', () => {
    if (spawnSync('openssl', ['version']).error) return
    const at = (name: string) => join(folder, name)
    const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at('k.pem'))
    openssl(
      'req',
      '-new',
      '-x509',
      '-key',
      at('k.pem'),
      '-days',
      '3650',
      '-subj',
      '/CN=EC',
      '-out',
      at('c.pem'),
    )
    openssl(
      'pkcs12',
      '-export',
      '-inkey',
      at('k.pem'),
      '-in',
      at('c.pem'),
      '-passout',
      'pass:abc',
      '-out',
      at('e.p12'),
    )
    const opened = openOfficeKey(execFileSync('cat', [at('e.p12')]), 'abc', new Date())
    if (!opened.ok) throw new Error(opened.problems[0]!.code)
    expect(pdfSignatures(signPdf(pdf, about, opened.value))).toEqual([
      expect.objectContaining({ verdict: 'whole', signer: 'EC', baseline: true }),
    ])
  })
})

describe('hashes handed to an outside signer', () => {
  it('takes back a CMS over the very digest, and nothing else', () => {
    const prepared = preparePdf(pdf, about)
    const cms = signDetached(prepared.digest, key)
    const taken = acceptOutside(prepared.bytes, prepared.digest, cms, now)
    expect(taken.ok && pdfSignatures(taken.value)[0]?.verdict).toBe('whole')
    const code = (cmsGiven: Uint8Array, at = now) => {
      const result = acceptOutside(prepared.bytes, prepared.digest, cmsGiven, at)
      return result.ok ? 'ok' : result.problems[0]!.code
    }
    expect(code(Buffer.from('rác'))).toBe('outside-signature-broken')
    expect(code(signDetached(Buffer.alloc(32), key))).toBe('outside-signature-of-another')
    expect(code(cms, new Date('2031-01-01'))).toBe('signing-certificate-expired')
    const bent = Buffer.from(cms)
    bent[bent.length - 5] = bent[bent.length - 5]! ^ 1
    expect(code(bent)).toBe('outside-signature-does-not-hold')
  })

  it('reads what it made', () => {
    const prepared = preparePdf(pdf, about)
    expect(readDetached(signDetached(prepared.digest, key))).toMatchObject({
      holds: true,
      namesCertificate: true,
    })
    expect(digestOf(prepared.bytes, signaturePlaces(prepared.bytes)[0]!.range).equals(prepared.digest)).toBe(
      true,
    )
  })
})
