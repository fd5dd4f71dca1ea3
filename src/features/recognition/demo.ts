import { plainDate } from '../../platform/clock/index.ts'
import { type Actor, ok, system } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { addDays, addMonths } from '../../rules/calendar/index.ts'
import type { Grant } from '../../rules/permissions/index.ts'
import { candidates } from './decisions/candidates.ts'
import { draftDecision, proposeDecision } from './decisions/draft.ts'
import { releaseDecision } from './decisions/release.ts'
import { appendEvent } from './events.ts'
import type { RecognitionDeps } from './recognition.ts'
import { type RecordDeps, recordRecognition } from './record.ts'

/**
 * The demonstration register: recognitions of earlier years in every standing, on demonstration products without a dossier,
 * and — when the demonstration council has agreed results — one released decision with its certificates. All of it is marked.
 */
export async function loadDemoRecognitions(
  kernel: Kernel,
  deps: RecognitionDeps & RecordDeps,
): Promise<void> {
  const today = plainDate(kernel.clock())
  const products = await kernel.db
    .selectFrom('product as p')
    .select(['p.id'])
    .where('p.is_demo', '=', true)
    .where('p.province_code', '=', deps.provinceOf(system, today).code)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('dossier as d').select('d.id').whereRef('d.product_id', '=', 'p.id'))),
    )
    .orderBy('p.slug')
    .limit(stories.length)
    .execute()
  for (const [index, { id }] of products.entries()) await tell(kernel, deps, id, stories[index]!, today)
  await renewTwo(
    kernel,
    deps,
    products.slice(1, 3).map((each) => each.id),
    today,
  )
  await releaseAgreed(kernel, deps, today)
}

interface Story {
  readonly star: number
  /** How long ago the decision was made, in months and days. */
  readonly months: number
  readonly days: number
  readonly end?: 'suspended' | 'revoked'
}

/** One story a standing: valid, expiring, expired, suspended, revoked. */
const stories: readonly Story[] = [
  { star: 4, months: 10, days: 3 },
  { star: 3, months: 18, days: 12 },
  { star: 3, months: 33, days: 5 },
  { star: 4, months: 34, days: 20 },
  { star: 3, months: 40, days: 9 },
  { star: 3, months: 14, days: 2, end: 'suspended' },
  { star: 3, months: 20, days: 17, end: 'revoked' },
  { star: 4, months: 8, days: 6 },
  { star: 3, months: 26, days: 15 },
]

async function tell(
  kernel: Kernel,
  deps: RecognitionDeps & RecordDeps,
  productId: string,
  story: Story,
  today: string,
): Promise<void> {
  const issuedOn = addDays(addMonths(today, -story.months), -story.days)
  const regime =
    ['qd26-2026', 'qd148-2023-qd1489-2025', 'qd148-2023'].find(
      (each) => deps.whyNotDecided(each, { day: issuedOn, level: 'tinh' }) === null,
    ) ?? 'qd148-2023'
  const level = deps.recognises(regime, 'huyen')?.includes(story.star) ? 'huyen' : 'tinh'
  await kernel.run(system, async (ctx) => {
    const made = await recordRecognition(
      ctx,
      {
        productId,
        star: story.star,
        regime,
        level,
        issuer:
          level === 'huyen' ? 'Ủy ban nhân dân cấp huyện (minh họa)' : 'Ủy ban nhân dân tỉnh (minh họa)',
        decisionNo: `${100 + story.months}/QĐ-UBND (minh họa)`,
        issuedOn,
      },
      deps,
    )
    if (made.ok && story.end) {
      await appendEvent(ctx, made.value.recognitionId, {
        kind: story.end,
        day: addDays(today, -20),
        decisionId: null,
        reason: 'Dữ liệu minh họa',
        detail: {},
      })
    }
    return made
  })
}

