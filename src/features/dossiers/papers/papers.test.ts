import { beforeAll, describe, expect, test } from 'vitest'
import {
  type DossierWorld,
  dossierWorld,
  numbering,
  regulation,
} from '../../../../test/factories/dossiers.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { docxText, type Place, pdfText, printedText } from '../../../../test/factories/papers.ts'
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

describe('the printed forms against the layout of Phụ lục III, as places on the page', () => {
  /** A4 with the margins of Nghị định 30/2020/NĐ-CP, Phụ lục I: left 30 mm, right 15 mm, top and bottom 20 mm. */
  const [LEFT, RIGHT, TOP, BOTTOM] = [30 / 210, 195 / 210, 20 / 297, 277 / 297]
  const middle = (LEFT + RIGHT) / 2
  const centre = ({ left, right }: Place) => (left + right) / 2

  async function printed(paper: StatePaper) {
    const text = await printedText(await statePaperPdf(paper))
    let at = 0
    const next = (words: string) => {
      const found = text.find(words, at)
      expect(found, `“${words}” after what stands before it in the form`).not.toBeNull()
      at = found!.at
      return found!
    }
    const anywhere = (words: string) => text.find(words)!
    return { text, next, anywhere }
  }

  /** Headings and blanks of a form in the decree's words; what is printed in other words is named with them. */
  function demanded(
    form: 'mau-01' | 'mau-02' | 'mau-03',
    printedAs: Readonly<Record<string, string | null>>,
  ) {
    const { forms } = regulation.file('qd26-2026/forms') as {
      forms: Record<string, { sections: { title: string; fields: { name: string; label: string }[] }[] }>
    }
    return forms[form]!.sections.flatMap((section) => [
      ...(section.title in printedAs ? [] : [{ heading: true, words: section.title }]),
      ...section.fields.flatMap((field) => {
        const words = field.name in printedAs ? printedAs[field.name] : field.label
        return words === null || words === undefined ? [] : [{ heading: false, words }]
      }),
    ])
  }

  function withinMargins(letters: readonly Place[]) {
    // The number of the page and the mark of a draft stand in the margins, as they must.
    const body = letters.filter(({ top, bottom }) => top > TOP - 0.001 && bottom < BOTTOM)
    for (const letter of body) {
      expect(letter.left).toBeGreaterThan(LEFT - 0.004)
      expect(letter.right).toBeLessThan(RIGHT + 0.004)
    }
    expect(body.length).toBeGreaterThan(letters.length * 0.95)
  }

  const atLeft = (place: Place) => expect(Math.abs(place.left - LEFT)).toBeLessThan(0.01)
  const inMiddle = (place: Place) => expect(Math.abs(centre(place) - middle)).toBeLessThan(0.01)
  const onRight = (place: Place) => expect(centre(place)).toBeGreaterThan(middle + 0.08)
  const onLeft = (place: Place) => expect(centre(place)).toBeLessThan(middle - 0.08)
  const sameHeight = (one: Place, other: Place) => {
    expect(one.page).toBe(other.page)
    expect(Math.abs(one.top - other.top)).toBeLessThan(0.01)
  }

  test('Mẫu số 01: mark, motto and title, five parts, the pledge, the signature, and two offices side by side', async () => {
    const { text, next, anywhere } = await printed(registrationPaper(filed))
    const mark = next('Mẫu số 01')
    expect(Math.abs(mark.right - RIGHT)).toBeLessThan(0.01)
    expect(mark.top).toBeLessThan(0.1)
    inMiddle(next('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'))
    inMiddle(next('Độc lập - Tự do - Hạnh phúc'))
    inMiddle(next('PHIẾU ĐĂNG KÝ'))
    const wanted = demanded('mau-01', {
      'Tiêu đề': null,
      province: 'của thành phố Huế',
      year: 'năm 2026',
      'Cam đoan': null,
      placeDate: 'Phú Vang, ngày 01 tháng 9 năm 2026',
      signature: 'ĐẠI DIỆN',
      'Phần dành cho cơ quan quản lý: UBND cấp xã': null,
      'Phần dành cho cơ quan quản lý OCOP cấp tỉnh': null,
      // The second column is compared with the first below.
      provinceReceiptNo: null,
      provinceReceivedOn: null,
      provinceReceiver: null,
      provinceReceiverSignature: null,
      provinceAgency: null,
    })
    for (const { heading, words } of wanted) {
      const place = next(words)
      if (heading) atLeft(place)
    }
    onRight(anywhere('Phú Vang, ngày 01 tháng 9 năm 2026'))
    onRight(anywhere('(Ký, đóng dấu, ghi rõ họ tên)'))
    const commune = anywhere('Ủy ban nhân dân cấp xã')
    const province = anywhere('Cơ quan quản lý OCOP cấp tỉnh')
    onLeft(commune)
    onRight(province)
    sameHeight(commune, province)
    for (const words of ['Phiếu số:', 'Ngày nhận:', 'Người tiếp nhận:', 'Chữ ký:', 'Cơ quan tiếp nhận']) {
      const one = text.find(words, commune.at)!
      const other = text.find(words, one.at + 1)!
      sameHeight(one, other)
      expect(other.left).toBeGreaterThan(middle - 0.01)
    }
    withinMargins(text.letters)
  })

  test('Mẫu số 02: motto and title, four parts with every blank, the sheet in columns, the signature, the annex', async () => {
    const { text, next, anywhere } = await printed(selfReportPaper(filed))
    inMiddle(next('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'))
    inMiddle(next('BÁO CÁO TỰ ĐÁNH GIÁ VỀ SẢN PHẨM'))
    inMiddle(next('(Dành cho chủ thể có sản phẩm đăng ký)'))
    const wanted = demanded('mau-02', {
      email: 'Email',
      representativeName: '5. Người đại diện pháp luật: Họ tên',
      representativeGender: 'Giới tính (Nam/nữ)',
      representativeEthnicity: 'Dân tộc',
      representativeResidence: 'Địa chỉ thường trú',
      registrationNo: 'Số giấy đăng ký (nếu có)',
      hasBusinessRegistration: 'a) Giấy đăng ký kinh doanh',
      hasQualityDeclaration: 'b) Đã công bố chất lượng sản phẩm theo quy định',
      hasFoodSafetyCertificate: 'giấy chứng nhận cơ sở đủ điều kiện vệ sinh an toàn thực phẩm',
      hasMandatoryProductionCertificate: '+ Giấy chứng nhận cơ sở đủ điều kiện sản xuất bắt buộc',
      hasIntellectualProperty: 'd) Đã có đăng ký sở hữu trí tuệ',
      ipOther: '+ Khác',
      ownerHistory: '8. Lịch sử hình thành của chủ thể',
      production: 'Tổ chức vùng nguyên liệu, công nghệ sản xuất, sơ chế, chế biến, đóng gói sản phẩm',
      qualityChanges: 'Sự thay đổi về chất lượng sản phẩm',
      selfScores: 'Tự chấm điểm',
      selfJustification: 'Mô tả, chứng minh theo thứ tự các tiêu chí',
      // The annex follows the signature; the last two are of a re-evaluation and of an upgrade.
      evidenceAnnex: null,
      reevaluationUpdate: null,
      upgradeChanges: null,
      plan: null,
      placeDate: 'Phú Vang, ngày 01 tháng 9 năm 2026',
      signature: 'ĐẠI DIỆN THEO PHÁP LUẬT CỦA CƠ SỞ',
    })
    for (const { heading, words } of wanted) {
      const place = next(words)
      if (heading) atLeft(place)
    }
    const most = anywhere('Tối đa')
    const own = anywhere('Tự chấm' + 'Phần A')
    onRight(most)
    expect(own.right).toBeGreaterThan(most.right)
    const signature = anywhere('ĐẠI DIỆN THEO PHÁP LUẬT CỦA CƠ SỞ')
    onRight(signature)
    const annex = text.find('PHỤ LỤC', signature.at)!
    // The list of evidence lies across: A4 on its side.
    expect(Math.abs(centre(annex) - (30 + 282) / 2 / 297)).toBeLessThan(0.01)
    expect(annex.page).toBeGreaterThan(signature.page)
    withinMargins(text.letters.filter(({ page }) => page < annex.page))
  })

  test('Mẫu số 03: the commune at the left of the motto, place and day below, title, two parts, the signature at the right', async () => {
    const { text, next, anywhere } = await printed(communeReportPaper(proposed))
    const office = next('ỦY BAN NHÂN DÂN')
    const motto = next('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    onLeft(office)
    onRight(motto)
    sameHeight(office, motto)
    const words = anywhere('Độc lập - Tự do - Hạnh phúc')
    onRight(words)
    const day = anywhere('Phú Vang, ngày')
    expect(day.top).toBeGreaterThan(words.bottom)
    expect(day.left).toBeGreaterThan(middle - 0.05)
    inMiddle(next('BÁO CÁO'))
    const wanted = demanded('mau-03', {
      representativeName: '4. Người đại diện pháp luật: Họ tên',
      representativeGender: 'Giới tính (Nam/nữ)',
      representativeEthnicity: 'Dân tộc',
      representativeResidence: 'Địa chỉ thường trú',
      proposal: 'đề nghị Ủy ban nhân dân thành phố Huế đánh giá, phân hạng sản phẩm OCOP cho sản phẩm',
      signature: 'TM. ỦY BAN NHÂN DÂN',
    })
    for (const { heading, words } of wanted) {
      const place = next(words)
      if (heading) atLeft(place)
    }
    onRight(anywhere('TM. ỦY BAN NHÂN DÂN'))
    withinMargins(text.letters)
  })
})
