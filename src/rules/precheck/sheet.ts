import { type Criterion, citeCriterion, leaves } from '../criteria/index.ts'
import type { Examined, Found, PrecheckRule } from './examined.ts'
import { bare, type Chosen, chosenOf, claimed, nameOf, papersAt, textOf, whole } from './looking.ts'

const SELF = 'Điều 6 khoản 1; Phụ lục III, Mẫu số 02, Phần III'
const MARKS = 'Phụ lục II, ghi chú cuối phiếu'

const at = (criterion: Criterion): Found => ({
  at: { criterion: criterion.code },
  data: { criterion: nameOf(criterion) },
})

const noteAt = ({ notes }: Examined, criterion: Criterion) => (notes[criterion.code] ?? '').trim()

function byCode({ sheet }: Examined, code: string): Criterion | undefined {
  return leaves(sheet).find(({ criterion }) => criterion.code === code)?.criterion
}

/** Missed marks up to the star wished for: the blocks the score names, and those of stars the points do not reach yet. */
function missedForWish(examined: Examined): { criterion: Criterion; star: number }[] {
  const wish = examined.wishStar ?? 0
  return leaves(examined.sheet).flatMap(({ criterion }) => {
    const marks = (criterion.cases?.flatMap((one) => one.options) ?? criterion.options ?? []).filter(
      (option) => option.minimumForStar !== undefined && option.minimumForStar <= wish,
    )
    if (marks.length === 0) return []
    const needed = marks.reduce((best, option) => (option.points > best.points ? option : best))
    const chosen = chosenOf(examined).find((one) => one.criterion.code === criterion.code)
    return (chosen?.option.points ?? -1) < needed.points ? [{ criterion, star: needed.minimumForStar! }] : []
  })
}

/** Options that carry the mark of a star up to the one wished for, chosen: they decide the star, so they need their paper. */
function marksClaimed(examined: Examined): Chosen[] {
  const wish = examined.wishStar ?? 3
  return claimed(examined).filter(
    ({ criterion, option }) =>
      criterion.evidence !== undefined &&
      option.minimumForStar !== undefined &&
      option.minimumForStar <= wish,
  )
}

const ABOUT_LABEL = /\b(ghi nhan|nhan hang hoa)\b/
const NAMES_ORIGIN = /xuat xu|nguon goc|noi san xuat|san xuat tai|dia chi/

