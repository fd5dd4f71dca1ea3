import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDemoAccount } from '../../src/features/accounts/index.ts'
import { type CouncilDeps, type Councils, createCouncils } from '../../src/features/councils/index.ts'
import { createDossiers } from '../../src/features/dossiers/index.ts'
import { loadRegulation } from '../../src/features/regulation/index.ts'
import { buildKernel } from '../../src/kernel.ts'
import { type Actor, type CommandContext, type Result, system } from '../../src/platform/command/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { type Database, uuidv7 } from '../../src/platform/db/index.ts'
import type { Kernel } from '../../src/platform/feature.ts'
import { Numbering } from '../../src/rules/numbering/index.ts'
import type { Role } from '../../src/rules/permissions/index.ts'
import { CouncilRules } from '../../src/rules/scoring/index.ts'
import type { MemberRole } from '../../src/rules/sitting/index.ts'
import { fixedClock, type SetClock } from './clock.ts'
import { places } from './places.ts'

export const PROVINCE = '46'
export const regulation = loadRegulation('regulation')

export const testRules = CouncilRules.parse({
  id: 'quy-che-thu',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  citation: 'Quy chế thử, Điều 5',
  quorum: { numerator: 3, denominator: 4, chairOrDelegateRequired: true },
  spreadLimit: 10,
  spreadByCriterionShare: null,
  mean: 'plain',
  minimums: 'agreed-sheet',
  tieBreak: 'lower',
  missedMinimum: 'lower-star',
  minimumsCumulativeFrom: 3,
  knockout: 'majority',
  writtenOpinion: { allowed: true, forKinds: ['reevaluation'], days: 15 },
  rounding: { printDecimals: 2, mode: 'half-up' },
})

/** A council of nine (eight vote) on a database of its own, and what a test needs to let it sit. */
export interface CouncilWorld {
  readonly kernel: Kernel
  readonly councils: Councils
  readonly deps: CouncilDeps
  readonly clock: SetClock
  readonly office: Actor
  readonly chair: Actor
  readonly secretary: Actor
  readonly members: readonly Actor[]
  run<T>(actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>): Promise<T>
  codes(actor: Actor, body: (ctx: CommandContext) => Promise<Result<unknown>>): Promise<string[]>
  person(name: string, roles: readonly Role[]): Promise<Actor>
  producer(about?: { name?: string; phone?: string }): Promise<string>
  dossier(producerId: string, about?: { setNo?: number; kind?: 'first' | 'reevaluation' }): Promise<string>
  found(): Promise<{ councilId: string; memberIds: string[] }>
  /** A sitting that is open, everyone present, with these dossiers on its agenda. */
  sitting(
    dossierIds: readonly string[],
  ): Promise<{ sittingId: string; itemIds: string[]; memberIds: string[] }>
}

/** From filing to standing before the council. */
const WAY = [
  'file',
  'receive-commune',
  'report-commune',
  'propose',
  'receive-province',
  'accept-into-round',
  'advisory-report',
  'put-before-council',
] as const

export async function councilWorld(
  database: Database,
  voters = 8,
  { signIn = false }: { signIn?: boolean } = {},
): Promise<CouncilWorld> {
  const clock = fixedClock('2026-06-15')
  const kernel = kernelOn(database, clock)
  const world = await worldOn(kernel, { voters, signIn })
  world.councils.feature.subscribe?.(kernel.events)
  return { ...world, clock }
}

function kernelOn(database: Database, clock: SetClock): Kernel {
  const config = readConfig({
    DATA_DIR: mkdtempSync(join(tmpdir(), 'saolang-test-')),
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
  })
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  return buildKernel(config.value, database, clock).kernel
}

/** The same on a kernel that already serves; people get a password and can sign in. */
export async function worldOnApplication(kernel: Kernel, clock: SetClock): Promise<CouncilWorld> {
  return { ...(await worldOn(kernel, { signIn: true })), clock }
}

/** A council of this many voters on a database that a server of its own will serve. */
export function worldToServe(kernel: Kernel, voters: number): Promise<Omit<CouncilWorld, 'clock'>> {
  return worldOn(kernel, { signIn: true, voters })
}

/** A council of this many voters on a kernel that already serves other things; nobody of it signs in. */
export function worldBeside(kernel: Kernel, voters: number): Promise<Omit<CouncilWorld, 'clock'>> {
  return worldOn(kernel, { voters })
}

