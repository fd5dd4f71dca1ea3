import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CouncilWorld, councilWorld, regulation } from '../../../test/factories/council-world.ts'
import { testDatabase } from '../../../test/factories/index.ts'
import { fixedAnswers } from '../../../test/golden/answers.ts'
import type { Actor } from '../../platform/command/index.ts'
import { replayRound } from '../../rules/scoring/index.ts'
import { readCalibration } from './calibration/read.ts'
import { detectRelationships } from './conflicts/detect.ts'
import { readConflictLines } from './conflicts/read.ts'
import { viewCouncil } from './founding/councils.ts'
import { historicResults } from './history/record.ts'
import { composeMinutes } from './minutes/content.ts'
import { signMinutes } from './minutes/record.ts'
import { listPapers } from './paper/read.ts'
import { proposalPaper, withoutBarred } from './proposals/paper.ts'
import { proposalById, proposalHash } from './proposals/propose.ts'
import { roundLines } from './proposals/round.ts'
import { closedRounds } from './results/closed-rounds.ts'
import { deskOf } from './sheets/desk.ts'
import { takeStep } from './sittings/steps.ts'
import { viewSitting } from './sittings/view.ts'

let world: CouncilWorld
beforeAll(async () => {
  world = await councilWorld(await testDatabase())
})

const today = '2026-06-15'
const content = {
  answers: fixedAnswers(regulation.sheet('qd26-2026', 1)!, 0),
  findings: [],
  reasons: {},
  opinion: '',
}
let keys = 0
const key = () => `0190b5a0-0000-7000-8001-${String(++keys).padStart(12, '0')}`

/** A sitting of one product scored, agreed and closed by the buttons people use. */
async function closed() {
  const dossierId = await world.dossier(await world.producer())
  const { sittingId, itemIds, memberIds } = await world.sitting([dossierId])
  const itemId = itemIds[0]!
  await world.run(world.chair, (ctx) => world.councils.openScoring(ctx, { sittingId, itemIds }))
  const seal = (ctx: Parameters<typeof world.councils.seal>[0]) =>
    world.councils.seal(ctx, { itemId, key: key(), baseRevision: 0, round: 1, content, device: null })
  for (const member of [world.chair, ...world.members]) await world.run(member, seal)
  await world.run(world.chair, (ctx) => world.councils.openSheets(ctx, { sittingId, itemId }))
  await world.run(world.chair, (ctx) => world.councils.agree(ctx, { sittingId, itemId }))
  const ask = { step: 'close', itemId: '', reason: '', text: '', heldOn: null, venue: '' }
  await world.run(world.chair, (ctx) =>
    takeStep(ctx, sittingId, ask, { deps: world.deps, vault: world.councils.vault }),
  )
  return { sittingId, itemId, dossierId, memberIds }
}

describe('Điều 7 khoản 6 điểm d, g: written opinion', () => {
  async function written(deadline: string, kind: 'first' | 'reevaluation' = 'reevaluation') {
    const { councilId } = await world.found()
    const { sittingId } = await world.run(world.secretary, (ctx) =>
      world.councils.plan(ctx, {
        councilId,
        roundId: null,
        mode: 'written-opinion',
        heldOn: '2026-06-15',
        venue: null,
        deadline,
      }),
    )
    const dossierId = await world.dossier(await world.producer(), { kind })
    return world.codes(world.secretary, (ctx) =>
      world.councils.addItems(ctx, { sittingId, dossierIds: [dossierId] }),
    )
  }
  test('only for re-evaluations', async () => {
    expect(await written('2026-06-30', 'first')).toEqual(['written-opinion-not-for-kind'])
  })
  test('sheets are due within 45 days of the full dossier: 25/5 + 45 is 9/7', async () => {
    expect(await written('2026-07-09')).toEqual([])
    expect(await written('2026-07-10')).toEqual(['written-opinion-too-late'])
  })
})

