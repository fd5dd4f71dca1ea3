import { z } from 'zod'
import { failed, type Problem, type Result } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  type FormReading,
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { dayTyped } from '../../rules/forms/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import { runningConsent, type StandingProducer, standingProducer } from '../consents/index.ts'
import type { Places } from '../places/index.ts'
import type { EvidenceKind, Regulation } from '../regulation/index.ts'
import { addFiles, addPaper, correctPaper, type PaperFacts, removeFile, setPaperAside } from './commands.ts'
import { dossiersRelyingOn } from './expiring.ts'
import { LeafPage } from './pages/leaf-page.tsx'
import { NewPaperPage, PaperPage } from './pages/paper-page.tsx'
import { OwnersPage, VaultPage } from './pages/vault-page.tsx'
import { type Paper, paperById, papersWhere, vaultsWithin } from './queries.ts'
import { filesSent, LARGEST_FILE, receiveFiles } from './receive.ts'
import { vaultUploads } from './upload-routes.ts'
import { officeOf, sendOriginal, sendPage, WIDTHS } from './view.ts'
import { words } from './words.ts'

const byProducer = z.object({ producer: z.uuid() })
const byPaper = z.object({ paper: z.uuid() })
const byPage = z.object({ paper: z.uuid(), page: z.coerce.number().int().min(1).max(5000) })
const byFile = z.object({ paper: z.uuid(), ordinal: z.coerce.number().int().min(1).max(1000) })
const takesFiles = { fields: ['files'], maxBytes: LARGEST_FILE, maxFiles: 40 } as const

/** Where one may be sent back to: only pages of the work area. */
export function safeBack(path: string | undefined): string | undefined {
  return path !== undefined && /^\/lam-viec\/[\w/.?=&:%-]*$/.test(path) && !path.includes('//')
    ? path
    : undefined
}

const paperForm = z.object({
  kind: z.string().max(60),
  title: z.string().min(1).max(300),
  number: z.string().max(100).default(''),
  issuer: z.string().max(300).default(''),
  issuedOn: z.string().max(40).default(''),
  validUntil: z.string().max(40).default(''),
})

/** Reads what was typed about a paper; days as people write them. */
export function readFacts(typed: FormReading, kinds: readonly EvidenceKind[]): Result<PaperFacts> {
  const read = readForm(paperForm, typed)
  if (!read.ok) return read
  const { kind, title, number, issuer } = read.value
  const problems: Problem[] = []
  if (!kinds.some((one) => one.id === kind)) problems.push({ code: 'paper-kind-unknown', field: 'kind' })
  const day = (field: 'issuedOn' | 'validUntil') => {
    const text = read.value[field]
    const found = text === '' ? null : dayTyped(text)
    if (text !== '' && found === null) problems.push({ code: 'not-a-day', field })
    return found
  }
  const facts = {
    kind,
    title,
    number: number || null,
    issuer: issuer || null,
    issuedOn: day('issuedOn'),
    validUntil: day('validUntil'),
  }
  return problems.length > 0 ? failed(...problems) : { ok: true, value: facts }
}

