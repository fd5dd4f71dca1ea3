import { randomUUID } from 'node:crypto'
import { issueCommuneReport, proposeDossier, receiveByCommune } from '../../src/features/dossiers/commune.ts'
import { saveAssessment, saveChapter } from '../../src/features/dossiers/editing.ts'
import {
  createDossiers,
  type Dossier,
  type Dossiers,
  dossierById,
} from '../../src/features/dossiers/index.ts'
import { lawsOf } from '../../src/features/dossiers/law.ts'
import { pinPaper } from '../../src/features/dossiers/pins.ts'
import {
  acceptIntoRound,
  assignAdvisers,
  receiveByProvince,
  reportToCouncil,
} from '../../src/features/dossiers/province.ts'
import { recorder } from '../../src/features/dossiers/record.ts'
import { addPaper } from '../../src/features/evidence/index.ts'
import { loadRegulation } from '../../src/features/regulation/index.ts'
import { openRound } from '../../src/features/rounds/index.ts'
import {
  type Actor,
  type CommandContext,
  EventBus,
  type Result,
  runCommand,
} from '../../src/platform/command/index.ts'
import { type Database, jsonb, uuidv7 } from '../../src/platform/db/index.ts'
import type { Kernel } from '../../src/platform/feature.ts'
import { leaves, scalesOf } from '../../src/rules/criteria/index.ts'
import { Numbering } from '../../src/rules/numbering/index.ts'
import type { Grant, Role } from '../../src/rules/permissions/index.ts'
import type { Answer } from '../../src/rules/scoring/index.ts'
import { fixedClock, type SetClock } from './clock.ts'
import { places } from './places.ts'

export const regulation = loadRegulation(new URL('../../regulation', import.meta.url).pathname)

export const numbering = Numbering.parse(regulation.file('hue/numbering'))

/** Phú Vang in Huế, by the codes of QĐ 19/2025/QĐ-TTg; the names of people and products are invented. */
export const province = '46'
export const commune = '19942'

export interface DossierWorld {
  readonly clock: SetClock
  readonly events: EventBus
  readonly dossiers: Dossiers
  readonly producerId: string
  readonly productId: string
  readonly actors: Readonly<
    Record<'producer' | 'stranger' | 'officer' | 'office' | 'adviser' | 'leader', Actor>
  >
  run<T>(actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>): Promise<Result<T>>
  /** The value, or a failed test naming the problems. */
  must<T>(actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>): Promise<T>
  /** Another product of the same producer. */
  product(name: string, setNo?: number): Promise<string>
  actor(role: Role, more?: Partial<Grant>): Promise<Actor>
  /** A draft that may be filed: forms filled, best options described and proven. */
  draft(productId?: string): Promise<Dossier>
  filed(productId?: string): Promise<Dossier>
  proposed(productId?: string): Promise<Dossier>
  beforeCouncil(productId?: string): Promise<Dossier>
}

const sentence =
  'Hợp tác xã minh họa làm từ nguyên liệu trong xã, có sổ ghi chép từng mẻ, nhãn ghi xuất xứ và địa chỉ.'

