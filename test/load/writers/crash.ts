import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openApplication } from '../../../src/application.ts'
import { demoPassword } from '../../../src/features/accounts/index.ts'
import { type CommandContext, system } from '../../../src/platform/command/index.ts'
import { readConfig } from '../../../src/platform/config/index.ts'
import { nextNumber } from '../../../src/platform/db/index.ts'
import { ok, type Result } from '../../../src/platform/problem.ts'
import { type FeatureDeed, featureDeeds } from './deeds.ts'

/**
 * The process that the crash bench kills: the whole application with its demo province, and in it writers who each do one
 * deed after another: numbers without gaps, and a form of each of several features under an idempotency key.
 * It says `try <key>` before a deed and `done <key> <number>` once it is committed; keys of deeds whose outcome nobody
 * learned come in as arguments and are done again first, as a careful client would.
 */
const [round, ...unsure] = process.argv.slice(2)
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const say = (line: string): void => void writeSync(1, `${line}\n`)

const config = readConfig(process.env)
if (!config.ok) throw new Error('no configuration')
const application = await openApplication(config.value, { maxEventLoopDelay: 0 })
const { kernel, listen } = application
await listen()
const cookies = await signIn()
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

/** The session cookie of each account that writes. */
async function signIn(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const login of new Set(featureDeeds.map((each) => each.login)))
    if (login) {
      const { headers } = await application.server.inject({
        method: 'POST',
        url: '/dang-nhap',
        headers: formHeaders,
        payload: new URLSearchParams({ login, password: demoPassword }).toString(),
      })
      found.set(
        login,
        [headers['set-cookie']]
          .flat()
          .map((line) => String(line).split(';')[0])
          .join('; '),
      )
    }
  return found
}

/** Sends a form of a feature until it is answered; the same key again is the same deed. */
async function insistOnForm(about: FeatureDeed, key: string): Promise<void> {
  say(`try ${key}`)
  for (let tries = 0; ; tries++) {
    try {
      const cookie = about.login ? cookies.get(about.login) : undefined
      const { statusCode } = await application.server.inject({
        method: 'POST',
        url: about.url,
        headers: { ...formHeaders, 'idempotency-key': key, ...(cookie && { cookie }) },
        payload: new URLSearchParams(about.fields(key)).toString(),
        remoteAddress: `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.9`,
      })
      // 409: it was done by the request whose answer nobody heard.
      if ([200, 201, 303, 409].includes(statusCode)) return say(`done ${key} 1`)
      if (statusCode < 500 && tries > 20) throw new Error(`${about.feature} answered ${statusCode}`)
    } catch (error) {
      if (String(error).includes('answered')) throw error
    }
    await sleep(50)
  }
}

async function formWriter(about: FeatureDeed): Promise<never> {
  for (let n = 0; ; n++) await insistOnForm(about, `crash-${about.feature}-${round}-${n}`)
}

for (const key of unsure) {
  const form = featureDeeds.find(({ feature }) => key.startsWith(`crash-${feature}-`))
  await (form ? insistOnForm(form, key) : insist(key))
}
await Promise.all([...[1, 2].map(writer), ...featureDeeds.map(formWriter)])
