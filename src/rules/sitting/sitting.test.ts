import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CouncilRules } from '../scoring/index.ts'
import {
  awaited,
  foldSitting,
  followSitting,
  ImpossibleSitting,
  problemsWith,
  quorumNow,
  type Seat,
  SITTING_ACTIONS,
  SITTING_STEPS,
  type SittingEvent,
  type SittingFacts,
  type SittingState,
} from './index.ts'

const rules = {
  id: 'thu',
  citation: 'Quy chế thử',
  quorum: { numerator: 3, denominator: 4, chairOrDelegateRequired: true },
  spreadLimit: 10,
  writtenOpinion: { allowed: true, forKinds: ['reevaluation'], days: 15 },
  blindTasting: { mode: 'by-sitting', heading: 'CHỈ TIÊU CẢM QUAN' },
} as unknown as CouncilRules

const seats: Seat[] = [
  { id: 'chair', role: 'chair', votes: true },
  { id: 'deputy', role: 'deputy-chair', votes: true },
  { id: 'secretary', role: 'secretary', votes: false },
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `m${n}`, role: 'member' as const, votes: true })),
]
const voters = seats.filter((seat) => seat.votes).map((seat) => seat.id)

const facts: SittingFacts = {
  rules,
  seats,
  recused: new Map(),
  undecided: new Set(),
  sealed: new Map(),
  counted: new Map(),
  tooWide: () => false,
  kindOf: () => 'first',
  decided: () => false,
  printed: () => false,
}

type Loose = { action: SittingEvent['action']; detail?: object; reason?: string }
const events = (list: readonly Loose[]): SittingEvent[] =>
  list.map(({ action, detail = {}, reason = null }) => ({
    action,
    detail,
    reason,
    at: '2026-06-15T01:00:00Z',
  })) as SittingEvent[]

const plan = {
  action: 'plan',
  detail: { mode: 'meeting', heldOn: '2026-06-15', venue: 'A', deadline: null },
} as const
const add = (id: string, sampleCode: string | null = null) =>
  ({ action: 'add-item', detail: { itemId: id, dossierId: `d-${id}`, sampleCode } }) as const
const come = (...ids: string[]) =>
  ids.map((memberId) => ({
    action: 'attend' as const,
    detail: { memberId, present: true, delegatedTo: null },
  }))
const upToOpen = [
  plan,
  add('i1'),
  add('i2'),
  { action: 'convene' } as const,
  ...come(...voters),
  { action: 'open' } as const,
]

const stateAfter = (...list: Loose[]): SittingState => foldSitting(events(list))
const codes = (state: SittingState, attempt: Loose, with_: Partial<SittingFacts> = {}) =>
  problemsWith(
    state,
    { action: attempt.action, detail: (attempt.detail ?? {}) as never, reason: attempt.reason ?? null },
    { ...facts, ...with_ },
  ).map((problem) => problem.code)