async function worldOn(
  kernel: Kernel,
  { signIn = false, voters = 8 }: { signIn?: boolean; voters?: number } = {},
): Promise<Omit<CouncilWorld, 'clock'>> {
  const deps: CouncilDeps = {
    regulation,
    rulesOn: () => testRules,
    rulesById: (id) => (id === testRules.id ? testRules : undefined),
    recordAction: createDossiers(kernel, {
      regulation,
      numbering: Numbering.parse(regulation.file('hue/numbering')),
      places,
    }).recordAction,
    agencies: () => [],
    province: { code: PROVINCE, name: 'thành phố Huế' },
  }
  const councils = createCouncils(kernel, deps)
  const { db } = kernel
  let count = 0

  async function person(name: string, roles: readonly Role[]): Promise<Actor> {
    count += 1
    const id = signIn ? await accountWithPassword(name) : await bareAccount(name)
    const grants = roles.map((role) => ({
      role,
      place: PROVINCE,
      agencyId: null,
      from: '2026-01-01',
      to: null,
    }))
    if (signIn)
      for (const role of roles)
        await db
          .insertInto('role_grant')
          .values({
            id: uuidv7(),
            account_id: id,
            role,
            place_code: PROVINCE,
            from_day: '2026-01-01',
          } as never)
          .execute()
    return { accountId: id, name, grants, lang: 'vi' }
  }

  async function bareAccount(name: string): Promise<string> {
    const id = uuidv7()
    const username = `nguoi-${count}-${id.slice(-6)}`
    await db
      .insertInto('account')
      .values({ id, username, email: `${id}@example.vn`, name, name_folded: name.toLowerCase() } as never)
      .execute()
    return id
  }

  async function accountWithPassword(name: string): Promise<string> {
    const made = await run(system, (ctx) => createDemoAccount(ctx, { username: `nguoi-${count}`, name }))
    return made.accountId
  }

  async function run<T>(actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>): Promise<T> {
    const result = await kernel.run(actor, body)
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    return result.value
  }

  const office = await person('Văn phòng', ['provincial-office'])
  const chair = await person('Chủ tịch', ['chair', 'council-member'])
  const secretary = await person('Thư ký', ['secretary'])
  const members: Actor[] = []
  for (let n = 1; n < voters; n++) members.push(await person(`Thành viên ${n}`, ['council-member', 'chair']))

  async function producer({ name = 'HTX thử', phone }: { name?: string; phone?: string } = {}) {
    const id = uuidv7()
    await db
      .insertInto('producer')
      .values({
        id,
        slug: id,
        name,
        name_folded: name.toLowerCase(),
        province_code: PROVINCE,
        phone: phone ?? null,
      } as never)
      .execute()
    return id
  }

  async function dossier(
    producerId: string,
    { setNo = 1, kind = 'first' }: { setNo?: number; kind?: 'first' | 'reevaluation' } = {},
  ) {
    const [productId, id] = [uuidv7(), uuidv7()]
    await db
      .insertInto('product')
      .values({
        id: productId,
        slug: productId,
        producer_id: producerId,
        name: `Sản phẩm ${++count}`,
        name_folded: `san pham ${count}`,
        regime: 'qd26-2026',
        set_no: setNo,
        province_code: PROVINCE,
      } as never)
      .execute()
    await db
      .insertInto('dossier')
      .values({
        id,
        product_id: productId,
        producer_id: producerId,
        kind,
        regime: 'qd26-2026',
        set_no: setNo,
        place_code: '19813',
        province_code: PROVINCE,
        year: 2026,
        status: 'before-council',
        filed_on: '2026-05-25',
      } as never)
      .execute()
    for (const [index, action] of WAY.entries())
      await db
        .insertInto('dossier_action')
        .values({
          dossier_id: id,
          seq: index + 1,
          action,
          at: kernel.clock(),
          day: '2026-05-25',
          actor_id: null,
          actor_name: 'Người thử',
          actor_role: 'system',
        } as never)
        .execute()
    return id
  }

  async function found() {
    const seats: [Actor, MemberRole, boolean][] = [
      [chair, 'chair', true],
      [members[0]!, 'deputy-chair', true],
      ...members.slice(1).map((one): [Actor, MemberRole, boolean] => [one, 'member', true]),
      [secretary, 'secretary', false],
    ]
    const { councilId } = await run(office, (ctx) =>
      councils.found(ctx, {
        provinceCode: PROVINCE,
        level: 'tinh',
        kind: 'council',
        purpose: 'evaluation',
        name: 'Hội đồng thử',
        decisionNo: '99/QĐ-UBND',
        decisionOn: '2026-06-01',
        signer: 'Người ký',
        members: seats.map(([actor, role, votes]) => ({
          name: actor.name,
          office: 'Chuyên viên',
          agencyId: null,
          role,
          votes,
          accountId: actor.accountId,
          phone: null,
          address: null,
        })),
      }),
    )
    const rows = await db
      .selectFrom('council_member')
      .select('id')
      .where('council_id', '=', councilId)
      .orderBy('ordinal')
      .execute()
    return { councilId, memberIds: rows.map((row) => row.id) }
  }

  async function sitting(dossierIds: readonly string[]) {
    const { councilId, memberIds } = await found()
    const { sittingId } = await run(secretary, (ctx) =>
      councils.plan(ctx, {
        councilId,
        roundId: null,
        mode: 'meeting',
        heldOn: '2026-06-15',
        venue: 'Hội trường',
        deadline: null,
      }),
    )
    await run(secretary, (ctx) => councils.addItems(ctx, { sittingId, dossierIds }))
    await run(secretary, (ctx) => councils.convene(ctx, sittingId))
    await run(secretary, (ctx) =>
      councils.attend(
        ctx,
        sittingId,
        memberIds.map((memberId) => ({ memberId, present: true, delegatedTo: null })),
      ),
    )
    await run(chair, (ctx) =>
      councils.act(ctx, sittingId, { action: 'open', detail: { present: voters, voters } }),
    )
    const items = await db
      .selectFrom('sitting_item')
      .select(['id', 'dossier_id'])
      .where('sitting_id', '=', sittingId)
      .execute()
    const itemIds = dossierIds.map((id) => items.find((item) => item.dossier_id === id)!.id)
    return { sittingId, itemIds, memberIds }
  }

  return {
    kernel,
    councils,
    deps,
    office,
    chair,
    secretary,
    members,
    run,
    codes: async (actor, body) => {
      const result = await kernel.run(actor, body)
      return result.ok ? [] : result.problems.map((problem) => problem.code)
    },
    person,
    producer,
    dossier,
    found,
    sitting,
  }
}
