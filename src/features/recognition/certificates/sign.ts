import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { ok, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import {
  acceptOutside,
  type OfficeKey,
  preparePdf,
  readDetached,
  signPdf,
} from '../../../platform/pades/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import { runBatch, standingCertificates } from './batches.ts'
import { bytesOf, keepPaper, type PrintedCertificate, printOf } from './files.ts'

/** Room for the CMS of a signer whose chain we do not know. */
const outsideRoom = 20_000

/** What a signature on a certificate says of itself. */
function aboutOf({ content }: PrintedCertificate, at: Date, room?: number) {
  return {
    at,
    name: content.issuer,
    reason: `Giấy chứng nhận ${content.number}`,
    location: content.seat,
    ...(room && { room }),
  }
}

/** May this person put the office's signature under the papers of a decision? The decision must be in force. */
export async function maySign(ctx: CommandContext, decisionId: string): Promise<Result<{ place: string }>> {
  const decision = await ctx.db
    .selectFrom('decision')
    .select(['province_code', 'status'])
    .where('id', '=', decisionId)
    .executeTakeFirst()
  if (!decision) return refuse('not-found')
  if (!may(ctx.actor, 'certificate.sign', { places: [decision.province_code] }, ctx.today))
    return refuse('forbidden')
  if (decision.status !== 'released') return refuse('decision-not-released')
  ctx.audit({
    action: 'certificate.signing-started',
    subjectKind: 'decision',
    subjectId: decisionId,
    place: decision.province_code,
    detail: {},
  })
  return ok({ place: decision.province_code })
}

/** Signs every certificate of a decision that is not signed yet, with the office's key, which is forgotten afterwards. */
export async function signCertificates(
  kernel: Kernel,
  decisionId: string,
  key: OfficeKey,
  byName: string,
): Promise<{ done: number } | null> {
  const signer = commonName(key.certificate.subject)
  return runBatch(kernel, { decisionId, kind: 'sign', byName }, async (certificate) => {
    const signed = signPdf(await printOf(kernel, certificate), aboutOf(certificate, kernel.clock()), key)
    await markSigned(kernel, certificate, signed, signer)
  })
}

async function markSigned(
  kernel: Kernel,
  certificate: Pick<PrintedCertificate, 'id' | 'number'>,
  signed: Buffer,
  signer: string,
): Promise<void> {
  const hash = await keepPaper(kernel, signed, `${certificate.number}.pdf`)
  await kernel.db
    .updateTable('certificate')
    .set({ file_hash: hash, signed_at: kernel.clock(), signed_by: signer })
    .where('id', '=', certificate.id)
    .where('signed_at', 'is', null)
    .execute()
}

/** What leaves the house: digests only, never a paper. */
export interface HandedOut {
  readonly batch: string
  readonly algorithm: 'SHA-256'
  readonly form: string
  readonly items: readonly { number: string; digest: string }[]
}

/** Prepares each unsigned certificate and hands its digest to whoever keeps the office's key elsewhere. */
export async function handOut(kernel: Kernel, decisionId: string, byName: string): Promise<HandedOut> {
  const left = await standingCertificates(kernel, decisionId, 'sign')
  const now = kernel.clock()
  const prepared: { certificate: PrintedCertificate; hash: string; digest: string }[] = []
  for (const certificate of left) {
    const { bytes, digest } = preparePdf(
      await printOf(kernel, certificate),
      aboutOf(certificate, now, outsideRoom),
    )
    const hash = await keepPaper(kernel, bytes, `${certificate.number}-cho-ky.pdf`)
    prepared.push({ certificate, hash, digest: digest.toString('hex') })
  }
  const batch = uuidv7()
  await kernel.db.transaction().execute(async (db) => {
    await db
      .insertInto('certificate_batch')
      .values({
        id: batch,
        decision_id: decisionId,
        kind: 'outside',
        status: 'running',
        total: prepared.length,
        started_by_name: byName,
        started_at: now,
        beat_at: now,
        finished_at: null,
        failure: null,
      })
      .execute()
    if (prepared.length > 0)
      await db
        .insertInto('outside_signature')
        .values(
          prepared.map(({ certificate, hash, digest }) => ({
            batch_id: batch,
            certificate_id: certificate.id,
            prepared_hash: hash,
            digest,
            taken_at: null,
          })),
        )
        .execute()
  })
  return {
    batch,
    algorithm: 'SHA-256',
    form: 'CMS detached over the digest (DER, base64), with content-type, message-digest and signing-certificate-v2',
    items: prepared.map(({ certificate, digest }) => ({ number: certificate.number, digest })),
  }
}

/** What became of each signature that came back. */
export interface TakenBack {
  readonly taken: number
  readonly refused: readonly { number: string; code: string }[]
  readonly open: number
}

/** Takes signatures back: each is looked at by itself, what is wrong is told by its number, what is right is kept. */
export async function takeBack(
  kernel: Kernel,
  batchId: string,
  items: readonly { number: string; cms: string }[],
): Promise<TakenBack> {
  const rows = await kernel.db
    .selectFrom('outside_signature as o')
    .innerJoin('certificate as c', 'c.id', 'o.certificate_id')
    .select(['c.id', 'c.number', 'o.prepared_hash as hash', 'o.digest', 'o.taken_at as takenAt'])
    .where('o.batch_id', '=', batchId)
    .execute()
  const known = new Map(rows.map((row) => [row.number, row]))
  const refused: { number: string; code: string }[] = []
  let taken = 0
  for (const { number, cms } of items) {
    const row = known.get(number)
    const code = row ? await takeOne(kernel, batchId, row, cms) : 'outside-signature-not-asked'
    if (code) refused.push({ number, code })
    else taken += 1
  }
  const open = await kernel.db
    .selectFrom('outside_signature')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('batch_id', '=', batchId)
    .where('taken_at', 'is', null)
    .executeTakeFirstOrThrow()
  const now = kernel.clock()
  const left = Number(open.n)
  await kernel.db
    .updateTable('certificate_batch')
    .set({
      done: rows.length - left,
      beat_at: now,
      ...(left === 0 && { status: 'done' as const, finished_at: now }),
    })
    .where('id', '=', batchId)
    .execute()
  return { taken, refused, open: left }
}

async function takeOne(
  kernel: Kernel,
  batchId: string,
  row: { id: string; number: string; hash: string; digest: string; takenAt: Date | null },
  cms: string,
): Promise<string | null> {
  if (row.takenAt) return null
  const prepared = await bytesOf(kernel, row.hash)
  if (!prepared) return 'outside-signature-not-asked'
  const bytes = Buffer.from(cms, 'base64')
  const sealed = acceptOutside(prepared, Buffer.from(row.digest, 'hex'), bytes, kernel.clock())
  if (!sealed.ok) return sealed.problems[0]!.code
  await markSigned(kernel, row, sealed.value, commonName(readDetached(bytes)?.certificate.subject ?? ''))
  await kernel.db
    .updateTable('outside_signature')
    .set({ taken_at: kernel.clock() })
    .where('batch_id', '=', batchId)
    .where('certificate_id', '=', row.id)
    .execute()
  return null
}

/** CN of a certificate's subject, as Node writes one attribute a line. */
export function commonName(subject: string): string {
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ')
}
