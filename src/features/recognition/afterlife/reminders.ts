import type { Db } from '../../../platform/db/index.ts'
import type { Notice } from '../../../platform/notice.ts'
import { addMonths } from '../../../rules/calendar/index.ts'
import { NOTICE_STAGES, noticeStage, type ReevaluationWindow } from '../../../rules/validity/index.ts'
import { type Places, placeToday } from '../../places/index.ts'
import { expiringUntil } from './expiring.ts'

/** Twelve, nine, six, three and one month before the end: owner and commune of today hear once a stage. */
export async function expiryReminders(
  db: Db,
  places: Places,
  today: string,
  window: ReevaluationWindow,
): Promise<readonly Notice[]> {
  const until = addMonths(today, Math.max(...NOTICE_STAGES))
  const expiring = await expiringUntil(db, places, { within: null, today, until, window })
  return expiring.flatMap((each): Notice[] => {
    const months = noticeStage(each.validUntil, today)
    if (months === null) return []
    const { commune } = placeToday(places, each, today)
    return [
      {
        kind: 'recognition.expiring',
        to: {
          ...(each.producerId && { producerId: each.producerId }),
          ...(commune && { role: 'commune-officer', placeCode: commune }),
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