/** Two products are recognised anew two months ago, one with a higher star: certificates of ours to look at and to verify. */
async function renewTwo(
  kernel: Kernel,
  deps: RecognitionDeps,
  productIds: readonly string[],
  today: string,
): Promise<void> {
  const office = await demoActor(kernel, 'van-phong-1')
  const leader = await demoActor(kernel, 'lanh-dao')
  if (!office || !leader || productIds.length === 0) return
  const province = deps.provinceOf(office, today)
  const decidedOn = addDays(addMonths(today, -2), -3)
  const decisionId = uuidv7()
  await kernel.run(office, async (ctx) => {
    await ctx.db
      .insertInto('decision')
      .values({
        id: decisionId,
        kind: 'recognise',
        province_code: province.code,
        number: null,
        decided_on: null,
        issuer: province.issuer,
        signer_name: leader.name,
        signer_office: province.signerOffice,
        title: 'Về việc công nhận lại và nâng hạng sản phẩm OCOP (minh họa)',
        status: 'proposed',
        drafted_by: office.accountId,
        proposed_by: office.accountId,
        released_by: null,
        released_at: null,
        paper_hash: null,
        is_demo: true,
      })
      .execute()
    await ctx.db
      .insertInto('decision_item')
      .values(
        productIds.map((productId, index) => ({
          id: uuidv7(),
          decision_id: decisionId,
          dossier_id: null,
          recognition_id: null,
          product_id: productId,
          outcome: 'recognise' as const,
          star: index === 0 ? 4 : 3,
          note: null,
        })),
      )
      .execute()
    return ok()
  })
  const released = await kernel.run(leader, (ctx) =>
    releaseDecision(
      ctx,
      { decisionId, number: '02/QĐ-UBND (minh họa)', decidedOn, signerName: leader.name, version: 1 },
      deps,
    ),
  )
  if (!released.ok) throw new Error(`the demo decision was refused: ${released.problems[0]?.code}`)
}

/** The office drafts, the leader releases: two people, as always. The newest result is left for whoever tries the demo. */
async function releaseAgreed(kernel: Kernel, deps: RecognitionDeps, today: string): Promise<void> {
  const office = await demoActor(kernel, 'van-phong-1')
  const leader = await demoActor(kernel, 'lanh-dao')
  if (!office || !leader) return
  const province = deps.provinceOf(office, today)
  const open = await candidates(kernel.db, province.code, today, deps.lawOf)
  const taken = open.filter((each) => each.outcomes[0] === 'recognise').slice(0, -1)
  if (taken.length === 0) return
  const drafted = await kernel.run(office, (ctx) =>
    draftDecision(
      ctx,
      {
        provinceCode: province.code,
        issuer: province.issuer,
        title: `Về việc công nhận kết quả đánh giá, phân hạng và cấp giấy chứng nhận sản phẩm OCOP năm ${today.slice(0, 4)} (minh họa)`,
        signerName: leader.name,
        signerOffice: province.signerOffice,
        dossierIds: taken.map((each) => each.dossierId),
      },
      deps.lawOf,
    ),
  )
  if (!drafted.ok) return
  const { decisionId } = drafted.value
  await kernel.run(office, (ctx) => proposeDecision(ctx, decisionId))
  await kernel.run(leader, (ctx) =>
    releaseDecision(
      ctx,
      { decisionId, number: '01/QĐ-UBND (minh họa)', decidedOn: today, signerName: leader.name, version: 1 },
      deps,
    ),
  )
}

async function demoActor(kernel: Kernel, username: string): Promise<Actor | null> {
  const rows = await kernel.db
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.id', 'a.name', 'g.role', 'g.place_code', 'g.agency_id', 'g.from_day', 'g.to_day'])
    .where('a.username', '=', username)
    .where('a.is_demo', '=', true)
    .execute()
  const first = rows[0]
  if (!first) return null
  const grants = rows.map(
    (row) =>
      ({
        role: row.role,
        place: row.place_code,
        agencyId: row.agency_id,
        from: row.from_day,
        to: row.to_day,
      }) as Grant,
  )
  return { accountId: first.id, name: first.name, grants, lang: 'vi' }
}
