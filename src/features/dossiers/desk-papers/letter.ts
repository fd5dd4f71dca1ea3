import { formatDay } from '../../../platform/i18n/index.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { shortName } from '../../../rules/places/index.ts'
import type { CommuneReport } from '../commune.ts'
import type { Dossier } from '../dossier.ts'
import type { DossierLaw } from '../law.ts'

export interface DeskPaperFacts {
  readonly dossier: Dossier
  readonly law: DossierLaw
  readonly placeName: (code: string) => string
  readonly today: string
}

const KIND_WORDS = {
  first: 'lần đầu',
  upgrade: 'nâng hạng',
  reevaluation: 'đánh giá, phân hạng lại',
} as const

/** "Quảng Điền, ngày 05 tháng 9 năm 2026"; blanks where the day is not settled yet. */
export function placeDate(place: string, day: string | null): string {
  const [year, month, date] = day?.split('-') ?? ['…', '…', '…']
  const written = Number(month) > 2 ? String(Number(month)) : month
  return `${shortName(place)}, ngày ${date} tháng ${written} năm ${year}`
}

/** “UBND xã …”, as a paper writes the office of a place. */
export function committeeOf(place: string): string {
  return `Ủy ban nhân dân ${place.charAt(0).toLowerCase()}${place.slice(1)}`
}

export function markOf(dossier: Dossier, settled: boolean): string | undefined {
  const marks = [dossier.isDemo && 'Dữ liệu minh họa', !settled && 'Bản dự thảo'].filter(Boolean)
  return marks.length > 0 ? marks.join(' · ') : undefined
}

/** The commune's letter that proposes a dossier to the province (Điều 6 khoản 2, Điều 7 khoản 2 điểm b). */
export function proposalLetter(facts: DeskPaperFacts, report: CommuneReport | null): StatePaper {
  const { dossier, law, placeName } = facts
  const commune = placeName(dossier.placeCode)
  const province = placeName(dossier.provinceCode)
  const samples = law.samples(dossier.setNo)
  const settled = report?.proposalNo != null
  return {
    title: `Văn bản đề nghị đánh giá, phân hạng: ${dossier.product.name}`,
    letterhead: {
      own: committeeOf(commune),
      number: `Số: ${report?.proposalNo ?? '…/UBND'}`,
      subject: 'V/v đề nghị đánh giá, phân hạng sản phẩm OCOP',
      placeDate: placeDate(commune, report?.proposalOn ?? null),
    },
    mark: markOf(dossier, settled),
    addressees: [committeeOf(province)],
    body: [
      paragraph(
        'Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026 của Thủ tướng Chính phủ ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm mỗi xã một sản phẩm (OCOP);',
      ),
      paragraph(
        `Sau khi kiểm tra thành phần hồ sơ và đánh giá bốn nội dung theo điểm a khoản 2 Điều 7 (Báo cáo Mẫu số 03 kèm theo), ${committeeOf(commune)} đề nghị ${committeeOf(province)} tổ chức đánh giá, phân hạng sản phẩm sau:`,
      ),
      productTable(facts),
      { kind: 'heading', text: 'Hồ sơ gửi kèm (khoản 2 Điều 6)', level: 2, align: 'left' },
      {
        kind: 'list',
        items: [
          'Báo cáo của Ủy ban nhân dân cấp xã (Mẫu số 03)',
          `Hồ sơ sản phẩm: 01 bộ giấy và 01 bộ điện tử${dossier.communeReceiptNo ? `, phiếu tiếp nhận số ${dossier.communeReceiptNo}` : ''}`,
          samples > 0
            ? `${String(dossier.samplesReceived ?? samples).padStart(2, '0')} sản phẩm mẫu`
            : 'Không kèm sản phẩm mẫu (nhóm dịch vụ du lịch)',
        ],
      },
      paragraph(`Kính đề nghị ${committeeOf(province)} xem xét./.`),
    ],
    recipients: ['Như trên', 'Cơ quan tham mưu quản lý OCOP cấp tỉnh', dossier.producer.name],
    archive: 'VT',
    signature: { authority: 'TM. ỦY BAN NHÂN DÂN', post: 'CHỦ TỊCH' },
  }
}

/** The record by which dossier and samples change hands, commune to province. */
export function handOverRecord(facts: DeskPaperFacts, report: CommuneReport | null): StatePaper {
  const { dossier, law, placeName, today } = facts
  const commune = placeName(dossier.placeCode)
  const samples = law.samples(dossier.setNo)
  return {
    title: `Biên bản bàn giao: ${dossier.product.name}`,
    letterhead: { own: committeeOf(commune), placeDate: placeDate(commune, today) },
    kind: 'BIÊN BẢN',
    about: 'Bàn giao hồ sơ và sản phẩm mẫu đề nghị đánh giá, phân hạng sản phẩm OCOP',
    mark: markOf(dossier, true),
    body: [
      paragraph(`Bên giao: ${committeeOf(commune)}.`),
      paragraph('Bên nhận: cơ quan tham mưu quản lý OCOP cấp tỉnh.'),
      productTable(facts),
      {
        kind: 'table',
        columns: [
          { head: 'TT', width: { mm: 10 }, align: 'center' },
          { head: 'Thành phần (Điều 6 khoản 2)', width: 3 },
          { head: 'Số lượng', width: 1, align: 'center' },
          { head: 'Ghi chú', width: 1 },
        ],
        rows: [
          ['1', `Văn bản đề nghị số ${report?.proposalNo ?? '…'}`, '01', ''],
          ['2', 'Báo cáo của Ủy ban nhân dân cấp xã (Mẫu số 03)', '01', ''],
          ['3', 'Hồ sơ sản phẩm, bộ giấy', '01', ''],
          ['4', 'Hồ sơ sản phẩm, bộ điện tử trên hệ thống', '01', dossier.productCode ?? ''],
          ...(samples > 0
            ? [['5', 'Sản phẩm mẫu', String(dossier.samplesReceived ?? samples).padStart(2, '0'), '']]
            : []),
        ],
      },
      paragraph('Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.'),
      {
        kind: 'signatures',
        blocks: [
          { authority: 'ĐẠI DIỆN BÊN GIAO', note: '(Ký, ghi rõ họ tên)' },
          { authority: 'ĐẠI DIỆN BÊN NHẬN', note: '(Ký, ghi rõ họ tên)' },
        ],
      },
    ],
  }
}

export function productTable({ dossier, law }: DeskPaperFacts): Block {
  return {
    kind: 'table',
    columns: [
      { head: 'Sản phẩm', width: 2 },
      { head: 'Mã số sản phẩm', width: 2 },
      { head: 'Chủ thể', width: 2 },
      { head: 'Bộ sản phẩm', width: 2 },
      { head: 'Loại', width: 1 },
      { head: 'Ngày nộp', width: 1, align: 'center' },
    ],
    rows: [
      [
        dossier.product.name,
        dossier.productCode ?? '',
        dossier.producer.name,
        `${dossier.setNo}. ${law.sheet(dossier.setNo)?.name ?? ''}`,
        KIND_WORDS[dossier.kind],
        dossier.filedOn ? formatDay(dossier.filedOn) : '',
      ],
    ],
    dense: true,
  }
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}