describe('the table of steps', () => {
  it('every action that moves an item says from which phase', () => {
    for (const action of SITTING_ACTIONS) {
      const step = SITTING_STEPS[action] as { phaseTo?: string; phases?: readonly string[] }
      if (step.phaseTo) expect(step.phases, action).toBeDefined()
    }
  })

  it('a whole sitting folds: planned, convened, open, scored twice, agreed, closed, reopened', () => {
    const state = stateAfter(
      ...upToOpen,
      { action: 'call-item', detail: { itemId: 'i1' } },
      { action: 'open-scoring', detail: { itemId: 'i1' } },
      { action: 'open-sheets', detail: { itemId: 'i1', counted: voters, missing: [] } },
      { action: 'second-round', detail: { itemId: 'i1' }, reason: 'Lệch 14 điểm' },
      { action: 'open-sheets', detail: { itemId: 'i1', counted: voters, missing: [] } },
      { action: 'agree', detail: { itemId: 'i1', resultId: 'r' } },
      { action: 'defer-item', detail: { itemId: 'i2' }, reason: 'Thiếu mẫu' },
      { action: 'close', detail: { present: 9, voters: 9 } },
      { action: 'reopen', reason: 'Sai tên sản phẩm' },
    )
    expect(state.status).toBe('open')
    expect(state.items.map(({ phase, round }) => [phase, round])).toEqual([
      ['agreed', 2],
      ['deferred', 0],
    ])
    expect(state.reopened).toBe(1)
    expect(state.called).toEqual(['i1'])
  })

  it('a history that cannot have happened is a defect', () => {
    expect(() => stateAfter(plan, { action: 'close' })).toThrow(ImpossibleSitting)
    expect(() => stateAfter(...upToOpen, { action: 'agree', detail: { itemId: 'i1' } })).toThrow(
      /phase waiting/,
    )
    expect(() => stateAfter(plan, plan)).toThrow(/planned once/)
    expect(() => foldSitting([])).toThrow(ImpossibleSitting)
  })

  it('what the guards allow, the fold accepts, at once or step by step (random walks)', () => {
    const anyAttempt = fc.record({
      action: fc.constantFrom(...SITTING_ACTIONS.filter((action) => action !== 'plan')),
      item: fc.constantFrom('i1', 'i2', 'i9'),
    })
    fc.assert(
      fc.property(fc.array(anyAttempt, { maxLength: 40 }), (walk) => {
        const done: Loose[] = [...upToOpen]
        for (const { action, item } of walk) {
          const attempt: Loose = { action, detail: detailFor(action, item), reason: 'vì' }
          const sealed = new Map([
            ['i1', new Set(voters)],
            ['i2', new Set(voters)],
          ])
          if (codes(stateAfter(...done), attempt, { sealed }).length === 0) done.push(attempt)
          expect(() => stateAfter(...done)).not.toThrow()
        }
        const history = events(done)
        const step = (state: SittingState, event: SittingEvent, at: number) =>
          followSitting(state, event, at + 1)
        expect(history.slice(1).reduce(step, foldSitting(history.slice(0, 1)))).toEqual(foldSitting(history))
      }),
      { numRuns: 60 },
    )
  })
})

function detailFor(action: string, itemId: string): object {
  if (action === 'add-item') return { itemId, dossierId: `d-${itemId}`, sampleCode: null }
  if (action === 'order-items') return { itemIds: ['i2', 'i1'] }
  if (action === 'attend') return { memberId: 'm1', present: true, delegatedTo: null }
  if (action === 'set-tasting') return { blind: true }
  if (action === 'note') return { itemId: null, text: 'ý kiến' }
  if (['recuse', 'readmit'].includes(action)) return { memberId: 'm1', dossierId: 'd-i1', ground: 'kin' }
  return { itemId }
}

