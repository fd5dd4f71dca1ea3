import { leaves, type Sheet, scalesOf } from '../../../rules/criteria/index.ts'
import type { FormField } from '../../../rules/forms/index.ts'
import { type Answer, scoreSheet } from '../../../rules/scoring/index.ts'
import type { DossierLaw } from '../law.ts'

/** What a demo dossier tells of its product; invented, and said to be. */
export interface DemoStory {
  readonly product: string
  readonly producer: string
  /** What the product is, in a sentence. */
  readonly about: string
}

/** What stands in a blank of Mẫu số 01 and 02, when the records do not know it. */
export function demoText(field: FormField, { product, producer, about }: DemoStory): string {
  const texts: Record<string, string> = {
    representativeGender: 'Nữ',
    representativeEthnicity: 'Kinh',
    representativeResidence: 'Cùng địa chỉ với chủ thể (minh họa)',
    position: 'Người đại diện',
    productDescription: `${about} Đóng gói ba cỡ, có tiêu chuẩn cơ sở và nhãn phụ song ngữ.`,
    ownerHistory: `${producer} bắt đầu từ vài hộ cùng làm, đăng ký năm 2021, nay có mười hai lao động thường xuyên và một cửa hàng tại xã.`,
    ownerStructure:
      'Người đại diện phụ trách chung; hai tổ sản xuất và đóng gói; một người lo bán hàng, sổ sách và truy xuất lô.',
    production: `Nguyên liệu của ${product} mua trong xã và hai xã bên, có hợp đồng từng vụ; sơ chế, chế biến, đóng gói tại xưởng, ghi sổ từng mẻ.`,
    qualityChanges:
      'Từ năm 2025 dùng bao bì mới có mã truy xuất, thay nhãn theo quy định, kiểm nghiệm định kỳ sáu tháng một lần.',
    distributionMarkets:
      'Bán tại xã, ba chợ trong thành phố, mười hai cửa hàng và một sàn thương mại điện tử.',
    businessResults:
      'Doanh thu năm 2024 là 820 triệu đồng, năm 2025 là 1.060 triệu đồng; lợi nhuận khoảng 14 %.',
    plan: 'Năm tới mở thêm hai điểm bán, đăng ký chứng nhận hệ thống quản lý chất lượng và thử một đơn hàng xuất khẩu nhỏ.',
    address: 'Địa chỉ minh họa',
    registrationNo: 'MH-0000',
  }
  return texts[field.name] ?? `Nội dung minh họa về ${product}: ${field.label.toLowerCase()}.`
}

/** A sheet filled in so that the product reaches the star wished for, and no more than it must. */
export function demoAnswers(law: DossierLaw, set: number, wish: number): Record<string, Answer> {
  const sheet = law.sheet(set)!
  let answers = lowestThatHold(sheet, wish)
  for (let round = 0; round < 6; round++) {
    const scored = scoreSheet(law.compiled(set)!, answers, { bands: law.bands })
    if (!scored.ok) throw new Error(JSON.stringify(scored.problems))
    const { star, nextStar } = scored.value
    if ((star ?? 0) >= wish || !nextStar) break
    answers = { ...answers, ...Object.fromEntries(nextStar.path.map((step) => [step.criterion, step.to])) }
  }
  return answers
}

/** The lowest option of each leaf that holds every mark up to the star; in the middle of the scale where there is none. */
function lowestThatHold(sheet: Sheet, wish: number): Record<string, Answer> {
  return Object.fromEntries(
    leaves(sheet).map(({ criterion }) => {
      const { options } = scalesOf(criterion)[0]!
      const marked = options.findLastIndex(
        (option) => option.minimumForStar !== undefined && option.minimumForStar <= wish,
      )
      const index = marked >= 0 ? marked : Math.floor(options.length / 2)
      return [criterion.code, criterion.cases ? { case: 0, option: index } : index]
    }),
  )
}

/** Why a level was chosen, in words that fit any criterion. */
export function demoNote(title: string, { product }: DemoStory): string {
  return `${product}: ${title.toLowerCase()} như mức đã chọn; tài liệu gắn kèm, nhãn ghi xuất xứ và địa chỉ cơ sở (minh họa).`
}

/** The commune's four topics (Mẫu số 03). */
export function demoTopics({ product, producer }: DemoStory): Record<string, string> {
  return {
    localMaterials: `${producer} khai khoảng ba phần tư nguyên liệu mua trong xã. Kiểm tra sổ mua và hai hộ bán: đúng như khai (minh họa).`,
    localLabour:
      'Mười hai lao động, mười người thường trú trong xã; đối chiếu danh sách bảo hiểm: khớp (minh họa).',
    ideaOrigin: `${product} là nghề có ở địa phương từ lâu, được làm lại theo quy cách mới; không trùng sản phẩm đã công nhận trong xã (minh họa).`,
    localIdentity:
      'Cách làm truyền trong làng, dùng giống và kinh nghiệm tại chỗ; nên hỗ trợ ghi lại thành tư liệu (minh họa).',
  }
}
