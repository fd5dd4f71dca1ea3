import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openApplication } from '../../../src/application.ts'
import { type CommandContext, system } from '../../../src/platform/command/index.ts'
import { readConfig } from '../../../src/platform/config/index.ts'
import { nextNumber } from '../../../src/platform/db/index.ts'
import { ok, type Result } from '../../../src/platform/problem.ts'

/**
 * The process that the crash bench kills: the whole application, and in it writers who each do one deed after another.
 * It says `try <key>` before a deed and `done <key> <number>` once it is committed; keys of deeds whose outcome nobody
 * learned come in as arguments and are done again first, as a careful client would.
 */
const [round, ...unsure] = process.argv.slice(2)
const say = (line: string): void => void writeSync(1, `${line}\n`)

const config = readConfig(process.env)
if (!config.ok) throw new Error('no configuration')
const { kernel, listen } = await openApplication(config.value)
await listen()
say('open')

/** A deed like those of the house: asks whether it is done already, takes a gapless number, writes, is audited. */
async function deed(ctx: CommandContext, key: string): Promise<Result<number>> {
  const before = await ctx.db
    .selectFrom('audit_entry')
    .select('detail')
    .where('subject_kind', '=', 'crash')
    .where('subject_id', '=', key)
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
  for (let n = 0; ; n++) await insist(`${round}-${name}-${n}`)
}

for (const key of unsure) await insist(key)
await Promise.all([1, 2, 3, 4].map(writer))
