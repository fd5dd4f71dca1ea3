import { beforeAll, describe, expect, test } from 'vitest'
import { type CouncilWorld, councilWorld, regulation } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { fixedAnswers } from '../../../../test/golden/answers.ts'
import type { Actor } from '../../../platform/command/index.ts'
import { newPaperCode, readPaperCode } from './code.ts'
import type { EntryOutcome } from './enter.ts'
import { listPapers } from './read.ts'

let world: CouncilWorld
beforeAll(async () => {
  world = await councilWorld(await testDatabase())
})

const sheet = regulation.sheet('qd26-2026', 1)!
const filled = (changes: Record<string, number | null> = {}) => ({
  answers: { ...fixedAnswers(sheet, 0), ...changes },
  findings: [],
  reasons: {},
  opinion: 'Phiếu giấy',
})

/** A sitting whose first member scores on paper: printed before the scoring was opened. */
async function onPaper() {
  const producer = await world.producer()
  const sitting = await world.sitting([await world.dossier(producer), await world.dossier(producer)])
  const [memberId] = sitting.memberIds.slice(1)
  await world.run(world.secretary, (ctx) =>
    world.councils.printPapers(ctx, { sittingId: sitting.sittingId, memberId: memberId! }),
  )
  await world.run(world.chair, (ctx) =>
    world.councils.openScoring(ctx, { sittingId: sitting.sittingId, itemIds: sitting.itemIds }),
  )
  const papers = await listPapers(world.kernel.db, reader(world.secretary), sitting.sittingId)
  return { ...sitting, memberId: memberId!, papers, paper: papers[0]! }
}
type OnPaper = Awaited<ReturnType<typeof onPaper>>
const reader = (actor: Actor) => ({ actor, today: '2026-06-15' })

const enter = (actor: Actor, at: OnPaper, content: unknown = filled()) =>
  world.run<EntryOutcome>(actor, (ctx) =>
    world.councils.enterPaper(ctx, { sittingId: at.sittingId, paperId: at.paper.id, content }),
  )
const codes = (actor: Actor, at: OnPaper, content: unknown = filled()) =>
  world.codes(actor, (ctx) =>
    world.councils.enterPaper(ctx, { sittingId: at.sittingId, paperId: at.paper.id, content }),
  )
const sealedBy = (at: OnPaper) =>
  world.kernel.db
    .selectFrom('score_sheet')
    .select(['status', 'origin', 'seal_hash'])
    .where('item_id', '=', at.paper.itemId)
    .where('member_id', '=', at.memberId)
    .executeTakeFirst()

