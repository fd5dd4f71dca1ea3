import { sql } from 'kysely'
import { z } from 'zod'
import type { Kernel } from '../../../platform/feature.ts'
import {
  api,
  fieldText,
  file,
  form,
  goTo,
  json,
  notFound,
  page,
  problems,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { asset } from '../../../web/index.ts'
import { problemText } from '../../frame/index.ts'
import { publishedKeys } from '../proof/keys.ts'
import type { RecognitionDeps } from '../recognition.ts'
import { AnswerPage } from './answer-page.tsx'
import { UnknownPage, VerifyPage } from './ask-page.tsx'
import { changesFeed } from './changes-feed.ts'
import { examineFile, examineText } from './examine.ts'
import { ExaminedPage, OfflinePage } from './examined-page.tsx'
import { type CertificateAnswer, lookUpCertificate } from './lookup.ts'

const byNumber = z.object({ number: z.string().min(1).max(200) })
const largestUpload = 10_000_000

const statusSchema = z.enum([
  'valid',
  'expiring',
  'expired',
  'suspended',
  'revoked',
  'superseded',
  'not-yet-valid',
  'not-stated',
])
const answerSchema = z.looseObject({
  number: z.string(),
  product: z.string(),
  producer: z.string(),
  star: z.number(),
  status: statusSchema,
  issuedOn: z.string(),
  validUntil: z.string(),
  decision: z.string(),
})

/** A certificate as the API tells it. */
export function apiAnswer(answer: CertificateAnswer) {
  const { number, product, producer, place, star, status, since, issuedOn, validUntil, decision, issuer } =
    answer
  const { isDemo: demo, replacedBy } = answer
  return {
    number,
    product,
    producer,
    place,
    star,
    status,
    since,
    issuedOn,
    validUntil,
    decision,
    issuer,
    demo,
    ...(replacedBy && { replacedBy }),
  }
}

/** Anybody may ask whether a stamp is valid, for this product, today. */
export function verifyRoutes(
  kernel: Kernel,
  deps: Pick<RecognitionDeps, 'assets' | 'keeperOf'>,
): readonly Route[] {
  const keeperOf = (answer: CertificateAnswer | null, today: string) =>
    answer &&
    (deps.keeperOf?.({ level: answer.level, day: answer.issuedOn, province: answer.provinceCode }, today)
      ?.name ??
      null)
  return [
    page({
      path: '/xac-thuc',
      permission: 'register.read',
      audit: null,
      query: z.object({
        so: z.string().max(4000).optional().catch(undefined),
        ten: z.string().max(300).optional().catch(undefined),
      }),
      handler: async (ctx) => {
        const typed = ctx.query.so?.trim()
        if (!typed) return show(<VerifyPage ctx={ctx} />, { cache: ['verify-page'] })
        const name = ctx.query.ten?.trim()
        const found = typed.length > 60 ? await examineText(kernel, typed, ctx.today) : null
        const number = found ? (found.answer?.number ?? found.facts?.number) : typed
        if (found && (found.verdict !== 'copy' || !number))
          return show(<ExaminedPage ctx={ctx} found={found} keeper={keeperOf(found.answer, ctx.today)} />)
        const query = name ? `?ten=${encodeURIComponent(name)}` : ''
        return goTo(localPath(ctx.lang, `/xac-thuc/${encodeURIComponent(number!)}${query}`))
      },
    }),
    page({
      path: '/xac-thuc/:number',
      permission: 'register.read',
      audit: null,
      params: byNumber,
      query: z.object({ ten: z.string().max(300).optional().catch(undefined) }),
      handler: async (ctx) => {
        const answer = await lookUpCertificate(kernel.pool, ctx.params.number, ctx.today)
        const { number } = ctx.params
        if (!answer) return show(<UnknownPage ctx={ctx} typed={number} />, { status: 404 })
        const onPackage = ctx.query.ten?.trim() || undefined
        return show(
          <AnswerPage
            ctx={ctx}
            answer={answer}
            typed={number}
            onPackage={onPackage}
            keeper={keeperOf(answer, ctx.today)}
          />,
          {
            cache: ['register', `product:${answer.productId}`],
          },
        )
      },
    }),
    form({
      path: '/xac-thuc/tep',
      permission: 'register.read',
      audit: 'certificate.examined',
      rateLimit: 20,
      files: { fields: ['file'], held: ['file'], maxBytes: largestUpload, maxFiles: 1 },
      handler: async (ctx) => {
        const upload = ctx.form.files[0]
        const wrong = upload?.problem ?? (upload?.bytes ? null : { code: 'required', field: 'file' })
        if (wrong)
          return show(
            <VerifyPage ctx={ctx} errors={[{ field: 'file', text: problemText(wrong, ctx.lang) }]} />,
            { status: 422 },
          )
        const found = await examineFile(kernel, upload!.bytes!, ctx.today)
        const onPackage = fieldText(ctx.form, 'ten') || undefined
        return show(
          <ExaminedPage
            ctx={ctx}
            found={found}
            onPackage={onPackage}
            keeper={keeperOf(found.answer, ctx.today)}
          />,
        )
      },
    }),
    changesFeed(kernel),
    page({
      path: '/xac-thuc/khong-mang',
      permission: 'register.read',
      audit: null,
      handler: (ctx) => show(<OfflinePage ctx={ctx} />),
    }),
    page({
      path: '/xac-thuc/khong-mang.js',
      permission: 'register.read',
      audit: null,
      handler: (ctx) => {
        const script = deps.assets?.get(asset('verify-worker.js'))?.plain
        if (!script) return notFound()
        ctx.setHeader('service-worker-allowed', '/')
        return file(script, 'text/javascript; charset=utf-8')
      },
    }),
    api({
      method: 'GET',
      path: '/xac-thuc/khoa.json',
      permission: 'register.read',
      audit: null,
      summary: 'Public keys under which certificates are signed (ECDSA P-256)',
      handler: async () => json({ keys: await publishedKeys(kernel.db) }),
    }),
    api({
      method: 'GET',
      path: '/xac-thuc/khong-con-hieu-luc.json',
      permission: 'register.read',
      audit: null,
      summary:
        'Certificates that ended before their term, and the last day of those extended beyond it, by number without separators (O as 0, I and L as 1), as of a day',
      handler: async (ctx) => {
        const [certificates, extended] = await Promise.all([endedBeforeTerm(kernel), extendedTerms(kernel)])
        return json({ madeOn: ctx.today, certificates, extended }, { cache: ['register'] })
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/certificates/:number',
      permission: 'register.read',
      audit: null,
      params: byNumber,
      summary: 'A certificate by its number: whose it is and whether it holds today',
      answer: answerSchema,
      handler: async (ctx) => {
        const answer = await lookUpCertificate(kernel.pool, ctx.params.number, ctx.today)
        if (!answer)
          return problems(
            [{ code: 'certificate-unknown', field: 'number', data: { number: ctx.params.number } }],
            404,
          )
        return json(apiAnswer(answer), { cache: ['register', `product:${answer.productId}`] })
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/certificates/examine',
      permission: 'register.read',
      audit: 'certificate.examined',
      rateLimit: 600,
      body: z.object({ text: z.string().min(1).max(4000) }),
      summary: 'Judges the text of a QR: is the signature ours, and does the certificate hold today',
      answer: z.object({
        verdict: z.enum(['original', 'copy', 'altered', 'unknown-key', 'nothing-found']),
        certificate: answerSchema.nullable(),
      }),
      handler: async (ctx) => {
        const { verdict, answer } = await examineText(kernel, ctx.body.text, ctx.today)
        return json({ verdict, certificate: answer && apiAnswer(answer) })
      },
    }),
  ]
}

/** Small enough to carry along: what does not hold although its term has not run out. */
async function endedBeforeTerm({ db }: Pick<Kernel, 'db'>): Promise<Record<string, string>> {
  const { rows } = await sql<{ key: string; status: string }>`
    SELECT c.number_key AS key, CASE WHEN r.status = 'valid' THEN 'superseded' ELSE r.status END AS status
    FROM certificate c JOIN recognition r ON r.id = c.recognition_id
    WHERE r.status <> 'valid' OR c.voided_at IS NOT NULL ORDER BY c.number_key`.execute(db)
  return Object.fromEntries(rows.map(({ key, status }) => [key, status]))
}

/** Điều 12 khoản 3: the last day of those carried on beyond the term their QR states; an end told ahead counts. */
async function extendedTerms({ db }: Pick<Kernel, 'db'>): Promise<Record<string, string>> {
  const { rows } = await sql<{ key: string; last: string }>`
    SELECT c.number_key AS key, least(x.until, (SELECT min(e.day) - 1 FROM recognition_event e
      WHERE e.recognition_id = r.id AND e.kind = 'expired' AND e.seq > x.seq)) AS last
    FROM certificate c JOIN recognition r ON r.id = c.recognition_id
    JOIN LATERAL (SELECT max(e.seq) AS seq, max((e.detail ->> 'until')::date) AS until FROM recognition_event e
      WHERE e.recognition_id = r.id AND e.kind = 'extended') x ON x.until > r.valid_until
    WHERE r.status = 'valid' AND c.voided_at IS NULL ORDER BY c.number_key`.execute(db)
  return Object.fromEntries(rows.map(({ key, last }) => [key, last]))
}
