import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { configMessagesEn, configMessagesVi, loadEnvFile, readConfig } from '../platform/config/index.ts'
import type { Lang } from '../platform/i18n/index.ts'
import { OperatorError } from '../platform/problem.ts'
import { progressLine } from './progress.ts'
import { type Answer, type Options, type Verb, type Words, WrongUse, wordsIn } from './verb.ts'
import { verbs } from './verbs.ts'

const generalOptions = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const satisfies Options

/** How long a call that is broken off may take to put away what it laid down. */
const tidyMs = 5_000

/** Runs one command line and answers its exit code: 0 good, 1 found wrong or not possible, 2 wrong use. */
export async function main(argv: readonly string[]): Promise<number> {
  const lang = languageOf(argv)
  const words = wordsIn(lang)
  const json = argv.includes('--json')
  try {
    const found = findVerb(argv)
    if (!found) return await help(argv, words)
    const { verb } = await verbs[found.name]!()
    const answer = await call(verb, found.rest, lang)
    if (answer === 'help') console.log(await helpOn(verb, words))
    else print(answer, json)
    return answer === 'help' || answer.good ? 0 : 1
  } catch (error) {
    return report(error, json, words)
  }
}

/** `--lang`, else the language of the terminal; English when it is neither. */
function languageOf(argv: readonly string[]): Lang {
  const flag = argv.indexOf('--lang')
  if (flag >= 0) return argv[flag + 1] === 'vi' ? 'vi' : 'en'
  return (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').startsWith('vi')
    ? 'vi'
    : 'en'
}

function findVerb(argv: readonly string[]): { name: string; rest: string[] } | undefined {
  for (const length of [2, 1]) {
    const name = argv.slice(0, length).join(' ')
    if (name in verbs) return { name, rest: argv.slice(length) }
  }
  return undefined
}

async function call(verb: Verb, rest: string[], lang: Lang): Promise<Answer | 'help'> {
  const words = wordsIn(lang)
  const { values, positionals } = parse(verb, rest)
  if (values.help) return 'help'
  if (positionals.length < verb.takes[0] || positionals.length > verb.takes[1]) {
    throw new WrongUse(`${words('wrong-arguments')} ${words('usage', { usage: verb.usage })}`)
  }
  loadEnvFile()
  const config = readConfig(process.env)
  if (!config.ok) {
    const messages: Record<string, string> = lang === 'vi' ? configMessagesVi : configMessagesEn
    throw new WrongUse(config.problems.map((problem) => messages[problem.field!]).join('\n'))
  }
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (let next = closers.pop(); next; next = closers.pop()) await next()
  }
  const stopping = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  const breakOff = async (signal: NodeJS.Signals) => {
    stopping.abort(new OperatorError(words('broken-off')))
    await Promise.race([running.catch(() => undefined), sleep(tidyMs)])
    await close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
  }
  process.once('SIGINT', breakOff).once('SIGTERM', breakOff)
  const line = progressLine(verb.usage)
  try {
    const answer = verb.run({
      arguments: positionals,
      options: values,
      config: config.value,
      words,
      lang,
      progress: line.move,
      signal: stopping.signal,
      defer: (closer) => void closers.push(closer),
    })
    running = answer
    return await answer
  } finally {
    line.clear()
    await close()
    process.off('SIGINT', breakOff).off('SIGTERM', breakOff)
  }
}

function parse(verb: Verb, args: string[]) {
  const own = Object.entries(verb.options ?? {}).map(([name, { type }]) => [name, { type }] as const)
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { ...generalOptions, ...Object.fromEntries(own) } as Options,
    })
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (error) {
    throw new WrongUse((error as Error).message)
  }
}

function print(answer: Answer, json: boolean): void {
  if (json) console.log(JSON.stringify(answer.result, null, 2))
  else for (const line of answer.lines) console.log(line)
}

async function help(argv: readonly string[], words: Words): Promise<number> {
  const asked = argv.find((arg, i) => !arg.startsWith('-') && argv[i - 1] !== '--lang')
  const lines = [words('title'), '', words('verbs')]
  for (const load of Object.values(verbs)) {
    const { verb } = await load()
    lines.push(`  ${verb.usage}`, `      ${words(verb.about)}`)
  }
  lines.push('', words('more'), words('codes'))
  if (asked) console.error(`${words('unknown-verb', { verb: asked })}\n\n${lines.join('\n')}`)
  else console.log(lines.join('\n'))
  return asked || argv.length === 0 ? 2 : 0
}

async function helpOn(verb: Verb, words: Words): Promise<string> {
  const options = Object.entries(verb.options ?? {}).map(([name, { word }]) => [name, words(word)])
  const all = [...options, ['json', words('option-json')], ['help', words('option-help')]]
  return [
    words('usage', { usage: `npx saolang ${verb.usage}` }),
    '',
    words(verb.about),
    '',
    words('options'),
    ...all.map(([name, text]) => `  --${name!.padEnd(10)} ${text}`),
    '',
    words('codes'),
  ].join('\n')
}

function report(error: unknown, json: boolean, words: Words): number {
  const known = error instanceof WrongUse || error instanceof OperatorError
  const message = known ? error.message : ((error as Error).stack ?? String(error))
  if (json) console.log(JSON.stringify({ error: (error as Error).message }))
  console.error(message)
  if (error instanceof WrongUse) console.error(words('more'))
  return error instanceof WrongUse ? 2 : 1
}