/** Rules about the self-assessment on the score sheet (Mẫu số 02, Phần III). */
export const sheetRules: readonly PrecheckRule[] = [
  {
    id: 'self-assessment-empty',
    article: SELF,
    weight: 'blocking',
    find: (examined) => (chosenOf(examined).length === 0 ? [{ at: whole }] : []),
  },
  {
    id: 'criterion-unanswered',
    article: SELF,
    weight: 'advice',
    find: (examined) =>
      chosenOf(examined).length === 0
        ? []
        : examined.score.unanswered.flatMap((code) => {
            const criterion = byCode(examined, code)
            return criterion ? [at(criterion)] : []
          }),
  },
  {
    id: 'points-without-proof',
    article: SELF,
    weight: 'blocking',
    find: (examined) =>
      claimed(examined)
        .filter(
          ({ criterion }) =>
            criterion.evidence !== undefined &&
            noteAt(examined, criterion) === '' &&
            papersAt(examined, criterion.code).length === 0,
        )
        .map(({ criterion }) => at(criterion)),
  },
  {
    id: 'points-without-description',
    article: SELF,
    weight: 'advice',
    find: (examined) =>
      claimed(examined)
        .filter(({ criterion }) => noteAt(examined, criterion) === '')
        .filter(
          ({ criterion }) =>
            criterion.evidence === undefined || papersAt(examined, criterion.code).length > 0,
        )
        .map(({ criterion }) => at(criterion)),
  },
  {
    id: 'mark-without-paper',
    article: MARKS,
    weight: 'blocking',
    find: (examined) =>
      marksClaimed(examined)
        .filter(({ criterion }) => papersAt(examined, criterion.code).length === 0)
        .map(({ criterion, option }) => ({
          at: { criterion: criterion.code },
          data: { criterion: nameOf(criterion), star: option.minimumForStar! },
        })),
  },
  {
    id: 'mark-missed',
    article: MARKS,
    weight: 'advice',
    find: (examined) =>
      missedForWish(examined).map(({ criterion, star }) => ({
        at: { criterion: criterion.code },
        data: { criterion: nameOf(criterion), star },
      })),
  },
  {
    id: 'points-below-wish',
    article: 'Điều 3 khoản 3',
    weight: 'advice',
    find: ({ wishStar, score, starFrom }) => {
      const from = wishStar === null ? undefined : starFrom[wishStar]
      return from !== undefined && score.points < from
        ? [{ at: whole, data: { points: score.points, from, star: wishStar!, missing: from - score.points } }]
        : []
    },
  },
  {
    id: 'no-certificate-below-three',
    article: 'Điều 4 khoản 1 điểm a',
    weight: 'advice',
    find: ({ score, starFrom }) => {
      const from = starFrom[3]
      const started = score.points > 0
      return started && from !== undefined && score.points < from
        ? [{ at: whole, data: { points: score.points, from } }]
        : []
    },
  },
  {
    id: 'knocked-out',
    article: 'Phụ lục II, điều kiện loại trên phiếu',
    weight: 'blocking',
    find: (examined) =>
      examined.score.knockOuts
        .filter(({ effect }) => effect !== 'stop-scoring')
        .map(({ criterion, text }) => ({ at: { criterion }, data: { criterion, text } })),
  },
  {
    id: 'scoring-stops',
    article: 'Phụ lục II, điều kiện loại trên phiếu',
    weight: 'advice',
    find: ({ score }) =>
      score.knockOuts
        .filter(({ effect }) => effect === 'stop-scoring')
        .map(({ criterion, text }) => ({
          at: { criterion },
          data: { criterion, text, lost: score.notScored.length },
        })),
  },
  {
    id: 'depends-on-nothing',
    article: 'Phụ lục II, tiêu chí 5.2',
    weight: 'advice',
    find: (examined) => {
      const held = new Set(claimed(examined).map(({ criterion }) => criterion.code))
      return claimed(examined)
        .filter(({ criterion }) => criterion.dependsOn !== undefined && !held.has(criterion.dependsOn))
        .map(({ criterion }) => ({
          at: { criterion: criterion.code },
          data: { criterion: nameOf(criterion), base: criterion.dependsOn! },
        }))
    },
  },
  {
    id: 'own-knock-out-to-confirm',
    article: 'Phụ lục II, điều kiện loại trên phiếu',
    weight: 'advice',
    find: (examined) =>
      leaves(examined.sheet)
        .filter(({ criterion }) => criterion.knockouts?.some(({ effect }) => effect !== 'stop-scoring'))
        .filter(({ criterion }) => noteAt(examined, criterion) === '')
        .map(({ criterion }) => ({
          at: { criterion: criterion.code },
          data: { criterion: nameOf(criterion), text: criterion.knockouts![0]!.text },
        })),
  },
  {
    id: 'owner-type-disagrees',
    article: 'Phụ lục II, tiêu chí "Loại hình tổ chức sản xuất - kinh doanh"',
    weight: 'advice',
    find: (examined) => {
      const type = textOf(examined, 'ownerType')
      if (type === '') return []
      return claimed(examined)
        .filter(({ criterion }) => bare(criterion.title).startsWith('loai hinh to chuc'))
        .filter(({ option }) => !fitsOwner(bare(option.label), type))
        .map(({ criterion }) => at(criterion))
    },
  },
  {
    id: 'representative-disagrees',
    article: 'Phụ lục II, tiêu chí "Đại diện pháp luật của chủ thể là nữ…"',
    weight: 'advice',
    find: (examined) =>
      representativeCriteria(examined)
        .filter(({ chosen }) => chosen !== null && chosen.option.points > 0)
        .filter(() => textOf(examined, 'representativeGender') === 'Nam' && isKinh(examined))
        .map(({ criterion }) => at(criterion)),
  },
  {
    id: 'representative-point-forgotten',
    article: 'Phụ lục II, tiêu chí "Đại diện pháp luật của chủ thể là nữ…"',
    weight: 'advice',
    find: (examined) =>
      representativeCriteria(examined)
        .filter(({ chosen }) => (chosen?.option.points ?? 0) === 0)
        .filter(
          () =>
            textOf(examined, 'representativeGender') === 'Nữ' ||
            (textOf(examined, 'representativeEthnicity') !== '' && !isKinh(examined)),
        )
        .map(({ criterion }) => at(criterion)),
  },
  {
    id: 'label-without-origin',
    article: 'Phụ lục II, tiêu chí về ghi nhãn hàng hóa',
    weight: 'advice',
    find: (examined) =>
      claimed(examined)
        .filter(({ criterion }) => ABOUT_LABEL.test(bare(criterion.title)))
        .filter(({ criterion }) => !NAMES_ORIGIN.test(bare(noteAt(examined, criterion))))
        .map(({ criterion }) => at(criterion)),
  },
  {
    id: 'label-without-picture',
    article: 'Phụ lục II, tiêu chí về ghi nhãn hàng hóa',
    weight: 'advice',
    find: (examined) =>
      claimed(examined)
        .filter(({ criterion }) => ABOUT_LABEL.test(bare(criterion.title)))
        .filter(({ criterion }) => !papersAt(examined, criterion.code).some((paper) => paper.pictures))
        .map(({ criterion }) => at(criterion)),
  },
  {
    id: 'requirement-not-addressed',
    article: 'Phụ lục II, dòng "Yêu cầu" của tiêu chí',
    weight: 'advice',
    find: (examined) =>
      claimed(examined)
        .filter(({ criterion }) => criterion.requirement !== undefined)
        .filter(({ criterion }) => noteAt(examined, criterion) === '')
        .map(({ criterion }) => ({
          at: { criterion: criterion.code },
          data: { criterion: nameOf(criterion), text: criterion.requirement! },
        })),
  },
]

/** The organisation an option speaks of: households and groups, companies, cooperatives. Only plain contradictions are named. */
function fitsOwner(label: string, type: string): boolean {
  const cooperative = /\bhtx\b|hop tac xa/.test(label)
  const company = /cong ty|doanh nghiep/.test(label)
  const household = /\bho (san xuat|gia dinh)|to hop tac/.test(label)
  if (!cooperative && !company && !household) return true
  if (type === 'hop-tac-xa') return cooperative
  if (type === 'doanh-nghiep-nho-va-vua') return company
  return household || (!cooperative && !company)
}

function representativeCriteria(examined: Examined) {
  const chosen = chosenOf(examined)
  return leaves(examined.sheet)
    .filter(({ criterion }) => bare(criterion.title).startsWith('dai dien phap luat cua chu the la nu'))
    .map(({ criterion }) => ({
      criterion,
      chosen: chosen.find((one) => one.criterion.code === criterion.code) ?? null,
    }))
}

function isKinh(examined: Examined): boolean {
  return bare(textOf(examined, 'representativeEthnicity')) === 'kinh'
}

/** The criterion a finding stands at, as one cites it. */
export function citation(examined: Pick<Examined, 'sheet'>, code: string): string {
  return citeCriterion(examined.sheet, code)
}
