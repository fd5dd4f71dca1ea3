import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import { transaction } from '../db/index.ts'
import { prepareJobs, startJobs } from '../jobs/index.ts'
import { openMailer } from './index.ts'

const database = await testDatabase()
const { db } = database
const mail = {
  to: 'an@example.vn',
  subject: 'Kết quả\r\nBcc: x@example.vn',
  body: 'Chào An,\nđã có kết quả.',
}

/** Speaks just enough SMTP to receive; refuses the first message, as a busy server does. */
const received: string[] = []
let refusals = 1
let server: Server
beforeAll(async () => {
  server = createServer((socket) => {
    let body: string | undefined
    socket.setEncoding('utf8')
    socket.write('220 ready\r\n')
    socket.on('data', (text: string) => {
      if (body !== undefined) {
        body += text
        if (!body.endsWith('\r\n.\r\n')) return
        received.push(body)
        body = undefined
        socket.write('250 queued as 1\r\n')
      } else if (text.startsWith('MAIL') && refusals-- > 0) socket.write('451 busy\r\n')
      else if (text.startsWith('DATA')) {
        body = ''
        socket.write('354 go\r\n')
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

it('keeps mails in the outbox when there is no mail server', async () => {
  const mailer = openMailer(db, { baseUrl: 'https://sao.example.vn' })
  const id = await transaction(db, (trx) => mailer.send(trx, mail))
  expect(await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()).toMatchObject({
    status: 'kept',
    subject: 'Kết quả Bcc: x@example.vn',
    sent_at: null,
  })
})

it('sends after the commit, tries again when refused, and notes every answer', async () => {
  const { port } = server.address() as { port: number }
  const mailer = openMailer(db, { smtpUrl: `smtp://127.0.0.1:${port}`, baseUrl: 'https://sao.example.vn' })
  await prepareJobs(database, mailer.jobs)
  await database.pool.query('update pgboss.queue set retry_delay = 0, retry_backoff = false')
  const id = await transaction(db, (trx) => mailer.send(trx, { ...mail, about: { kind: 'thing', id: '7' } }))
  await transaction(db, (trx) => mailer.send(trx, mail), { rollbackWhen: () => true })
  const workers = await startJobs(database, mailer.jobs, { say: () => {}, pollSeconds: 0.5 })
  await vi.waitFor(async () => {
    const row = await db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()
    expect(row).toMatchObject({ status: 'sent', subject_kind: 'thing' })
  }, 15_000)
  await workers.stop()
  expect(received).toHaveLength(1)
  expect(received[0]).toContain(`Message-ID: <${id}@sao.example.vn>`)
  expect(received[0]).not.toMatch(/^Bcc:/m)
  const attempts = await db
    .selectFrom('mail_attempt')
    .selectAll()
    .where('mail_id', '=', id)
    .orderBy('at')
    .execute()
  expect(attempts.map((attempt) => attempt.accepted)).toEqual([false, true])
  expect(attempts[0]!.answer).toContain('451')
})

it('handed over anew, has all its tries anew, and is handed over once however often that is asked', async () => {
  const { port } = server.address() as { port: number }
  const mailer = openMailer(db, { smtpUrl: `smtp://127.0.0.1:${port}`, baseUrl: 'https://sao.example.vn' })
  await prepareJobs(database, mailer.jobs)
  await database.pool.query('update pgboss.queue set retry_delay = 0, retry_backoff = false')
  received.length = 0
  refusals = 6
  const id = await transaction(db, (trx) => mailer.send(trx, mail))
  const workers = await startJobs(database, mailer.jobs, { say: () => {}, pollSeconds: 0.2 })
  const row = () =>
    db
      .selectFrom('mail')
      .select((eb) => [
        'status',
        eb
          .selectFrom('mail_attempt')
          .whereRef('mail_id', '=', 'mail.id')
          .select(eb.fn.countAll<number>().as('n'))
          .as('n'),
      ])
      .where('id', '=', id)
      .executeTakeFirst()
  await vi.waitFor(async () => expect(await row()).toEqual({ status: 'failed', n: 6 }), 30_000)

  refusals = 1
  const seen = new Set<string>()
  const again = () => transaction(db, (trx) => mailer.again(trx, id, 'binh@example.vn'))
  expect([await again(), await again()]).toEqual([true, false])
  await vi.waitFor(
    async () => {
      const { status } = (await row())!
      seen.add(status)
      expect(status).toBe('sent')
    },
    { timeout: 30_000, interval: 20 },
  )
  await workers.stop()
  expect([...seen]).toEqual(['waiting', 'sent'])
  expect(received).toHaveLength(1)
})

it('refuses what is no address', async () => {
  const mailer = openMailer(db, { baseUrl: 'https://sao.example.vn' })
  await expect(transaction(db, (trx) => mailer.send(trx, { ...mail, to: 'nobody' }))).rejects.toThrow()
})
