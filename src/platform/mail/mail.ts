import { sql } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import { z } from 'zod'
import { type Db, type Trx, transaction, uuidv7 } from '../db/index.ts'
import { defineJob, enqueue, type Job } from '../jobs/index.ts'
import './tables.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  /** Plain text; links on lines of their own. */
  readonly body: string
  /** What it is about, so that its delivery can be shown there. */
  readonly about?: { readonly kind: string; readonly id: string }
}

const address = z.email()
/** `since`: when it was handed over anew; what was refused before does not count against it. */
const payload = z.object({ id: z.uuid(), since: z.coerce.date().optional() })

/** After this many refusals since it was last handed over the mail counts as failed and stays in the outbox. */
const tries = 6

export interface Mailer {
  /** Writes a mail into the outbox, in the transaction of its cause, and answers its id. */
  send(trx: Trx, mail: Mail): Promise<string>
  /** Hands a mail that did not get through over once more, to the address known now. False where it went, or its text is gone. */
  again(trx: Trx, id: string, to: string): Promise<boolean>
  /** Empties the text of mails older than this; that they were sent, to whom and when, stays. Answers how many. */
  forgetBodies(before: Date): Promise<number>
  readonly jobs: readonly Job[]
}

/**
 * Mails go out by `SMTP_URL`. Without it they are kept in the outbox, where an administrator can read them. A mail may
 * arrive twice if the server dies between sending and noting it: both carry the same Message-ID.
 */
export function openMailer(db: Db, config: { smtpUrl?: string; baseUrl: string }): Mailer {
  const host = new URL(config.baseUrl).hostname
  const transport = config.smtpUrl ? createTransport(config.smtpUrl) : undefined
  const deliver = defineJob({
    name: 'mail.deliver',
    schema: payload,
    retries: tries - 1,
    timeoutSeconds: 120,
    handler: ({ id, since }) => deliverMail(db, transport, { id, since }, host),
  })
  return {
    jobs: [deliver],
    async forgetBodies(before) {
      const emptied = await db
        .updateTable('mail')
        .set({ body: '' })
        .where('created_at', '<', before)
        .where('status', 'in', ['sent', 'kept', 'failed'])
        .where('body', '<>', '')
        .executeTakeFirst()
      return Number(emptied.numUpdatedRows)
    },
    async again(trx, id, to) {
      const taken = await trx
        .updateTable('mail')
        .set({ to_address: address.parse(to), status: transport ? 'waiting' : 'kept' })
        .where('id', '=', id)
        .where('status', 'in', ['failed', 'kept'])
        .where('body', '<>', '')
        .returning(sql<Date>`now()`.as('now'))
        .executeTakeFirst()
      if (taken && transport) await enqueue(trx, deliver, { id, since: taken.now }, { key: id })
      return taken !== undefined
    },
    async send(trx, mail) {
      const id = uuidv7()
      await trx
        .insertInto('mail')
        .values({
          id,
          to_address: address.parse(mail.to),
          subject: mail.subject.replace(/\s+/g, ' ').trim(),
          body: mail.body,
          subject_kind: mail.about?.kind ?? null,
          subject_id: mail.about?.id ?? null,
          ...(!transport && { status: 'kept' as const }),
        })
        .execute()
      if (transport) await enqueue(trx, deliver, { id }, { key: id })
      return id
    },
  }
}

async function deliverMail(
  db: Db,
  transport: Transporter | undefined,
  { id, since }: z.output<typeof payload>,
  host: string,
): Promise<void> {
  const mail = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()
  if (!mail || mail.status === 'sent') return
  if (!transport) {
    await db.updateTable('mail').set({ status: 'kept' }).where('id', '=', id).execute()
    return
  }
  try {
    const { response } = await transport.sendMail({
      from: `Sao Làng <no-reply@${host}>`,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.body,
      messageId: `<${id}@${host}>`,
    })
    await note(db, { id, since }, true, response ?? 'accepted')
  } catch (error) {
    await note(db, { id, since }, false, (error as Error).message)
    throw error
  }
}

function note(
  db: Db,
  { id, since }: z.output<typeof payload>,
  accepted: boolean,
  answer: string,
): Promise<void> {
  return transaction(db, async (trx) => {
    await trx.insertInto('mail_attempt').values({ mail_id: id, accepted, answer }).execute()
    const { count } = await trx
      .selectFrom('mail_attempt')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('mail_id', '=', id)
      .$if(since !== undefined, (query) => query.where('at', '>=', since!))
      .executeTakeFirstOrThrow()
    if (accepted) {
      await trx
        .updateTable('mail')
        .set({ status: 'sent', sent_at: new Date() })
        .where('id', '=', id)
        .execute()
    } else if (count >= tries) {
      await trx.updateTable('mail').set({ status: 'failed' }).where('id', '=', id).execute()
    }
  })
}