describe('a sheet on paper', () => {
  test('one types, another types anew without seeing it; where both agree it is sealed for its member', async () => {
    const at = await onPaper()
    expect(at.papers).toHaveLength(2)
    expect(await enter(world.secretary, at)).toEqual({ outcome: 'typed' })
    expect(await sealedBy(at), 'one pair of eyes seals nothing').toBeUndefined()
    const done = await enter(world.members[0]!, at)
    expect(done.outcome).toBe('sealed')
    expect(await sealedBy(at)).toMatchObject({ status: 'sealed', origin: 'paper' })
    expect(await codes(world.members[0]!, at), 'once only').toEqual(['paper-not-open'])
  })

  test('the same person twice is one pair of eyes: the entry is only kept anew', async () => {
    const at = await onPaper()
    await enter(world.secretary, at)
    expect(await enter(world.secretary, at, filled({ '1.1': 0 }))).toEqual({ outcome: 'typed' })
    expect(await sealedBy(at)).toBeUndefined()
    expect(await codes(world.members[0]!, at, filled())).toEqual(['paper-entries-differ'])
  })

  test('two entries that differ seal nothing and name the criteria, not the levels', async () => {
    const at = await onPaper()
    await enter(world.secretary, at)
    const refused = await world.kernel.run(world.members[0]!, (ctx) =>
      world.councils.enterPaper(ctx, {
        sittingId: at.sittingId,
        paperId: at.paper.id,
        content: filled({ '1.1': 0, '10': null }),
      }),
    )
    expect(refused.ok ? null : refused.problems[0]).toEqual({
      code: 'paper-entries-differ',
      data: { count: 2, criteria: '1.1, 10' },
    })
  })

  test('nobody else types it in: not the office, not the chair, not another member', async () => {
    const at = await onPaper()
    for (const actor of [world.office, world.chair, world.members[4]!])
      expect(await codes(actor, at)).toEqual(['not-found'])
  })

  test('a member who sealed on a device has no second sheet; a draft stays beside the sealed paper', async () => {
    const at = await onPaper()
    const save = { itemId: at.paper.itemId, baseRevision: 0, round: 1, content: filled(), device: 'máy' }
    const key = (n: number) => `0190b5a0-0000-7000-8000-00000000010${n}`
    await world.run(world.members[0]!, (ctx) => world.councils.save(ctx, { ...save, key: key(1) }))
    await enter(world.secretary, at, filled({ '1.1': 0 }))
    await enter(world.members[0]!, at, filled({ '1.1': 0 }))
    const copies = await world.kernel.db
      .selectFrom('sheet_copy as k')
      .innerJoin('score_sheet as h', 'h.id', 'k.sheet_id')
      .select('k.id')
      .where('h.item_id', '=', at.paper.itemId)
      .execute()
    expect(copies).toHaveLength(1)
    const other = { ...at, paper: at.papers[1]! }
    await enter(world.secretary, other)
    await world.run(world.members[0]!, (ctx) =>
      world.councils.seal(ctx, { ...save, itemId: other.paper.itemId, key: key(2) }),
    )
    expect(await codes(world.members[0]!, other)).toEqual(['sheet-sealed'])
  })

  test('incomplete, after the opening, of a recused member, or void: not taken', async () => {
    const at = await onPaper()
    expect([...new Set(await codes(world.secretary, at, { answers: {} }))]).toEqual(['criterion-unanswered'])
    await world.run(world.members[0]!, (ctx) =>
      world.councils.declareConflict(ctx, {
        sittingId: at.sittingId,
        itemId: at.paper.itemId,
        note: 'Em gái là kế toán',
      }),
    )
    expect(await codes(world.secretary, at)).toEqual(['paper-member-recused'])
    const other = { ...at, paper: at.papers[1]! }
    const void_ = (reason: string) =>
      world.codes(world.secretary, (ctx) =>
        world.councils.voidPaper(ctx, { sittingId: at.sittingId, paperId: other.paper.id, reason }),
      )
    expect(await void_(' ')).toEqual(['reason-missing'])
    expect(await void_('Rách')).toEqual([])
    expect(await codes(world.secretary, other)).toEqual(['paper-not-open'])
    await world.run(world.secretary, (ctx) =>
      world.councils.printPapers(ctx, { sittingId: at.sittingId, memberId: at.memberId }),
    )
    const standing = await listPapers(world.kernel.db, reader(world.secretary), at.sittingId)
    expect(standing.map((paper) => paper.code)).not.toContain(other.paper.code)
  })

  test('what is printed stays on the agenda: taking it off is refused in words, putting it off is not', async () => {
    const producer = await world.producer()
    const at = await world.sitting([await world.dossier(producer), await world.dossier(producer)])
    const [printed, bare] = at.itemIds as [string, string]
    await world.run(world.secretary, (ctx) =>
      world.councils.printPapers(ctx, {
        sittingId: at.sittingId,
        memberId: at.memberIds[1]!,
        itemIds: [printed],
      }),
    )
    const step = (actor: Actor, action: 'remove-item' | 'defer-item', itemId: string) =>
      world.codes(actor, (ctx) =>
        world.councils.act(ctx, at.sittingId, { action, detail: { itemId }, reason: 'Thiếu mẫu' }),
      )
    expect(await step(world.secretary, 'remove-item', printed)).toEqual(['item-printed'])
    expect(await step(world.secretary, 'remove-item', bare)).toEqual([])
    expect(await step(world.chair, 'defer-item', printed)).toEqual([])
  })
})

test('a code survives handwriting, and one slip of the pen is caught', () => {
  for (let n = 0; n < 50; n++) {
    const code = newPaperCode()
    expect(readPaperCode(code.toLowerCase().replace('-', ' '))).toBe(code)
    const at = n % 9 === 4 ? 0 : n % 9
    const other = code[at] === '7' ? '9' : '7'
    expect(readPaperCode(code.slice(0, at) + other + code.slice(at + 1))).toBeNull()
  }
})
