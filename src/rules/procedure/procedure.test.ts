import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, calendarOf, Holidays } from '../calendar/index.ts'
import { ROLES } from '../permissions/index.ts'
import {
  ACTION_NAMES,
  type Action,
  type Facts,
  flawsOfLifecycle,
  GUARD_NAMES,
  GUARDS,
  ImpossibleHistory,
  isEnding,
  Lifecycle,
  lifeOf,
  ProcedureLaw,
  type Status,
} from './index.ts'

const read = (file: string) => JSON.parse(readFileSync(`regulation/${file}`, 'utf8'))
const procedure = read('qd26-2026/procedure.json')
const law = ProcedureLaw.parse(procedure)
const lifecycle = Lifecycle.parse(read('qd26-2026/lifecycle.json'))
const regimes = read('regimes.json').regimes as {
  id: string
  forward: never[]
  recognisers: { level: string; stars: number[] }[]
}[]
const forwardOf = (id: string) => regimes.find((r) => r.id === id)?.forward ?? []
const life = lifeOf(lifecycle, law, forwardOf('qd26-2026'))
const calendar = calendarOf(Holidays.parse(read('vietnam/holidays.json')))

const mean = (numerator: number, denominator = 1) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
})
const ready: Facts = {
  today: '2026-06-05',
  kind: 'first',
  setNo: 1,
  ownerType: 'hop-tac-xa',
  sheetOnFile: true,
  items: { 'mau-01': 1, 'mau-02': 1 },
}
const steps = (...actions: Action[]) => actions.map((action) => ({ action }))
const codes = (status: Status, action: Action, facts: Facts) => {
  const allowed = life.can(status, action, facts)
  return allowed.ok ? [] : allowed.problems.map((p) => p.code)
}

/** From filing to a four-star recognition. */
const WAY: Action[] = [
  'file',
  'receive-commune',
  'report-commune',
  'propose',
  'receive-province',
  'accept-into-round',
  'advisory-report',
  'put-before-council',
  'score',
  'agree-result',
  'decide-recognise',
]

describe('the data', () => {
  const folders = readdirSync('regulation').filter((name) => name.startsWith('qd'))

  it.each(folders)('%s has a lifecycle that adds up', (folder) => {
    const data = Lifecycle.parse(read(`${folder}/lifecycle.json`))
    expect(data.regime).toBe(folder)
    expect(flawsOfLifecycle(data)).toEqual([])
  })

  it('every regime on file has a lifecycle', () => {
    expect(folders.sort()).toEqual(regimes.map((r) => r.id).sort())
  })

  it('every guard named in data exists, and every guard that exists is a function', () => {
    for (const name of GUARD_NAMES) expect(GUARDS[name]).toBeTypeOf('function')
    expect(() =>
      Lifecycle.parse({ ...lifecycle, moves: [{ ...lifecycle.moves[0], guards: ['no-such-guard'] }] }),
    ).toThrow()
  })

  it('every step of Điều 7 in procedure.json is a move of the dossier or said to be elsewhere', () => {
    const moved = new Set(lifecycle.moves.flatMap((move) => move.law))
    const known = (procedure.steps as { id: string }[]).map((step) => step.id)
    for (const id of known) expect.soft(moved.has(id) || id in lifecycle.lawElsewhere, id).toBe(true)
    for (const id of [...moved, ...Object.keys(lifecycle.lawElsewhere)]) expect.soft(known, id).toContain(id)
  })

  it('a move without an article says why it exists', () => {
    for (const move of lifecycle.moves) if (!move.ref) expect.soft(move.note, move.action).toBeTruthy()
  })

  it('refuses data that contradict themselves', () => {
    const twice = {
      ...lifecycle,
      moves: [...lifecycle.moves, { ...lifecycle.moves[0]!, to: 'result' as const }],
    }
    expect(() => lifeOf(twice, law)).toThrow(/file from draft leads to filed and to result/)
    const adrift = {
      ...lifecycle,
      moves: [{ ...lifecycle.moves[1]!, from: ['at-ministry' as const] }, lifecycle.moves[0]!],
    }
    expect(() => lifeOf(adrift, law)).toThrow(/nothing leads to at-ministry/)
    const clock = { ...lifecycle, clocks: [{ ...lifecycle.clocks[0]!, deadline: 'xa-99' }] }
    expect(() => lifeOf(clock, law)).toThrow(/clock commune-report/)
  })
})

