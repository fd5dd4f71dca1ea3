import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { recognitionSurroundings } from '../../src/compose-recognition.ts'
import { recordCentralResult, setResultAside } from '../../src/features/councils/results/central.ts'
import { createDossiers, manifestsOf } from '../../src/features/dossiers/index.ts'
import { printCertificates } from '../../src/features/recognition/certificates/print.ts'
import { draftDecision, proposeDecision } from '../../src/features/recognition/decisions/draft.ts'
import { releaseDecision } from '../../src/features/recognition/decisions/release.ts'
import { tellResults } from '../../src/features/recognition/decisions/tell-results.ts'
import { createRecognition, type Recognition } from '../../src/features/recognition/index.ts'
import { lookUpCertificate } from '../../src/features/recognition/verification/lookup.ts'
import { buildKernel } from '../../src/kernel.ts'
import type { Actor } from '../../src/platform/command/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { type Database, openDatabase, uuidv7 } from '../../src/platform/db/index.ts'
import type { Kernel } from '../../src/platform/feature.ts'
import { prepareJobs } from '../../src/platform/jobs/index.ts'
import { leaves, scalesOf } from '../../src/rules/criteria/index.ts'
import { Numbering } from '../../src/rules/numbering/index.ts'
import type { SheetContent } from '../../src/rules/sitting/index.ts'
import { fixedAnswers } from '../golden/answers.ts'
import { fixedClock } from './clock.ts'
import { type CouncilWorld, councilWorld, PROVINCE, regulation } from './council-world.ts'
import { places } from './places.ts'

const sheet = regulation.sheet('qd26-2026', 1)!

/** Answers that keep every minimum of a star and end within its points. */
function answersOf(star: number, between: { least: number; most: number }): SheetContent {
  const answers = fixedAnswers(sheet, 0) as Record<string, number>
  let total = 100
  for (const { criterion: leaf } of leaves(sheet)) {
    const options = scalesOf(leaf)[0]?.options ?? []
    const floor = Math.max(
      0,
      options.findLastIndex((option) => (option.minimumForStar ?? 9) <= star),
    )
    const gain = (options.at(-1)?.points ?? 0) - (options[floor]?.points ?? 0)
    if (total - gain < between.least) continue
    answers[leaf.code] = floor
    total -= gain
    if (total <= between.most) break
  }
  return { answers: answers as SheetContent['answers'], findings: [], reasons: {}, opinion: '' }
}

export const fourStars = () => answersOf(4, { least: 74, most: 82 })
export const threeStars = () => answersOf(3, { least: 54, most: 62 })
export const twoStars = () => answersOf(2, { least: 34, most: 42 })

/** Answers of a hundred points: on to the Ministry. */
export function fiveStars(): SheetContent {
  return { ...fourStars(), answers: fixedAnswers(sheet, 0) as SheetContent['answers'] }
}

/** Answers of hardly any points. */
export function noStars(): SheetContent {
  const lowest = Object.fromEntries(leaves(sheet).map(({ criterion }) => [criterion.code, 0]))
  return { ...fourStars(), answers: lowest as SheetContent['answers'] }
}

/** A council whose results wait for decisions, an office that drafts and two leaders who may release. */
export interface RecognitionWorld extends CouncilWorld {
  readonly recognition: Recognition
  readonly leader: Actor
  readonly second: Actor
  today(): string
  /** Dossiers with an agreed result, heard in one sitting. */
  agreed(content: SheetContent, producerId?: string): Promise<string>
  draft(dossierIds: readonly string[]): Promise<{ decisionId: string }>
  releaseInput(
    decisionId: string,
    number?: string,
  ): Promise<{ decisionId: string; number: string; decidedOn: string; signerName: string; version: number }>
  released(
    dossierIds: readonly string[],
  ): Promise<{ decisionId: string; recognised: number; certificates: readonly string[] }>
  /** The office's notice on results about which nothing is decided. */
  told(dossierIds: readonly string[]): Promise<{ letters: readonly string[] }>
  /** A drafted decision, proposed and released by two people. */
  releasedDraft(decisionId: string): Promise<{ recognised: number; certificates: readonly string[] }>
  recognitionOf(decisionId: string): Promise<string>
}

/** The feature as it is composed, on a kernel of a test. */
function recognitionOn(kernel: Kernel): Recognition {
  const { recordAction } = createDossiers(kernel, {
    regulation,
    numbering: Numbering.parse(regulation.file('hue/numbering')),
    places,
  })
  return createRecognition(
    kernel,
    recognitionSurroundings(
      regulation,
      places,
      {
        provinceCode: PROVINCE,
        issuerOn: () => 'Ủy ban nhân dân thành phố Huế',
        officeOn: () => 'Sở Nông nghiệp và Môi trường thành phố Huế',
        seat: 'Huế',
      },
      recordAction,
      {
        filedDossier: async (db, id) => (await manifestsOf(db, id)).at(-1) ?? null,
        recordCentralResult,
        setResultAside,
      },
    ),
  )
}

const released = { number: '999/QĐ-UBND', decidedOn: '2026-06-15', signerName: 'Nguyễn Minh Họa' }

