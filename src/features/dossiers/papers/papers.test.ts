import { beforeAll, expect, test } from 'vitest'
import {
  type DossierWorld,
  dossierWorld,
  numbering,
  regulation,
} from '../../../../test/factories/dossiers.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { docxText, pdfText } from '../../../../test/factories/papers.ts'
import { type StatePaper, statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { receiveByCommune } from '../commune.ts'
import { lawsOf } from '../law.ts'
import type { Parts } from '../parts.ts'
import { recorder } from '../record.ts'
import { communeReportPaper } from './commune-report-paper.ts'
import type { FormContent } from './content.ts'
import { formContent } from './gather.ts'
import { registrationPaper } from './registration-paper.ts'
import { selfReportPaper } from './self-report-paper.ts'

const database = await testDatabase()
const laws = lawsOf(regulation)
const names: Readonly<Record<string, string>> = { '46': 'Thành phố Huế', '19942': 'Xã Phú Vang' }
const parts = {
  kernel: { db: database.db },
  regulation,
  placeName: (code: string) => names[code] ?? code,
} as unknown as Parts
let world: DossierWorld
let draft: FormContent
let filed: FormContent
let proposed: FormContent

beforeAll(async () => {
  world = await dossierWorld(database)
  const { producer, officer } = world.actors
  const content = async (dossier: Awaited<ReturnType<DossierWorld['draft']>>) =>
    (await formContent(parts, { dossier, law: laws(dossier.regime)! }))!
  const dossier = await world.draft()
  draft = await content(dossier)
  await world.must(producer, (ctx) => world.dossiers.file(ctx, { dossierId: dossier.id, declared: true }))
  const desk = { laws, record: recorder(laws), numbering }
  const received = await world.must(officer, (ctx) =>
    receiveByCommune(ctx, desk, { dossierId: dossier.id, checklist: ['mau-01'], samples: 5 }),
  )
  filed = await content(received)
  proposed = await content(await world.proposed(await world.product('Mắm nêm minh họa')))
})

/** Both printers say the same things in the same order. */
async function saysInOrder(paper: StatePaper, lines: readonly string[]): Promise<void> {
  const flat = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ')
  for (const text of [
    flat(await pdfText(await statePaperPdf(paper))),
    flat(docxText(await statePaperDocx(paper))),
  ]) {
    let at = 0
    for (const line of lines) {
      const found = text.indexOf(line, at)
      expect(found, `“${line}” after ${at} in: ${text.slice(at, at + 300)}`).toBeGreaterThanOrEqual(at)
      at = found
    }
  }
}

test('Phụ lục III, Mẫu số 01: every blank in its order, the receipt number, both receiving offices', async () => {
  await saysInOrder(registrationPaper(filed), [
    'Mẫu số 01',
    'PHIẾU ĐĂNG KÝ',
    'Tham gia đánh giá, phân hạng sản phẩm OCOP của thành phố Huế năm 2026',
    '1. Thông tin về đơn vị đăng ký',
    'Tên đơn vị: Hợp tác xã Minh Họa Phú Vang',
    'Chức vụ: Giám đốc',
    'Điện thoại: 0905123456',
    '2. Tên sản phẩm',
    'Mắm cá rò minh họa',
    '3. Nhóm sản phẩm đăng ký',
    '4. Lần đăng ký đánh giá',
    'Lần đầu',
    '5. Tài liệu kèm theo',
    'Sản phẩm mẫu (số lượng): 05',
    'Cam đoan những thông tin trong Phiếu đăng ký là đúng sự thật',
    'Phú Vang, ngày 01 tháng 9 năm 2026',
    'ĐẠI DIỆN',
    'Phiếu số: 01-X/PĐK-46-19942-2026',
    'Ngày nhận: 01/09/2026',
  ])
})

test('Phụ lục III, Mẫu số 02: four parts, the score by criterion with its sum, the annex of evidence', async () => {
  await saysInOrder(selfReportPaper(filed), [
    'Mẫu số 02',
    'BÁO CÁO TỰ ĐÁNH GIÁ VỀ SẢN PHẨM',
    'Phần I. Thông tin chung',
    '2. Loại hình tổ chức: Hợp tác xã',
    '5. Người đại diện pháp luật: Họ tên: Nguyễn Thị Minh Họa',
    'a) Giấy đăng ký kinh doanh',
    '8. Lịch sử hình thành của chủ thể',
    'Phần II. Kết quả thực hiện phương án sản xuất kinh doanh',
    'Phần III. Đánh giá kết quả thực hiện theo Bộ tiêu chí',
    'mã số sản phẩm 46-19942-01-2026',
    'TỔNG CỘNG 100',
    '2. Mô tả, chứng minh theo thứ tự các tiêu chí',
    'Phần IV. Kế hoạch sản xuất, kinh doanh',
    'ĐẠI DIỆN THEO PHÁP LUẬT CỦA CƠ SỞ',
    'PHỤ LỤC',
    'Danh mục tài liệu minh chứng',
    '01/MH, Cơ quan minh họa',
  ])
})

test('Phụ lục III, Mẫu số 03: four topics without points, the proposal to the province', async () => {
  await saysInOrder(communeReportPaper(proposed), [
    'ỦY BAN NHÂN DÂN',
    'XÃ PHÚ VANG',
    'BÁO CÁO',
    'I. Thông tin chung về hồ sơ sản phẩm',
    '5. Sản phẩm đăng ký đánh giá: Mắm nêm minh họa',
    '1. Về sử dụng nguyên liệu địa phương',
    '2. Về sử dụng lao động địa phương',
    '3. Nguồn gốc ý tưởng sản phẩm',
    '4. Bản sắc/trí tuệ địa phương',
    'Ủy ban nhân dân xã Phú Vang đề nghị Ủy ban nhân dân thành phố Huế đánh giá, phân hạng sản phẩm OCOP cho sản phẩm Mắm nêm minh họa',
    'TM. ỦY BAN NHÂN DÂN',
  ])
})

test('a draft says on every page that it is not filed; what was filed is printed as it was frozen', async () => {
  expect(registrationPaper(draft).mark).toContain('Bản nháp, chưa nộp')
  expect(selfReportPaper(filed).mark).not.toContain('Bản nháp')
  expect(await formContent(parts, filed, 2)).toBeNull()
  expect((await formContent(parts, filed, 1))!.form).toEqual(filed.form)
})