describe('fold', () => {
  it('Điều 7: the whole way of a first dossier', () => {
    expect(life.fold([])).toBe('draft')
    expect(life.fold(steps(...WAY))).toBe('recognised')
  })

  it('Điều 7 khoản 6: a re-evaluation goes without advisory team and round', () => {
    expect(
      life.fold(
        steps(
          'file',
          'receive-commune',
          'report-commune',
          'propose',
          'receive-province',
          'office-report',
          'put-before-council',
          'score',
          'agree-result',
          'decide-recognise',
        ),
      ),
    ).toBe('recognised')
  })

  it('Điều 7 khoản 3 điểm e, khoản 4: to the Ministry and back', () => {
    const up = [...WAY.slice(0, -1), 'approve-for-ministry', 'send-to-ministry'] as Action[]
    expect(life.fold(steps(...up))).toBe('at-ministry')
    expect(life.fold(steps(...up, 'ministry-recognise'))).toBe('recognised')
    expect(life.fold(steps(...up, 'ministry-fall-back', 'decide-recognise'))).toBe('recognised')
    expect(life.fold(steps(...up, 'ministry-fall-back', 'rejudge'))).toBe('before-council')
  })

  it('returned at the commune and at the province, the dossier comes back into the same hands', () => {
    expect(life.fold(steps('file', 'receive-commune', 'return-commune', 'resubmit'))).toBe('filed')
    expect(life.fold(steps(...WAY.slice(0, 5), 'return-province', 'complete'))).toBe('province.received')
  })

  it('a dismissed appeal leaves what was decided', () => {
    expect(life.fold(steps(...WAY, 'appeal'))).toBe('appealed')
    expect(life.fold(steps(...WAY, 'appeal', 'dismiss-appeal'))).toBe('recognised')
    expect(life.fold(steps(...WAY.slice(0, -1), 'decide-not-recognise', 'appeal', 'dismiss-appeal'))).toBe(
      'not-recognised',
    )
  })

  it('throws on a history that cannot have happened', () => {
    expect(() => life.fold(steps('file', 'score'))).toThrow(ImpossibleHistory)
    expect(() => life.fold(steps(...WAY, 'withdraw'))).toThrow(
      'action 12, withdraw, cannot follow recognised',
    )
  })

  it('never reaches a council without commune report, proposal and report to the council (Điều 7 khoản 2, 3)', () => {
    const anyWalk = fc.array(fc.nat(), { maxLength: 40 })
    fc.assert(
      fc.property(anyWalk, (choices) => {
        const history: Action[] = []
        let status = life.fold([])
        for (const choice of choices) {
          const open = [
            ...new Set(lifecycle.moves.filter((m) => m.from.includes(status)).map((m) => m.action)),
          ]
          if (open.length === 0) break
          history.push(open[choice % open.length]!)
          status = life.fold(steps(...history))
        }
        if (history.includes('score'))
          for (const needed of [
            'report-commune',
            'propose',
            'receive-province',
            'put-before-council',
          ] as const)
            expect(history.indexOf(needed)).toBeGreaterThanOrEqual(0)
        if (status === 'recognised') expect(history).toContain('agree-result')
      }),
      { numRuns: 500 },
    )
  })

  it('from every status that is no ending something can be done', () => {
    for (const move of lifecycle.moves) {
      if (move.to === 'back' || isEnding(move.to)) continue
      const to = move.to
      expect
        .soft(
          lifecycle.moves.some((m) => m.from.includes(to)),
          to,
        )
        .toBe(true)
    }
  })
})

