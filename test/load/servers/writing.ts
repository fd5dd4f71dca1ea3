import { setTimeout as sleep } from 'node:timers/promises'
import type { FeatureDeed } from '../writers/deeds.ts'

/** What a careful client saw: which deeds were acknowledged, and which requests failed for good. */
export interface Seen {
  readonly acknowledged: string[]
  readonly failed: string[]
  lastAt: number
}

/**
 * One after the other, each deed under a key of its own, to whichever address is given at that moment; a request that
 * is not answered, or answered 5xx, is sent again under the same key, `patience` times.
 */
export async function keepWriting(
  about: FeatureDeed,
  name: string,
  cookie: string,
  where: () => string,
  { until, seen, patience }: { until: () => boolean; seen: Seen; patience: number },
): Promise<void> {
  for (let n = 0; !until(); n++) {
    const key = `crash-${about.feature}-${name}-${n}`
    let done = false
    for (let tries = 0; tries < patience && !done; tries++) {
      const answer = await fetch(where() + about.url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': key, cookie },
        body: new URLSearchParams(about.fields(key)),
        signal: AbortSignal.timeout(20_000),
      }).catch(() => undefined)
      await answer?.arrayBuffer().catch(() => undefined)
      if (answer && [200, 201, 303, 409].includes(answer.status)) done = true
      else await sleep(100)
    }
    if (done) {
      seen.acknowledged.push(key)
      seen.lastAt = performance.now()
    } else seen.failed.push(key)
  }
}

/** Acknowledged deeds that are not there, and deeds that are there more than once. */
export function compareDeeds(seen: Seen, rows: readonly { key: string; times: number }[]) {
  const times = new Map(rows.map((row) => [row.key, row.times]))
  return {
    lost: seen.acknowledged.filter((key) => !times.has(key)).length,
    doubled: rows.filter((row) => row.times > 1).length,
  }
}
