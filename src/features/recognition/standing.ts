import type { Db } from '../../platform/db/index.ts'
import {
  type RecognitionEvent,
  type RecognitionStatus,
  type Standing,
  standingOn,
} from '../../rules/validity/index.ts'
import './tables.ts'

interface StoredEvent {
  readonly kind: string
  readonly day: string
  readonly detail: Record<string, unknown>
}

/** A stored event as the rules read it: the end of validity lives in the detail of `issued` and `extended`. */
export function asRuleEvent(event: StoredEvent): RecognitionEvent {
  const { kind, day, detail } = event
  if (kind === 'issued')
    return { kind, day, validUntil: (detail.validUntil as string | null | undefined) ?? null }
  if (kind === 'extended') return { kind, day, until: String(detail.until) }
  return { kind, day } as RecognitionEvent
}

/** Where a recognition stands on a day, folded from its events; what a public source states without a day is not claimed. */
export async function standingOf(db: Db, recognitionId: string, today: string): Promise<Standing> {
  const events = await db
    .selectFrom('recognition_event')
    .select(['kind', 'day', 'detail'])
    .where('recognition_id', '=', recognitionId)
    .orderBy('seq')
    .execute()
  return standingOn(events.map(asRuleEvent), today)
}

export type { RecognitionStatus, Standing }
