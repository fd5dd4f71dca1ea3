import { plainDate } from '../../../platform/clock/index.ts'
import {
  type Actor,
  type CommandContext,
  type Result,
  runCommand,
  system,
} from '../../../platform/command/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { leaves } from '../../../rules/criteria/index.ts'
import type { Grant } from '../../../rules/permissions/index.ts'
import { recordConsent } from '../../consents/index.ts'
import { addPaper, papersWhere } from '../../evidence/index.ts'
import { markDemoRound, openRound } from '../../rounds/index.ts'
import { issueCommuneReport, proposeDossier, receiveByCommune, returnDossier } from '../commune.ts'
import type { Dossier } from '../dossier.ts'
import { chapterFields, saveAssessment, saveDraft } from '../editing.ts'
import { fileDossier } from '../filing.ts'
import type { Parts } from '../parts.ts'
import { pinPaper } from '../pins.ts'
import { acceptIntoRound, assignAdvisers, receiveByProvince, reportToCouncil } from '../province.ts'
import { startDossier } from '../start.ts'
import { type DemoStory, demoAnswers, demoNote, demoText, demoTopics } from './content.ts'
import { demoPaper } from './papers.ts'
import { recordDemoPast } from './past.ts'
import { type DemoPeople, demoActors, YEAR_BEGAN } from './people.ts'
import { type Course, demoStages, type Stage } from './stages.ts'

const ORDER: readonly Stage[] = [
  'draft',
  'filed',
  'commune.received',
  'commune.returned',
  'proposed',
  'province.received',
  'in-round',
  'before-council',
]

/**
 * Demo dossiers at every stage, made by the commands people use, each step on a day of its own before today. Without the demo
 * products, or on a day before the decree, there is nothing to show and nothing is made.
 */
export async function loadDemoDossiers(parts: Parts, people: DemoPeople, home: string): Promise<void> {
  const { kernel, regulation } = parts
  const today = plainDate(kernel.clock())
  const { regime } = regulation.regimeForDossier({ filedOn: addDays(today, -40), kind: 'first' })
  const law = regime && parts.laws(regime.id)
  const round = law?.life.roundFor(addDays(today, -1)) ?? null
  if (!law || !round) return
  const scene = await openScene(parts, people, home, today)
  if (!scene) return
  for (const { product, stage, wish } of demoStages) {
    const row = await productNamed(scene, product)
    if (row && stage === 'commune.returned') await recordDemoPast(parts, scene, row.id)
    if (row) await bring(scene, row, stage, wish)
  }
}

interface DemoProduct {
  readonly id: string
  readonly name: string
  readonly set_no: number | null
  readonly about: string
  readonly producer_id: string
  readonly producer_name: string
  readonly place_code: string
}

interface Scene {
  readonly parts: Parts
  readonly today: string
  readonly office: Actor
  readonly adviser: Actor
  readonly roundId: string
  /** The last day on which the commune's proposals were in time for the round. */
  readonly proposals: string
  officer(place: string): Promise<Actor>
  producer(producerId: string, place: string): Promise<Actor>
  on<T>(day: string, actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>): Promise<T>
}