describe('can', () => {
  it('lets a complete first dossier be filed', () => {
    expect(life.can('draft', 'file', ready)).toEqual({ ok: true })
  })

  it('Điều 6 khoản 1: says which forms are missing', () => {
    const allowed = life.can('draft', 'file', { ...ready, items: { 'mau-01': 1 } })
    expect(allowed).toEqual({
      ok: false,
      problems: [
        {
          code: 'items-missing',
          field: 'items',
          article: 'Điều 6 khoản 1 điểm a',
          data: { missing: ['mau-02'] },
        },
      ],
    })
  })

  it('Điều 2 khoản 3: associations only for tourism (set 26), large enterprises never', () => {
    expect(codes('draft', 'file', { ...ready, ownerType: 'hiep-hoi' })).toEqual(['owner-not-eligible'])
    expect(codes('draft', 'file', { ...ready, ownerType: 'hiep-hoi', setNo: 26 })).toEqual([])
    expect(codes('draft', 'file', { ...ready, ownerType: 'doanh-nghiep-lon' })).toEqual([
      'owner-not-eligible',
    ])
    expect(codes('draft', 'file', { ...ready, ownerType: null })).toEqual(['owner-not-eligible'])
  })

  it('names every reason at once', () => {
    expect(codes('draft', 'file', { ...ready, ownerType: null, sheetOnFile: false, items: {} })).toEqual([
      'sheets-not-on-file',
      'owner-not-eligible',
      'items-missing',
    ])
  })

  it('Điều 7 khoản 6 điểm a: 180 to 120 days before the last valid day, both counted', () => {
    const on = (today: string) =>
      codes('draft', 'file', {
        ...ready,
        today,
        kind: 'reevaluation',
        items: { 'mau-01': 1, 'mau-02': 1, 'cap-nhat': 1, 'giay-to-co-thoi-han': 1 },
        prior: { star: 4, issuedOn: '2026-06-01', validUntil: '2029-06-01' },
      })
    expect(on('2028-12-02')).toEqual(['reevaluation-too-early'])
    expect(on('2028-12-03')).toEqual([]) // 180 days before
    expect(on('2029-02-01')).toEqual([]) // 120 days before
    expect(on('2029-02-02')).toEqual(['reevaluation-too-late'])
  })

  it('Điều 12 khoản 3: a certificate older than the decree may be renewed late, to 180 days after expiry', () => {
    const on = (today: string) =>
      codes('draft', 'file', {
        ...ready,
        today,
        kind: 'reevaluation',
        items: { 'mau-01': 1, 'mau-02': 1, 'cap-nhat': 1, 'giay-to-co-thoi-han': 1 },
        prior: { star: 3, issuedOn: '2023-07-10', validUntil: '2026-07-10' },
      })
    expect(on('2026-06-05')).toEqual([])
    expect(on(addDays('2026-07-10', 180))).toEqual([])
    expect(on(addDays('2026-07-10', 181))).toEqual(['reevaluation-too-late'])
  })

  it('Điều 7 khoản 5: an upgrade needs a recognition below the highest star', () => {
    const upgrade = { ...ready, kind: 'upgrade' as const }
    expect(codes('draft', 'file', upgrade)).toEqual(['no-prior-recognition'])
    const prior = { issuedOn: '2025-01-01', validUntil: '2028-01-01' }
    expect(codes('draft', 'file', { ...upgrade, prior: { star: 5, ...prior } })).toEqual(['nothing-above'])
    expect(codes('draft', 'file', { ...upgrade, prior: { star: 3, ...prior } })).toEqual([])
  })

  it('Điều 6 khoản 2: the commune proposes with letter, Mẫu 03, dossier and five samples; none for tourism', () => {
    const items = { 'van-ban-de-nghi-xa': 1, 'mau-03': 1, 'ho-so-san-pham': 1 }
    expect(
      codes('commune.reported', 'propose', { ...ready, items: { ...items, 'san-pham-mau': 4 } }),
    ).toEqual(['items-missing'])
    expect(
      codes('commune.reported', 'propose', { ...ready, items: { ...items, 'san-pham-mau': 5 } }),
    ).toEqual([])
    expect(codes('commune.reported', 'propose', { ...ready, items, setNo: 26 })).toEqual([])
  })

  it('Điều 5 khoản 1: a proposal of 30/4 is too late for the round before 30/6', () => {
    const round = { proposalsBefore: '2027-04-30', heldBefore: '2027-06-30', open: true }
    const on = (proposedOn: string) =>
      codes('province.received', 'accept-into-round', { ...ready, round, proposedOn })
    expect(on('2027-04-29')).toEqual([])
    expect(on('2027-04-30')).toEqual(['proposed-too-late'])
    expect(codes('province.received', 'accept-into-round', ready)).toEqual(['no-round'])
    expect(
      codes('province.received', 'accept-into-round', { ...ready, round: { ...round, open: false } }),
    ).toEqual(['round-closed'])
  })

  it('Điều 7 khoản 6: a re-evaluation is put into no round and reviewed by the office', () => {
    const re = { ...ready, kind: 'reevaluation' as const }
    expect(codes('province.received', 'accept-into-round', re)).toEqual(['action-not-for-kind'])
    expect(codes('province.received', 'office-report', re)).toEqual([])
    expect(codes('province.received', 'office-report', ready)).toEqual(['action-not-for-kind'])
  })

  it('Điều 4 khoản 1: the province recognises 3 and 4 stars; 1 and 2 stars get a letter, not a certificate', () => {
    const of = (star: number | null, points: number) => ({
      ...ready,
      result: { star, mean: mean(points), level: 'tinh' },
    })
    expect(codes('result', 'decide-recognise', of(3, 50))).toEqual([])
    expect(codes('result', 'decide-recognise', of(4, 89))).toEqual([])
    expect(codes('result', 'decide-recognise', of(5, 90))).toEqual(['star-not-recognised-here'])
    expect(codes('result', 'decide-recognise', of(2, 49))).toEqual(['star-not-recognised-here'])
    expect(codes('result', 'decide-not-recognise', of(2, 49))).toEqual([])
    expect(codes('result', 'decide-not-recognise', of(null, 82))).toEqual([])
    expect(codes('result', 'decide-not-recognise', of(3, 50))).toEqual(['star-is-certified'])
  })

  it('Điều 7 khoản 3 điểm e: from exactly 90 on to the Ministry; 89.99… stays; knocked out never', () => {
    const of = (star: number | null, numerator: number, denominator = 1) => ({
      ...ready,
      result: { star, mean: mean(numerator, denominator), level: 'tinh' },
    })
    expect(codes('result', 'approve-for-ministry', of(5, 90))).toEqual([])
    expect(codes('result', 'approve-for-ministry', of(5, 1350, 15))).toEqual([])
    expect(codes('result', 'approve-for-ministry', of(4, 1349, 15))).toEqual(['mean-below-next-level'])
    expect(codes('result', 'approve-for-ministry', of(null, 95))).toEqual(['mean-below-next-level'])
    expect(codes('result', 'approve-for-ministry', ready)).toEqual(['no-result', 'mean-below-next-level'])
  })

  it('Điều 7 khoản 4 điểm g: below 90 at the Ministry, the province may recognise its own stars on that result', () => {
    const central = (star: number, points: number) => ({
      ...ready,
      result: { star, mean: mean(points), level: 'trung-uong' },
    })
    expect(codes('at-ministry', 'ministry-recognise', central(5, 91))).toEqual([])
    expect(codes('at-ministry', 'ministry-recognise', central(4, 88))).toEqual(['star-not-recognised-here'])
    expect(codes('at-ministry', 'ministry-fall-back', central(4, 88))).toEqual([])
    expect(codes('at-ministry', 'ministry-fall-back', central(5, 91))).toEqual(['recognised-above'])
    expect(codes('ministry-result', 'decide-recognise', central(4, 88))).toEqual([])
    expect(codes('ministry-result', 'rejudge', central(4, 88))).toEqual(['panel-not-separate'])
  })

  it('is withdrawn by the owner before the council scores, not after', () => {
    expect(codes('before-council', 'withdraw', ready)).toEqual([])
    expect(codes('scored', 'withdraw', ready)).toEqual(['action-not-now'])
    expect(codes('draft', 'withdraw', ready)).toEqual(['action-not-now'])
  })

  it('can only what the fold accepts: guards never open a way that is not there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WAY.keys()), fc.constantFrom(...ACTION_NAMES), (length, action) => {
        const history = WAY.slice(0, length)
        const status = life.fold(steps(...history))
        if (life.can(status, action, ready).ok)
          expect(() => life.fold(steps(...history, action))).not.toThrow()
      }),
    )
  })
})

