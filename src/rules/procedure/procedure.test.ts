import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  law,
  life,
  lifecycle,
  procedure,
  readRegulation,
  ready,
  regimes,
  steps,
  WAY,
} from '../../../test/factories/procedure-law.ts'
import { ROLES } from '../permissions/index.ts'
import {
  type Action,
  flawsOfLifecycle,
  GUARD_NAMES,
  GUARDS,
  ImpossibleHistory,
  isEnding,
  Lifecycle,
  lifeOf,
  ProcedureLaw,
} from './index.ts'

describe('the data', () => {
  const folders = readdirSync('regulation').filter((name) => name.startsWith('qd'))

  it.each(folders)('%s has a lifecycle that adds up', (folder) => {
    const data = Lifecycle.parse(readRegulation(`${folder}/lifecycle.json`))
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
      'field-check',
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

describe('regimes whose sheets are not on file', () => {
  it.each(['qd1048-2019', 'qd148-2023', 'qd148-2023-qd1489-2025'])(
    '%s is recorded, not judged: nothing new can be done, with the reason',
    (id) => {
      const regime = regimes.find((r) => r.id === id)!
      const levels = regime.recognisers.map(({ level, stars }) => ({ id: level, recognises: stars, ref: id }))
      const old = lifeOf(
        Lifecycle.parse(readRegulation(`${id}/lifecycle.json`)),
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
    const old = lifeOf(
      Lifecycle.parse(readRegulation('qd148-2023/lifecycle.json')),
      ProcedureLaw.parse({ levels: [] }),
    )
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
      Lifecycle.parse(readRegulation('qd148-2023-qd1489-2025/lifecycle.json')),
      ProcedureLaw.parse({ levels: [] }),
    )
    expect(() => old.fold(steps('file', 'receive-district'))).toThrow(ImpossibleHistory)
  })
})