describe('quorum', () => {
  const before = [plan, add('i1'), { action: 'convene' } as const]
  it('three quarters of nine voters is seven, exactly; the secretary without vote does not count', () => {
    const six = stateAfter(...before, ...come('chair', 'm1', 'm2', 'm3', 'm4', 'm5', 'secretary'))
    expect(quorumNow(six, facts)).toMatchObject({ present: 6, voters: 9, needed: 7, holds: false })
    expect(codes(six, { action: 'open' })).toEqual(['no-quorum'])
    const seven = stateAfter(...before, ...come('chair', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6'))
    expect(codes(seven, { action: 'open' })).toEqual([])
  })

  it('the chair, or a present member to whom the chair handed over', () => {
    const noChair = [...before, ...come('deputy', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7')]
    expect(codes(stateAfter(...noChair), { action: 'open' })).toEqual(['nobody-presides'])
    const handed = {
      action: 'attend' as const,
      detail: { memberId: 'chair', present: false, delegatedTo: 'deputy' },
    }
    expect(quorumNow(stateAfter(...noChair, handed), facts)).toMatchObject({
      holds: true,
      presiding: 'deputy',
    })
    const toNobody = {
      action: 'attend' as const,
      detail: { memberId: 'chair', present: false, delegatedTo: 'x' },
    }
    expect(codes(stateAfter(...before), toNobody)).toEqual(['delegate-not-a-member'])
  })

  it('recusal equals absence: in the quorum of the item, in who is awaited, in who presides', () => {
    fc.assert(
      fc.property(fc.subarray(voters), fc.subarray(voters), (present, recused) => {
        const came = stateAfter(...before, ...come(...present))
        const stayed = stateAfter(...before, ...come(...present.filter((id) => !recused.includes(id))))
        const with_ = { ...facts, recused: new Map([['d-i1', new Set(recused)]]) }
        const item = came.items[0]!
        expect(quorumNow(came, with_, item)).toEqual(quorumNow(stayed, facts, item))
        expect(awaited(came, with_, item)).toEqual(awaited(stayed, facts, item))
      }),
    )
  })
})

describe('guards', () => {
  const open = stateAfter(...upToOpen)
  const scoring = stateAfter(...upToOpen, { action: 'open-scoring', detail: { itemId: 'i1' } })
  const sealed = (ids: string[]) => ({ sealed: new Map([['i1', new Set(ids)]]) })
  const opened = stateAfter(
    ...upToOpen,
    { action: 'open-scoring', detail: { itemId: 'i1' } },
    { action: 'open-sheets', detail: { itemId: 'i1', counted: voters, missing: [] } },
  )

  it('no scoring while a detected relation is undecided', () => {
    const attempt = { action: 'open-scoring' as const, detail: { itemId: 'i1' } }
    expect(codes(open, attempt, { undecided: new Set(['d-i1']) })).toEqual(['conflict-undecided'])
    expect(codes(open, attempt)).toEqual([])
  })

  it('sheets are opened when all awaited are sealed, or with a reason when enough are', () => {
    const attempt = { action: 'open-sheets' as const, detail: { itemId: 'i1' } }
    expect(codes(scoring, attempt, sealed(voters))).toEqual([])
    expect(codes(scoring, attempt, sealed(voters.slice(1)))).toEqual(['sheets-missing'])
    expect(codes(scoring, { ...attempt, reason: 'về sớm' }, sealed(voters.slice(1)))).toEqual([])
    expect(codes(scoring, { ...attempt, reason: 'vội' }, sealed(voters.slice(3)))).toEqual(['too-few-sheets'])
  })

  it('a wide spread asks for a second round first, then for a reason', () => {
    const agree = { action: 'agree' as const, detail: { itemId: 'i1', resultId: 'r' } }
    const wide = { tooWide: () => true }
    expect(codes(opened, agree)).toEqual([])
    expect(codes(opened, agree, wide)).toEqual(['spread-asks-second-round'])
    const second = stateAfter(
      ...upToOpen,
      { action: 'open-scoring', detail: { itemId: 'i1' } },
      { action: 'open-sheets', detail: { itemId: 'i1', counted: voters, missing: [] } },
      { action: 'second-round', detail: { itemId: 'i1' }, reason: 'lệch' },
      { action: 'open-sheets', detail: { itemId: 'i1', counted: voters, missing: [] } },
    )
    expect(codes(second, agree, wide)).toEqual(['spread-still-wide'])
    expect(codes(second, { ...agree, reason: 'đã thảo luận' }, wide)).toEqual([])
  })

  it('a product whose paper sheets are printed is put off, not taken off the agenda', () => {
    const planned = stateAfter(plan, add('i1'))
    const off = { detail: { itemId: 'i1' }, reason: 'Thiếu mẫu' }
    const printed = { printed: () => true }
    expect(codes(planned, { action: 'remove-item', ...off })).toEqual([])
    expect(codes(planned, { action: 'remove-item', ...off }, printed)).toEqual(['item-printed'])
    expect(codes(planned, { action: 'defer-item', ...off }, printed)).toEqual([])
  })

  it('does not close with items open or not reached, nor without quorum', () => {
    const close = { action: 'close' as const, detail: { present: 0, voters: 0 } }
    expect(codes(opened, close)).toEqual(['items-open', 'items-waiting'])
    const put = { action: 'defer-item' as const, reason: 'hết giờ' }
    const gone = voters.slice(0, 3).map((memberId) => ({
      action: 'attend' as const,
      detail: { memberId, present: false, delegatedTo: null },
    }))
    const done = stateAfter(
      ...upToOpen,
      { ...put, detail: { itemId: 'i1' } },
      { ...put, detail: { itemId: 'i2' } },
    )
    expect(codes(done, close)).toEqual([])
    const left = stateAfter(
      ...upToOpen,
      { ...put, detail: { itemId: 'i1' } },
      { ...put, detail: { itemId: 'i2' } },
      ...gone,
    )
    expect(codes(left, close)).toEqual(['no-quorum', 'nobody-presides'])
  })

  it('does not close over a result that counts the sheet of a member recused since', () => {
    const done = stateAfter(
      ...upToOpen,
      { action: 'open-scoring', detail: { itemId: 'i2' } },
      { action: 'open-sheets', detail: { itemId: 'i2', counted: voters, missing: [] } },
      { action: 'agree', detail: { itemId: 'i2', resultId: 'r' } },
      { action: 'defer-item', reason: 'hết giờ', detail: { itemId: 'i1' } },
    )
    const close = { action: 'close' as const, detail: { present: 0, voters: 0 } }
    const counted = new Map([['i2', new Set(voters)]])
    const of = (dossierId: string, member: string) => ({
      counted,
      recused: new Map([[dossierId, new Set([member])]]),
    })
    expect(codes(done, close, { counted })).toEqual([])
    expect(codes(done, close, of('d-i2', 'm7'))).toEqual(['recused-is-counted'])
    expect(codes(done, close, of('d-i2', 'secretary')), 'gave no sheet').toEqual([])
    expect(codes(done, close, of('d-i1', 'm7')), 'another product').toEqual([])
  })

  it('reasons, doubles and unknowns', () => {
    expect(codes(opened, { action: 'second-round', detail: { itemId: 'i1' } })).toEqual(['reason-missing'])
    expect(codes(open, { action: 'call-item', detail: { itemId: 'x' } })).toEqual(['item-unknown'])
    expect(
      codes(open, { action: 'add-item', detail: { itemId: 'i3', dossierId: 'd-i1', sampleCode: null } }),
    ).toEqual(['item-stands-already'])
    expect(codes(open, { action: 'order-items', detail: { itemIds: ['i1'] } })).toEqual(['order-not-whole'])
    const coded = stateAfter(plan, add('i1', 'S01'), add('i2'))
    expect(codes(coded, { action: 'code-sample', detail: { itemId: 'i2', sampleCode: 'S01' } })).toEqual([
      'sample-code-taken',
    ])
  })

  it('a reopened result stays put once it stands in a decision', () => {
    const agreed = stateAfter(
      ...upToOpen,
      { action: 'open-scoring', detail: { itemId: 'i1' } },
      { action: 'open-sheets', detail: { itemId: 'i1', counted: voters, missing: [] } },
      { action: 'agree', detail: { itemId: 'i1', resultId: 'r' } },
    )
    const back = { action: 'reopen-item' as const, detail: { itemId: 'i1' }, reason: 'nhầm' }
    expect(codes(agreed, back)).toEqual([])
    expect(codes(agreed, back, { decided: () => true })).toEqual(['result-in-decision'])
  })
})

describe('written opinion', () => {
  const written = {
    action: 'plan',
    detail: { mode: 'written-opinion', heldOn: '2026-06-15', venue: null, deadline: '2026-06-30' },
  } as const
  it('is for re-evaluations; needs no attendance, awaits everyone, can be turned into a meeting', () => {
    expect(codes(stateAfter(written), add('i1'))).toEqual(['written-opinion-not-for-kind'])
    const kindOf = () => 'reevaluation' as const
    expect(codes(stateAfter(written), add('i1'), { kindOf })).toEqual([])
    const open = stateAfter(written, add('i1'), { action: 'convene' }, { action: 'open' })
    expect(awaited(open, facts, open.items[0]!).expected).toEqual(voters)
    expect(codes(open, { action: 'open-scoring', detail: { itemId: 'i1' } })).toEqual([])
    const meeting = stateAfter(
      written,
      add('i1'),
      { action: 'convene' },
      { action: 'open' },
      {
        action: 'call-meeting',
        detail: { heldOn: '2026-07-02', venue: 'B' },
        reason: 'ý kiến khác nhau',
      },
    )
    expect(meeting).toMatchObject({
      status: 'convened',
      mode: 'meeting',
      heldOn: '2026-07-02',
      deadline: null,
    })
  })
})
