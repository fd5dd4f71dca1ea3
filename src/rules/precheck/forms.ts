import { faultOf } from '../forms/index.ts'
import type { Examined, Found, PrecheckRule } from './examined.ts'
import { bare, isTicked, papersOfKind, textOf, whole } from './looking.ts'

const FORMS = 'Điều 6 khoản 1; Phụ lục III, Mẫu số 01 và 02'
const PART_ONE = 'Phụ lục III, Mẫu số 02, Phần I mục 7'

/** Kinds of intellectual property listed under 7.d of Mẫu số 02. */
const PROPERTY = ['ipTrademark', 'ipCollectiveUse', 'ipPatent', 'ipDesign', 'ipCopyright'] as const

/** A box ticked in Mẫu số 02 (7.a to 7.d) for which a paper of this kind must be in the annex. */
function tickNeedsPaper(id: string, tick: string, kind: string): PrecheckRule {
  return {
    id,
    article: PART_ONE,
    weight: 'blocking',
    find: (examined) =>
      isTicked(examined, tick) && papersOfKind(examined, kind).length === 0 ? [{ at: { field: tick } }] : [],
  }
}

/** A fault of form in a field that is filled in. */
function malformed(id: string, code: string): PrecheckRule {
  return {
    id,
    article: FORMS,
    weight: 'blocking',
    find: ({ fields, form, today, owners }) =>
      fields
        .filter((field) => {
          const allowed = field.source === 'eligibleOwners' ? owners.all : undefined
          return faultOf(field, form[field.name], today, allowed)?.code === code
        })
        .map((field) => ({ at: { field: field.name }, data: { label: field.label } })),
  }
}

/** What is written in place of an answer: dots, "abc", "bổ sung sau", "to be added". */
const NO_ANSWER = /^[\s.…_x-]*$|^(abc|test|thu|chua co|chua ro|bo sung sau|cap nhat sau|dien sau|tbd)[\s.]*$/

const longTexts = ({ fields, form }: Examined) =>
  fields
    .filter((field) => field.type === 'longtext')
    .map((field) => ({ field, text: typeof form[field.name] === 'string' ? String(form[field.name]) : '' }))

/** Long blanks of fewer characters tell a council nothing. No number of the law: a stated default. */
const THIN = 60

function sameTexts(examined: Examined): Found[] {
  const seen = new Map<string, string>()
  return longTexts(examined).flatMap(({ field, text }) => {
    if (text.length < THIN) return []
    const key = bare(text).replace(/\s+/g, ' ')
    const before = seen.get(key)
    seen.set(key, before ?? field.label)
    return before ? [{ at: { field: field.name }, data: { label: field.label, other: before } }] : []
  })
}

