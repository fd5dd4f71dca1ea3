import { z } from 'zod'
import type { CouncilDeps } from '../deps.ts'

const term = z.looseObject({ days: z.int().min(1), ref: z.string() })

/** Time limits of complaints (regulation/vietnam/complaints.json); the decree itself is silent on appeals. */
const ComplaintLaw = z.looseObject({
  citation: z.string(),
  /** `unverified`: not compared with the signed text, and shown as such. */
  status: z.enum(['law', 'verified-secondary', 'unverified']),
  file: term,
  accept: term,
  settle: term,
  settleComplex: term,
})
export type ComplaintLaw = z.infer<typeof ComplaintLaw>

export function complaintLaw({ regulation }: Pick<CouncilDeps, 'regulation'>): ComplaintLaw | null {
  const file = regulation.file('vietnam/complaints')
  return file === undefined ? null : ComplaintLaw.parse(file)
}
