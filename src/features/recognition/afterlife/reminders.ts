import type { Db } from '../../../platform/db/index.ts'
import type { Notice } from '../../../platform/notice.ts'
import { addMonths } from '../../../rules/calendar/index.ts'
import { NOTICE_STAGES, noticeStage, type ReevaluationWindow } from '../../../rules/validity/index.ts'
import { expiringUntil } from './expiring.ts'

/** Twelve, nine, six, three and one month before the end: owner and commune hear once a stage. */
export async function expiryReminders(
  db: Db,
  today: string,
  window: ReevaluationWindow,
): Promise<readonly Notice[]> {
  const until = addMonths(today, Math.max(...NOTICE_STAGES))
  const expiring = await expiringUntil(db, { places: null, today, until, window })
  return expiring.flatMap((each): Notice[] => {
    const months = noticeStage(each.validUntil, today)
    if (months === null) return []
    return [
      {
        kind: 'recognition.expiring',
        to: {
          ...(each.producerId && { producerId: each.producerId }),
          ...(each.placeCode && { role: 'commune-officer', placeCode: each.placeCode }),
        },
        params: {
          product: each.product,
          star: each.star,
          months,
          until: each.validUntil,
          from: each.window.from,
          to: each.window.to,
        },
        path: '/lam-viec',
        about: { kind: 'recognition', id: each.id },
        key: `${each.id}/${months}`,
      },
    ]
  })
}
