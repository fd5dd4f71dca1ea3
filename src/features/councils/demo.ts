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
import { signMinutes } from './minutes/record.ts'
import type { Parts } from './parts.ts'
import { takeStep } from './sittings/steps.ts'

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
  ['thu-ky-hd-2', 'secretary', 'Chuyên viên (minh họa)', false],
]

/**
 * The demo council over demo dossiers that wait for a council. One sitting is closed and signed: its results wait to be laid before
 * the Chairman. Another is in progress: a product opened, one being scored (a member on paper, typed in once and waiting for the
 * second secretary), one waiting with a relation to be decided on. A third is convened: its samples are tasted by code first.
 * Everything is done by the commands people use.
 */
export async function loadCouncilDemo(
  parts: Parts,
  door: Omit<Councils, 'feature' | 'demoAppeal'>,
): Promise<void> {
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
  const dossierIds = await waitingDemoDossiers(kernel, deps.province.code)
  const judged = dossierIds.length > 2 ? dossierIds.slice(0, JUDGED) : []
  const running = dossierIds.slice(judged.length, judged.length + RUNNING)
  const founding = demoCouncil(deps, people, day, await addressOfLast(kernel, running))
  const { councilId } = await run(office, (ctx) => door.found(ctx, founding))
  const scene = { parts, door, councilId, day, chair, secretary, people, run }
  if (judged.length > 0) await closedSitting(scene, judged)
  await openSitting(scene, running)
  await tastingSitting(scene, dossierIds.slice(judged.length + running.length))
}

/** How many of the waiting dossiers the closed and the running sitting take, in the order they came. */
const JUDGED = 3
const RUNNING = 3

interface Scene {
  readonly parts: Parts
  readonly door: Omit<Councils, 'feature' | 'demoAppeal'>
  readonly councilId: string
  readonly day: string
  readonly chair: Actor
  readonly secretary: Actor
  readonly people: ReadonlyMap<string, Actor>
  readonly run: <T>(actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>) => Promise<T>
}

/** A sitting with these dossiers, their samples coded, convened. */
async function convened(
  scene: Scene,
  dossierIds: readonly string[],
  venue: string,
  blind = false,
): Promise<string> {
  const { parts, door, councilId, day, secretary, run } = scene
  const { sittingId } = await run(secretary, (ctx) =>
    door.plan(ctx, { councilId, roundId: null, mode: 'meeting', heldOn: day, venue, deadline: null }),
  )
  if (dossierIds.length === 0) return sittingId
  await run(secretary, (ctx) => door.addItems(ctx, { sittingId, dossierIds }))
  await run(secretary, (ctx) => door.codeSamples(ctx, sittingId))
  if (blind) {
    const step = { step: 'blind-on', itemId: '', reason: '', text: '', heldOn: null, venue: '' }
    await run(secretary, (ctx) => takeStep(ctx, sittingId, step, parts))
  }
  await run(secretary, (ctx) => door.convene(ctx, sittingId))
  return sittingId
}

/** A sitting with these dossiers, convened, attended and open. */
async function sittingOf(scene: Scene, dossierIds: readonly string[], venue: string): Promise<string> {
  const { parts, door, councilId, chair, secretary, run } = scene
  const sittingId = await convened(scene, dossierIds, venue)
  if (dossierIds.length === 0) return sittingId
  const members = await parts.kernel.db
    .selectFrom('council_member')
    .select('id')
    .where('council_id', '=', councilId)
    .execute()
  const entries = members.map(({ id }) => ({ memberId: id, present: true, delegatedTo: null }))
  await run(secretary, (ctx) => door.attend(ctx, sittingId, entries))
  await run(chair, (ctx) => door.act(ctx, sittingId, { action: 'open', detail: { present: 8, voters: 8 } }))
  return sittingId
}

/** The next sitting: every member has the samples to taste, knowing only their codes. */
async function tastingSitting(scene: Scene, dossierIds: readonly string[]): Promise<void> {
  if (dossierIds.length > 0) await convened(scene, dossierIds, 'Phòng nếm thử (minh họa)', true)
}

async function closedSitting(scene: Scene, dossierIds: readonly string[]): Promise<void> {
  const { parts, door, chair, secretary, run } = scene
  const sittingId = await sittingOf(scene, dossierIds, 'Hội trường A (minh họa)')
  for (const [index, item] of (await demoItems(scene, sittingId)).entries()) {
    await score(scene, sittingId, item, voters, index)
    await run(chair, (ctx) => door.openSheets(ctx, { sittingId, itemId: item.id }))
    await run(chair, (ctx) => door.agree(ctx, { sittingId, itemId: item.id }))
  }
  const close = { step: 'close', itemId: '', reason: '', text: '', heldOn: null, venue: '' }
  await run(chair, (ctx) => takeStep(ctx, sittingId, close, parts))
  for (const actor of [secretary, chair])
    await run(actor, (ctx) => signMinutes(ctx, { sittingId, version: 1 }, parts.deps))
}

