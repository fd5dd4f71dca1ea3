import { type Activities, createActivities } from './features/activities/index.ts'
import type { Agencies, Places } from './features/places/index.ts'
import type { Regulation } from './features/regulation/index.ts'
import type { Feature, Kernel } from './platform/feature.ts'
import type { SendNotice } from './platform/notice.ts'

/** What the programme does beside evaluating: training, inspection, returns, support, promotion. */
export interface Programme {
  readonly features: readonly Feature[]
  readonly activities: Activities
}

interface Surroundings {
  readonly provinceCode: string
  readonly seat: string
  readonly regulation: Regulation
  readonly places: Places
  readonly agencies: Agencies
  readonly send: SendNotice
}

export async function composeProgramme(kernel: Kernel, around: Surroundings): Promise<Programme> {
  const { regulation, ...common } = around
  const activities = await createActivities(kernel, { ...common, law: regulation.file('hue/activities') })
  return { features: [activities.feature], activities }
}
