import type { Permission } from '../permissions/index.ts'

/** Where a dossier stands. A regime's lifecycle uses those it needs (regulation/<regime>/lifecycle.json). */
export const STATUSES = [
  'draft',
  'filed',
  'commune.received',
  'commune.returned',
  'commune.reported',
  'proposed',
  'district.received',
  'district.result',
  'province.received',
  'province.returned',
  'in-round',
  'advised',
  'before-council',
  'scored',
  'result',
  'result-approved',
  'at-ministry',
  'ministry-result',
  'appealed',
  'recognised',
  'not-recognised',
  'withdrawn',
  'refused',
] as const
export type Status = (typeof STATUSES)[number]

/** Statuses in which nothing more is due; only an appeal can move a dossier out of the first two. */
export const ENDINGS = ['recognised', 'not-recognised', 'withdrawn', 'refused'] as const satisfies Status[]

export function isEnding(status: Status): boolean {
  return (ENDINGS as readonly Status[]).includes(status)
}

export const ACTION_NAMES = [
  'file',
  'receive-commune',
  'return-commune',
  'resubmit',
  'report-commune',
  'propose',
  'receive-district',
  'agree-district',
  'forward-province',
  'receive-province',
  'return-province',
  'complete',
  'accept-into-round',
  'leave-round',
  'survey',
  'extra-test',
  'field-check',
  'advisory-report',
  'office-report',
  'put-before-council',
  'take-off-agenda',
  'score',
  'agree-result',
  'reopen-result',
  'decide-recognise',
  'decide-not-recognise',
  'notify-result',
  'approve-for-ministry',
  'send-to-ministry',
  'ministry-recognise',
  'ministry-fall-back',
  'withdraw',
  'refuse',
  'appeal',
  'rejudge',
  'dismiss-appeal',
] as const
export type Action = (typeof ACTION_NAMES)[number]

/** What holds for an action under every decree: who may do it, and whether a reason must be written down. */
export interface Step {
  permission: Permission
  reason: 'required' | 'optional'
}

/** One row an action, no default: guards, buttons and the audit log ask the same table. */
export const ACTIONS = {
  file: { permission: 'dossier.file', reason: 'optional' },
  'receive-commune': { permission: 'dossier.receive', reason: 'optional' },
  'return-commune': { permission: 'dossier.receive', reason: 'required' },
  resubmit: { permission: 'dossier.file', reason: 'optional' },
  'report-commune': { permission: 'dossier.report-commune', reason: 'optional' },
  propose: { permission: 'dossier.propose', reason: 'optional' },
  'receive-district': { permission: 'dossier.record-history', reason: 'optional' },
  'agree-district': { permission: 'dossier.record-history', reason: 'optional' },
  'forward-province': { permission: 'dossier.record-history', reason: 'optional' },
  'receive-province': { permission: 'dossier.check-province', reason: 'optional' },
  'return-province': { permission: 'dossier.check-province', reason: 'required' },
  complete: { permission: 'dossier.file', reason: 'optional' },
  'accept-into-round': { permission: 'round.manage', reason: 'optional' },
  'leave-round': { permission: 'round.manage', reason: 'required' },
  survey: { permission: 'dossier.advise', reason: 'optional' },
  'extra-test': { permission: 'dossier.advise', reason: 'required' },
  'field-check': { permission: 'dossier.check-province', reason: 'optional' },
  'advisory-report': { permission: 'dossier.advise', reason: 'optional' },
  'office-report': { permission: 'dossier.check-province', reason: 'optional' },
  'put-before-council': { permission: 'round.manage', reason: 'optional' },
  'take-off-agenda': { permission: 'round.manage', reason: 'required' },
  score: { permission: 'session.run', reason: 'optional' },
  'agree-result': { permission: 'result.agree', reason: 'optional' },
  'reopen-result': { permission: 'session.phase', reason: 'required' },
  'decide-recognise': { permission: 'decision.release', reason: 'optional' },
  'decide-not-recognise': { permission: 'decision.release', reason: 'required' },
  'notify-result': { permission: 'decision.draft', reason: 'required' },
  'approve-for-ministry': { permission: 'decision.release', reason: 'optional' },
  'send-to-ministry': { permission: 'ministry.send', reason: 'optional' },
  'ministry-recognise': { permission: 'ministry.record', reason: 'optional' },
  'ministry-fall-back': { permission: 'ministry.record', reason: 'optional' },
  withdraw: { permission: 'dossier.withdraw', reason: 'optional' },
  refuse: { permission: 'dossier.refuse', reason: 'required' },
  appeal: { permission: 'dossier.appeal', reason: 'required' },
  rejudge: { permission: 'council.manage', reason: 'required' },
  'dismiss-appeal': { permission: 'decision.release', reason: 'required' },
} as const satisfies Record<Action, Step>