async function openSitting(scene: Scene, dossierIds: readonly string[]): Promise<void> {
  const { door, chair, secretary, run } = scene
  const sittingId = await sittingOf(scene, dossierIds, 'Hội trường B (minh họa)')
  const [first, second] = await demoItems(scene, sittingId)
  if (first) {
    await score(scene, sittingId, first, voters, 2)
    await run(chair, (ctx) => door.openSheets(ctx, { sittingId, itemId: first.id }))
  }
  if (!second) return
  await score(scene, sittingId, second, voters.slice(1, 5), 3)
  const { id: memberId } = await scene.parts.kernel.db
    .selectFrom('council_member')
    .select('id')
    .where('council_id', '=', scene.councilId)
    .where('account_id', '=', scene.people.get('hoi-dong-7')!.accountId)
    .executeTakeFirstOrThrow()
  await run(secretary, (ctx) => door.printPapers(ctx, { sittingId, memberId }))
  const paper = await scene.parts.kernel.db
    .selectFrom('paper_sheet')
    .select('id')
    .where('item_id', '=', second.id)
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  const content = contentFor(scene, second, 'hoi-dong-7/3')
  if (content) await run(secretary, (ctx) => door.enterPaper(ctx, { sittingId, paperId: paper.id, content }))
}

const voters = seats.filter(([, , , votes]) => votes).map(([name]) => name)

interface DemoItem {
  readonly id: string
  readonly regime: string
  readonly set_no: number
  readonly answers: unknown
}

function demoItems({ parts }: Scene, sittingId: string): Promise<DemoItem[]> {
  return parts.kernel.db
    .selectFrom('sitting_item as i')
    .innerJoin('dossier as d', 'd.id', 'i.dossier_id')
    .select(['i.id', 'd.regime', 'd.set_no', 'd.answers'])
    .where('i.sitting_id', '=', sittingId)
    .orderBy('i.ordinal')
    .execute()
}

const contentFor = ({ parts }: Scene, item: DemoItem, who: string): SheetContent | null => {
  const compiled = parts.deps.regulation.compiled(item.regime, item.set_no)
  return compiled ? demoContent(compiled, item.answers as Record<string, Answer>, who) : null
}

/** Calls an item, opens its scoring, and lets these members seal. */
async function score(
  scene: Scene,
  sittingId: string,
  item: DemoItem,
  sealing: readonly string[],
  index: number,
): Promise<void> {
  const { door, chair, people, run } = scene
  await run(chair, (ctx) => door.act(ctx, sittingId, { action: 'call-item', detail: { itemId: item.id } }))
  await run(chair, (ctx) => door.openScoring(ctx, { sittingId, itemIds: [item.id] }))
  for (const name of sealing) {
    const content = contentFor(scene, item, `${name}/${index}`)
    const save = { itemId: item.id, key: uuidv7(), baseRevision: 0, round: 1, content, device: 'minh họa' }
    await run(people.get(name)!, (ctx) => door.seal(ctx, save))
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

function demoCouncil(
  deps: Parts['deps'],
  people: ReadonlyMap<string, Actor>,
  day: string,
  sharedAddress: string | null,
): NewCouncil {
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
        // One member lives where a producer does: a relation for the keepers to decide on.
        address: username === 'hoi-dong-5' ? sharedAddress : null,
      }
    }),
  }
}

async function addressOfLast(kernel: Kernel, dossierIds: readonly string[]): Promise<string | null> {
  const row = await kernel.db
    .selectFrom('dossier as d')
    .innerJoin('producer as p', 'p.id', 'd.producer_id')
    .select('p.address_text as address')
    .where('d.id', '=', dossierIds.at(-1) ?? null)
    .executeTakeFirst()
  return row?.address ?? null
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
export async function demoActors(kernel: Kernel): Promise<Map<string, Actor>> {
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

export async function must<T>(
  kernel: Kernel,
  actor: Actor,
  body: (ctx: CommandContext) => Promise<Result<T>>,
): Promise<T> {
  const done = await kernel.run(actor, body)
  if (!done.ok) throw new Error(`the demo council does not load: ${JSON.stringify(done.problems)}`)
  return done.value
}
