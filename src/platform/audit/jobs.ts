import { z } from 'zod'
import { type Clock, today } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import { defineJob, type Job } from '../jobs/index.ts'
import { sealDay } from './seal.ts'

/** Seals the day that is over, shortly after midnight in Vietnam. */
export function sealingJob(db: Db, clock: Clock): Job {
  return defineJob({
    name: 'audit.seal',
    schema: z.object({}),
    schedule: { daily: '00:10' },
    handler: async () => {
      await sealDay(
        db,
        today(() => new Date(clock().getTime() - 86_400_000)),
      )
    },
  })
}