/** What a process that may be killed needs to issue certificates: release (once is enough) and print. */
export async function issuingProcess(url: string, dataDir: string, leader: Actor) {
  const config = readConfig({ DATABASE_URL: url, DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  if (!config.ok) throw new Error('no configuration')
  const database = await openDatabase(config.value)
  const { kernel } = buildKernel(config.value, database, fixedClock('2026-06-15'))
  const recognition = recognitionOn(kernel)
  return {
    kernel,
    release: (decisionId: string) =>
      kernel.run(leader, (ctx) =>
        releaseDecision(ctx, { ...released, decisionId, version: 1 }, recognition.deps),
      ),
    print: async (decisionId: string) => {
      // What a killed run left behind counts as interrupted after a minute; nobody waits for it here.
      await kernel.db
        .updateTable('certificate_batch')
        .set({ beat_at: new Date(0) })
        .execute()
      await printCertificates(kernel, decisionId, 'thử')
    },
    close: () => database.close(),
  }
}

/** Dossiers with a result, made like the given one: each of a product of its own. */
export async function multiply(db: Database['db'], dossierId: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const [product, dossier, result] = [uuidv7(), uuidv7(), uuidv7()]
    const copy = (table: string, where: string, id: string, changed: object) =>
      sql`INSERT INTO ${sql.table(table)} SELECT (jsonb_populate_record(NULL::${sql.table(table)}, to_jsonb(t) || ${JSON.stringify(changed)}::jsonb)).*
        FROM ${sql.table(table)} t WHERE ${sql.ref(where)} = ${id}`.execute(db)
    const { product_id: from } = await db
      .selectFrom('dossier')
      .select('product_id')
      .where('id', '=', dossierId)
      .executeTakeFirstOrThrow()
    await copy('product', 't.id', from, { id: product, slug: `ban-sao-${product}` })
    await copy('dossier', 't.id', dossierId, {
      id: dossier,
      product_id: product,
      commune_receipt_no: null,
      province_receipt_no: null,
      product_code: null,
    })
    await copy('dossier_action', 't.dossier_id', dossierId, { dossier_id: dossier })
    await copy('result', 't.dossier_id', dossierId, {
      id: result,
      dossier_id: dossier,
      item_id: null,
      origin: 'recorded',
    })
    ids.push(dossier)
  }
  return ids
}

export async function recognitionWorld(database: Database): Promise<RecognitionWorld> {
  const world = await councilWorld(database)
  const recognition = recognitionOn(world.kernel)
  await prepareJobs(world.kernel, recognition.feature.jobs ?? [])
  const leader = await world.person('Lãnh Đạo Minh Họa', ['leader'])
  const second = await world.person('Lãnh Đạo Thứ Hai', ['leader'])
  let numbered = 100
  const today = () => world.clock().toISOString().slice(0, 10)

  recognition.feature.subscribe?.(world.kernel.events)

  const draft: RecognitionWorld['draft'] = (dossierIds) =>
    world.run(world.office, (ctx) =>
      draftDecision(
        ctx,
        {
          provinceCode: PROVINCE,
          title: 'Công nhận thử',
          issuer: 'Ủy ban nhân dân thành phố Huế',
          signerName: 'Nguyễn Minh Họa',
          signerOffice: 'Chủ tịch',
          dossierIds,
        },
        recognition.deps.lawOf,
      ),
    )
  const releaseInput: RecognitionWorld['releaseInput'] = async (
    decisionId,
    number = `${++numbered}/QĐ-UBND`,
  ) => {
    const { version } = await world.kernel.db
      .selectFrom('decision')
      .select('version')
      .where('id', '=', decisionId)
      .executeTakeFirstOrThrow()
    return { decisionId, number, decidedOn: today(), signerName: 'Nguyễn Minh Họa', version }
  }
  const releasedDraft: RecognitionWorld['releasedDraft'] = async (decisionId) => {
    await world.run(world.office, (ctx) => proposeDecision(ctx, decisionId))
    const input = await releaseInput(decisionId)
    return world.run(leader, (ctx) => releaseDecision(ctx, input, recognition.deps))
  }
  return {
    ...world,
    recognition,
    leader,
    second,
    today,
    draft,
    releaseInput,
    releasedDraft,
    async agreed(content, producerId) {
      const dossierId = await world.dossier(producerId ?? (await world.producer()))
      const at = await world.sitting([dossierId])
      const itemId = at.itemIds[0]!
      await world.run(world.chair, (ctx) =>
        world.councils.openScoring(ctx, { sittingId: at.sittingId, itemIds: at.itemIds }),
      )
      for (const member of [world.chair, ...world.members]) {
        await world.run(member, (ctx) =>
          world.councils.seal(ctx, {
            itemId,
            key: randomUUID(),
            baseRevision: 0,
            round: 1,
            content,
            device: 'thử',
          }),
        )
      }
      await world.run(world.chair, (ctx) =>
        world.councils.openSheets(ctx, { sittingId: at.sittingId, itemId }),
      )
      await world.run(world.chair, (ctx) => world.councils.agree(ctx, { sittingId: at.sittingId, itemId }))
      return dossierId
    },
    async released(dossierIds) {
      const { decisionId } = await draft(dossierIds)
      return { decisionId, ...(await releasedDraft(decisionId)) }
    },
    told: (dossierIds) =>
      world.run(world.office, (ctx) =>
        tellResults(ctx, { provinceCode: PROVINCE, dossierIds }, recognition.deps),
      ),
    async recognitionOf(decisionId) {
      const { id } = await world.kernel.db
        .selectFrom('recognition')
        .select('id')
        .where('decision_id', '=', decisionId)
        .executeTakeFirstOrThrow()
      return id
    },
  }
}

/** What the check of a certificate says of it today; null: no such number. */
export async function verified(world: RecognitionWorld, number: string) {
  const answer = await lookUpCertificate(world.kernel.pool, number, world.today())
  return answer && { star: answer.star, status: answer.status }
}

export async function dossierStatus(world: RecognitionWorld, id: string): Promise<string> {
  const { status } = await world.kernel.db
    .selectFrom('dossier')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return status
}