/** Rules about what is typed into Mẫu số 01 and Mẫu số 02, Phần I, II, IV. */
export const formRules: readonly PrecheckRule[] = [
  {
    id: 'field-missing',
    article: FORMS,
    weight: 'blocking',
    find: ({ fields, form }) =>
      fields
        .filter((field) => field.mustFill && (form[field.name] === undefined || form[field.name] === ''))
        .map((field) => ({ at: { field: field.name }, data: { label: field.label } })),
  },
  malformed('phone-malformed', 'not-a-phone'),
  malformed('email-malformed', 'not-an-email'),
  malformed('date-malformed', 'not-a-day'),
  malformed('date-in-future', 'day-in-future'),
  malformed('option-unknown', 'not-an-option'),
  {
    id: 'answer-is-filler',
    article: FORMS,
    weight: 'blocking',
    find: ({ fields, form }) =>
      fields
        .filter((field) => field.mustFill && field.type !== 'choice' && field.type !== 'enum')
        .filter((field) => {
          const value = form[field.name]
          return typeof value === 'string' && value !== '' && NO_ANSWER.test(bare(value))
        })
        .map((field) => ({ at: { field: field.name }, data: { label: field.label } })),
  },
  {
    id: 'text-is-thin',
    article: FORMS,
    weight: 'advice',
    find: (examined) =>
      longTexts(examined)
        .filter(({ text }) => text !== '' && text.length < THIN && !NO_ANSWER.test(bare(text)))
        .map(({ field }) => ({ at: { field: field.name }, data: { label: field.label } })),
  },
  { id: 'text-is-repeated', article: FORMS, weight: 'advice', find: sameTexts },
  {
    id: 'owner-not-admitted',
    article: 'Điều 2 khoản 3',
    weight: 'blocking',
    find: (examined) => {
      const type = textOf(examined, 'ownerType')
      const { admitted, all } = examined.owners
      return all.includes(type) && !admitted.includes(type) ? [{ at: { field: 'ownerType' } }] : []
    },
  },
  {
    id: 'household-not-registered',
    article: 'Điều 2 khoản 3',
    weight: 'blocking',
    find: (examined) =>
      ['trang-trai', 'ho-san-xuat', 'ho-gia-dinh'].includes(textOf(examined, 'ownerType')) &&
      textOf(examined, 'registrationNo') === '' &&
      papersOfKind(examined, 'dang-ky-kinh-doanh').length === 0
        ? [{ at: { field: 'registrationNo' } }]
        : [],
  },
  {
    id: 'registration-not-shown',
    article: 'Phụ lục III, Mẫu số 02, Phần III, bảng tài liệu minh chứng',
    weight: 'advice',
    find: (examined) =>
      textOf(examined, 'registrationNo') !== '' && papersOfKind(examined, 'dang-ky-kinh-doanh').length === 0
        ? [{ at: { field: 'registrationNo' } }]
        : [],
  },
  tickNeedsPaper('business-registration-not-shown', 'hasBusinessRegistration', 'dang-ky-kinh-doanh'),
  tickNeedsPaper('quality-declaration-not-shown', 'hasQualityDeclaration', 'cong-bo-chat-luong'),
  tickNeedsPaper('food-safety-not-shown', 'hasFoodSafetyCertificate', 'du-dieu-kien-san-xuat'),
  tickNeedsPaper(
    'mandatory-certificate-not-shown',
    'hasMandatoryProductionCertificate',
    'du-dieu-kien-san-xuat',
  ),
  {
    id: 'property-not-shown',
    article: PART_ONE,
    weight: 'blocking',
    find: (examined) => {
      const named = PROPERTY.filter((name) => isTicked(examined, name))
      return named.length > 0 && papersOfKind(examined, 'so-huu-tri-tue').length === 0
        ? [{ at: { field: named[0]! } }]
        : []
    },
  },
  {
    id: 'property-not-named',
    article: PART_ONE,
    weight: 'advice',
    find: (examined) =>
      isTicked(examined, 'hasIntellectualProperty') &&
      !PROPERTY.some((name) => isTicked(examined, name)) &&
      textOf(examined, 'ipOther') === ''
        ? [{ at: { field: 'hasIntellectualProperty' } }]
        : [],
  },
  {
    id: 'property-box-forgotten',
    article: PART_ONE,
    weight: 'advice',
    find: (examined) =>
      !isTicked(examined, 'hasIntellectualProperty') && PROPERTY.some((name) => isTicked(examined, name))
        ? [{ at: { field: 'hasIntellectualProperty' } }]
        : [],
  },
  {
    id: 'no-quality-declaration',
    article: PART_ONE,
    weight: 'advice',
    find: (examined) =>
      examined.setNo !== 26 &&
      !isTicked(examined, 'hasQualityDeclaration') &&
      papersOfKind(examined, 'cong-bo-chat-luong').length === 0
        ? [{ at: { field: 'hasQualityDeclaration' } }]
        : [],
  },
  {
    id: 'no-food-safety-certificate',
    article: 'Phụ lục II, câu "Hồ sơ bị loại khi"',
    weight: 'advice',
    find: (examined) =>
      (examined.sheet.disqualifierText ?? '').includes('an toàn thực phẩm') &&
      papersOfKind(examined, 'du-dieu-kien-san-xuat').length === 0
        ? [{ at: { field: 'hasFoodSafetyCertificate' } }]
        : [],
  },
  {
    id: 'product-name-differs',
    article: FORMS,
    weight: 'advice',
    find: (examined) => {
      const typed = textOf(examined, 'productName')
      const { productName } = examined.recorded
      return typed !== '' && bare(typed) !== bare(productName)
        ? [{ at: { field: 'productName' }, data: { typed, recorded: productName } }]
        : []
    },
  },
  {
    id: 'owner-name-differs',
    article: FORMS,
    weight: 'advice',
    find: (examined) => {
      const typed = textOf(examined, 'ownerName')
      const { producerName } = examined.recorded
      return typed !== '' && bare(typed) !== bare(producerName)
        ? [{ at: { field: 'ownerName' }, data: { typed, recorded: producerName } }]
        : []
    },
  },
  {
    id: 'product-name-claims-a-star',
    article: 'Điều 8 khoản 1 điểm d',
    weight: 'advice',
    find: (examined) =>
      /\bocop\b|\b[1-5] ?sao\b/.test(bare(textOf(examined, 'productName')))
        ? [{ at: { field: 'productName' } }]
        : [],
  },
  {
    id: 'wish-star-missing',
    article: 'Điều 3 khoản 3',
    weight: 'advice',
    find: ({ wishStar }) => (wishStar === null ? [{ at: whole }] : []),
  },
]