async function openScene(
  parts: Parts,
  people: DemoPeople,
  home: string,
  today: string,
): Promise<Scene | null> {
  const { kernel, regulation } = parts
  const known = await demoActors(kernel.db)
  const office = known.get('van-phong-1')
  const adviser = known.get('to-tu-van-1')
  if (!office || !adviser) return null
  const on: Scene['on'] = async (day, actor, body) => {
    step += 1
    const at = new Date(Date.parse(`${day}T08:00:00+07:00`) + step * 15_000)
    const clock = () => at
    const result = await runCommand({ db: kernel.db, clock, events: kernel.events }, actor, body)
    if (!result.ok) throw new Error(`the demo dossiers do not load: ${JSON.stringify(result.problems)}`)
    return result.value
  }
  let step = 0
  const rounds = parts.laws(regulation.regimeForDossier({ filedOn: today, kind: 'first' }).regime?.id ?? '')
  const lawful = rounds?.life.roundFor(addDays(today, -60)) ?? rounds?.life.roundFor(today)
  if (!lawful || lawful.heldBefore <= today) return null
  const opened = await on(addDays(today, -30), office, (ctx) =>
    openRound(ctx, regulation, { provinceCode: home, year: lawful.year, ordinal: lawful.ordinal }),
  )
  await on(today, system, (ctx) => markDemoRound(ctx, opened.id))
  const officers = new Map([...known.values()].map((actor) => [placeOfficer(actor), actor]))
  const scene: Scene = {
    parts,
    today,
    office,
    adviser,
    roundId: opened.id,
    proposals: addDays(lawful.proposalsBefore, -1),
    on,
    officer: async (place) => {
      const officer = officers.get(place) ?? (await newOfficer(parts, people, on, place, today))
      officers.set(place, officer)
      return officer
    },
    producer: async (producerId, place) => {
      const own = [...known.values()].find((actor) =>
        actor.grants.some((grant) => grant.producerIds?.includes(producerId)),
      )
      return own ?? scene.officer(place)
    },
  }
  return scene
}

function placeOfficer(actor: Actor): string {
  return actor.grants.find((grant) => grant.role === 'commune-officer')?.place ?? ''
}

/** An officer for a commune that has none yet among the demo accounts. */
async function newOfficer(
  parts: Parts,
  people: DemoPeople,
  on: Scene['on'],
  place: string,
  today: string,
): Promise<Actor> {
  const name = `Cán bộ ${parts.placeName(place)} (minh họa)`
  const accountId = await on(addDays(today, -60), system, async (ctx) => {
    const account = await people.createDemoAccount(ctx, { username: `can-bo-${place}`, name })
    if (!account.ok) return account
    const granted = await people.grantRole(ctx, {
      accountId: account.value.accountId,
      role: 'commune-officer',
      place,
      from: YEAR_BEGAN,
      reason: 'Dữ liệu minh họa',
    })
    return granted.ok ? { ok: true as const, value: account.value.accountId } : granted
  })
  const grant: Grant = { role: 'commune-officer', place, agencyId: null, from: YEAR_BEGAN, to: null }
  return { accountId, name, grants: [grant], lang: 'vi' }
}

async function productNamed({ parts }: Scene, name: string): Promise<DemoProduct | null> {
  const row = await parts.kernel.db
    .selectFrom('product as t')
    .innerJoin('producer as p', 'p.id', 't.producer_id')
    .select([
      't.id',
      't.name',
      't.set_no',
      't.description',
      't.producer_id',
      'p.name as producer_name',
      't.place_code',
    ])
    .where('t.name', '=', name)
    .where('t.is_demo', '=', true)
    .executeTakeFirst()
  if (!row?.place_code || !row.producer_id || row.set_no === null) return null
  const about = (row.description as { vi?: string }).vi ?? row.name
  return { ...row, about, producer_id: row.producer_id, place_code: row.place_code }
}

/** Days of the steps: dossiers still with the commune are recent, those beyond came in before the round closed. */
function courseOf({ today, proposals }: Scene, stage: Stage): Course {
  const early = ORDER.indexOf(stage) < ORDER.indexOf('proposed')
  const last = early || today <= proposals ? today : proposals
  const back = (days: number) => addDays(last, -days)
  if (early)
    return {
      filed: back(stage === 'commune.received' ? 26 : 5),
      received: back(stage === 'commune.received' ? 25 : 4),
      returned: back(2),
      proposed: last,
      atProvince: last,
      inRound: last,
      advised: last,
    }
  return {
    filed: back(16),
    received: back(15),
    returned: back(14),
    proposed: back(6),
    atProvince: back(4),
    inRound: back(3),
    advised: back(1),
  }
}

