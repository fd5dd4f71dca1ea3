import { z } from 'zod'
import { defineJob, type Job } from '../jobs/index.ts'
import type { Uploads } from './uploads.ts'

/** Forgets, once a night, uploads that nobody finished. */
export function tidyJob(uploads: Uploads): Job {
  return defineJob({
    name: 'uploads.tidy',
    schema: z.object({}),
    schedule: { daily: '03:20' },
    handler: async () => {
      await uploads.tidy()
    },
  })
}
