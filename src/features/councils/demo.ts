import { createHash } from 'node:crypto'
import { today } from '../../platform/clock/index.ts'
import type { Actor, CommandContext, Result } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { Grant, Role } from '../../rules/permissions/index.ts'
import type { Answer, CompiledSheet } from '../../rules/scoring/index.ts'
import type { MemberRole, SheetContent } from '../../rules/sitting/index.ts'
import type { NewCouncil } from './founding/found.ts'
import type { Councils } from './index.ts'
import type { Parts } from './parts.ts'

/** Seats of the demo council: invented people, the demo accounts of the province. */
const seats: readonly [username: string, role: MemberRole, office: string, votes: boolean][] = [
  ['chu-tich-hd', 'chair', 'Phó Chủ tịch UBND thành phố (minh họa)', true],
  ['hoi-dong-1', 'deputy-chair', 'Phó Giám đốc Sở (minh họa)', true],
  ['hoi-dong-2', 'member', 'Trưởng phòng (minh họa)', true],
  ['hoi-dong-3', 'member', 'Trưởng phòng (minh họa)', true],
  ['hoi-dong-4', 'member', 'Phó Trưởng phòng (minh họa)', true],
  ['hoi-dong-5', 'member', 'Chuyên viên chính (minh họa)', true],
  ['hoi-dong-6', 'member', 'Chuyên viên chính (minh họa)', true],
  ['hoi-dong-7', 'expert', 'Chuyên gia OCOP (minh họa)', true],
  ['thu-ky-hd', 'secretary', 'Chuyên viên (minh họa)', false],
]

/**
 * The demo council and its sitting in progress over demo dossiers that wait for a council: one product agreed, one opened, one being
 * scored with some sheets sealed, the others waiting. Everything is done by the commands people use, by the demo accounts.
 */
export async function loadCouncilDemo(parts: Parts, door: Omit<Councils, 'feature'>): Promise<void> {
  const { kernel, deps } = parts
  const people = await demoActors(kernel)
  const [office, chair, secretary] = ['van-phong-1', 'chu-tich-hd', 'thu-ky-hd'].map((name) =>
    people.get(name),
  )
  if (!office || !chair || !secretary) return
  const day = today(kernel.clock)
  if (!deps.rulesOn(deps.province.code, day)) return
  const run = <T>(actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>) =>
    must(kernel, actor, body)
  const { councilId } = await run(office, (ctx) => door.found(ctx, demoCouncil(deps, people, day)))
  const dossierIds = await waitingDemoDossiers(kernel, deps.province.code)
  const { sittingId } = await run(secretary, (ctx) =>
    door.plan(ctx, {
      councilId,
      roundId: null,
      mode: 'meeting',
      heldOn: day,
      venue: 'Hội trường (minh họa)',
      deadline: null,
    }),
  )
  if (dossierIds.length === 0) return
  await run(secretary, (ctx) => door.addItems(ctx, { sittingId, dossierIds }))
  await run(secretary, (ctx) => door.codeSamples(ctx, sittingId))
  await run(secretary, (ctx) => door.convene(ctx, sittingId))
  const members = await kernel.db
    .selectFrom('council_member')
    .select(['id', 'account_id'])
    .where('council_id', '=', councilId)
    .orderBy('ordinal')
    .execute()
  const entries = members.map(({ id }) => ({ memberId: id, present: true, delegatedTo: null }))
  await run(secretary, (ctx) => door.attend(ctx, sittingId, entries))
  await run(chair, (ctx) => door.act(ctx, sittingId, { action: 'open', detail: { present: 8, voters: 8 } }))
  await scoreSome(parts, door, { sittingId, chair, people, run })
}

interface Scene {
  readonly sittingId: string
  readonly chair: Actor
  readonly people: ReadonlyMap<string, Actor>
  readonly run: <T>(actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>) => Promise<T>
}

