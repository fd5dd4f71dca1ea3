import type { Db } from '../../../platform/db/index.ts'
import { fill, type Lang } from '../../../platform/i18n/index.ts'
import type { Notice } from '../../../platform/notice.ts'
import { addDays, addMonths, daysBetween } from '../../../rules/calendar/index.ts'
import {
  extensionLimit,
  NOTICE_STAGES,
  noticeStage,
  type ReevaluationWindow,
} from '../../../rules/validity/index.ts'
import { type Places, placeToday } from '../../places/index.ts'
import { words } from '../words.ts'
import { type Expiring, expiringUntil } from './expiring.ts'
import type { ExtensionLaw } from './measures.ts'

/** Owner and commune of today hear once a stage, until a re-evaluation is filed; each time what can still be done. */
export async function expiryReminders(
  db: Db,
  places: Places,
  today: string,
  window: ReevaluationWindow,
  extension: ExtensionLaw,
): Promise<readonly Notice[]> {
  const until = addMonths(today, Math.max(...NOTICE_STAGES.months))
  const expiring = await expiringUntil(db, places, { within: null, today, until, window })
  return expiring.flatMap((each): Notice[] => {
    const stage = noticeStage(each.validUntil, window, today)
    if (stage === null || each.filed) return []
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
          until: each.validUntil,
          stage: inBoth((lang) => fill(words(lang).expiry.stages[stage], daysOf(each, today))),
          next: inBoth((lang) =>
            fill(words(lang).expiry.next[wayOn(each, today, extension)], {
              ...daysOf(each, today),
              until: each.validUntil,
              carriedTo: extensionLimit(each.validUntil, extension.limitDays),
              after: addDays(each.validUntil, 1),
            }),
          ),
        },
        path: '/lam-viec',
        about: { kind: 'recognition', id: each.id },
        key: `${each.id}/${stage}`,
      },
    ]
  })
}

const inBoth = (say: (lang: Lang) => string) => ({ vi: say('vi'), en: say('en') })

const daysOf = ({ window }: Expiring, today: string) => ({
  ...window,
  left: Math.max(0, daysBetween(today, window.to)),
})

/** What the owner can still do: file in the days of Điều 7 khoản 6 điểm a; late, where Điều 12 khoản 3 carries; or file anew. */
function wayOn({ window, issuedOn }: Expiring, today: string, { issuedBefore }: ExtensionLaw) {
  if (today <= window.to) return today < window.from ? 'not-yet' : 'open'
  return issuedOn !== null && issuedOn < issuedBefore ? 'carried' : 'over'
}
