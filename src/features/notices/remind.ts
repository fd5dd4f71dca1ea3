import { z } from 'zod'
import { today } from '../../platform/clock/index.ts'
import { ok, system } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import type { SendNotice } from '../../platform/notice.ts'

/**
 * Asks every feature what people should be reminded of and tells them, once by key. One that fails keeps no other back;
 * the job then counts as failed and is tried again: what was said before is not said twice.
 */
export async function remind(
  kernel: Pick<Kernel, 'run' | 'clock'>,
  features: readonly Feature[],
  send: SendNotice,
): Promise<number> {
  const day = today(kernel.clock)
  const failures: string[] = []
  let told = 0
  const guarded = async (who: string, work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      failures.push(`${who}: ${(error as Error).message}`)
    }
  }
  for (const { name, reminders } of features)
    await guarded(name, async () => {
      for (const notice of (await reminders?.({ today: day })) ?? [])
        await guarded(`${name} ${notice.kind}`, async () => {
          if (!notice.key) throw new Error('a reminder without a key would be said every day')
          const sent = await kernel.run(system, async (ctx) => ok(await send(ctx, notice)))
          if (sent.ok) told += sent.value
        })
    })
  if (failures.length > 0) throw new Error(failures.join('; ').slice(0, 2000))
  return told
}

export function remindJob(work: () => Promise<unknown>): Job {
  return defineJob({
    name: 'notices.remind',
    schema: z.object({}),
    schedule: { daily: '07:00' },
    handler: async () => void (await work()),
  }) as Job
}
