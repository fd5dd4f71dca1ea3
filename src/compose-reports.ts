import type { Activities } from './features/activities/index.ts'
import type { Digital } from './features/digital/index.ts'
import type { Agencies, Places } from './features/places/index.ts'
import { producerSurroundings } from './features/producers/index.ts'
import type { Promotion } from './features/promotion/index.ts'
import { asRuleEvent } from './features/recognition/index.ts'
import { registerSurroundings } from './features/register/index.ts'
import type { Regulation } from './features/regulation/index.ts'
import type { FigureSource, IssuerOn, ReportSources } from './features/reports/index.ts'
import type { SupportMeasures } from './features/support/index.ts'

/** What reports take from the law, the places and the other features. */
export function reportSources(
  regulation: Regulation,
  places: Places,
  plan: ReportSources['plan'],
  figures: readonly FigureSource[],
): ReportSources {
  const register = registerSurroundings(regulation, places)
  return {
    home: places.home,
    places,
    sectors: register.sectors.map(({ code, label }) => ({ code, label })),
    legalTypes: producerSurroundings(regulation, places).legalTypes,
    sectorOf: register.sectorOf,
    asEvent: asRuleEvent,
    plan,
    figures,
  }
}

/** The office that reports, under the names both bore on the day. */
export function reportIssuer(agencies: Agencies, home: string): IssuerOn {
  return (day) => ({
    above: agencies.committee(home, day)?.name,
    own: agencies.ocopOffice(day)?.name ?? '',
    seat: 'Huế',
  })
}

/** Whom the office may ask to contribute: agencies of the province and the committees of its communes. */
export function reportPartners(agencies: Agencies) {
  return (day: string) =>
    agencies
      .on(day)
      .filter((agency) => agency.level === 'tinh' || agency.level === 'xa')
      .map((agency) =>
        agency.level === 'xa'
          ? { value: `xa:${agency.place}`, label: agency.name, agencyId: null, placeCode: agency.place }
          : { value: agency.id, label: agency.name, agencyId: agency.id, placeCode: null },
      )
}

const trainings = [
  [
    'activities-held',
    'Hoạt động đào tạo, tuyên truyền, tham quan đã tổ chức',
    'Courses, campaigns and study tours held',
    'hoạt động',
    'activities',
  ],
  ['trained-people', 'Lượt người được đào tạo, tập huấn', 'People trained', 'lượt người', 'people'],
  ['attestations', 'Giấy xác nhận tham gia đã cấp', 'Attestations given', 'giấy', 'papers'],
] as const

/** Group 1 of the plan's tasks: what the activities count, with the same days a year before. */
export function trainingFigures(activities: Activities): FigureSource {
  return async (_db, { from, to, before }) =>
    Promise.all(
      trainings.map(async ([key, vi, en, unitVi, unitEn]) => {
        const [now, earlier] = await Promise.all([
          activities.count(key, { from, to }),
          activities.count(key, before),
        ])
        return {
          key,
          group: 1,
          label: { vi, en },
          unit: { vi: unitVi, en: unitEn },
          value: now.count,
          before: earlier.count,
          // Who was there is personal: the list says at what, not who.
          records: now.records.map(({ id, path, title, detail, day }) => ({
            id,
            path,
            title: key === 'trained-people' ? detail : title,
            day,
            amount: null,
          })),
        }
      }),
    )
}

const supports = [
  ['support-approved', 'Kinh phí hỗ trợ đã phê duyệt', 'Support approved', 'đồng', 'đồng'],
  ['support-paid', 'Kinh phí hỗ trợ đã chi', 'Support paid', 'đồng', 'đồng'],
  ['products-supported', 'Sản phẩm được chi hỗ trợ', 'Products paid support for', 'sản phẩm', 'products'],
] as const