async function bring(scene: Scene, product: DemoProduct, stage: Stage, wish: number): Promise<void> {
  const { parts, on } = scene
  const { desk } = parts
  const reached = (one: Stage) => ORDER.indexOf(stage) >= ORDER.indexOf(one)
  const days = courseOf(scene, stage)
  const story: DemoStory = { product: product.name, producer: product.producer_name, about: product.about }
  const officer = await scene.officer(product.place_code)
  const hand = await scene.producer(product.producer_id, product.place_code)
  const began = addDays(days.filed, -3)
  if (hand === officer) await ensureConsent(scene, product, officer, began)
  const dossier = await on(began, hand, (ctx) =>
    startDossier(ctx, parts, { productId: product.id, kind: 'first' }),
  )
  await fillIn(scene, hand, dossier, story, stage === 'draft', wish, began)
  if (!reached('filed')) return
  await on(days.filed, hand, (ctx) => fileDossier(ctx, parts, { dossierId: dossier.id, declared: true }))
  if (!reached('commune.received')) return
  const samples = parts.laws(dossier.regime)!.samples(dossier.setNo) || null
  const checklist = ['mau-01', 'mau-02', 'tai-lieu', 'ban-giay', 'ban-dien-tu']
  await on(days.received, officer, (ctx) =>
    receiveByCommune(ctx, desk, { dossierId: dossier.id, checklist, samples }),
  )
  if (stage === 'commune.returned') {
    await on(days.returned, officer, (ctx) =>
      returnDossier(ctx, desk, {
        dossierId: dossier.id,
        by: 'return-commune',
        reason: 'Hồ sơ cần bổ sung hai nội dung trước khi xã lập báo cáo (minh họa).',
        remarks: [
          { about: { kind: 'field', ref: 'plan' }, words: 'Nêu rõ kế hoạch sản lượng và điểm bán năm tới.' },
          {
            about: { kind: 'criterion', ref: '4.3' },
            words: 'Bổ sung ảnh hoặc đường dẫn của hoạt động quảng bá.',
          },
        ],
      }),
    )
    return
  }
  if (!reached('proposed')) return
  await on(addDays(days.proposed, -1), officer, (ctx) =>
    issueCommuneReport(ctx, desk, { dossierId: dossier.id, topics: demoTopics(story), version: 0 }),
  )
  await on(days.proposed, officer, (ctx) =>
    proposeDossier(ctx, desk, { dossierId: dossier.id, number: '21/TTr-UBND', on: ctx.today, samples }),
  )
  await onward(scene, dossier.id, days, reached)
}

async function onward(
  { parts, on, office, adviser, roundId }: Scene,
  dossierId: string,
  days: Course,
  reached: (stage: Stage) => boolean,
): Promise<void> {
  const { desk, record } = parts
  if (!reached('province.received')) return
  const checklist = ['van-ban-de-nghi-xa', 'mau-03', 'ho-so-san-pham', 'san-pham-mau']
  await on(days.atProvince, office, (ctx) => receiveByProvince(ctx, desk, { dossierId, checklist }))
  if (!reached('in-round')) return
  await on(days.inRound, office, (ctx) => acceptIntoRound(ctx, desk, { dossierId, roundId }))
  await on(days.inRound, office, (ctx) =>
    assignAdvisers(ctx, { dossierId, accountIds: [adviser.accountId!] }),
  )
  if (!reached('before-council')) return
  const conclusion =
    'Hồ sơ đủ thành phần; điểm tự chấm phù hợp với minh chứng. Đề nghị Hội đồng đánh giá (minh họa).'
  await on(days.advised, adviser, (ctx) =>
    reportToCouncil(ctx, desk, { dossierId, by: 'advisory-report', conclusion }),
  )
  await on(days.advised, office, (ctx) => record(ctx, dossierId, 'put-before-council'))
}

