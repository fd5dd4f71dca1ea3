import { z } from 'zod'
import type { Kernel } from '../../../platform/feature.ts'
import { defineJob, type Job } from '../../../platform/jobs/index.ts'
import { runBatch } from './batches.ts'
import { keepPaper, printOf } from './files.ts'

/**
 * Prints the certificates of a decision that have no print yet. Equal content gives equal bytes: a run that was cut off and
 * done again leaves the very same papers.
 */
export async function printCertificates(
  kernel: Kernel,
  decisionId: string,
  byName: string,
): Promise<{ done: number } | null> {
  return runBatch(kernel, { decisionId, kind: 'print', byName }, async (certificate) => {
    const hash = await keepPaper(kernel, await printOf(kernel, certificate), `${certificate.number}.pdf`)
    await kernel.db
      .updateTable('certificate')
      .set({ print_hash: hash })
      .where('id', '=', certificate.id)
      .where('print_hash', 'is', null)
      .execute()
  })
}

export type PrintJob = Job<{ decisionId: string; byName: string }>

/** The same as work after the release: whoever released goes on with the day. */
export function printJob(kernel: Kernel): PrintJob {
  return defineJob({
    name: 'recognition.print',
    schema: z.object({ decisionId: z.uuid(), byName: z.string() }),
    handler: async ({ decisionId, byName }) => {
      const run = await printCertificates(kernel, decisionId, byName)
      if (!run) throw new Error('the certificates of this decision are being printed elsewhere')
    },
  })
}