/** A small province with one producer and one of each role, its clock standing on 1 September 2026. */
export async function dossierWorld(
  { db }: Database,
  clock = fixedClock('2026-09-01'),
): Promise<DossierWorld> {
  const events = new EventBus()
  const host = { db, clock, events }
  const laws = lawsOf(regulation)
  const desk = { laws, record: recorder(laws), numbering }
  const dossiers = createDossiers({ events } as unknown as Kernel, { regulation, numbering, places })
  const run: DossierWorld['run'] = (actor, body) => runCommand(host, actor, body)
  const must: DossierWorld['must'] = async (actor, body) => {
    const result = await run(actor, body)
    if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1))
    return result.value
  }

  const producerId = uuidv7()
  await db
    .insertInto('producer')
    .values({
      id: producerId,
      slug: `htx-minh-hoa-${producerId.slice(-6)}`,
      name: 'Hợp tác xã Minh Họa Phú Vang',
      name_folded: 'hop tac xa minh hoa phu vang',
      legal_type: 'hop-tac-xa',
      registration_no: '3301000001',
      registered_on: '2019-03-05',
      representative: jsonb({
        name: 'Nguyễn Thị Minh Họa',
        position: 'Giám đốc',
        gender: 'Nữ',
        ethnicity: 'Kinh',
        address: 'Thôn Một, xã Phú Vang',
      }),
      phone: '0905123456',
      email: 'htx@vidu.vn',
      address_text: 'Thôn Một, xã Phú Vang, thành phố Huế',
      place_code: commune,
      place_day: '2025-07-01',
      province_code: province,
      is_demo: true,
    } as never)
    .execute()

  const product: DossierWorld['product'] = async (name, setNo = 8) => {
    const id = uuidv7()
    await db
      .insertInto('product')
      .values({
        id,
        slug: `san-pham-${id.slice(-6)}`,
        producer_id: producerId,
        name,
        name_folded: name.toLowerCase(),
        regime: 'qd26-2026',
        set_no: setNo,
        place_code: commune,
        place_day: '2025-07-01',
        province_code: province,
        description: jsonb({ vi: sentence }),
        is_demo: true,
      } as never)
      .execute()
    return id
  }

  const actor: DossierWorld['actor'] = async (role, more = {}) => {
    const id = randomUUID()
    await db
      .insertInto('account')
      .values({
        id,
        username: id,
        display_username: id,
        email: `${id}@vidu.vn`,
        name: `Người ${role} minh họa`,
        image: null,
        phone: null,
        locked_at: null,
        is_demo: true,
      } as never)
      .execute()
    const grant: Grant = { role, place: null, agencyId: null, from: '2020-01-01', to: null, ...more }
    await db
      .insertInto('role_grant')
      .values({
        id: uuidv7(),
        account_id: id,
        role,
        place_code: grant.place,
        agency_id: null,
        producer_id: grant.producerIds?.[0] ?? null,
        from_day: grant.from,
        to_day: null,
        delegated_by: null,
        reason: null,
      })
      .execute()
    return { accountId: id, name: `Người ${role} minh họa`, grants: [grant], lang: 'vi' }
  }

  const productId = await product('Mắm cá rò minh họa')
  const actors = {
    producer: await actor('producer', { producerIds: [producerId] }),
    stranger: await actor('commune-officer', { place: '19804' }),
    officer: await actor('commune-officer', { place: commune }),
    office: await actor('provincial-office', { place: province }),
    adviser: await actor('advisory-team', { place: province }),
    leader: await actor('leader', { place: province }),
  }

  const draft: DossierWorld['draft'] = async (of = productId) => {
    const dossier = await must(actors.producer, (ctx) =>
      dossiers.start(ctx, { productId: of, kind: 'first' }),
    )
    await fillForms(dossier)
    await fillSheet(dossier)
    return (await dossierById(db, dossier.id))!
  }

  async function fillForms(dossier: Dossier): Promise<void> {
    for (const chapter of laws(dossier.regime)!.chapters(dossier.kind))
      await must(actors.producer, (ctx) =>
        saveChapter(ctx, laws, {
          dossierId: dossier.id,
          chapter: chapter.id,
          base: {},
          sent: (name) => {
            const field = chapter.fields.find((one) => one.name === name)!
            const known = dossier.form[name]
            if (field.type === 'checkbox') return undefined
            return typeof known === 'string' && known !== '' ? known : `${sentence} ${name}`
          },
        }),
      )
  }

  async function fillSheet(dossier: Dossier): Promise<void> {
    const law = laws(dossier.regime)!
    const answers: Record<string, Answer> = {}
    const notes: Record<string, string> = {}
    for (const { criterion } of leaves(law.sheet(dossier.setNo)!)) {
      const best = scalesOf(criterion)[0]!.options.length - 1
      answers[criterion.code] = criterion.cases ? { case: 0, option: best } : best
      notes[criterion.code] = `${sentence} ${criterion.code}`
    }
    await must(actors.producer, (ctx) =>
      saveAssessment(ctx, laws, { dossierId: dossier.id, answers, notes, wishStar: 4, base: {} }),
    )
    const papers = new Map<string, string>()
    for (const row of law.evidence) {
      const { id } = await must(actors.producer, (ctx) =>
        addPaper(ctx, places, {
          producerId: dossier.producer.id,
          facts: {
            kind: row.id,
            title: row.label,
            number: '01/MH',
            issuer: 'Cơ quan minh họa',
            issuedOn: '2026-03-01',
            validUntil: '2029-03-01',
          },
          files: [
            {
              hash: row.id.padEnd(64, '0').replace(/[^0-9a-f]/g, '0'),
              name: `${row.id}.jpg`,
              mediaType: 'image/jpeg',
              size: 1000,
              pageCount: 1,
            },
          ],
        }),
      )
      papers.set(row.id, id)
    }
    for (const { criterion } of leaves(law.sheet(dossier.setNo)!)) {
      const paperId = papers.get(criterion.evidence?.[0] ?? '')
      if (paperId)
        await must(actors.producer, (ctx) =>
          pinPaper(ctx, laws, { dossierId: dossier.id, paperId, criterion: criterion.code, page: 1 }),
        )
    }
  }

  const filed: DossierWorld['filed'] = async (of) => {
    const { id } = await draft(of)
    return (await must(actors.producer, (ctx) => dossiers.file(ctx, { dossierId: id, declared: true })))
      .dossier
  }

  const proposed: DossierWorld['proposed'] = async (of) => {
    const { id, regime } = await filed(of)
    await must(actors.officer, (ctx) =>
      receiveByCommune(ctx, desk, { dossierId: id, checklist: ['mau-01', 'mau-02'], samples: 5 }),
    )
    const topics = Object.fromEntries(
      laws(regime)!
        .forms.communeReport.sections.flatMap((section) => section.fields)
        .filter((field) => field.type === 'longtext')
        .map((field) => [field.name, sentence]),
    )
    await must(actors.officer, (ctx) => issueCommuneReport(ctx, desk, { dossierId: id, topics, version: 0 }))
    return must(actors.officer, (ctx) =>
      proposeDossier(ctx, desk, { dossierId: id, number: '12/TTr-UBND', on: '01/09/2026', samples: 5 }),
    )
  }

  const beforeCouncil: DossierWorld['beforeCouncil'] = async (of) => {
    const { id } = await proposed(of)
    const round = await firstRound()
    await must(actors.office, (ctx) => receiveByProvince(ctx, desk, { dossierId: id, checklist: [] }))
    await must(actors.office, (ctx) => acceptIntoRound(ctx, desk, { dossierId: id, roundId: round }))
    await must(actors.office, (ctx) =>
      assignAdvisers(ctx, { dossierId: id, accountIds: [actors.adviser.accountId!] }),
    )
    await must(actors.adviser, (ctx) =>
      reportToCouncil(ctx, desk, { dossierId: id, by: 'advisory-report', conclusion: 'Đủ điều kiện.' }),
    )
    return must(actors.office, (ctx) => dossiers.recordAction(ctx, id, 'put-before-council'))
  }

  async function firstRound(): Promise<string> {
    const known = await db
      .selectFrom('round')
      .select('id')
      .where('province_code', '=', province)
      .orderBy('id')
      .executeTakeFirst()
    if (known) return known.id
    const round = await must(actors.office, (ctx) =>
      openRound(ctx, regulation, { provinceCode: province, year: 2026, ordinal: 2 }),
    )
    return round.id
  }

  return {
    clock,
    events,
    dossiers,
    producerId,
    productId,
    actors,
    run,
    must,
    product,
    actor,
    draft,
    filed,
    proposed,
    beforeCouncil,
  }
}
