import { system } from '../../platform/command/index.ts'
import { ProblemDictionary } from '../../platform/i18n/index.ts'
import { openHouse } from '../house.ts'
import { type Verb, WrongUse } from '../verb.ts'

export const verb: Verb = {
  usage: 'user reset-factor --username U --reason "R"',
  about: 'user-reset-factor-about',
  takes: [0, 0],
  options: {
    username: { type: 'string', word: 'option-username' },
    reason: { type: 'string', word: 'option-reason' },
  },
  async run(call) {
    const { username, reason } = call.options
    if (typeof username !== 'string' || typeof reason !== 'string')
      throw new WrongUse(call.words('user-reset-factor-missing'))
    const { kernel, accounts } = await openHouse(call)
    const reset = await kernel.run(system, (ctx) => accounts.resetFactor(ctx, { username, reason }))
    if (reset.ok) {
      const result = { good: true, username }
      return { good: true, result, lines: [call.words('user-factor-reset', { username })] }
    }
    const dictionary = new ProblemDictionary()
    dictionary.add(accounts.feature.problems!)
    const lines = reset.problems.map(({ code, ...problem }) =>
      code === 'not-found'
        ? call.words('user-unknown', { username })
        : dictionary.text({ code, ...problem }, call.lang),
    )
    return { good: false, result: { good: false, problems: reset.problems }, lines }
  },
}
