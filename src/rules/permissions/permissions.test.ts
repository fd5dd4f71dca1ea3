import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Actor,
  allowed,
  type Grant,
  MATRIX,
  may,
  mayAnywhere,
  onBehalfOf,
  PERMISSIONS,
  type Permission,
  type Resource,
  ROLES,
  type Role,
  reachOf,
} from './index.ts'

const TODAY = '2026-06-15'
const PROVINCE = '46'
const COMMUNE = '19753'

function grant(role: Role, more: Partial<Grant> = {}): Grant {
  return { role, place: PROVINCE, agencyId: null, from: '2026-01-01', to: null, ...more }
}
function actor(...grants: Grant[]): Actor {
  return { accountId: 'me', name: 'Người thử', grants, lang: 'vi' }
}
const VISITOR: Actor = { accountId: null, name: '', grants: [], lang: 'vi' }
const dossier: Resource = { places: [COMMUNE, PROVINCE], producerId: 'p1', assignedTo: [] }

const anyGrant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...ROLES),
  place: fc.constantFrom(null, PROVINCE, COMMUNE, '01'),
  agencyId: fc.constantFrom(null, 'a1', 'a2'),
  producerIds: fc.subarray(['p1', 'p2']),
  from: fc.constantFrom('2025-01-01', '2026-06-15', '2026-06-16'),
  to: fc.constantFrom(null, '2026-06-14', '2026-06-15'),
})
const anyResource: fc.Arbitrary<Resource> = fc.record({
  places: fc.subarray([PROVINCE, COMMUNE, '01']),
  producerId: fc.constantFrom(null, 'p1', 'p3'),
  accountId: fc.constantFrom(null, 'me', 'other'),
  agencyIds: fc.subarray(['a1', 'a3']),
  assignedTo: fc.subarray(['me', 'other']),
  conflicted: fc.subarray(['me', 'other']),
})
const anyPermission = fc.constantFrom(...PERMISSIONS)

describe('the matrix: who may what', () => {
  const NEVERS: Array<[Role, Permission[]]> = [
    [
      'producer',
      [
        'producer.merge',
        'sheet.write',
        'sheet.read-own',
        'sheet.read-opened',
        'result.read',
        'decision.draft',
        'decision.release',
        'audit.read',
      ],
    ],
    [
      'commune-officer',
      [
        'sheet.write',
        'sheet.read-opened',
        'result.agree',
        'result.read',
        'decision.release',
        'certificate.issue',
        'dossier.check-province',
      ],
    ],
    [
      'provincial-office',
      [
        'sheet.write',
        'sheet.read-own',
        'decision.release',
        'result.agree',
        'dossier.report-commune',
        'account.manage',
      ],
    ],
    ['advisory-team', ['sheet.write', 'sheet.read-own', 'sheet.read-opened', 'result.agree']],
    [
      'council-member',
      ['sheet.enter-paper', 'session.run', 'result.agree', 'dossier.edit', 'producer.read-personal'],
    ],
    ['secretary', ['sheet.write', 'sheet.read-own', 'session.phase', 'result.agree']],
    ['chair', ['sheet.enter-paper', 'decision.release', 'dossier.edit']],
    ['leader', ['paper.edit', 'dossier.edit', 'decision.draft', 'sheet.write']],
    ['agency', ['dossier.read', 'paper.read', 'sheet.read-opened', 'producer.read-personal']],
    ['inspector', ['dossier.read', 'sheet.read-opened', 'decision.release']],
    ['editor', ['producer.read-personal', 'dossier.read', 'paper.read', 'result.read']],
    [
      'auditor',
      PERMISSIONS.filter((p) =>
        /\.(edit|write|manage|file|release|draft|issue|receive|propose|merge|run|publish|erase)$/.test(p),
      ),
    ],
    [
      'administrator',
      [
        'sheet.read-own',
        'sheet.read-opened',
        'sheet.write',
        'dossier.read',
        'result.read',
        'audit.read',
        'producer.read-personal',
      ],
    ],
    ['public', ['producer.read', 'dossier.read', 'result.read', 'work.read', 'plan.progress']],
  ]
  it.each(NEVERS)('%s never gets what its row forbids', (role, never) => {
    for (const permission of never) expect.soft(MATRIX[permission][role], permission).toBeUndefined()
  })

  it('one who drafts decisions by role never releases them by the same role (two persons)', () => {
    for (const role of ROLES) {
      expect(
        MATRIX['decision.draft'][role] !== undefined && MATRIX['decision.release'][role] !== undefined,
      ).toBe(false)
    }
  })

  it('the visitor has only scope "all" rows of public', () => {
    for (const row of Object.values(MATRIX)) if (row.public) expect(row.public).toBe('all')
  })
})

