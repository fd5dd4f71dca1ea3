import { describe, expect, test } from 'vitest'
import { docxText, pdfText, zipPart } from '../../../test/factories/papers.ts'
import { type StatePaper, statePaperDocx, statePaperPdf } from './index.ts'
import { issuerLines } from './state-paper.ts'

const paper: StatePaper = {
  title: 'Quyết định công nhận',
  mark: 'Bản dự thảo',
  letterhead: {
    own: 'Ủy ban nhân dân thành phố Huế',
    number: 'Số: 12/QĐ-UBND',
    placeDate: 'Huế, ngày 05 tháng 9 năm 2026',
  },
  kind: 'Quyết định',
  about: 'Về việc công nhận sản phẩm OCOP',
  authority: 'Chủ tịch Ủy ban nhân dân thành phố Huế',
  grounds: ['Căn cứ Quyết định số 26/2026/QĐ-TTg;'],
  verdict: 'QUYẾT ĐỊNH:',
  body: [
    {
      kind: 'article',
      label: 'Điều 1.',
      text: [{ text: 'Công nhận ' }, { text: '2', bold: true }, { text: ' sản phẩm.' }],
    },
    {
      kind: 'table',
      columns: [{ head: 'TT', width: { mm: 10 } }, { head: 'Sản phẩm' }, { head: 'Điểm', align: 'right' }],
      rows: [['1', 'Mè xửng #set <b>đậm</b>', '87,67']],
      total: [{ text: 'Cộng', span: 2 }, '1'],
    },
    { kind: 'fields', rows: [{ label: 'Ghi chú', value: null }] },
    { kind: 'choices', rows: [{ text: 'Đồng ý', on: true }] },
    { kind: 'typed', text: 'Dòng một\u0007\nDòng hai' },
    {
      kind: 'signatures',
      blocks: [
        { authority: 'Thư ký', name: 'Nguyễn Thị Ưng' },
        { authority: 'Chủ tọa', note: '(Ký)' },
      ],
    },
  ],
  recipients: ['Như Điều 1'],
  signature: { authority: 'KT. Chủ tịch', post: 'Phó Chủ tịch', name: 'Lê Văn Cảnh' },
  annexes: [
    { label: 'PHỤ LỤC', about: 'Danh sách', landscape: true, body: [{ kind: 'list', items: ['Mè xửng'] }] },
  ],
}

/** Nghị định 30/2020/NĐ-CP, Phụ lục I Mục II: what stands on the paper, and in which order. */
const inOrder = [
  'ỦY BAN NHÂN DÂN',
  'THÀNH PHỐ HUẾ',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'QUYẾT ĐỊNH',
  'Về việc công nhận sản phẩm OCOP',
  'CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ',
  'Căn cứ Quyết định số 26/2026/QĐ-TTg;',
  'QUYẾT ĐỊNH:',
  'Điều 1. Công nhận 2 sản phẩm.',
  'Mè xửng #set <b>đậm</b>',
  'Cộng',
  'Đồng ý',
  'Dòng hai',
  'Nguyễn Thị Ưng',
  '- Như Điều 1;',
  '- Lưu: VT.',
]

function expectInOrder(text: string) {
  const plain = text.replace(/\s+/g, ' ')
  let from = 0
  for (const words of inOrder) {
    const at = plain.indexOf(words, from)
    expect(at, `“${words}” after position ${from} of: ${plain}`).toBeGreaterThanOrEqual(from)
    from = at + words.length
  }
}

describe('a paper said once, printed as PDF and as DOCX', () => {
  test('the PDF holds every part in the order of the state layout, and its annex', async () => {
    const text = await pdfText(await statePaperPdf(paper))
    expectInOrder(text)
    expect(text).toContain('PHÓ CHỦ TỊCH')
    expect(text).toContain('Bản dự thảo')
    expect(text).toContain('PHỤ LỤC')
  })

  test('the DOCX holds the same, upright and then lying for the annex, with the state margins', async () => {
    const docx = await statePaperDocx(paper)
    expectInOrder(docxText(docx))
    const xml = zipPart(docx, 'word/document.xml')
    expect(xml).toContain('w:orient="landscape"')
    expect(xml).toMatch(/w:pgMar[^>]*w:left="1701"/)
    expect(xml).toContain('w:ascii="Times New Roman"')
  })

  test('equal paper and instant give an equal PDF', async () => {
    const at = new Date('2026-09-05T00:00:00Z')
    const [one, two] = await Promise.all([statePaperPdf(paper, { at }), statePaperPdf(paper, { at })])
    expect(one.equals(two)).toBe(true)
  })

  test('a control character breaks neither', async () => {
    expect(docxText(await statePaperDocx(paper))).toContain('Dòng một')
    expect(await pdfText(await statePaperPdf(paper))).toContain('Dòng một')
  })

  test('a letter prints its subject below the number and every addressee', async () => {
    const letter: StatePaper = {
      title: 'Công văn',
      letterhead: {
        own: 'Ủy ban nhân dân xã Phú Vang',
        number: 'Số: 3/UBND',
        subject: 'V/v đề nghị đánh giá',
      },
      addressees: ['Sở Nông nghiệp và Môi trường', 'Hội đồng OCOP'],
      body: [{ kind: 'paragraph', text: 'Kính đề nghị xem xét.' }],
    }
    for (const text of [await pdfText(await statePaperPdf(letter)), docxText(await statePaperDocx(letter))]) {
      expect(text).toContain('V/v đề nghị đánh giá')
      expect(text).toContain('- Sở Nông nghiệp và Môi trường;')
      expect(text).toContain('- Hội đồng OCOP.')
      expect(text).not.toContain('Nơi nhận')
    }
  })
})

test.each([
  ['Ủy ban nhân dân thành phố Huế', 'Ủy ban nhân dân / thành phố Huế'],
  ['Sở Nông nghiệp và Môi trường thành phố Huế', 'Sở Nông nghiệp / và Môi trường / thành phố Huế'],
  [
    'Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh thành phố Huế',
    'Hội đồng đánh giá, / phân hạng sản phẩm / OCOP cấp tỉnh / thành phố Huế',
  ],
  ['Chi cục Phát triển nông thôn thành phố Huế', 'Chi cục / Phát triển nông thôn / thành phố Huế'],
  ['Ủy ban nhân dân xã A Lưới 2', 'Ủy ban nhân dân / xã A Lưới 2'],
])('%s is broken where an office would break it', (name, lines) => {
  expect(issuerLines(name).join(' / ')).toBe(lines)
})