export function evidenceRoutes(kernel: Kernel, regulation: Regulation, places: Places): Route[] {
  const kindsToday = (today: string): readonly EvidenceKind[] => {
    const { regime } = regulation.regimeForDossier({ filedOn: today, kind: 'first' })
    return regime ? regulation.evidence(regime.id) : []
  }

  async function mayEditVault(ctx: RequestContext, owner: StandingProducer): Promise<boolean> {
    if (may(ctx.actor, 'paper.edit', { producerId: owner.id }, ctx.today)) return true
    return (
      may(ctx.actor, 'paper.edit', owner.resource, ctx.today) &&
      (await runningConsent(kernel.db, ctx.actor, owner.id, ctx.today)) !== null
    )
  }

  /** `silent`: a look too small to read leaves no line. */
  async function readable(ctx: RequestContext, paperId: string, { silent = false } = {}) {
    const paper = await paperById(kernel.db, paperId)
    const owner = paper && (await standingProducer(kernel.db, paper.producerId, places, ctx.today))
    if (!paper || !owner || !may(ctx.actor, 'paper.read', owner.resource, ctx.today)) return null
    if (!silent) ctx.subject('paper', paper.id, owner.place)
    return { paper, owner }
  }

  async function showPaper(
    ctx: RequestContext,
    found: { paper: Paper; owner: StandingProducer },
    more: Partial<Parameters<typeof PaperPage>[0]> = {},
    status = 200,
  ) {
    const mayEdit = await mayEditVault(ctx, found.owner)
    const reliants = await dossiersRelyingOn(kernel.db, found.paper.id)
    return show(
      <PaperPage
        ctx={ctx}
        {...found}
        kinds={kindsToday(ctx.today)}
        mayEdit={mayEdit}
        reliants={reliants}
        {...more}
      />,
      { status },
    )
  }

  const sentBy = (ctx: RequestContext) => filesSent(kernel.uploads, ctx.actor.accountId!, ctx.form)
  const paperPath = (ctx: RequestContext, id: string) => localPath(ctx.lang, `/lam-viec/tai-lieu/giay/${id}`)

  return [
    ...vaultUploads(kernel),
    page({
      path: '/lam-viec/tai-lieu',
      permission: 'paper.read',
      audit: null,
      handler: async (ctx) => {
        const owners = await vaultsWithin(
          kernel.db,
          reachOf(ctx.actor, 'paper.read', ctx.today),
          places,
          ctx.today,
        )
        const [only] = owners
        return owners.length === 1 && only
          ? goTo(localPath(ctx.lang, `/lam-viec/tai-lieu/${only.id}`))
          : show(<OwnersPage ctx={ctx} owners={owners} />)
      },
    }),
    page({
      path: '/lam-viec/tai-lieu/:producer',
      permission: 'paper.read',
      audit: 'paper.list',
      params: byProducer,
      handler: async (ctx) => {
        const owner = await standingProducer(kernel.db, ctx.params.producer, places, ctx.today)
        if (!owner || !may(ctx.actor, 'paper.read', owner.resource, ctx.today)) return notFound()
        ctx.subject('producer', owner.id, owner.place)
        const papers = await papersWhere(kernel.db, { producerId: owner.id, removed: true })
        const mayEdit = await mayEditVault(ctx, owner)
        const couldEdit = may(ctx.actor, 'paper.edit', owner.resource, ctx.today)
        return show(
          <VaultPage
            ctx={ctx}
            owner={owner}
            papers={papers}
            kinds={kindsToday(ctx.today)}
            mayEdit={mayEdit}
            consentHref={
              couldEdit && !mayEdit ? localPath(ctx.lang, `/lam-viec/uy-quyen/${owner.id}`) : undefined
            }
          />,
        )
      },
    }),
    page({
      path: '/lam-viec/tai-lieu/:producer/them',
      permission: 'paper.edit',
      audit: null,
      params: byProducer,
      query: z.object({ loai: z.string().max(60).optional(), ve: z.string().max(300).optional() }),
      handler: async (ctx) => {
        const owner = await standingProducer(kernel.db, ctx.params.producer, places, ctx.today)
        if (!owner) return notFound()
        if (!(await mayEditVault(ctx, owner))) return forbidden()
        return show(
          <NewPaperPage
            limits={kernel.config.uploadLimits}
            ctx={ctx}
            owner={owner}
            kinds={kindsToday(ctx.today)}
            kind={ctx.query.loai}
            back={safeBack(ctx.query.ve)}
          />,
        )
      },
    }),
    form({
      path: '/lam-viec/tai-lieu/:producer/them',
      permission: 'paper.edit',
      audit: 'paper.add',
      params: byProducer,
      files: takesFiles,
      handler: async (ctx) => {
        const kinds = kindsToday(ctx.today)
        const facts = readFacts(ctx.form, kinds)
        const { good, problems } = await receiveFiles(kernel.files, await sentBy(ctx))
        const key = z.uuid().safeParse(fieldText(ctx.form, 'once'))
        const added =
          facts.ok && problems.length === 0
            ? await ctx.run((inner) =>
                addPaper(inner, places, {
                  key: key.data,
                  producerId: ctx.params.producer,
                  facts: facts.value,
                  files: good,
                }),
              )
            : failed(...(facts.ok ? [] : facts.problems), ...problems)
        const back = safeBack(fieldText(ctx.form, 've') || undefined)
        if (added.ok) {
          const to = back ? `${back}${back.includes('?') ? '&' : '?'}giay=${added.value.id}` : undefined
          return goTo(to ? localPath(ctx.lang, to) : paperPath(ctx, added.value.id))
        }
        const owner = await standingProducer(kernel.db, ctx.params.producer, places, ctx.today)
        if (!owner) return notFound()
        return show(
          <NewPaperPage
            limits={kernel.config.uploadLimits}
            ctx={ctx}
            owner={owner}
            kinds={kinds}
            back={back}
            typed={ctx.form.fields}
            problems={added.problems}
          />,
          { status: 422 },
        )
      },
    }),
    page({
      path: '/lam-viec/tai-lieu/giay/:paper',
      permission: 'paper.read',
      audit: 'paper.read',
      params: byPaper,
      handler: async (ctx) => {
        const found = await readable(ctx, ctx.params.paper)
        return found ? showPaper(ctx, found) : notFound()
      },
    }),
    form({
      path: '/lam-viec/tai-lieu/giay/:paper/sua',
      permission: 'paper.edit',
      audit: 'paper.correct',
      params: byPaper,
      handler: async (ctx) => {
        const found = await readable(ctx, ctx.params.paper)
        if (!found) return notFound()
        const facts = readFacts(ctx.form, kindsToday(ctx.today))
        const version = Number(fieldText(ctx.form, 'version')) || 0
        const saved = facts.ok
          ? await ctx.run((inner) =>
              correctPaper(inner, places, { paperId: found.paper.id, version, facts: facts.value }),
            )
          : facts
        if (saved.ok) return goTo(paperPath(ctx, found.paper.id))
        return showPaper(
          ctx,
          found,
          { typed: ctx.form.fields, problems: saved.problems, failed: 'facts' },
          422,
        )
      },
    }),
    form({
      path: '/lam-viec/tai-lieu/giay/:paper/trang',
      permission: 'paper.edit',
      audit: 'paper.add-files',
      params: byPaper,
      files: takesFiles,
      handler: async (ctx) => {
        const found = await readable(ctx, ctx.params.paper)
        if (!found) return notFound()
        const { good, problems } = await receiveFiles(kernel.files, await sentBy(ctx))
        const nothing = good.length === 0 && problems.length === 0
        const added =
          nothing || good.length === 0
            ? failed(...(nothing ? [{ code: 'required', field: 'files' }] : problems))
            : await ctx.run((inner) => addFiles(inner, places, { paperId: found.paper.id, files: good }))
        if (added.ok && problems.length === 0 && added.value.repeated.length === 0)
          return goTo(paperPath(ctx, found.paper.id))
        const now = { ...found, paper: (await paperById(kernel.db, found.paper.id))! }
        return showPaper(
          ctx,
          now,
          {
            failed: 'files',
            problems: added.ok ? problems : added.problems,
            repeated: added.ok ? added.value.repeated : [],
          },
          added.ok && problems.length === 0 ? 200 : 422,
        )
      },
    }),
    form({
      path: '/lam-viec/tai-lieu/giay/:paper/tep/:ordinal/bo',
      permission: 'paper.edit',
      audit: 'paper.remove-file',
      params: byFile,
      handler: async (ctx) => {
        const { paper, ordinal } = ctx.params
        const removed = await ctx.run((inner) => removeFile(inner, places, { paperId: paper, ordinal }))
        return removed.ok ? goTo(paperPath(ctx, paper)) : notFound()
      },
    }),
    ...(['bo', 'khoi-phuc'] as const).map((verb) =>
      form({
        path: `/lam-viec/tai-lieu/giay/:paper/${verb}`,
        permission: 'paper.edit',
        audit: verb === 'bo' ? 'paper.remove' : 'paper.restore',
        params: byPaper,
        handler: async (ctx) => {
          const set = await ctx.run((inner) =>
            setPaperAside(inner, places, { paperId: ctx.params.paper, aside: verb === 'bo' }),
          )
          return set.ok ? goTo(paperPath(ctx, ctx.params.paper)) : notFound()
        },
      }),
    ),
    page({
      path: '/lam-viec/tai-lieu/giay/:paper/trang/:page',
      permission: 'paper.read',
      audit: 'paper.read',
      params: byPage,
      handler: async (ctx) => {
        const found = await readable(ctx, ctx.params.paper)
        if (!found || ctx.params.page > found.paper.pages) return notFound()
        const base = paperPath(ctx, found.paper.id)
        return show(
          <LeafPage
            ctx={ctx}
            title={found.paper.title}
            page={ctx.params.page}
            pages={found.paper.pages}
            base={base}
            backHref={base}
            backLabel={words(ctx.lang).paper}
            office={await officeOf(kernel.files, found.paper.files, ctx.params.page)}
          />,
        )
      },
    }),
    page({
      path: '/lam-viec/tai-lieu/giay/:paper/anh/:page',
      permission: 'paper.read',
      audit: 'paper.read',
      params: byPage,
      query: z.object({ nho: z.string().optional() }),
      handler: async (ctx) => {
        const found = await readable(ctx, ctx.params.paper, { silent: Boolean(ctx.query.nho) })
        if (!found) return notFound()
        return sendPage(
          kernel.files,
          found.paper.files,
          ctx.params.page,
          ctx.query.nho ? WIDTHS.small : WIDTHS.large,
        )
      },
    }),
    page({
      path: '/lam-viec/tai-lieu/giay/:paper/tep/:ordinal',
      permission: 'paper.read',
      audit: 'paper.download',
      params: byFile,
      handler: async (ctx) => {
        const found = await readable(ctx, ctx.params.paper)
        const file = found?.paper.files.find((one) => one.ordinal === ctx.params.ordinal)
        return file ? sendOriginal(kernel.files, file) : notFound()
      },
    }),
  ]
}
