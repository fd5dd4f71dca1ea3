import { measureLaw, revocationDue } from './compose-recognition.ts'
import { type Activities, createActivities } from './features/activities/index.ts'
import { createDigital, type Digital } from './features/digital/index.ts'
import { createInspections, type Inspections, type MeasureProposal } from './features/inspections/index.ts'
import type { Agencies, Places } from './features/places/index.ts'
import { createPromotion, type Promotion } from './features/promotion/index.ts'
import { draftMeasure } from './features/recognition/index.ts'
import { registerSurroundings } from './features/register/index.ts'
import type { Regulation } from './features/regulation/index.ts'
import type { FigureSource } from './features/reports/index.ts'
import { createReturns, type Returns, salesGrowth } from './features/returns/index.ts'
import { createSupport, type SupportMeasures } from './features/support/index.ts'
import type { CommandContext } from './platform/command/index.ts'
import type { Db } from './platform/db/index.ts'
import type { Feature, Kernel } from './platform/feature.ts'
import type { StaticAsset } from './platform/http/index.ts'
import type { SendNotice } from './platform/notice.ts'

/** What the programme does beside evaluating: training, inspection, returns, support, promotion. */
export interface Programme {
  readonly features: readonly Feature[]
  readonly activities: Activities
  readonly inspections: Inspections
  readonly returns: Returns
  readonly support: SupportMeasures
  readonly promotion: Promotion
  readonly digital: Digital
  /** Đồng of a head of a plan that supports and fairs have taken. */
  chargedTo(db: Db, headId: string): Promise<bigint>
}

interface Surroundings {
  readonly provinceCode: string
  readonly seat: string
  readonly regulation: Regulation
  readonly places: Places
  readonly agencies: Agencies
  readonly send: SendNotice
  readonly assets: ReadonlyMap<string, StaticAsset> | undefined
}

export async function composeProgramme(kernel: Kernel, around: Surroundings): Promise<Programme> {
  const { regulation, assets, ...common } = around
  const activities = await createActivities(kernel, { ...common, law: regulation.file('hue/activities') })
  const inspections = createInspections(kernel, {
    ...common,
    regulation,
    assets,
    law: regulation.file('hue/inspections'),
    propose: proposeTo(around),
    salesGrowth,
  })
  const returns = createReturns(kernel, {
    ...common,
    law: regulation.file('hue/post-recognition'),
    revocationDue: revocationDue(regulation),
  })
  const support: SupportMeasures = createSupport(kernel, {
    ...common,
    law: regulation.file('hue/support'),
    chargedElsewhere: (db, headId) => promotion.chargedTo(db, headId),
  })
  const register = registerSurroundings(regulation, around.places, around.agencies)
  const promotion = createPromotion(kernel, {
    ...common,
    law: regulation.file('hue/promotion'),
    sectors: register.sectors,
    sectorOf: register.sectorOf,
    chargedElsewhere: support.chargedTo,
  })
  const digital = createDigital(kernel, { provinceCode: around.provinceCode, places: around.places })
  return {
    // Returns before inspections: what was sold is part of the rank.
    features: [
      activities.feature,
      returns.feature,
      inspections.feature,
      support.feature,
      promotion.feature,
      digital.feature,
    ],
    activities,
    inspections,
    returns,
    support,
    promotion,
    digital,
    chargedTo: async (db, headId) =>
      (await support.chargedTo(db, headId)) + (await promotion.chargedTo(db, headId)),
  }
}

const titles = {
  suspend: 'Về việc tạm đình chỉ giá trị giấy chứng nhận sản phẩm OCOP',
  revoke: 'Về việc thu hồi giấy chứng nhận sản phẩm OCOP',
} as const

/** A proposal of an inspection as a draft decision in the name of the province's committee. */
function proposeTo({ provinceCode, agencies, regulation }: Surroundings) {
  return (ctx: CommandContext, proposal: MeasureProposal) =>
    draftMeasure(
      ctx,
      {
        measure: proposal.measure,
        provinceCode,
        issuer: agencies.committee(provinceCode, ctx.today)?.name ?? '',
        signerName: '',
        signerOffice: 'Chủ tịch',
        title: titles[proposal.measure],
        recognitionIds: [proposal.recognitionId],
        ground: proposal.ground,
        reason: proposal.reason,
        concludedOn: proposal.concludedOn,
      },
      measureLaw(regulation),
    )
}

const supervision = [
  [
    'inspections-signed',
    'Cuộc kiểm tra đã ký biên bản',
    'Inspections with signed minutes',
    'cuộc',
    'inspections',
  ],
  ['findings', 'Vi phạm, tồn tại ghi nhận', 'Findings recorded', 'nội dung', 'findings'],
  ['findings-mended', 'Vi phạm, tồn tại đã khắc phục', 'Findings mended', 'nội dung', 'findings'],
  [
    'measures-proposed',
    'Đề nghị đình chỉ, thu hồi',
    'Suspensions and revocations proposed',
    'đề nghị',
    'proposals',
  ],
] as const

const told = [
  ['returns-filed', 'Báo cáo kỳ của chủ thể đã nhận', 'Returns of producers received', 'báo cáo', 'returns'],
  ['sales', 'Doanh thu theo báo cáo của chủ thể', 'Sales as told by producers', 'đồng', 'đồng'],
  [
    'jobs',
    'Lao động thường xuyên theo báo cáo của chủ thể',
    'Regular workers as told by producers',
    'người',
    'people',
  ],
] as const

/** Inspection and returns in the reports: the same counts and the same records as on their own screens. */
export function supervisionFigures({ inspections, returns }: Programme): FigureSource[] {
  return [
    async (_db, { from, to, before }) =>
      Promise.all(
        supervision.map(async ([key, vi, en, unitVi, unitEn]) => {
          const now = await inspections.count(key, { from, to })
          return {
            key,
            group: 6,
            label: { vi, en },
            unit: { vi: unitVi, en: unitEn },
            value: now.count,
            before: (await inspections.count(key, before)).count,
            records: now.records.map(({ id, path, title, day }) => ({ id, path, title, day, amount: null })),
          }
        }),
      ),
    async (_db, { from, to, before }) =>
      Promise.all(
        told.map(async ([key, vi, en, unitVi, unitEn]) => {
          const now = await returns.count(key, { from, to })
          return {
            key: `return-${key}`,
            group: 6,
            label: { vi, en },
            unit: { vi: unitVi, en: unitEn },
            value: now.total,
            before: (await returns.count(key, before)).total,
            records: now.records.map(({ id, path, title, day, amount }) => ({
              id,
              path,
              title,
              day,
              amount: Number(amount),
            })),
          }
        }),
      ),
  ]
}