describe('conflicts of interest that the system sees', () => {
  test('a member named in the producer’s own forms is barred until somebody decides; the line is shown', async () => {
    const producerId = await world.producer({ name: 'HTX Nêu Tên' })
    const dossierId = await world.dossier(producerId)
    const consultant = await world.person('Trần Văn Tư Vấn', ['council-member'])
    const form = { history: 'Thành lập 2015.\nHồ sơ do ông TRẦN VĂN TƯ VẤN lập; bao bì do xã làm.' }
    await world.kernel.db
      .updateTable('dossier')
      .set({ form } as never)
      .where('id', '=', dossierId)
      .execute()
    const { councilId } = await world.found()
    await world.run(world.office, (ctx) =>
      world.councils.addMember(ctx, {
        councilId,
        decisionNo: '101/QĐ-UBND',
        member: {
          name: consultant.name,
          office: 'Chuyên viên',
          agencyId: null,
          role: 'member',
          votes: true,
          accountId: consultant.accountId,
          phone: null,
          address: null,
        },
      }),
    )
    const { sittingId } = await world.run(world.secretary, (ctx) =>
      world.councils.plan(ctx, {
        councilId,
        roundId: null,
        mode: 'meeting',
        heldOn: today,
        venue: null,
        deadline: null,
      }),
    )
    await world.run(world.secretary, (ctx) =>
      world.councils.addItems(ctx, { sittingId, dossierIds: [dossierId] }),
    )
    const lines = await readConflictLines(world.kernel.db, { actor: world.secretary, today }, sittingId)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ ground: 'named-in-dossier', standing: 'undecided', source: 'detected' })
    expect(lines[0]!.path.map((step) => step.label)).toEqual([
      'Trần Văn Tư Vấn',
      '“Hồ sơ do ông TRẦN VĂN TƯ VẤN lập;”',
      'HTX Nêu Tên',
    ])
  })

  test('consultant and supplier as the producer states them: by name, telephone, agency, own business; each path said', async () => {
    const producerId = await world.producer({ name: 'HTX Kê Khai' })
    const dossierId = await world.dossier(producerId)
    const supplier = await world.producer({ name: 'Cơ sở Mật Ong Rừng', phone: '0905 111 222' })
    await sql`UPDATE producer SET representative = '{"name": "Thành viên 3"}' WHERE id = ${supplier}`.execute(
      world.kernel.db,
    )
    const { councilId, memberIds } = await world.found()
    const [, byPhone, byName, byAgency] = memberIds
    await sql`UPDATE council_member SET phone = '0912345678' WHERE id = ${byPhone}`.execute(world.kernel.db)
    await sql`UPDATE council_member SET agency_id = 'sct' WHERE id = ${byAgency}`.execute(world.kernel.db)
    const form = {
      consultants: 'Anh Ba, 0912 345 678\nThành viên 2',
      suppliers: 'Cơ sở Mật ong rừng; Sở Công Thương',
    }
    await sql`UPDATE dossier SET form = ${JSON.stringify(form)} WHERE id = ${dossierId}`.execute(
      world.kernel.db,
    )
    const found = await detectRelationships(
      world.kernel.db,
      { councilId, dossierId, today, sittingId: randomUUID(), heldOn: today },
      { agencies: () => [{ id: 'sct', name: 'Sở Công Thương' }] },
    )
    const said = found.map((one) => [
      one.memberId,
      one.ground,
      one.certain,
      one.path
        .map((step) => step.label)
        .slice(1, -1)
        .join(' → '),
    ])
    expect(said).toEqual([
      [byPhone, 'consultant-in-dossier', true, '“Anh Ba, 0912 345 678”'],
      [byName, 'consultant-in-dossier', false, '“Thành viên 2”'],
      [byAgency, 'supplier-in-dossier', false, 'Cơ sở Mật Ong Rừng → “Cơ sở Mật ong rừng;”'],
    ])
  })

  test('a secretary in conflict neither lists nor prints the paper sheets of that product', async () => {
    const producerId = await world.producer()
    const [hidden, open] = [await world.dossier(producerId), await world.dossier(await world.producer())]
    const { sittingId, itemIds, memberIds } = await world.sitting([hidden, open])
    await world.run(world.secretary, (ctx) =>
      world.councils.declareConflict(ctx, { sittingId, itemId: itemIds[0]!, note: 'Vợ là giám đốc' }),
    )
    await world.run(world.secretary, (ctx) =>
      world.councils.printPapers(ctx, { sittingId, memberId: memberIds[2]! }),
    )
    const papers = await listPapers(world.kernel.db, { actor: world.secretary, today }, sittingId)
    expect(papers.map((paper) => paper.itemId)).toEqual([itemIds[1]])
  })
})