async function ensureConsent(scene: Scene, product: DemoProduct, officer: Actor, day: string): Promise<void> {
  const { parts, on } = scene
  const held = await parts.kernel.db
    .selectFrom('consent')
    .select('id')
    .where('producer_id', '=', product.producer_id)
    .where('officer_id', '=', officer.accountId!)
    .where('given_on', '<=', day)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (held) return
  const file = await demoPaper(parts.kernel, {
    title: `Giấy đồng ý cho cán bộ làm thay: ${product.producer_name}`,
    number: '01/ĐY',
    issuer: product.producer_name,
    day,
    text: `Chúng tôi đồng ý cho ${officer.name} nhập hồ sơ thay.`,
  })
  await on(addDays(day, -10), officer, (ctx) =>
    recordConsent(ctx, parts.places, {
      producerId: product.producer_id,
      way: 'signature-photo',
      givenBy: 'Người đại diện (minh họa)',
      until: addDays(scene.today, 200),
      file,
    }),
  )
}

/** Forms, sheet and papers of a demo dossier. A draft is left half done, so that there is something to do. */
async function fillIn(
  scene: Scene,
  hand: Actor,
  dossier: Dossier,
  story: DemoStory,
  half: boolean,
  wish: number,
  day: string,
): Promise<void> {
  const { parts, on } = scene
  const { laws } = parts
  const law = laws(dossier.regime)!
  const fields = law
    .chapters(dossier.kind)
    .filter((chapter) => !half || ['chu-the', 'dai-dien', 'san-pham'].includes(chapter.id))
    .flatMap((chapter) => chapterFields(law, dossier, chapter.id)!)
    .filter((field) => field.required && !dossier.form[field.name])
  const values = Object.fromEntries(fields.map((field) => [field.name, demoText(field, story)]))
  if (dossier.form.ownerName) values.ownerName = String(dossier.form.ownerName)
  await on(day, hand, (ctx) => saveDraft(ctx, laws, { dossierId: dossier.id, values, base: {} }))
  const answers = demoAnswers(law, dossier.setNo, wish)
  const all = leaves(law.sheet(dossier.setNo)!).map(({ criterion }) => criterion)
  const chosen = half ? all.slice(0, 12) : all
  await on(day, hand, (ctx) =>
    saveAssessment(ctx, laws, {
      dossierId: dossier.id,
      answers: Object.fromEntries(chosen.map(({ code }) => [code, answers[code] ?? null])),
      notes: Object.fromEntries(chosen.map(({ code, title }) => [code, demoNote(title, story)])),
      wishStar: wish,
      base: {},
    }),
  )
  const papers = await ensurePapers(scene, hand, dossier, day)
  for (const criterion of chosen) {
    const paperId = papers.get(criterion.evidence?.[0] ?? '')
    if (paperId)
      await on(day, hand, (ctx) =>
        pinPaper(ctx, laws, { dossierId: dossier.id, paperId, criterion: criterion.code, page: 1 }),
      )
  }
}

/** One paper of each kind in the producer's vault; made once, used by all its dossiers. */
async function ensurePapers(
  scene: Scene,
  hand: Actor,
  dossier: Dossier,
  day: string,
): Promise<Map<string, string>> {
  const { parts, on } = scene
  const { db } = parts.kernel
  const known = await papersWhere(db, { producerId: dossier.producer.id })
  const papers = new Map(known.map((paper) => [paper.kind, paper.id]))
  for (const kind of parts.laws(dossier.regime)!.evidence) {
    if (papers.has(kind.id)) continue
    const issuedOn = addDays(day, -120)
    const title = `${kind.label} (minh họa)`
    const file = await demoPaper(parts.kernel, {
      title: kind.label,
      number: '01/MH',
      issuer: kind.expires ? 'Cơ quan cấp minh họa' : dossier.producer.name,
      day: issuedOn,
      text: `Tài liệu minh họa của ${dossier.producer.name}. Quyết định yêu cầu: ${kind.requirement}.`,
    })
    const { id } = await on(day, hand, (ctx) =>
      addPaper(ctx, parts.places, {
        producerId: dossier.producer.id,
        facts: {
          kind: kind.id,
          title,
          number: '01/MH',
          issuer: kind.expires ? 'Cơ quan cấp minh họa' : null,
          issuedOn,
          validUntil: kind.expires ? addDays(day, 700) : null,
        },
        files: [file],
      }),
    )
    papers.set(kind.id, id)
  }
  return papers
}
