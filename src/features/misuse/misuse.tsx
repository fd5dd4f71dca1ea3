import { z } from 'zod'
import { plainDate } from '../../platform/clock/index.ts'
import type { Problem } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import {
  fieldText,
  file,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../platform/i18n/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import {
  Button,
  Card,
  DescriptionList,
  EmptyState,
  FileInput,
  Form,
  FormActions,
  type FormValues,
  Message,
  RadioGroup,
  StatusMark,
  TextArea,
  TextInput,
} from '../../web/index.ts'
import { PublicPage, problemText, WorkPage } from '../frame/index.ts'
import { handleMisuse, reportMisuse } from './commands.ts'
import { messages as en, problems as enProblems } from './messages.en.ts'
import { messages as vi, problems as viProblems } from './messages.vi.ts'
import type { MisuseReportTable, MisuseStatus } from './tables.ts'

const statuses = [
  'received',
  'checking',
  'confirmed',
  'not-confirmed',
] as const satisfies readonly MisuseStatus[]
const tones = { received: 'neutral', checking: 'warn', confirmed: 'bad', 'not-confirmed': 'good' } as const
const pictures = ['image/jpeg', 'image/png', 'image/webp'] as const
const reportForm = z.object({
  'san-pham': z.string().max(200).default(''),
  product: z.string().max(300),
  seenAt: z.string().min(1, 'required').max(300),
  words: z.string().min(10, 'misuse-words-short').max(4000),
  contact: z.string().max(300),
})
const handleForm = z.object({
  status: z.enum(statuses),
  outcome: z.string().max(2000),
  version: z.coerce.number().int(),
})
type Report = Pick<
  MisuseReportTable,
  'id' | 'code' | 'seen_at' | 'words' | 'picture_hash' | 'reported_at' | 'closed_at'
> & {
  status: MisuseStatus
  outcome: string
  contact: string
  product_name: string
  version: number
  province_code: string
}

/** Reports of misuse: a public form, a code to follow, the office's desk. */
export function createMisuse(kernel: Kernel, provinceCode: string): Feature {
  const words = (ctx: RequestContext) => (ctx.lang === 'en' ? en : vi)
  const errorsOf = (list: readonly Problem[], ctx: RequestContext) =>
    list.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const ask = (
    ctx: RequestContext,
    slug: string,
    values: FormValues,
    failed: readonly Problem[] = [],
  ): Reply => {
    const w = words(ctx)
    return show(
      <PublicPage ctx={ctx} title={w.title} description={w.lead} breadcrumbs={[{ label: w.title }]}>
        <header class="page-head">
          <h1>{w.title}</h1>
          <p class="page-lead">{w.lead}</p>
        </header>
        <Form
          action={localPath(ctx.lang, '/bao-sai-pham')}
          files
          values={values}
          errors={errorsOf(failed, ctx)}
          hidden={{ 'san-pham': slug }}
        >
          <TextInput name="product" label={w.product} hint={w.productHint} maxLength={300} />
          <TextInput name="seenAt" label={w.seenAt} hint={w.seenAtHint} required maxLength={300} />
          <TextArea name="words" label={w.words} hint={w.wordsHint} required rows={5} maxLength={4000} />
          <FileInput
            name="picture"
            label={w.picture}
            hint={w.pictureHint}
            accept="image/*"
            capture="environment"
          />
          <TextInput name="contact" label={w.contact} hint={w.contactHint} maxLength={300} />
          <div class="hidden-visually" aria-hidden="true">
            <label>
              {w.leaveEmpty} <input type="text" name="website" tabindex={-1} autocomplete="off" />
            </label>
          </div>
          <FormActions>
            <Button icon="send">{w.send}</Button>
          </FormActions>
        </Form>
        <section class="flow">
          <h2>{w.follow}</h2>
          <Form
            method="get"
            action={localPath(ctx.lang, '/bao-sai-pham')}
            class="form verify-form"
            prefix="follow-"
          >
            <TextInput
              name="ma"
              label={w.followCode}
              hint={w.followHint}
              required
              autocomplete="off"
              width="medium"
            />
            <Button kind="secondary">{w.followButton}</Button>
          </Form>
        </section>
      </PublicPage>,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const reports = (ctx: RequestContext): Promise<Report[]> => {
    const reach = reachOf(ctx.actor, 'misuse.manage', ctx.today)
    let query = kernel.db
      .selectFrom('misuse_report')
      .selectAll()
      .orderBy('closed_at', (order) => order.desc().nullsFirst())
      .orderBy('reported_at')
      .limit(200)
    if (!reach.everything)
      query = query.where('province_code', 'in', reach.places.length > 0 ? [...reach.places] : [''])
    return query.execute()
  }
  /** The desk; of a report whose handling was refused with what was typed and why, beside it. */
  const desk = async (
    ctx: RequestContext,
    refused?: { id: string; failed: readonly Problem[] },
  ): Promise<Reply> => {
    const w = words(ctx)
    const failed = refused?.failed ?? []
    const list = await reports(ctx)
    for (const each of list) ctx.subject('misuse-report', each.id, each.province_code)
    return show(
      <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
        <h1>{w.desk}</h1>
        {!list.some((each) => each.id === refused?.id && !each.closed_at) &&
          failed.map((each) => (
            <Message tone="error" announce>
              {problemText(each, ctx.lang)}
            </Message>
          ))}
        {list.length === 0 && <EmptyState title={w.none}>{w.noneHint}</EmptyState>}
        {list.map((each) => (
          <Card
            title={each.product_name || each.code}
            above={<StatusMark tone={tones[each.status]}>{w.status[each.status]}</StatusMark>}
          >
            <DescriptionList
              items={[
                { term: w.reportedAt, value: formatDay(plainDate(each.reported_at)) },
                { term: w.seenAt, value: each.seen_at },
                { term: w.words, value: each.words },
                { term: w.contact, value: each.contact || undefined },
                {
                  term: w.picture,
                  value: each.picture_hash ? (
                    <a href={`/lam-viec/bao-sai-pham/${each.id}/anh`}>{w.picture}</a>
                  ) : undefined,
                },
                { term: w.outcome, value: each.outcome || undefined },
              ]}
            />
            {!each.closed_at && (
              <Form
                action={localPath(ctx.lang, `/lam-viec/bao-sai-pham/${each.id}`)}
                hidden={{ version: String(each.version) }}
                prefix={`${each.code}-`}
                values={
                  each.id === refused?.id ? { ...ctx.form.fields, version: String(each.version) } : undefined
                }
                errors={each.id === refused?.id ? errorsOf(failed, ctx) : undefined}
              >
                <RadioGroup
                  name="status"
                  label={w.handle}
                  value={each.status}
                  required
                  choices={statuses.map((status) => ({ value: status, label: w.status[status] ?? status }))}
                />
                <TextArea
                  name="outcome"
                  label={w.outcomeField}
                  hint={w.outcomeHint}
                  value={each.outcome}
                  rows={2}
                />
                <Button>{w.save}</Button>
              </Form>
            )}
          </Card>
        ))}
      </WorkPage>,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  return {
    name: 'misuse',
    problems: { vi: viProblems, en: enProblems },
    menu: [
      {
        path: '/lam-viec/bao-sai-pham',
        label: { vi: vi.desk, en: en.desk },
        icon: 'flag',
        permission: 'misuse.manage',
        order: 260,
      },
    ],
    tasks: async ({ actor, lang, today }) => {
      if (!may(actor, 'misuse.manage', { places: [provinceCode] }, today)) return []
      const waiting = await kernel.db
        .selectFrom('misuse_report')
        .select(['id', 'product_name', 'code'])
        .where('closed_at', 'is', null)
        .where('province_code', '=', provinceCode)
        .execute()
      const w = lang === 'en' ? en : vi
      return waiting.map((each) => ({
        title: w.task,
        detail: each.product_name || each.code,
        path: '/lam-viec/bao-sai-pham',
        group: w.group,
      }))
    },
    routes: [
      page({
        path: '/bao-sai-pham',
        permission: 'misuse.report',
        audit: null,
        query: z.object({
          'san-pham': z.string().max(200).optional().catch(undefined),
          giay: z.string().max(60).optional().catch(undefined),
          ma: z.string().max(40).optional().catch(undefined),
        }),
        handler: async (ctx) => {
          const code = ctx.query.ma?.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
          if (code) return goTo(localPath(ctx.lang, `/bao-sai-pham/${code}`))
          const slug = ctx.query['san-pham'] ?? ''
          const product = slug
            ? await kernel.db
                .selectFrom('product')
                .select('name')
                .where('slug', '=', slug)
                .where('is_public', '=', true)
                .executeTakeFirst()
            : undefined
          const number = ctx.query.giay
          return ask(ctx, product ? slug : '', {
            product: product?.name ?? '',
            words: number ? fill(words(ctx).aboutCertificate, { number }) : '',
          })
        },
      }),
      form({
        path: '/bao-sai-pham',
        permission: 'misuse.report',
        audit: 'misuse.reported',
        rateLimit: 6,
        mostADay: 30,
        files: { fields: ['picture'], maxBytes: 10 * 1024 * 1024, maxFiles: 1, accept: pictures },
        handler: async (ctx) => {
          const slug = fieldText(ctx.form, 'san-pham')
          const read = readForm(reportForm, ctx.form)
          if (!read.ok) return ask(ctx, slug, ctx.form.fields, read.problems)
          const picture = ctx.form.files[0]
          if (picture?.problem) return ask(ctx, slug, ctx.form.fields, [picture.problem])
          // The box no person sees was filled in: a machine. It is answered as if all were well.
          if (fieldText(ctx.form, 'website') !== '') return goTo(localPath(ctx.lang, '/bao-sai-pham'))
          const { product, seenAt, words: said, contact } = read.value
          const done = await ctx.run((inner) =>
            reportMisuse(inner, {
              productSlug: slug,
              productName: product,
              seenAt,
              words: said,
              contact,
              pictureHash: picture?.stored?.hash ?? null,
              provinceCode,
            }),
          )
          return done.ok
            ? goTo(localPath(ctx.lang, `/bao-sai-pham/${done.value.code}`))
            : ask(ctx, slug, ctx.form.fields, done.problems)
        },
      }),
      page({
        path: '/bao-sai-pham/:code',
        permission: 'misuse.report',
        audit: null,
        params: z.object({ code: z.string().regex(/^[A-Z0-9]{8}$/) }),
        handler: async (ctx) => {
          const w = words(ctx)
          const report = await kernel.db
            .selectFrom('misuse_report')
            .select(['status', 'outcome', 'reported_at', 'product_name'])
            .where('code', '=', ctx.params.code)
            .executeTakeFirst()
          if (!report) return notFound()
          return show(
            <PublicPage
              ctx={ctx}
              title={w.follow}
              noIndex
              breadcrumbs={[
                { label: w.title, href: localPath(ctx.lang, '/bao-sai-pham') },
                { label: ctx.params.code },
              ]}
            >
              <h1>{w.doneTitle}</h1>
              <p class="page-lead">{fill(w.done, { code: ctx.params.code })}</p>
              <p>
                <StatusMark tone={tones[report.status]}>{w.status[report.status]}</StatusMark>
              </p>
              <DescriptionList
                items={[
                  { term: w.product, value: report.product_name || undefined },
                  { term: w.reportedAt, value: formatDay(plainDate(report.reported_at)) },
                  { term: w.outcome, value: report.outcome || undefined },
                ]}
              />
            </PublicPage>,
          )
        },
      }),
      page({
        path: '/lam-viec/bao-sai-pham',
        permission: 'misuse.manage',
        audit: 'misuse.viewed',
        handler: (ctx) => desk(ctx),
      }),
      form({
        path: '/lam-viec/bao-sai-pham/:id',
        permission: 'misuse.manage',
        audit: 'misuse.handled',
        params: z.object({ id: z.uuid() }),
        handler: async (ctx) => {
          const read = readForm(handleForm, ctx.form)
          if (!read.ok) return desk(ctx, { id: ctx.params.id, failed: read.problems })
          const done = await ctx.run((inner) => handleMisuse(inner, ctx.params.id, read.value))
          return done.ok
            ? goTo(localPath(ctx.lang, '/lam-viec/bao-sai-pham'))
            : desk(ctx, { id: ctx.params.id, failed: done.problems })
        },
      }),
      page({
        path: '/lam-viec/bao-sai-pham/:id/anh',
        permission: 'misuse.manage',
        audit: 'misuse.viewed',
        params: z.object({ id: z.uuid() }),
        handler: async (ctx) => {
          const report = await kernel.db
            .selectFrom('misuse_report')
            .select(['picture_hash', 'province_code'])
            .where('id', '=', ctx.params.id)
            .executeTakeFirst()
          if (!report?.picture_hash) return notFound()
          if (!may(ctx.actor, 'misuse.manage', { places: [report.province_code] }, ctx.today))
            return forbidden()
          const content = await kernel.files.open(report.picture_hash)
          return content
            ? file(content, 'application/octet-stream', { name: `bao-sai-pham-${ctx.params.id}.jpg` })
            : notFound()
        },
      }),
    ],
  }
}