describe('may', () => {
  it('a commune officer has the dossiers of the commune, not of another', () => {
    const officer = actor(grant('commune-officer', { place: COMMUNE }))
    expect(may(officer, 'dossier.receive', dossier, TODAY)).toBe(true)
    expect(may(officer, 'dossier.receive', { ...dossier, places: ['19777', PROVINCE] }, TODAY)).toBe(false)
  })

  it('a grant for the province reaches its communes; a grant for a commune does not reach the province', () => {
    expect(may(actor(grant('provincial-office')), 'dossier.read', dossier, TODAY)).toBe(true)
    const officer = actor(grant('commune-officer', { place: COMMUNE }))
    expect(may(officer, 'dossier.read', { places: [PROVINCE] }, TODAY)).toBe(false)
  })

  it('a producer reads own dossiers only', () => {
    const producer = actor(grant('producer', { producerIds: ['p1'] }))
    expect(may(producer, 'dossier.read', dossier, TODAY)).toBe(true)
    expect(may(producer, 'dossier.read', { ...dossier, producerId: 'p2' }, TODAY)).toBe(false)
  })

  it('counts the first and the last day of a grant, and no day outside', () => {
    const g = grant('leader', { from: '2026-06-15', to: '2026-06-16' })
    const on = (day: string) => may(actor(g), 'decision.release', dossier, day)
    expect([on('2026-06-14'), on('2026-06-15'), on('2026-06-16'), on('2026-06-17')]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('a member in conflict cannot even read the dossier, and not by another judging role either', () => {
    const member = actor(grant('council-member'), grant('chair'), grant('secretary'))
    const onAgenda = { ...dossier, assignedTo: ['me'] }
    expect(may(member, 'dossier.read', onAgenda, TODAY)).toBe(true)
    expect(may(member, 'dossier.read', { ...onAgenda, conflicted: ['me'] }, TODAY)).toBe(false)
    expect(may(member, 'conflict.declare', { ...onAgenda, conflicted: ['me'] }, TODAY)).toBe(true)
  })

  it('a producer who sits in the council still reads the own dossier, but scores no sheet of it', () => {
    const both = actor(grant('producer', { producerIds: ['p1'] }), grant('council-member'))
    const own = { ...dossier, accountId: 'me', assignedTo: ['me'], conflicted: ['me'] }
    expect(may(both, 'dossier.read', own, TODAY)).toBe(true)
    expect(may(both, 'sheet.write', own, TODAY)).toBe(false)
  })

  it('a leader in conflict does not release the decision', () => {
    const leader = actor(grant('leader'))
    expect(may(leader, 'decision.release', { ...dossier, conflicted: ['me'] }, TODAY)).toBe(false)
  })

  it('without a resource only an unlimited grant or scope will do', () => {
    expect(may(actor(grant('administrator')), 'settings.manage', null, TODAY)).toBe(false)
    expect(may(actor(grant('administrator', { place: null })), 'settings.manage', null, TODAY)).toBe(true)
  })

  it('a visitor may what every signed-in person may as public, and nothing of work', () => {
    expect(may(VISITOR, 'register.read', null, TODAY)).toBe(true)
    expect(mayAnywhere(VISITOR, 'work.read', TODAY)).toBe(false)
  })
})

describe('for every actor, permission and resource', () => {
  it('what is allowed for a thing is allowed somewhere', () => {
    fc.assert(
      fc.property(
        fc.array(anyGrant, { maxLength: 4 }),
        anyPermission,
        anyResource,
        (grants, permission, resource) => {
          const who = actor(...grants)
          return !may(who, permission, resource, TODAY) || mayAnywhere(who, permission, TODAY)
        },
      ),
    )
  })

  it('one more grant never takes anything away', () => {
    fc.assert(
      fc.property(
        fc.array(anyGrant, { maxLength: 3 }),
        anyGrant,
        anyPermission,
        anyResource,
        (grants, more, permission, resource) => {
          return (
            !may(actor(...grants), permission, resource, TODAY) ||
            may(actor(...grants, more), permission, resource, TODAY)
          )
        },
      ),
    )
  })

  it('a conflict never gives anything', () => {
    fc.assert(
      fc.property(
        fc.array(anyGrant, { maxLength: 4 }),
        anyPermission,
        anyResource,
        (grants, permission, resource) => {
          const who = actor(...grants)
          const free = { ...resource, conflicted: [] }
          return !may(who, permission, resource, TODAY) || may(who, permission, free, TODAY)
        },
      ),
    )
  })

  it('reachOf says the same as may for things without conflict', () => {
    fc.assert(
      fc.property(
        fc.array(anyGrant, { maxLength: 4 }),
        anyPermission,
        anyResource,
        (grants, permission, resource) => {
          const who = actor(...grants)
          const free = { ...resource, conflicted: [] }
          const reach = reachOf(who, permission, TODAY)
          const within =
            reach.everything ||
            reach.places.some((p) => free.places?.includes(p)) ||
            reach.agencyIds.some((a) => free.agencyIds?.includes(a)) ||
            reach.producerIds.some((p) => free.producerId === p) ||
            (reach.own && free.accountId === 'me') ||
            (reach.assigned && (free.assignedTo?.includes('me') ?? false))
          expect(within).toBe(may(who, permission, free, TODAY))
        },
      ),
    )
  })
})

describe('of a command', () => {
  it('the system is not asked; who is not signed in is no system', () => {
    const about = { places: [PROVINCE] }
    const asked = (actor: Actor & { isSystem?: true }) =>
      allowed({ actor, today: TODAY }, 'settings.manage', about)
    expect(asked(VISITOR)).toBe(false)
    expect(asked({ ...VISITOR, isSystem: true })).toBe(true)
    expect(asked(actor(grant('administrator')))).toBe(true)
    expect(asked(actor(grant('administrator', { to: '2026-06-14' })))).toBe(false)
  })
})

describe('in whose stead', () => {
  const officer = (place: string, lentBy?: string) =>
    grant('commune-officer', { place, ...(lentBy && { lentBy }) })
  const inStead = (who: Actor, places: readonly string[] | null) =>
    onBehalfOf(who, 'dossier.read', places, TODAY)
  it('an officer acts in a place where only a lent role reaches, though another role is its own elsewhere', () => {
    const who = actor(officer('20044'), officer(COMMUNE, 'lender'))
    expect(inStead(who, [COMMUNE, PROVINCE])).toBe('lender')
    expect(inStead(who, ['20044', PROVINCE])).toBeNull()
    expect(inStead(who, null)).toBeNull()
  })
  it('of two lenders the one whose place it is is named', () => {
    const who = actor(officer('20044', 'first'), officer(COMMUNE, 'second'))
    expect(inStead(who, [COMMUNE, PROVINCE])).toBe('second')
    expect(inStead(who, ['20044', PROVINCE])).toBe('first')
  })
  it('a role for the whole province is one’s own in each of its communes', () => {
    const who = actor(officer(COMMUNE, 'lender'), officer(PROVINCE))
    expect(inStead(who, [COMMUNE, PROVINCE])).toBeNull()
  })
})
