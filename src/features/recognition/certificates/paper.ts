import { readFileSync } from 'node:fs'
import { encode } from 'uqr'
import { formatDay } from '../../../platform/i18n/index.ts'
import { renderTypst } from '../../../platform/papers/index.ts'
import type { CertificateContent } from './issue.ts'

const template = readFileSync(new URL('./certificate.typ', import.meta.url), 'utf8')

export interface PaperAbout {
  readonly baseUrl: string
  readonly payload: string
  /** Large pale words across the paper: what it is not good for; null on a standing certificate. */
  readonly mark: string | null
}

/** Address in the QR: opens the verification page, and carries the signed facts for a browser without network. */
export function qrAddress(baseUrl: string, number: string, payload: string): string {
  return `${baseUrl}/xac-thuc/${encodeURIComponent(number)}#${payload}`
}

/** The certificate as a PDF/A with embedded fonts; equal content gives equal bytes. */
export function certificatePaper(content: CertificateContent, about: PaperAbout): Promise<Buffer> {
  const qr = qrPixels(qrAddress(about.baseUrl, content.number, about.payload))
  const inputs = {
    ...content,
    decidedOnText: formatDay(content.decidedOn),
    issuedOnText: formatDay(content.issuedOn),
    validUntilText: formatDay(content.validUntil),
    placeDate: `${content.seat}, ${dayInWords(content.decidedOn)}`,
    verifyAddress: `${about.baseUrl.replace(/^https?:\/\//, '')}/xac-thuc`,
    mark: about.mark,
    qrSide: qr.side,
    replaces: content.replaces ? replacesText(content.replaces) : null,
    payload: about.payload,
  }
  return renderTypst(template, inputs, {
    at: new Date(`${content.issuedOn}T00:00:00Z`),
    files: { 'qr.bin': qr.pixels },
  })
}

/** Pixels a module is wide: sharp on any printer, and set in a third of the time a drawing of thousands of squares takes. */
const moduleWidth = 4

/** The QR as grey bytes, line by line. */
function qrPixels(text: string): { side: number; pixels: Uint8Array } {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const side = size * moduleWidth
  const pixels = new Uint8Array(side * side).fill(255)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (data[Math.floor(y / moduleWidth)]![Math.floor(x / moduleWidth)]) pixels[y * side + x] = 0
  return { side, pixels }
}

function replacesText({ number, why, day, ordinal }: NonNullable<CertificateContent['replaces']>): string {
  const deed = why === 'reissued' ? `Cấp lại lần ${ordinal}` : 'Đính chính'
  return `${deed} ngày ${formatDay(day)}, thay giấy số ${number}`
}

/** `ngày 05 tháng 6 năm 2026`: days below 10 and months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II khoản 4). */
export function dayInWords(date: string): string {
  const [year, month, day] = date.split('-')
  return `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
}