/** Group 2 of the plan's tasks: what producers were given to standardise and develop, with the same days a year before. */
export function supportFigures(support: SupportMeasures): FigureSource {
  return async (_db, { from, to, before }) =>
    Promise.all(
      supports.map(async ([key, vi, en, unitVi, unitEn]) => {
        const now = await support.count(key, { from, to })
        return {
          key,
          group: 2,
          label: { vi, en },
          unit: { vi: unitVi, en: unitEn },
          value: now.total,
          before: (await support.count(key, before)).total,
          records: now.records.map(({ id, path, title, day, amount }) => ({
            id,
            path,
            title,
            day,
            amount: key === 'products-supported' ? null : Number(amount),
          })),
        }
      }),
    )
}

const trade = [
  [
    'fairs-held',
    'Hội chợ, sự kiện kết nối đã tổ chức',
    'Fairs and trade events held',
    'sự kiện',
    'events',
    'count',
  ],
  ['stalls-taken', 'Gian hàng của chủ thể', 'Stalls of producers', 'gian', 'stalls', 'count'],
  [
    'products-promoted',
    'Sản phẩm được giới thiệu tại hội chợ',
    'Products shown at fairs',
    'sản phẩm',
    'products',
    'count',
  ],
  [
    'selling-points',
    'Điểm bán hàng OCOP đang hoạt động',
    'OCOP selling points open',
    'điểm',
    'points',
    'count',
  ],
  ['orders', 'Đơn hàng', 'Orders', 'đồng', 'đồng', 'total'],
  ['contracts', 'Hợp đồng', 'Contracts', 'đồng', 'đồng', 'total'],
  ['exports', 'Xuất khẩu', 'Exports', 'đồng', 'đồng', 'total'],
  [
    'trade-value',
    'Tổng giá trị xúc tiến thương mại mang lại',
    'All that trade promotion brought',
    'đồng',
    'đồng',
    'total',
  ],
  [
    'buyers-answered',
    'Lượt sản phẩm nhận lời người mua',
    'Products that said yes to a buyer',
    'lượt',
    'answers',
    'count',
  ],
] as const

/** Group 5 of the plan's tasks: fairs, selling points and the trade they brought, with the same days a year before. */
export function promotionFigures(promotion: Promotion): FigureSource {
  return async (_db, { from, to, before }) =>
    Promise.all(
      trade.map(async ([key, vi, en, unitVi, unitEn, of]) => {
        const now = await promotion.count(key, { from, to })
        return {
          key,
          group: 5,
          label: { vi, en },
          unit: { vi: unitVi, en: unitEn },
          value: now[of],
          before: (await promotion.count(key, before))[of],
          records: now.records.map(({ id, path, title, day, amount }) => ({
            id,
            path,
            title,
            day,
            amount: of === 'total' ? Number(amount) : null,
          })),
        }
      }),
    )
}

const digital = [
  ['traced-products', 'Sản phẩm có mã QR truy xuất', 'Products with a QR trace', 'sản phẩm', 'products'],
  [
    'shop-links',
    'Sản phẩm có liên kết bán hàng còn hoạt động',
    'Products with a shop link that answers',
    'sản phẩm',
    'products',
  ],
  [
    'e-dossiers',
    'Hồ sơ do chủ thể tự nộp trực tuyến',
    'Dossiers filed online by producers',
    'hồ sơ',
    'dossiers',
  ],
  ['signed-papers', 'Văn bản ký số', 'Papers signed digitally', 'văn bản', 'papers'],
] as const

/** Group 4 of the plan's tasks: what is digital, with the same days a year before. */
export function digitalSource(of: Digital): FigureSource {
  return async (_db, { from, to, before }) =>
    Promise.all(
      digital.map(async ([key, vi, en, unitVi, unitEn]) => {
        const now = await of.count(key, { from, to })
        return {
          key,
          group: 4,
          label: { vi, en },
          unit: { vi: unitVi, en: unitEn },
          value: now.count,
          before: (await of.count(key, before)).count,
          records: now.records.map(({ id, path, title, day }) => ({ id, path, title, day, amount: null })),
        }
      }),
    )
}
