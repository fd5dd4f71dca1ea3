import { Readable } from 'node:stream'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, nextNumber, uuidv7 } from '../../platform/db/index.ts'
import { deservesAttestation } from '../../rules/activities/index.ts'
import { depositPaper } from '../evidence/index.ts'
import { lockManaged, note } from './commands.ts'
import { attestationPaper, attestationPdf } from './papers.ts'
import type { Parts } from './parts.ts'
import { activityBy, peopleOf } from './queries.ts'

/** Those who were there often enough and hold no attestation yet. */
export async function deserving(db: Db, activityId: string, { deps }: Pick<Parts, 'deps'>) {
  const activity = await activityBy(db, { id: activityId })
  if (!activity) return []
  const kind = deps.law.kinds.find((each) => each.id === activity.kind)
  if (!kind?.attests) return []
  return (await peopleOf(db, activityId)).filter(
    (person) =>
      person.attestation === null &&
      person.status === 'enrolled' &&
      deservesAttestation(
        person.attended.length,
        activity.sessions.length,
        deps.law.attestation.minimumShare,
      ),
  )
}

/**
 * Issues one attestation: numbered without gap, kept as a file, laid into the vault of the producer the person came for, told by a
 * notice. One transaction a person, so that a batch that stops half way goes on where it stopped.
 */
export async function issueAttestation(
  ctx: CommandContext,
  input: { activityId: string; enrolmentId: string },
  { kernel, deps }: Pick<Parts, 'kernel' | 'deps'>,
  options: { isDemo?: boolean } = {},
): Promise<Result<{ number: string }>> {
  const found = await lockManaged(ctx, input.activityId, deps, options.isDemo)
  if (!found.ok) return found
  if (found.value.status !== 'held') return refuse('activity-hold-first')
  const person = (await deserving(ctx.db, input.activityId, { deps })).find(
    (each) => each.id === input.enrolmentId,
  )
  const activity = (await activityBy(ctx.db, { id: input.activityId }))!
  if (!person) return refuse('attestation-not-due')
  const kind = deps.law.kinds.find((each) => each.id === activity.kind)!
  const issuer = deps.agencies.bearer(activity.lead_agency, ctx.today)
  if (!issuer) return refuse('activity-agency-unknown')
  const id = uuidv7()
  const year = ctx.today.slice(0, 4)
  const seq = await nextNumber(ctx.db, `activity-attestation/${deps.provinceCode}/${year}`)
  const number = `${deps.law.attestation.number.replace('{seq}', String(seq).padStart(2, '0'))}/${year}`
  const paper = attestationPaper(
    activity,
    person,
    {
      number,
      issuedOn: ctx.today,
      kind: kind.vi,
      attended: person.attended.length,
      verifyAt: `${kernel.config.baseUrl}/hoat-dong/xac-nhan/${id}`,
    },
    { name: issuer.name, seat: deps.seat },
  )
  const pdf = await attestationPdf(paper, ctx.today)
  const stored = await kernel.files.put(Readable.from([pdf]), {
    maxBytes: 5_000_000,
    name: `xac-nhan-${number.replaceAll('/', '-')}.pdf`,
    declaredType: 'application/pdf',
  })
  if (!stored.ok) return stored
  const deposited = person.producer_id
    ? await depositPaper(ctx, deps.places, {
        producerId: person.producer_id,
        facts: {
          kind: kind.paperKind,
          title: `Giấy xác nhận ${person.person_name}: ${activity.title.vi}`.slice(0, 300),
          number,
          issuer: issuer.name,
          issuedOn: ctx.today,
          validUntil: null,
        },
        file: { ...stored.value, pageCount: 1 },
      })
    : null
  if (deposited && !deposited.ok) return deposited
  await ctx.db
    .insertInto('activity_attestation')
    .values({
      id,
      enrolment_id: person.id,
      number,
      issued_on: ctx.today,
      file_hash: stored.value.hash,
      size: stored.value.size,
      paper_id: deposited?.value.id ?? null,
      issued_by: ctx.actor.name,
    })
    .execute()
  if (deposited)
    await deps.send(ctx, {
      kind: 'activities.attested',
      to: { producerId: deposited.value.producerId },
      params: { title: activity.title.vi, number, person: person.person_name },
      path: `/lam-viec/tai-lieu/${deposited.value.producerId}`,
      about: { kind: 'activity', id: activity.id },
      key: `activity.attested/${id}`,
    })
  note(ctx, 'activity.attested', activity.id, activity.place_code, { number, enrolment: person.id })
  return ok({ number })
}
