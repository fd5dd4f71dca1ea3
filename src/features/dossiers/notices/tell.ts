import type { CommandContext } from '../../../platform/command/index.ts'
import type { NoticeParam, SendNotice } from '../../../platform/notice.ts'
import type { Action } from '../../../rules/procedure/index.ts'
import { type Dossier, dossierById } from '../dossier.ts'
import type { Laws } from '../law.ts'
import { ROOT } from '../paths.ts'
import { clocksOf } from '../steps.ts'
import { actionName } from '../words.ts'
import type { DESK_WORDS } from './desk-words.ts'
import type { OWNER_WORDS } from './owner-words.ts'

export type DossierNotice = keyof typeof OWNER_WORDS | keyof typeof DESK_WORDS
type Hearer = 'owner' | 'commune' | 'office'
type Told = readonly (readonly [kind: DossierNotice, ...hearers: Hearer[]])[]

/**
 * Who hears of which step. One row an action, no default: a new step says whom it concerns. Results before their decision
 * are for the office only; steps that record history tell nobody.
 */
export const TOLD = {
  file: [
    ['dossiers.came-in', 'commune'],
    ['dossiers.handed-in', 'owner'],
  ],
  'receive-commune': [['dossiers.received', 'owner']],
  'return-commune': [['dossiers.returned', 'owner']],
  resubmit: [
    ['dossiers.came-in', 'commune'],
    ['dossiers.handed-in', 'owner'],
  ],
  'report-commune': [],
  propose: [
    ['dossiers.proposed', 'owner'],
    ['dossiers.came-up', 'office'],
  ],
  'receive-district': [],
  'agree-district': [],
  'forward-province': [],
  'receive-province': [['dossiers.received-province', 'owner', 'commune']],
  'return-province': [
    ['dossiers.returned', 'owner'],
    ['dossiers.sent-back-above', 'commune'],
  ],
  complete: [['dossiers.came-up', 'office']],
  'accept-into-round': [['dossiers.in-round', 'owner', 'commune']],
  'leave-round': [['dossiers.off-round', 'owner', 'commune']],
  survey: [['dossiers.surveyed', 'owner']],
  'extra-test': [['dossiers.extra-test', 'owner', 'commune']],
  'field-check': [['dossiers.surveyed', 'owner']],
  'advisory-report': [['dossiers.advised', 'office']],
  'office-report': [['dossiers.advised', 'office']],
  'put-before-council': [['dossiers.before-council', 'owner', 'commune']],
  'take-off-agenda': [['dossiers.off-agenda', 'owner', 'commune']],
  score: [],
  'agree-result': [['dossiers.result-in', 'office']],
  'reopen-result': [],
  'decide-recognise': [['dossiers.recognised', 'owner', 'commune']],
  'decide-not-recognise': [['dossiers.not-recognised', 'owner', 'commune']],
  // The letter itself tells owner and commune (feature recognition).
  'notify-result': [],
  'approve-for-ministry': [['dossiers.to-ministry', 'owner', 'commune']],
  'send-to-ministry': [['dossiers.to-ministry', 'owner', 'commune']],
  'ministry-recognise': [['dossiers.recognised', 'owner', 'commune']],
  'ministry-fall-back': [['dossiers.result-in', 'office']],
  withdraw: [['dossiers.withdrawn', 'commune', 'office']],
  refuse: [['dossiers.refused', 'owner', 'commune']],
  appeal: [['dossiers.appealed', 'office']],
  rejudge: [['dossiers.review', 'owner', 'commune']],
  'dismiss-appeal': [['dossiers.review', 'owner', 'commune']],
} as const satisfies Record<Action, Told>

/** After a step: those whom it concerns learn what changed, why, and what is theirs to do now. */
export async function tellOfStep(
  ctx: CommandContext,
  { laws, placeName, send }: { laws: Laws; placeName: (code: string) => string; send: SendNotice },
  { dossierId, action }: { dossierId: string; action: Action },
): Promise<void> {
  const dossier = await dossierById(ctx.db, dossierId)
  const step = dossier?.actions.at(-1)
  if (!dossier || !step) return
  const params = paramsOf(dossier, laws, placeName, ctx.today)
  const about = { kind: 'dossier', id: dossier.id }
  const path = `${ROOT}/${dossier.id}`
  const tell = (kind: DossierNotice, hearer: Hearer) =>
    send(ctx, {
      kind,
      to: addressOf(dossier, hearer),
      params,
      path,
      about,
      key: `${dossier.id}:${step.seq}:${hearer}`,
      // The receipt is for who filed; of their own other deeds people need no notice.
      exceptActor: kind !== 'dossiers.handed-in',
    })
  for (const [kind, ...hearers] of TOLD[action] as Told)
    for (const hearer of hearers) await tell(kind, hearer)
  if (step.onBehalfOf)
    await send(ctx, {
      kind: 'dossiers.acted-for-you',
      to: { producerId: dossier.producer.id },
      params,
      path: '/lam-viec/uy-quyen',
      about,
      key: `${dossier.id}:${step.seq}`,
    })
}

function addressOf(dossier: Dossier, hearer: Hearer) {
  switch (hearer) {
    case 'owner':
      return { producerId: dossier.producer.id }
    case 'commune':
      return { role: 'commune-officer', placeCode: dossier.placeCode }
    case 'office':
      return { role: 'provincial-office', placeCode: dossier.provinceCode }
  }
}

function paramsOf(
  dossier: Dossier,
  laws: Laws,
  placeName: (code: string) => string,
  today: string,
): Record<string, NoticeParam> {
  const step = dossier.actions.at(-1)!
  const law = laws(dossier.regime)
  const clock = law && clocksOf(dossier, law, today).find((one) => one.from !== null)
  const due = typeof step.detail.until === 'string' ? step.detail.until : clock?.lastDay
  const fromCommune = step.action === 'return-commune'
  return {
    product: dossier.product.name,
    producer: dossier.producer.name,
    place: `UBND ${placeName(dossier.placeCode)}`,
    office: fromCommune
      ? `UBND ${placeName(dossier.placeCode)}`
      : { vi: 'Cơ quan OCOP cấp tỉnh', en: 'the provincial OCOP office' },
    deed: { vi: actionName(step.action, 'vi'), en: actionName(step.action, 'en') },
    actor: step.actorName,
    day: step.day,
    due: due ?? null,
    reason: step.reason,
    remarks: typeof step.detail.remarks === 'number' ? step.detail.remarks : null,
    round: typeof step.detail.title === 'string' ? step.detail.title : (dossier.round?.title ?? null),
    held:
      typeof step.detail.heldBefore === 'string'
        ? step.detail.heldBefore
        : (dossier.round?.heldBefore ?? null),
  }
}
