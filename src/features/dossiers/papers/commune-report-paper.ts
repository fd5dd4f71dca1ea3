import { plainDate } from '../../../platform/clock/index.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { fieldsOf, plainLabel } from '../../../rules/forms/index.ts'
import { bareName, dayInWords, type FormContent, printed } from './content.ts'

/** Mẫu số 03 (Phụ lục III): the commune's words on four local topics, without points, and its proposal to the province. */
export function communeReportPaper(content: FormContent): StatePaper {
  const { dossier, law, place, report } = content
  const row = (label: string, name: string) => ({ label, value: printed(content, name) })
  const issuedOn = report?.issuedAt ? plainDate(report.issuedAt) : null
  const marks = [issuedOn === null && 'Bản nháp', dossier.isDemo && 'Dữ liệu minh họa'].filter(Boolean)
  return {
    title: `Báo cáo của UBND cấp xã: ${dossier.product.name}`,
    formLabel: 'Mẫu số 03',
    mark: marks.join(' · ') || undefined,
    letterhead: {
      own: `Ủy ban nhân dân ${place.commune}`,
      placeDate: `${bareName(place.commune)}, ${dayInWords(issuedOn)}`,
    },
    kind: 'Báo cáo',
    about:
      'Đánh giá một số nội dung của hồ sơ đăng ký tham gia đánh\u00a0giá,\u00a0phân\u00a0hạng\u00a0sản\u00a0phẩm\u00a0OCOP',
    body: [
      heading('I. Thông tin chung về hồ sơ sản phẩm'),
      {
        kind: 'fields',
        rows: [
          row('1. Tên chủ thể', 'ownerName'),
          { label: '2. Loại hình tổ chức', value: content.ownerType || null },
          row('3. Địa chỉ', 'address'),
          row('4. Người đại diện pháp luật: Họ tên', 'representativeName'),
          row('Giới tính (Nam/nữ)', 'representativeGender'),
          row('Dân tộc', 'representativeEthnicity'),
          row('Địa chỉ thường trú', 'representativeResidence'),
          { label: '5. Sản phẩm đăng ký đánh giá', value: dossier.product.name },
        ],
      },
      heading('II. Đánh giá một số nội dung của hồ sơ sản phẩm'),
      ...fieldsOf(law.forms.communeReport)
        .filter((field) => field.type === 'longtext')
        .flatMap((field, index): Block[] => [
          {
            kind: 'paragraph',
            text: [{ text: `${index + 1}. ${plainLabel(field.label)}`, bold: true }],
            indent: false,
          },
          { kind: 'typed', text: topic(content, field.name) },
        ]),
      {
        kind: 'paragraph',
        text: `Ủy ban nhân dân ${place.commune} đề nghị Ủy ban nhân dân ${place.province} đánh giá, phân hạng sản phẩm OCOP cho sản phẩm ${dossier.product.name} của ${dossier.producer.name}.`,
      },
    ],
    recipients: [`Ủy ban nhân dân ${place.province}`, 'Cơ quan quản lý OCOP cấp tỉnh', dossier.producer.name],
    signature: { authority: 'TM. Ủy ban nhân dân', note: '(Ký tên và đóng dấu)' },
  }
}

function topic({ report }: FormContent, name: string): string | null {
  const text = report?.form[name]
  return typeof text === 'string' && text.trim() !== '' ? text : null
}

const heading = (text: string): Block => ({ kind: 'heading', text, level: 1 })
