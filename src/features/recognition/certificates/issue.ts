import type { CommandContext, Result } from '../../../platform/command/index.ts'
import { ok, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { lookalikeKey } from '../../../rules/numbering/index.ts'
import { appendEvent } from '../events.ts'
import type { CertificateFacts } from '../proof/envelope.ts'
import '../tables.ts'

/** Everything printed on a certificate, frozen at issue so that every later copy is the same. */
export interface CertificateContent {
  readonly number: string
  readonly product: string
  readonly producer: string
  readonly producerAddress: string
  readonly place: string
  readonly star: number
  readonly setName: string
  readonly decisionNumber: string
  readonly decidedOn: string
  readonly issuedOn: string
  readonly validUntil: string
  /** The issuing body as it was named on that day. */
  readonly issuer: string
  readonly signerOffice: string
  readonly signerName: string
  /** Where the issuer sits, printed before the date. */
  readonly seat: string
  readonly isDemo: boolean
  /** The paper this one takes the place of: the lost, damaged or wrongly written one. */
  readonly replaces?: {
    readonly number: string
    readonly why: 'reissued' | 'corrected'
    readonly day: string
    readonly ordinal: number
  }
}

/** What issuing needs from the law, the places and the keys; given by the composition. */
export interface IssueDeps {
  /** Last valid day of a certificate issued on a day (Điều 4 khoản 3: 36 months, regimes.json). */
  validUntil(regime: string, issuedOn: string): string
  /** Next certificate number of a province and year, without gap: the sequence stays locked until commit. */
  nextNumber(
    ctx: CommandContext,
    about: { provinceCode: string; year: number; star: number },
  ): Promise<string>
  placeLabel(code: string, day: string): string
  /** Place name before the date of a paper, e.g. Huế. */
  seat(provinceCode: string): string
  setName(regime: string, set: number): string
  sign(facts: CertificateFacts): Promise<{ payload: string; keyId: string }>
}

export interface RecogniseInput {
  readonly decision: {
    readonly id: string
    readonly province_code: string
    readonly number: string
    readonly decided_on: string
    readonly issuer: string
    readonly signer_office: string | null
    readonly is_demo: boolean
  }
  readonly item: {
    readonly id: string
    readonly dossier_id: string | null
    readonly product_id: string
    readonly star: number | null
  }
  readonly signerName: string
  readonly level?: 'tinh' | 'trung-uong'
}

/**
 * Recognises one product and issues its certificate (Điều 4 khoản 1, 3). Two standing recognitions of one product cannot
 * be: the earlier one is superseded on the day the new one begins.
 */
export async function recogniseProduct(
  ctx: CommandContext,
  input: RecogniseInput,
  deps: IssueDeps,
): Promise<Result<{ recognitionId: string; certificateNumber: string }>> {
  const { decision, item } = input
  if (item.star === null || item.star < 3)
    return refuse('certificate-needs-three-stars', { article: 'Điều 4 khoản 1 điểm a' })
  const product = await ctx.db
    .selectFrom('product as p')
    .leftJoin('producer as o', 'o.id', 'p.producer_id')
    .select([
      'p.id',
      'p.name',
      'p.regime',
      'p.set_no',
      'p.place_code',
      'p.place_day',
      'o.id as producerId',
      'o.name as producer',
      'o.address_text as address',
    ])
    .where('p.id', '=', item.product_id)
    .executeTakeFirstOrThrow()
  const dossier = item.dossier_id
    ? await ctx.db
        .selectFrom('dossier')
        .select(['regime', 'set_no', 'place_code'])
        .where('id', '=', item.dossier_id)
        .executeTakeFirstOrThrow()
    : null
  const regime = dossier?.regime ?? product.regime ?? 'qd26-2026'
  const setNo = dossier?.set_no ?? product.set_no
  const issuedOn = decision.decided_on
  const validUntil = deps.validUntil(regime, issuedOn)
  await supersede(ctx, { product_id: item.product_id }, issuedOn, decision.id)
  const recognitionId = uuidv7()
  await ctx.db
    .insertInto('recognition')
    .values({
      id: recognitionId,
      product_id: item.product_id,
      producer_id: product.producerId,
      dossier_id: item.dossier_id,
      decision_id: decision.id,
      star: item.star,
      regime,
      level: input.level ?? 'tinh',
      issuer: decision.issuer,
      decision_no: decision.number,
      issued_on: issuedOn,
      valid_until: validUntil,
      status: 'valid',
      origin: 'system',
      source: null,
      is_demo: decision.is_demo,
    })
    .execute()
  await ctx.db
    .updateTable('decision_item')
    .set({ recognition_id: recognitionId })
    .where('id', '=', item.id)
    .execute()
  await appendEvent(ctx, recognitionId, {
    kind: 'issued',
    day: issuedOn,
    decisionId: decision.id,
    reason: null,
    detail: { validUntil },
  })
  const number = await deps.nextNumber(ctx, {
    provinceCode: decision.province_code,
    year: Number(issuedOn.slice(0, 4)),
    star: item.star,
  })
  const placeCode = dossier?.place_code ?? product.place_code
  const content: CertificateContent = {
    number,
    product: product.name,
    producer: product.producer ?? '',
    producerAddress: product.address ?? '',
    place: placeCode ? deps.placeLabel(placeCode, issuedOn) : '',
    star: item.star,
    setName: setNo ? deps.setName(regime, setNo) : '',
    decisionNumber: decision.number,
    decidedOn: decision.decided_on,
    issuedOn,
    validUntil,
    issuer: decision.issuer,
    signerOffice: decision.signer_office ?? '',
    signerName: input.signerName,
    seat: deps.seat(decision.province_code),
    isDemo: decision.is_demo,
  }
  const proof = await deps.sign({
    number,
    product: content.product,
    producer: content.producer,
    star: content.star,
    issuedOn,
    validUntil,
    decision: decision.number,
    place: content.place,
  })
  await ctx.db
    .insertInto('certificate')
    .values({
      id: uuidv7(),
      recognition_id: recognitionId,
      number,
      number_key: lookalikeKey(number),
      issued_on: issuedOn,
      content: JSON.stringify(content),
      payload: proof.payload,
      key_id: proof.keyId,
      file_hash: null,
      voided_at: null,
      void_reason: null,
      is_demo: decision.is_demo,
    })
    .execute()
  ctx.audit({
    action: 'certificate.issued',
    subjectKind: 'certificate',
    subjectId: number,
    place: decision.province_code,
    detail: { recognitionId, star: item.star },
  })
  return ok({ recognitionId, certificateNumber: number })
}

/**
 * A later result takes the place of what stood before, whoever stated it: an upgrade, a re-evaluation (Điều 7 khoản 5, 6), or a
 * panel's after an appeal, which may leave nothing recognised.
 */
export async function supersede(
  ctx: CommandContext,
  which: { readonly id: string } | { readonly product_id: string },
  day: string,
  decisionId: string,
): Promise<void> {
  const standing = await ctx.db
    .selectFrom('recognition')
    .select('id')
    .where((eb) => eb.and(which))
    .where('status', 'in', ['valid', 'suspended'])
    .forUpdate()
    .execute()
  for (const { id } of standing)
    await appendEvent(ctx, id, { kind: 'superseded', day, decisionId, reason: null, detail: {} })
}