describe('Điều 7 khoản 3 điểm d, đ, e: the results are laid before the Chairman', () => {
  const outside = { provinceCode: '46', roundId: null }
  const propose = (actor = world.office) =>
    world.codes(actor, (ctx) => world.councils.propose(ctx, { roundId: null }))
  const sign = (actor: Actor, sittingId: string) =>
    world.run(actor, (ctx) => signMinutes(ctx, { sittingId, version: 1 }, world.deps))

  test('only with signed minutes, once, with the list for the Ministry; taken back before it is reopened', async () => {
    const at = await closed()
    const lines = () => roundLines(world.kernel.db, { actor: world.office, today }, outside, world.deps)
    const line = async () => (await lines()).find((one) => one.dossierId === at.dossierId)
    expect(await line()).toMatchObject({ phase: 'agreed', ready: false, group: 'ministry' })
    expect(await propose()).toEqual(['nothing-to-propose'])
    await sign(world.secretary, at.sittingId)
    await sign(world.chair, at.sittingId)
    expect(await propose(world.chair)).toEqual(['forbidden'])
    // Of three who lay them before the Chairman at once one does.
    const [first, ...others] = (await Promise.all([propose(), propose(), propose()])).sort(
      (a, b) => a.length - b.length,
    )
    expect(first).toEqual([])
    for (const codes of others) expect(['result-in-proposal', 'nothing-to-propose']).toContain(codes[0])
    const standing = await world.kernel.db
      .selectFrom('proposal')
      .select('id')
      .where('withdrawn_at', 'is', null)
      .where('content', '@>', JSON.stringify({ lines: [{ dossierId: at.dossierId }] }) as never)
      .execute()
    expect(standing).toHaveLength(1)
    const proposalId = standing[0]!.id
    expect(await line()).toMatchObject({ phase: 'proposed', ready: false })
    expect(await propose()).toEqual(['nothing-to-propose'])
    const { content, hash } = (await proposalById(world.kernel.db, proposalId))!
    expect(proposalHash(content)).toBe(hash)
    const paper = JSON.stringify(proposalPaper(content, { seat: 'Huế', mark: undefined }))
    expect(paper).toMatch(/1 sản phẩm đạt từ 90 điểm trở lên.*điểm e khoản 3 Điều 7/)
    expect(paper).not.toContain('Công nhận, cấp giấy chứng nhận')
    // Asked for are the stars there are, none beside them.
    const three = content.lines.map((one) => ({ ...one, group: 'three' as const }))
    const plain = JSON.stringify(
      proposalPaper({ ...content, lines: three }, { seat: 'Huế', mark: undefined }),
    )
    expect(plain).toContain('công bố kết quả cho 1 sản phẩm đạt hạng 3 sao (điểm e khoản 3 Điều 7)')
    expect(withoutBarred(content, new Set([at.dossierId])).lines).toEqual([])
    const step = { itemId: at.itemId, reason: 'Xem lại minh chứng', text: '', heldOn: null, venue: '' }
    const room = { deps: world.deps, vault: world.councils.vault }
    await world.run(world.chair, (ctx) => takeStep(ctx, at.sittingId, { ...step, step: 'reopen' }, room))
    const reopen = () =>
      world.codes(world.chair, (ctx) => takeStep(ctx, at.sittingId, { ...step, step: 'reopen-item' }, room))
    expect(await reopen()).toEqual(['result-in-proposal'])
    const withdraw = (reason: string) =>
      world.codes(world.office, (ctx) => world.councils.withdrawProposal(ctx, { proposalId, reason }))
    expect(await withdraw(' ')).toEqual(['reason-missing'])
    const back = await Promise.all([withdraw('Hội đồng xem lại'), withdraw('Hội đồng xem lại')])
    expect(back.sort()).toEqual([[], ['proposal-withdrawn']])
    expect(await line()).toMatchObject({ phase: 'agreed', ready: false })
    expect(await reopen()).toEqual([])
    expect(await line()).toMatchObject({ phase: 'draft', resultId: null })
  })
})

