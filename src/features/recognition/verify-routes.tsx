import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import {
  api,
  file,
  forbidden,
  goTo,
  json,
  notFound,
  page,
  problems,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { type CertificateAnswer, lookUpCertificate } from './certificates/lookup.ts'
import { certificatePaper } from './certificates/paper.ts'
import { AnswerPage, UnknownPage, VerifyPage } from './pages/verify-page.tsx'
import { publishedKeys } from './proof/keys.ts'
import { words } from './words.ts'

const byNumber = z.object({ number: z.string().min(1).max(200) })

/** Anybody may ask whether a stamp is valid, for this product, today. */
export function verifyRoutes(kernel: Kernel): readonly Route[] {
  return [
    page({
      path: '/xac-thuc',
      permission: 'register.read',
      audit: null,
      query: z.object({ so: z.string().max(200).optional().catch(undefined) }),
      handler: (ctx) => {
        const typed = ctx.query.so?.trim()
        if (typed) return goTo(localPath(ctx.lang, `/xac-thuc/${encodeURIComponent(typed)}`))
        return show(<VerifyPage ctx={ctx} />, { cache: ['register'] })
      },
    }),
    page({
      path: '/xac-thuc/:number',
      permission: 'register.read',
      audit: null,
      params: byNumber,
      handler: async (ctx) => {
        const answer = await lookUpCertificate(kernel.db, ctx.params.number, ctx.today)
        if (!answer) return show(<UnknownPage ctx={ctx} typed={ctx.params.number} />, { status: 404 })
        return show(<AnswerPage ctx={ctx} answer={answer} />, {
          cache: ['register', `product:${answer.productId}`],
        })
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
      path: '/api/v1/certificates/:number',
      permission: 'register.read',
      audit: null,
      params: byNumber,
      summary: 'A certificate by its number: whose it is and whether it holds today',
      answer: z.looseObject({
        number: z.string(),
        product: z.string(),
        producer: z.string(),
        star: z.number(),
        status: z.enum([
          'valid',
          'expiring',
          'expired',
          'suspended',
          'revoked',
          'superseded',
          'not-yet-valid',
          'not-stated',
        ]),
        issuedOn: z.string(),
        validUntil: z.string(),
        decision: z.string(),
      }),
      handler: async (ctx) => {
        const answer = await lookUpCertificate(kernel.db, ctx.params.number, ctx.today)
        if (!answer)
          return problems(
            [{ code: 'certificate-unknown', field: 'number', data: { number: ctx.params.number } }],
            404,
          )
        const {
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
          isDemo,
        } = answer
        return json(
          {
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
            demo: isDemo,
          },
          { cache: ['register', `product:${answer.productId}`] },
        )
      },
    }),
    page({
      path: '/lam-viec/giay-chung-nhan/:number',
      permission: 'certificate.read-own',
      audit: 'certificate.printed',
      params: byNumber,
      handler: async (ctx) => {
        const answer = await lookUpCertificate(kernel.db, ctx.params.number.replace(/\.pdf$/, ''), ctx.today)
        if (!answer) return notFound()
        const owner = await kernel.db
          .selectFrom('certificate as c')
          .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
          .innerJoin('product as p', 'p.id', 'r.product_id')
          .select([
            'r.producer_id as producerId',
            'p.place_code as placeCode',
            'p.province_code as provinceCode',
          ])
          .where('c.number', '=', answer.number)
          .executeTakeFirstOrThrow()
        const places = [owner.placeCode, owner.provinceCode].filter((place) => place !== null)
        const resource = { places, producerId: owner.producerId }
        if (!may(ctx.actor, 'certificate.read-own', resource, ctx.today)) return forbidden()
        ctx.subject('certificate', answer.number, owner.provinceCode)
        return file(
          await certificatePaper(answer.content, {
            baseUrl: kernel.config.baseUrl,
            payload: answer.payload,
            mark: markOf(answer),
          }),
          'application/pdf',
        )
      },
    }),
  ]
}

/** What stands across a copy that must not pass for a standing certificate. */
function markOf(answer: CertificateAnswer): string | null {
  const w = words('vi')
  return w.voidMark[answer.status] ?? (answer.isDemo ? w.issuedMark : null)
}
