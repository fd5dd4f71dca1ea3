import { unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { PROVINCE } from '../../../../test/factories/council-world.ts'
import { testDatabase } from '../../../../test/factories/index.ts'
import { pdfText } from '../../../../test/factories/papers.ts'
import {
  fiveStars,
  type RecognitionWorld,
  recognitionWorld,
} from '../../../../test/factories/recognition-world.ts'
import { draftMeasure } from '../afterlife/measures.ts'
import { candidates } from '../decisions/candidates.ts'
import { publicKeys } from '../proof/keys.ts'
import { standingOf } from '../standing.ts'
import { verifyPackage } from './archive.ts'
import { ministryPackage } from './package.ts'
import { readMean, recordMinistryResult, sendToMinistry } from './result.ts'
import { recordMinisterRevocation, standingOfTheMinister } from './revocation.ts'

let world: RecognitionWorld
let first: string
let second: string
beforeAll(async () => {
  world = await recognitionWorld(await testDatabase())
  first = await world.agreed(fiveStars())
  second = await world.agreed(fiveStars())
  await world.released([first, second])
})
const back =
  (dossierId: string, typed: string, star: number) => (ctx: Parameters<typeof recordMinistryResult>[0]) =>
    recordMinistryResult(
      ctx,
      { dossierId, mean: readMean(typed)!, star, paperNo: '55/QĐ-BNNMT', paperOn: world.today() },
      world.recognition.deps,
    )

describe('Điều 6 khoản 3: the file for the Ministry', () => {
  test('carries letter, reports, decision and dossier; its hashes are signed, a changed or added file is named', async () => {
    const packed = await ministryPackage(world.kernel, first, world.recognition.deps, world.today())
    const keys = await publicKeys(world.kernel.db)
    expect(verifyPackage(packed!.bytes, keys)).toMatchObject({ good: true, problems: [] })
    const entries = unzipSync(packed!.bytes)
    expect(
      Object.keys(entries)
        .filter((path) => /^\d/.test(path))
        .map((path) => path.slice(0, 1)),
    ).toEqual(expect.arrayContaining(['1', '2', '3', '4']))
    const bent = { ...entries, '1-van-ban-de-nghi.pdf': new Uint8Array([1]), 'them.txt': new Uint8Array([2]) }
    expect(verifyPackage(zipSync(bent), keys).problems).toEqual([
      { path: '1-van-ban-de-nghi.pdf', problem: 'altered' },
      { path: 'them.txt', problem: 'not-listed' },
    ])
    expect(verifyPackage(packed!.bytes, new Map()).problems).toEqual([
      { path: 'MANIFEST.sig', problem: 'signature' },
    ])
    expect(verifyPackage(Buffer.from('rác'), keys).good).toBe(false)
  })
})

test('Điều 6 khoản 3 điểm a: the council’s report bears the day in Việt Nam on which the result was agreed', async () => {
  await world.kernel.db
    .updateTable('result')
    .set({ agreed_at: new Date('2026-06-14T20:00:00Z') })
    .where('dossier_id', '=', first)
    .execute()
  const packed = await ministryPackage(world.kernel, first, world.recognition.deps, world.today())
  const [report] = Object.entries(unzipSync(packed!.bytes)).filter(([path]) => path.includes('hoi-dong.pdf'))
  expect((await pdfText(Buffer.from(report![1]))).replace(/\s+/g, ' ')).toContain('ngày 15 tháng 6 năm 2026')
})

describe('Điều 7 khoản 4: what comes back', () => {
  test('reads means exactly', () => {
    expect(readMean('91,25')).toEqual({ num: 9125, den: 100 })
    expect(readMean('100')).toEqual({ num: 100, den: 1 })
    for (const typed of ['100,1', '-1', 'chín', '', '9 0']) expect(readMean(typed), typed).toBeNull()
  })

  test('điểm e: five stars are the Minister’s; star and mean must agree, and nothing comes back that was not sent', async () => {
    const { office } = world
    expect(await world.codes(office, back(first, '92,5', 5))).toEqual(['dossier-not-at-ministry'])
    await world.run(office, (ctx) =>
      sendToMinistry(ctx, { dossierId: first, paperNo: '12/UBND' }, world.recognition.deps),
    )
    expect(await world.codes(office, back(first, '89,99', 5))).toEqual(['ministry-star-above-points'])
    expect(await world.run(office, back(first, '92,5', 5))).toEqual({ recognised: true })
    expect(
      await world.kernel.db
        .selectFrom('recognition')
        .select(['star', 'level', 'issuer', 'status'])
        .where('dossier_id', '=', first)
        .execute(),
    ).toEqual([{ star: 5, level: 'trung-uong', issuer: 'Bộ Nông nghiệp và Môi trường', status: 'valid' }])
  })

  test('điểm g: below 90 the province decides on the central result', async () => {
    const { office } = world
    await world.run(office, (ctx) =>
      sendToMinistry(ctx, { dossierId: second, paperNo: '13/UBND' }, world.recognition.deps),
    )
    expect(await world.run(office, back(second, '85,5', 4))).toEqual({ recognised: false })
    const open = await candidates(world.kernel.db, PROVINCE, world.today(), world.recognition.deps.lawOf)
    expect(open).toMatchObject([
      { dossierId: second, outcomes: ['recognise'], star: 4, meanNum: 855, meanDen: 10 },
    ])
    for (const invariant of world.councils.feature.invariants ?? [])
      expect(await invariant.run(world.kernel.db), invariant.name).toEqual([])
    const { certificates } = await world.released([second])
    expect(certificates).toHaveLength(1)
  })
})

describe('Điều 8 khoản 2 điểm b: five stars are the Minister’s to take back', () => {
  test('no decision here revokes or suspends them; the Minister’s is recorded, once the star is the Minister’s', async () => {
    const { office, kernel, recognition } = world
    const five = await kernel.db
      .selectFrom('recognition')
      .select(['id', 'product_id as productId'])
      .where('star', '=', 5)
      .executeTakeFirstOrThrow()
    const four = await kernel.db
      .selectFrom('recognition')
      .select('id')
      .where('star', '=', 4)
      .executeTakeFirstOrThrow()
    for (const measure of ['revoke', 'suspend'] as const)
      expect(
        await world.codes(office, (ctx) =>
          draftMeasure(
            ctx,
            {
              measure,
              provinceCode: PROVINCE,
              issuer: 'UBND',
              signerName: 'A',
              signerOffice: 'B',
              title: 'Thử',
              recognitionIds: [five.id],
              ground: 'd',
              reason: 'Thử',
              concludedOn: world.today(),
            },
            recognition.deps.measureLaw(),
          ),
        ),
      ).toEqual(['measure-of-the-minister'])
    const record = (recognitionId: string) => (ctx: Parameters<typeof recordMinistryResult>[0]) =>
      recordMinisterRevocation(
        ctx,
        {
          recognitionId,
          decisionNo: '77/QĐ-BNNMT',
          revokedOn: world.today(),
          ground: 'd',
          reason: 'Nhãn gây nhầm lẫn',
        },
        recognition.deps,
      )
    expect(await world.codes(office, record(four.id))).toEqual(['revocation-of-the-province'])
    expect(await world.codes(world.leader, record(five.id))).toEqual(['forbidden'])
    await world.run(office, record(five.id))
    expect((await standingOf(kernel.db, five.id, world.today())).status).toBe('revoked')
    expect(
      await standingOfTheMinister(kernel.db, [PROVINCE], recognition.deps.measureLaw().provinceStars),
    ).toEqual([])
  })
})

test('Điều 5 khoản 2: proposals go to the Ministry before 30/7 for the round before 30/9, before 30/01 for the one before 30/3', () => {
  const round = (day: string) => {
    const found = world.recognition.deps.ministryRound(day)
    return [found?.proposalsBefore, found?.heldBefore, found?.ref]
  }
  expect(round('2026-07-29')).toEqual(['2026-07-30', '2026-09-30', 'Điều 5 khoản 2'])
  expect(round('2026-07-30')).toEqual(['2027-01-30', '2027-03-30', 'Điều 5 khoản 2'])
})