describe('nextActions', () => {
  it('offers each role its own next step', () => {
    expect(life.nextActions('draft', 'producer')).toEqual(['file'])
    expect(life.nextActions('filed', 'commune-officer')).toEqual([
      'receive-commune',
      'return-commune',
      'withdraw',
    ])
    expect(life.nextActions('province.received', 'provincial-office', 'first')).toEqual([
      'return-province',
      'accept-into-round',
      'refuse',
    ])
    expect(life.nextActions('province.received', 'provincial-office', 'reevaluation')).toEqual([
      'return-province',
      'office-report',
      'refuse',
    ])
    expect(life.nextActions('result', 'leader')).toEqual([
      'decide-recognise',
      'decide-not-recognise',
      'approve-for-ministry',
    ])
    expect(life.nextActions('scored', 'chair')).toEqual(['agree-result'])
  })

  it('offers a council member and the public nothing', () => {
    for (const { from } of lifecycle.moves)
      for (const status of from)
        for (const role of ['council-member', 'public', 'administrator', 'auditor', 'editor'] as const)
          expect(life.nextActions(status, role)).toEqual([])
  })

  it('every move of every status can be made by some role', () => {
    for (const move of lifecycle.moves)
      for (const status of move.from)
        expect
          .soft(
            ROLES.some((role) => life.nextActions(status, role).includes(move.action)),
            `${move.action} from ${status}`,
          )
          .toBe(true)
  })
})