describe('after the closing', () => {
  test('rounds are given out unnamed and come to the same outcome by the law they name', async () => {
    const at = await closed()
    const parts = { kernel: world.kernel, deps: world.deps, vault: world.councils.vault }
    const rounds = (await closedRounds(world.kernel.db, { actor: world.office, today }, at.sittingId, parts))!
    expect(rounds).toHaveLength(1)
    const [round] = rounds
    expect(JSON.stringify(round)).not.toMatch(new RegExp([...at.memberIds, at.dossierId].join('|')))
    const { outcome, ...rest } = round!
    const law = {
      compiled: regulation.compiled('qd26-2026', 1)!,
      bands: regulation.regime('qd26-2026')!.bands!,
      rules: world.deps.rulesById(round!.rules)!,
    }
    expect(replayRound(rest, law)).toEqual(outcome)
    expect(outcome).toMatchObject({ mean: '100', star: 5, totals: Array(8).fill(100) })
    const stranger = await world.person('Ngoài Hội đồng', ['council-member'])
    expect(
      await closedRounds(world.kernel.db, { actor: stranger, today }, at.sittingId, parts),
    ).toBeUndefined()
  })

  test('how members score is advice: too few products say “not enough”, a member sees the own line only', async () => {
    const at = await closed()
    const { council_id } = await world.kernel.db
      .selectFrom('sitting')
      .select('council_id')
      .where('id', '=', at.sittingId)
      .executeTakeFirstOrThrow()
    const seenBy = async (actor: typeof world.chair) => {
      const reader = { actor, today }
      return readCalibration(
        world.kernel.db,
        reader,
        (await viewCouncil(world.kernel.db, reader, council_id))!,
      )
    }
    const chair = await seenBy(world.chair)
    expect(chair.lines).toHaveLength(8)
    expect(chair.lines.every((line) => line.advice === null)).toBe(true)
    expect((await seenBy(world.members[3]!)).lines.map((line) => line.name)).toEqual([world.members[3]!.name])
  })

  test('a closed sitting takes no sheet; times are the server’s, whatever a device’s clock says', async () => {
    const at = await closed()
    const late = { itemId: at.itemId, key: key(), baseRevision: 0, round: 1, content, device: null }
    const stale = { ...content, opinion: 'Gửi muộn', sealedAt: '2020-01-01T00:00:00Z' }
    expect(
      await world.codes(world.members[1]!, (ctx) =>
        world.councils.seal(ctx, { ...late, content: stale as never }),
      ),
    ).toEqual(['scoring-closed'])
    const times = await world.kernel.db
      .selectFrom('score_sheet')
      .select('sealed_at')
      .where('item_id', '=', at.itemId)
      .execute()
    expect(new Set(times.map((row) => row.sealed_at?.toISOString()))).toEqual(
      new Set([world.clock().toISOString()]),
    )
  })
})

