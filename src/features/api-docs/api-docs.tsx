import { z } from 'zod'
import type { Feature } from '../../platform/feature.ts'
import {
  askItself,
  notFound,
  openApiOf,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import type { FormError } from '../../web/index.ts'
import { type Operation, operationsOf } from './description.ts'
import { ListPage } from './pages/list-page.tsx'
import { OperationPage } from './pages/operation-page.tsx'
import { type Typed, type Written, writtenRequest } from './request.ts'
import { isTryable, samplesOf } from './samples.ts'
import { words } from './words.ts'

/** What is typed stays in the address: longer questions go over the API itself. */
const longestBody = 6_000

/** `/api-docs`: the API as a person reads and tries it. */
export function createApiDocs(): Feature {
  let known: readonly Operation[] | undefined
  const operations = (ctx: RequestContext) => {
    known ??= operationsOf(openApiOf(ctx.request))
    return known
  }
  const routes: Route[] = [
    page({
      path: '/api-docs',
      permission: 'open-data.read',
      audit: null,
      handler: (ctx) => show(<ListPage ctx={ctx} operations={operations(ctx)} />, { cache: ['api-docs'] }),
    }),
    page({
      path: '/api-docs/:key',
      permission: 'open-data.read',
      audit: null,
      rateLimit: 120,
      params: z.object({ key: z.string().max(200) }),
      handler: async (ctx) => {
        const operation = operations(ctx).find(({ key }) => key === ctx.params.key)
        return operation ? operationView(ctx, operation) : notFound()
      },
    }),
  ]
  return {
    name: 'api-docs',
    routes,
    sitemap: async () => [{ path: '/api-docs' }],
  }
}

async function operationView(ctx: RequestContext, operation: Operation) {
  const asked = ctx.url.searchParams.get('goi') === '1'
  const samples = await samplesOf(operation, async (url) =>
    operation.needsSignIn && !asked ? null : (await askItself(ctx.request, { method: 'GET', url })).text,
  )
  const typed = asked ? typedIn(ctx.url) : samples.values
  const body = asked ? (ctx.url.searchParams.get('body') ?? '').slice(0, longestBody) : samples.body
  const written = writtenRequest(operation, typed, body)
  const errors = asked ? errorsOf(ctx, written) : []
  // What needs a sign-in is asked only when its reader presses: reading it leaves a line in the log.
  const mayAsk = isTryable(operation) && (asked || !operation.needsSignIn)
  const answer =
    mayAsk && written.missing.length === 0 && written.bodyIsJson
      ? await askItself(ctx.request, {
          method: operation.method as 'GET' | 'POST',
          url: written.url,
          body: written.body,
        })
      : null
  if (operation.needsSignIn) ctx.setHeader('cache-control', 'no-store')
  return show(
    <OperationPage
      ctx={ctx}
      operation={operation}
      typed={typed}
      body={body}
      written={written}
      errors={errors}
      answer={answer}
      asked={asked}
    />,
    { status: errors.length > 0 ? 422 : 200 },
  )
}

function typedIn(url: URL): Typed {
  return Object.fromEntries([...url.searchParams].filter(([name]) => /^[pq]\./.test(name)))
}

function errorsOf(ctx: RequestContext, written: Written): FormError[] {
  const w = words(ctx.lang)
  return [
    ...written.missing.map((field) => ({ field, text: w.missing })),
    ...(written.bodyIsJson ? [] : [{ field: 'body', text: w.bodyWrong }]),
  ]
}