describe('clocks', () => {
  it('Điều 7 khoản 2: 15 working days from the last receipt at the commune', () => {
    const actions = [
      { action: 'file', day: '2026-06-04' },
      { action: 'receive-commune', day: '2026-06-05' },
    ] as const
    const on = (today: string) =>
      life.clockOf({ status: 'commune.received', kind: 'first', actions }, today, calendar)
    expect(on('2026-06-05')).toEqual({
      id: 'commune-report',
      from: '2026-06-05',
      lastDay: '2026-06-26',
      unit: 'working-day',
      daysLeft: 15,
      overdue: false,
      ref: 'Điều 7 khoản 2',
    })
    expect(on('2026-06-26')).toMatchObject({ daysLeft: 0, overdue: false })
    expect(on('2026-06-29')).toMatchObject({ daysLeft: -1, overdue: true })
  })

  it('stands still while the dossier is with the owner, and begins anew when it is received again', () => {
    const actions = [
      { action: 'file', day: '2026-06-01' },
      { action: 'receive-commune', day: '2026-06-01' },
      { action: 'return-commune', day: '2026-06-03' },
      { action: 'resubmit', day: '2026-06-10' },
    ] as const
    expect(
      life.clockOf({ status: 'commune.returned', kind: 'first', actions }, '2026-06-05', calendar),
    ).toBeNull()
    const again = [...actions, { action: 'receive-commune', day: '2026-06-11' }] as const
    expect(
      life.clockOf({ status: 'commune.received', kind: 'first', actions: again }, '2026-06-11', calendar)
        ?.from,
    ).toBe('2026-06-11')
  })

  it('Điều 7 khoản 6 điểm g: 45 days from the complete dossier, for re-evaluations only', () => {
    const actions = [
      { action: 'receive-province', day: '2026-07-01' },
      { action: 'complete', day: '2026-07-10' },
    ] as const
    const facts = { status: 'province.received', kind: 'reevaluation', actions } as const
    expect(life.clockOf(facts, '2026-07-11', calendar)).toMatchObject({
      id: 'reevaluation',
      lastDay: '2026-08-24',
      daysLeft: 44,
    })
    expect(life.clockOf({ ...facts, kind: 'first' }, '2026-07-11', calendar)).toBeNull()
  })

  it('Điều 5: a round held before 30/6 ends on 29/6; the nearer clock comes first', () => {
    const round = { proposalsBefore: '2026-10-30', heldBefore: '2026-12-30' }
    const actions = [{ action: 'receive-commune', day: '2026-10-26' }] as const
    const clocks = life.clocksOf(
      { status: 'commune.received', kind: 'first', actions, round },
      '2026-10-27',
      calendar,
    )
    expect(clocks.map((c) => [c.id, c.lastDay])).toEqual([
      ['round-proposals', '2026-10-29'],
      ['commune-report', '2026-11-16'],
    ])
  })

  it('says when the holiday table does not surely cover it', () => {
    const actions = [{ action: 'receive-commune', day: '2026-12-20' }] as const
    expect(
      life.clockOf({ status: 'commune.received', kind: 'first', actions }, '2026-12-20', calendar)?.uncertain,
    ).toBe('year-not-on-file')
  })
})