describe('Quyết định 148/QĐ-TTg: district councils are history', () => {
  const seats = (['chair', 'secretary'] as const).map((role) => ({
    name: `Người ${role}`,
    office: 'Chuyên viên',
    agencyId: null,
    role,
    votes: role === 'chair',
    accountId: null,
    phone: null,
    address: null,
  }))
  const district = (decisionOn: string) => ({
    provinceCode: '46',
    level: 'huyen' as const,
    kind: 'council' as const,
    purpose: 'evaluation' as const,
    name: 'Hội đồng huyện thử',
    decisionNo: '12/QĐ-UBND',
    decisionOn,
    signer: 'Người ký',
    members: seats,
  })
  test('founded until 30/6/2025, without rules on file; their results are recorded as the minutes say', async () => {
    const late = await world.codes(world.office, (ctx) => world.councils.found(ctx, district('2025-07-01')))
    expect(late).toEqual(['districts-ended'])
    const { councilId } = await world.run(world.office, (ctx) =>
      world.councils.found(ctx, district('2024-05-10')),
    )
    const dossierId = await world.dossier(await world.producer())
    await world.kernel.db
      .updateTable('dossier')
      .set({ regime: 'qd148-2023', status: 'district.received' } as never)
      .where('id', '=', dossierId)
      .execute()
    const record = (more: object = {}) =>
      world.codes(world.office, (ctx) =>
        world.councils.recordHistoricResult(ctx, {
          councilId,
          dossierId,
          heldOn: '2024-06-20',
          minutesNo: '03/BB-HĐ',
          mean: '74,5',
          star: 4,
          ...more,
        }),
      )
    expect(await record({ mean: '174', minutesNo: ' ', heldOn: '2024-05-09' })).toEqual([
      'historic-mean-invalid',
      'minutes-number-missing',
      'held-outside-council',
    ])
    expect(await record()).toEqual([])
    const lines = await historicResults(world.kernel.db, councilId)
    expect(lines).toMatchObject([{ num: 149, den: 2, star: 4, minutesNo: '03/BB-HĐ' }])
  })
})

describe('Quy chế: an expert by invitation', () => {
  test('hears one sitting, has no vote and no sheet, is looked at for conflicts, and stands in the minutes', async () => {
    const producerId = await world.producer({ name: 'HTX Mời Chuyên Gia', phone: '0234 399 9888' })
    const { sittingId, itemIds } = await world.sitting([await world.dossier(producerId)])
    const expert = await world.person('Chuyên gia Lê Thị Mời', ['council-member'])
    await world.kernel.db
      .updateTable('account')
      .set({ phone: '0234 399 9888' } as never)
      .where('id', '=', expert.accountId)
      .execute()
    const invite = (more: object = {}) =>
      world.codes(world.secretary, (ctx) =>
        world.councils.inviteExpert(ctx, {
          sittingId,
          name: expert.name,
          office: 'Viện thử',
          field: 'Công nghệ thực phẩm',
          invitationNo: '07/GM-HĐ',
          accountId: expert.accountId,
          ...more,
        }),
      )
    expect(await invite({ name: '', invitationNo: ' ' })).toEqual([
      'member-name-missing',
      'invitation-number-missing',
    ])
    expect(await invite()).toEqual([])
    expect(await invite()).toEqual(['account-sits-already'])
    const view = async (actor: typeof expert) =>
      viewSitting(world.kernel.db, { actor, today }, sittingId, world.deps)
    const chair = (await view(world.chair))!
    expect(chair.members.at(-1)).toMatchObject({ name: expert.name, votes: false, invitationNo: '07/GM-HĐ' })
    expect(chair.quorum.voters).toBe(8)
    // The same telephone as the producer: found like any member's, so the one product is closed to the expert.
    expect((await view(expert))!.items).toEqual([])
    expect(chair.items[0]!.recused.map((one) => one.name)).toEqual([expert.name])
    const desk = await deskOf(world.kernel.db, { actor: expert, today, itemId: itemIds[0]! }, world.deps)
    expect(desk).toBeUndefined()
    const other = await world.sitting([await world.dossier(producerId)])
    expect(
      await viewSitting(world.kernel.db, { actor: expert, today }, other.sittingId, world.deps),
    ).toBeUndefined()
    const minutes = await composeMinutes(world.kernel.db, sittingId, world.deps, world.councils.vault)
    expect(minutes!.events.map((event) => event.text)).toContain(
      `Mời chuyên gia. ${expert.name} (giấy mời số 07/GM-HĐ)`,
    )
  })
})
