import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openApplication } from '../../../src/application.ts'
import { type CommandContext, system } from '../../../src/platform/command/index.ts'
import { readConfig } from '../../../src/platform/config/index.ts'
import { nextNumber } from '../../../src/platform/db/index.ts'
import { ok, type Result } from '../../../src/platform/problem.ts'
import { sealing } from './procedures.ts'
import { senderTo } from './sender.ts'
import { allStories as stories } from './stories.ts'
import type { Story } from './story.ts'

/**
 * The process that the crash bench kills: the whole application with its demo province, and in it writers who each do one
 * deed after another: numbers without gaps, and a deed of each writing feature, every request of it under an idempotency key.
 * It says `stands <feature> <token>` for what deeds that go over one another left, `try <key>` before a deed and
 * `done <key> <number>` once it is committed; keys of deeds whose outcome nobody learned come in as arguments and are done
 * again by their writers first, as a careful client would. With `look` for a round it says what stands, and ends.
 */
const [round, ...unsure] = process.argv.slice(2)
const say = (line: string): void => void writeSync(1, `${line}\n`)

const config = readConfig(process.env)
if (!config.ok) throw new Error('no configuration')
const application = await openApplication(config.value, { maxEventLoopDelay: 0 })
const { kernel, listen } = application
await listen()
const sender = senderTo(application)
for (const { feature, stands } of stories)
  if (stands) say(`stands ${feature} ${(await stands(sender)) ?? ''}`)
if (round === 'look') process.exit(0)
const sheets = await sealing(application, round ?? '0')
say('open')

/** A deed like those of the house: asks whether it is done already, takes a gapless number, writes, is audited. */
async function deed(ctx: CommandContext, key: string): Promise<Result<number>> {
  const before = await ctx.db
    .selectFrom('audit_entry')
    .select('detail')
    .where('subject_kind', '=', 'crash')
    .where('subject_id', '=', key)
    .orderBy('seq')
    .executeTakeFirst()
  if (before) return ok(Number(before.detail.number))
  const number = await nextNumber(ctx.db, 'crash')
  ctx.audit({ action: 'crash.write', subjectKind: 'crash', subjectId: key, place: null, detail: { number } })
  return ok(number)
}

async function insist(key: string): Promise<void> {
  say(`try ${key}`)
  for (;;) {
    try {
      const result = await kernel.run(system, (ctx) => deed(ctx, key))
      if (result.ok) return say(`done ${key} ${result.value}`)
    } catch {
      // The database was killed under us: it comes back.
      await sleep(50)
    }
  }
}

async function writer(name: number): Promise<never> {
  for (const key of unsure) if (/^\d+-/.test(key) && key.split('-')[1] === String(name)) await insist(key)
  for (let n = 0; ; n++) await insist(`${round}-${name}-${n}`)
}

async function tell(story: Story, key: string): Promise<void> {
  say(`try ${key}`)
  await story.tell(key, sender)
  say(`done ${key} 1`)
}

async function teller(story: Story, keys: Iterable<string>): Promise<void> {
  for (const key of unsure) if (key.startsWith(`crash-${story.feature}-`)) await tell(story, key)
  for (const key of keys) await tell(story, key)
}

function* keysOf({ feature }: Story): Generator<string> {
  for (let n = 0; ; n++) yield `crash-${feature}-${round}-${n}`
}

await Promise.all([
  ...[1, 2].map(writer),
  ...stories.map((story) => teller(story, keysOf(story))),
  teller(sheets.story, sheets.keys),
])