async function scoreSome(
  { kernel, deps }: Parts,
  door: Omit<Councils, 'feature'>,
  scene: Scene,
): Promise<void> {
  const { sittingId, chair, people, run } = scene
  const items = await kernel.db
    .selectFrom('sitting_item as i')
    .innerJoin('dossier as d', 'd.id', 'i.dossier_id')
    .select(['i.id', 'd.regime', 'd.set_no', 'd.answers'])
    .where('i.sitting_id', '=', sittingId)
    .orderBy('i.ordinal')
    .execute()
  const voters = seats.filter(([, , , votes]) => votes).map(([name]) => name)
  for (const [index, item] of items.slice(0, 3).entries()) {
    const compiled = deps.regulation.compiled(item.regime, item.set_no)
    if (!compiled) continue
    await run(chair, (ctx) => door.act(ctx, sittingId, { action: 'call-item', detail: { itemId: item.id } }))
    await run(chair, (ctx) => door.openScoring(ctx, { sittingId, itemIds: [item.id] }))
    const sealing = index < 2 ? voters : voters.slice(1, 5)
    for (const name of sealing) {
      const save = {
        itemId: item.id,
        key: uuidv7(),
        baseRevision: 0,
        round: 1,
        content: demoContent(compiled, item.answers as Record<string, Answer>, `${name}/${index}`),
        device: 'minh họa',
      }
      await run(people.get(name)!, (ctx) => door.seal(ctx, save))
    }
    if (index < 2) await run(chair, (ctx) => door.openSheets(ctx, { sittingId, itemId: item.id }))
    if (index === 0) {
      const agreed = await kernel.run(chair, (ctx) => door.agree(ctx, { sittingId, itemId: item.id }))
      if (!agreed.ok) throw new Error(`the demo result is not agreed: ${JSON.stringify(agreed.problems)}`)
    }
  }
}

/** A sheet near the producer's own: at a few criteria, fixed by the member's name, one level lower. */
function demoContent(compiled: CompiledSheet, self: Record<string, Answer>, who: string): SheetContent {
  const dice = createHash('sha256').update(who).digest()
  const answers: Record<string, Answer> = {}
  for (const [leaf, code] of compiled.codes.entries()) {
    const own = self[code] ?? null
    const lower = dice[leaf % dice.length]! < 24 && typeof own === 'number' && own > 0
    answers[code] = lower ? own - 1 : own
  }
  return { answers, findings: [], reasons: {}, opinion: 'Ý kiến minh họa' }
}

function demoCouncil(deps: Parts['deps'], people: ReadonlyMap<string, Actor>, day: string): NewCouncil {
  return {
    provinceCode: deps.province.code,
    level: 'tinh',
    kind: 'council',
    purpose: 'evaluation',
    name: `Hội đồng đánh giá, phân hạng sản phẩm OCOP ${deps.province.name} năm ${day.slice(0, 4)} (minh họa)`,
    decisionNo: '00/QĐ-UBND (minh họa)',
    decisionOn: day,
    signer: 'Phạm Quang Lãng (minh họa)',
    isDemo: true,
    members: seats.map(([username, role, office, votes], index) => {
      const agencies = deps.agencies(day)
      return {
        name: people.get(username)?.name ?? username,
        office,
        agencyId: agencies[index % Math.max(1, agencies.length)]?.id ?? null,
        role,
        votes,
        accountId: people.get(username)?.accountId ?? null,
        phone: null,
        address: null,
      }
    }),
  }
}

async function waitingDemoDossiers(kernel: Kernel, provinceCode: string): Promise<string[]> {
  const rows = await kernel.db
    .selectFrom('dossier')
    .select('id')
    .where('status', '=', 'before-council')
    .where('is_demo', '=', true)
    .where('province_code', '=', provinceCode)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => row.id)
}

/** Demo accounts as they would sign in, with the grants they hold today. */
async function demoActors(kernel: Kernel): Promise<Map<string, Actor>> {
  const rows = await kernel.db
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.id', 'a.username', 'a.name', 'g.role', 'g.place_code', 'g.from_day', 'g.to_day'])
    .where('a.is_demo', '=', true)
    .where('g.ended_at', 'is', null)
    .execute()
  const actors = new Map<string, Actor & { grants: Grant[] }>()
  for (const row of rows) {
    const actor = actors.get(row.username) ?? {
      accountId: row.id,
      name: row.name,
      grants: [],
      lang: 'vi' as const,
    }
    actor.grants.push({
      role: row.role as Role,
      place: row.place_code,
      agencyId: null,
      from: row.from_day,
      to: row.to_day,
    })
    actors.set(row.username, actor)
  }
  return actors
}

async function must<T>(
  kernel: Kernel,
  actor: Actor,
  body: (ctx: CommandContext) => Promise<Result<T>>,
): Promise<T> {
  const done = await kernel.run(actor, body)
  if (!done.ok) throw new Error(`the demo council does not load: ${JSON.stringify(done.problems)}`)
  return done.value
}