describe('rounds of Điều 5', () => {
  it('khoản 1: a proposal takes the next round of the province', () => {
    expect(life.roundFor('2026-04-29')).toMatchObject({
      year: 2026,
      ordinal: 1,
      proposalsBefore: '2026-04-30',
      heldBefore: '2026-06-30',
    })
    expect(life.roundFor('2026-04-30')).toMatchObject({
      year: 2026,
      ordinal: 2,
      proposalsBefore: '2026-10-30',
      heldBefore: '2026-12-30',
    })
    expect(life.roundFor('2026-10-30')).toMatchObject({ year: 2027, ordinal: 1 })
  })

  it('khoản 2: the Ministry holds its second round in the next spring', () => {
    expect(life.roundFor('2026-07-29', 'trung-uong')).toMatchObject({ ordinal: 1, heldBefore: '2026-09-30' })
    expect(life.roundFor('2026-07-30', 'trung-uong')).toMatchObject({
      ordinal: 2,
      proposalsBefore: '2027-01-30',
      heldBefore: '2027-03-30',
    })
  })

  it('always closes after the proposal and before it is held', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3000 }), fc.constantFrom('tinh', 'trung-uong'), (n, level) => {
        const day = addDays('2026-01-01', n)
        const round = life.roundFor(day, level)!
        expect(day < round.proposalsBefore && round.proposalsBefore < round.heldBefore).toBe(true)
      }),
    )
  })
})

describe('regimes whose sheets are not on file', () => {
  it.each(['qd1048-2019', 'qd148-2023', 'qd148-2023-qd1489-2025'])(
    '%s is recorded, not judged: nothing new can be done, with the reason',
    (id) => {
      const regime = regimes.find((r) => r.id === id)!
      const levels = regime.recognisers.map(({ level, stars }) => ({ id: level, recognises: stars, ref: id }))
      const old = lifeOf(
        Lifecycle.parse(read(`${id}/lifecycle.json`)),
        ProcedureLaw.parse({ levels }),
        regime.forward,
      )
      expect(old.can('draft', 'file', ready)).toMatchObject({
        ok: false,
        problems: [{ code: 'regime-is-record-only' }],
      })
      expect(old.nextActions('draft', 'producer')).toEqual([])
    },
  )

  it('R2 (148/QĐ-TTg): district 3 stars, province 4, Ministry 5 fold as records', () => {
    const old = lifeOf(Lifecycle.parse(read('qd148-2023/lifecycle.json')), ProcedureLaw.parse({ levels: [] }))
    expect(old.lifecycle.levels).toEqual(['xa', 'huyen', 'tinh', 'trung-uong'])
    expect(old.fold(steps('file', 'receive-district', 'agree-district', 'decide-recognise'))).toBe(
      'recognised',
    )
    const toProvince: Action[] = [
      'file',
      'receive-commune',
      'propose',
      'receive-district',
      'agree-district',
      'forward-province',
      'put-before-council',
      'agree-result',
    ]
    expect(old.fold(steps(...toProvince, 'decide-recognise'))).toBe('recognised')
    expect(
      old.fold(steps(...toProvince, 'approve-for-ministry', 'send-to-ministry', 'ministry-recognise')),
    ).toBe('recognised')
  })

  it('R2b (1489/QĐ-TTg): no district', () => {
    const old = lifeOf(
      Lifecycle.parse(read('qd148-2023-qd1489-2025/lifecycle.json')),
      ProcedureLaw.parse({ levels: [] }),
    )
    expect(() => old.fold(steps('file', 'receive-district'))).toThrow(ImpossibleHistory)
  })
})
