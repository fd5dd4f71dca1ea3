import { type Activities, createActivities } from './features/activities/index.ts'
import { createInspections, type Inspections, type MeasureProposal } from './features/inspections/index.ts'
import type { Agencies, Places } from './features/places/index.ts'
import { draftMeasure } from './features/recognition/index.ts'
import type { Regulation } from './features/regulation/index.ts'
import { createReturns, type Returns, salesGrowth } from './features/returns/index.ts'
import type { CommandContext } from './platform/command/index.ts'
import type { Feature, Kernel } from './platform/feature.ts'
import type { StaticAsset } from './platform/http/index.ts'
import type { SendNotice } from './platform/notice.ts'

/** What the programme does beside evaluating: training, inspection, returns, support, promotion. */
export interface Programme {
  readonly features: readonly Feature[]
  readonly activities: Activities
  readonly inspections: Inspections
  readonly returns: Returns
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
  const returns = createReturns(kernel, { ...common, law: regulation.file('hue/post-recognition') })
  return {
    // Returns before inspections: what was sold is part of the rank.
    features: [activities.feature, returns.feature, inspections.feature],
    activities,
    inspections,
    returns,
  }
}

const titles = {
  suspend: 'Về việc tạm đình chỉ giá trị giấy chứng nhận sản phẩm OCOP',
  revoke: 'Về việc thu hồi giấy chứng nhận sản phẩm OCOP',
} as const

/** A proposal of an inspection as a draft decision in the name of the province's committee. */
function proposeTo({ provinceCode, agencies, regulation }: Surroundings) {
  return (ctx: CommandContext, proposal: MeasureProposal) => {
    const grounds = (
      regulation.procedure('qd26-2026') as { revocation?: { grounds: { id: string }[] } } | undefined
    )?.revocation?.grounds
    return draftMeasure(
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
      grounds?.map((each) => each.id) ?? [],
      // Asked for extensions only, which no inspection proposes.
      { limitDays: 0, issuedBefore: '' },
    )
  }
}
