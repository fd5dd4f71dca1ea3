import { resolve } from 'node:path'
import { importOpen } from '../../platform/backup/index.ts'
import type { Problem } from '../../platform/command/index.ts'
import { fileProblemWords } from '../../platform/files/index.ts'
import { ProblemDictionary } from '../../platform/i18n/index.ts'
import { openHouse, openPlace } from '../house.ts'
import { type Answer, type Call, type Verb, WrongUse } from '../verb.ts'
import { openFigures } from './export.ts'

const shown = 100

/** The whole of another instance, as `saolang export` wrote it, into an empty place. */
async function importInstance(call: Call, dir: string): Promise<Answer> {
  const { database, kernel, keysDir, migrationsDir } = await openPlace(call)
  const target = { pool: database.pool, files: kernel.files, keysDir, migrationsDir }
  const result = openFigures(await importOpen(target, resolve(dir), call.progress))
  return { good: true, result, lines: [call.words('import-instance-done', result)] }
}

/** A row a person has to look at, or that was refused. */
interface Told {
  readonly line: number
  readonly name: string
  readonly notes: readonly Problem[]
}

export const verb: Verb = {
  usage: 'import <kind> <file.csv|xlsx> [--dry-run]',
  about: 'import-about',
  takes: [2, 2],
  options: { 'dry-run': { type: 'boolean', word: 'option-dry-run' } },
  async run(call) {
    if (call.arguments[0] === 'instance') return importInstance(call, call.arguments[1] ?? '')
    const { kernel, imports, features } = await openHouse(call)
    const [kind = '', path = ''] = call.arguments
    if (!imports.kinds.has(kind))
      throw new WrongUse(call.words('import-kinds', { kind, known: [...imports.kinds.keys()].join(', ') }))
    const dictionary = new ProblemDictionary()
    dictionary.add(fileProblemWords)
    for (const feature of features) if (feature.problems) dictionary.add(feature.problems)
    const say = (problem: Problem) => dictionary.text(problem, call.lang)
    const refused: Told[] = []
    const doubtful: Told[] = []
    const remarks = new Map<string, { count: number; example: Problem }>()
    const dryRun = call.options['dry-run'] === true
    const done = await imports.importFile({
      kind,
      path,
      dryRun,
      onProgress: (rows) => call.progress(rows, rows),
      onReport: ({ line, label, problems, doubts, remarks: said, outcome }) => {
        if (outcome === 'refused') refused.push({ line: line.line, name: label, notes: problems })
        else if (doubts.length > 0) doubtful.push({ line: line.line, name: label, notes: doubts })
        for (const each of said)
          remarks.set(each.code, { count: (remarks.get(each.code)?.count ?? 0) + 1, example: each })
      },
    })
    await kernel.purge(['products', 'producers', 'register'])
    if (!done.ok) {
      const told = done.problems.map((problem) => ({ ...problem, detail: say(problem) }))
      return { good: false, result: { good: false, problems: told }, lines: told.map((each) => each.detail) }
    }
    const { counts, ignored, runId } = done.value
    const spell = ({ line, name, notes }: Told) => ({
      line,
      name,
      notes: notes.map((problem) => ({ code: problem.code, field: problem.field, detail: say(problem) })),
    })
    const lines = (list: readonly Told[]) =>
      list.slice(0, shown).map(({ line, name, notes }) => `  ${line}  ${name}: ${notes.map(say).join(' ')}`)
    return {
      good: counts.refused === 0,
      result: {
        good: counts.refused === 0,
        dryRun,
        ...(!dryRun && { run: runId }),
        counts: { ...counts, understood: counts.rows - counts.refused - counts.doubtful },
        refused: refused.map(spell),
        doubtful: doubtful.map(spell),
        remarks: Object.fromEntries([...remarks].map(([code, { count }]) => [code, count])),
        ignored,
      },
      lines: [
        call.words(dryRun ? 'import-tried' : 'import-done', { ...counts }),
        call.words('import-understood', {
          understood: counts.rows - counts.refused - counts.doubtful,
          doubtful: counts.doubtful,
          refused: counts.refused,
        }),
        ...(refused.length > 0 ? [call.words('import-refused'), ...lines(refused)] : []),
        ...(doubtful.length > 0 ? [call.words('import-doubtful'), ...lines(doubtful)] : []),
        ...[...remarks.values()].map(({ count, example }) =>
          call.words('import-remark', { count, text: say(example) }),
        ),
        ...(ignored.length > 0 ? [call.words('import-ignored', { columns: ignored.join(', ') })] : []),
      ],
    }
  },
}
