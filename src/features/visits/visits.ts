import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { api, json, trusting } from '../../platform/http/index.ts'
import { flush, readVisits, type VisitStatistics } from './books.ts'
import { VisitMeter } from './meter.ts'
import './tables.ts'

/** The number the old portal showed when its count was carried over; the new count begins on top of it. */
export interface VisitBaseline {
  readonly views: number
  readonly note: { readonly vi: string; readonly en: string }
}

export interface Visits {
  readonly feature: Feature
  onVisit(request: IncomingMessage): void
  statistics(): Promise<VisitStatistics & { readonly total: number; readonly baseline: VisitBaseline }>
}

/** How long at most a view stays in memory only: what a crash can lose, in milliseconds. */
export const flushEvery = 1_000

/** Visits of the portal; `tell` hears the figures of each booking, for pages rendered anew. (Block “Thống kê truy cập”): counted in memory, booked every second, read in one row; of a page shown nothing is kept but that it was one. */
export function createVisits(
  kernel: Kernel,
  baseline: VisitBaseline,
  tell: (numbers: { total: number; today: number; online: number; baseline: number }) => void = () => {},
): Visits {
  const meter = new VisitMeter(trusting(kernel.config.trustedProxies))
  const instance = randomUUID()
  let kept: { at: number; value: Promise<VisitStatistics> } | undefined
  const statistics = async () => {
    const now = kernel.clock()
    if (!kept || now.getTime() - kept.at >= flushEvery)
      kept = { at: now.getTime(), value: readVisits(kernel.db, now) }
    const read = await kept.value
    return { ...read, total: read.counted + baseline.views, baseline }
  }
  const feature: Feature = {
    name: 'visits',
    routes: [
      api({
        method: 'GET',
        path: '/api/v1/stats/visits',
        permission: 'open-data.read',
        audit: null,
        summary: 'Visits of the portal: total with the carried-over baseline, today, online now',
        answer: z.object({
          total: z.number(),
          today: z.number(),
          online: z.number(),
          since: z.string().nullable(),
          baseline: z.number(),
          definitions: z.record(z.string(), z.string()),
        }),
        handler: async () => {
          const { total, today, online, since } = await statistics()
          return json({ total, today, online, since, baseline: baseline.views, definitions })
        },
      }),
    ],
    start: async () => {
      const book = async () => {
        await flush(kernel.db, meter, instance, kernel.clock())
        const { total, today, online } = await statistics()
        tell({ total, today, online, baseline: baseline.views })
      }
      await book()
      const timer = setInterval(() => void book().catch(() => undefined), flushEvery)
      return async () => {
        clearInterval(timer)
        await book().catch(() => undefined)
      }
    },
  }
  return { feature, statistics, onVisit: (request) => meter.hit(request, Date.now()) }
}

const definitions = {
  total:
    'Public pages shown since `since`, plus `baseline`; declared bots, files, and answers for programs are not counted.',
  today: 'Public pages shown since midnight in Vietnam.',
  online: 'Distinct browsers that asked for a page in the last five minutes; no cookie, no address kept.',
  baseline:
    'The total shown by the former portal when counting was carried over; its way of counting is not on file.',
}
