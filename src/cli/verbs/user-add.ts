import { ok, system } from '../../platform/command/index.ts'
import { ProblemDictionary, parseDay } from '../../platform/i18n/index.ts'
import { ROLES, type Role } from '../../rules/permissions/index.ts'
import { openHouse } from '../house.ts'
import { type Call, type Verb, WrongUse } from '../verb.ts'

const option = (word: NonNullable<Verb['options']>[string]['word']) => ({ type: 'string', word }) as const

export const verb: Verb = {
  usage:
    'user add --username U --name "N" [--role R] [--place CODE] [--agency ID] [--producer ID] [--from D] [--to D] [--email E] [--phone P]',
  about: 'user-add-about',
  takes: [0, 0],
  options: {
    username: option('option-username'),
    name: option('option-name'),
    role: option('option-role'),
    place: option('option-place'),
    agency: option('option-agency'),
    producer: option('option-producer'),
    from: option('option-from'),
    to: option('option-to'),
    email: option('option-email'),
    phone: option('option-phone'),
  },
  async run(call) {
    const wanted = read(call)
    const { kernel, accounts } = await openHouse(call)
    const added = await kernel.run(system, async (ctx) => {
      const made = await accounts.createAccount(ctx, wanted.account)
      if (!made.ok) return made
      const { accountId } = made.value
      if (wanted.grant) {
        const grant = await accounts.grantRole(ctx, { ...wanted.grant, accountId })
        if (!grant.ok) return grant
      }
      const invited = await accounts.invite(ctx, accountId)
      return invited.ok ? ok({ accountId, ...invited.value }) : invited
    })
    if (!added.ok) {
      const dictionary = new ProblemDictionary()
      dictionary.add(accounts.feature.problems!)
      const lines = added.problems.map((problem) => dictionary.text(problem, call.lang))
      return { good: false, result: { good: false, problems: added.problems }, lines }
    }
    const { accountId, link, until } = added.value
    const { username } = wanted.account
    return {
      good: true,
      result: { good: true, accountId, username, invitation: link, until: until.toISOString() },
      lines: [call.words('user-added', { username }), call.words('user-invitation'), `  ${link}`],
    }
  },
}

/** Reads the options; what is missing or no role at all is wrong use, the rest the command itself judges. */
function read({ options, words }: Call) {
  const text = (name: string) => {
    const value = options[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const username = text('username')
  const name = text('name')
  if (!username || !name) throw new WrongUse(words('user-add-missing'))
  const role = text('role')
  if (role && (role === 'public' || !ROLES.includes(role as Role))) {
    const roles = ROLES.filter((each) => each !== 'public').join(', ')
    throw new WrongUse(words('user-add-role', { role, roles }))
  }
  const dayOf = (option: string) => {
    const typed = text(option)
    const day = typed === undefined ? undefined : parseDay(typed)
    if (day === null) throw new WrongUse(words('user-add-day', { day: typed }))
    return day
  }
  return {
    account: { username, name, email: text('email'), phone: text('phone') },
    grant: role && {
      role: role as Role,
      place: text('place') ?? null,
      agencyId: text('agency') ?? null,
      producerId: text('producer') ?? null,
      from: dayOf('from'),
      to: dayOf('to') ?? null,
      reason: 'saolang user add',
    },
  }
}
