import { z } from 'zod'
import type { CommandContext, Result } from '../../platform/command/index.ts'
import { issueCommuneReport, proposeDossier, receiveByCommune, returnDossier } from './commune.ts'
import type { Dossier } from './dossier.ts'
import { fileDossier } from './filing.ts'
import type { Parts } from './parts.ts'
import { acceptIntoRound, leaveRound, receiveByProvince, reportToCouncil } from './province.ts'

const reason = z.string().max(4000)

/** One action of a dossier's life: what it takes, who does it. */
export const Deed = z.discriminatedUnion('action', [
  z.object({ action: z.literal('file'), declared: z.boolean() }),
  z.object({ action: z.literal('withdraw'), reason }),
  z.object({
    action: z.literal('receive-commune'),
    checklist: z.array(z.string().max(60)).max(20).default([]),
    samples: z.int().nullable().default(null),
  }),
  z.object({
    action: z.enum(['return-commune', 'return-province']),
    reason,
    remarks: z
      .array(
        z.object({
          about: z.union([
            z.object({ kind: z.literal('whole') }),
            z.object({ kind: z.enum(['field', 'criterion', 'paper']), ref: z.string().max(80) }),
          ]),
          words: z.string().max(20_000),
        }),
      )
      .max(200),
  }),
  z.object({
    action: z.literal('report-commune'),
    topics: z.record(z.string(), z.string()),
    version: z.int(),
  }),
  z.object({
    action: z.literal('propose'),
    number: z.string().max(200),
    on: z.string().max(40),
    samples: z.int().nullable().default(null),
  }),
  z.object({
    action: z.literal('receive-province'),
    checklist: z.array(z.string().max(60)).max(20).default([]),
  }),
  z.object({ action: z.literal('accept-into-round'), roundId: z.uuid() }),
  z.object({ action: z.literal('leave-round'), reason }),
  z.object({ action: z.enum(['advisory-report', 'office-report']), conclusion: z.string().max(20_000) }),
  z.object({
    action: z.enum(['put-before-council', 'take-off-agenda', 'refuse', 'appeal']),
    reason: reason.optional(),
  }),
])
export type Deed = z.output<typeof Deed>

/** Does a deed by its command: the same one the pages call. */
export async function takeDeed(
  ctx: CommandContext,
  parts: Parts,
  dossierId: string,
  deed: Deed,
): Promise<Result<Dossier>> {
  const { desk, record } = parts
  switch (deed.action) {
    case 'file': {
      const filed = await fileDossier(ctx, parts, { dossierId, declared: deed.declared })
      return filed.ok ? { ok: true, value: filed.value.dossier } : filed
    }
    case 'receive-commune':
      return receiveByCommune(ctx, desk, { dossierId, ...deed })
    case 'return-commune':
    case 'return-province':
      return returnDossier(ctx, desk, {
        dossierId,
        by: deed.action,
        reason: deed.reason,
        remarks: deed.remarks,
      })
    case 'report-commune':
      return issueCommuneReport(ctx, desk, { dossierId, ...deed })
    case 'propose':
      return proposeDossier(ctx, desk, { dossierId, ...deed })
    case 'receive-province':
      return receiveByProvince(ctx, desk, { dossierId, ...deed })
    case 'accept-into-round':
      return acceptIntoRound(ctx, desk, { dossierId, roundId: deed.roundId })
    case 'leave-round':
      return leaveRound(ctx, desk, { dossierId, reason: deed.reason })
    case 'advisory-report':
    case 'office-report':
      return reportToCouncil(ctx, desk, { dossierId, by: deed.action, conclusion: deed.conclusion })
    case 'withdraw':
    case 'put-before-council':
    case 'take-off-agenda':
    case 'refuse':
    case 'appeal':
      return record(ctx, dossierId, deed.action, { reason: deed.reason })
  }
}
