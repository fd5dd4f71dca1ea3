import { z } from 'zod'
import {
  file,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
} from '../../../platform/http/index.ts'
import { type StatePaper, statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { slug } from '../../../rules/vietnamese/index.ts'
import { type Parts, readable } from '../parts.ts'
import { ROOT } from '../paths.ts'
import { communeReportPaper } from './commune-report-paper.ts'
import type { FormContent } from './content.ts'
import { formContent } from './gather.ts'
import { registrationPaper } from './registration-paper.ts'
import { selfReportPaper } from './self-report-paper.ts'

const PAPERS: Readonly<Record<string, (content: FormContent) => StatePaper>> = {
  'mau-01': registrationPaper,
  'mau-02': selfReportPaper,
  'mau-03': communeReportPaper,
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const fileName = z.string().regex(/^mau-0[123]\.(pdf|docx)$/)
const byPaper = z.object({ id: z.uuid(), file: fileName })
const byFiling = z.object({ id: z.uuid(), filing: z.coerce.number().int().min(1).max(999), file: fileName })

/** Mẫu số 01, 02 and 03 filled in, as PDF and Word: as they stand, and as they stood at each filing. */
export function formPaperRoutes(parts: Parts): Route[] {
  const send = async (ctx: RequestContext, id: string, name: string, filing?: number): Promise<Reply> => {
    const shown = await readable(parts, ctx, id)
    const content = shown && (await formContent(parts, shown, filing))
    const [form, format] = name.split('.') as [string, string]
    if (!content || (form === 'mau-03' && (filing !== undefined || content.report === null)))
      return notFound()
    const paper = PAPERS[form]!(content)
    const title = `${form}-${slug(content.dossier.product.name, 60) || 'ho-so'}`
    return format === 'pdf'
      ? file(await statePaperPdf(paper, { at: dayOf(content) }), 'application/pdf', { name: `${title}.pdf` })
      : file(await statePaperDocx(paper), DOCX, { name: `${title}.docx` })
  }
  return [
    page({
      path: `${ROOT}/:id/giay-to/:file`,
      permission: 'dossier.read',
      audit: 'dossier.print',
      params: byPaper,
      handler: (ctx) => send(ctx, ctx.params.id, ctx.params.file),
    }),
    page({
      path: `${ROOT}/:id/ban-nop/:filing/:file`,
      permission: 'dossier.read',
      audit: 'dossier.print',
      params: byFiling,
      handler: (ctx) => send(ctx, ctx.params.id, ctx.params.file, ctx.params.filing),
    }),
  ]
}

/** The same filing prints the same bytes. */
function dayOf({ filedOn, dossier }: FormContent): Date {
  return new Date(`${filedOn ?? dossier.filedOn ?? `${dossier.year}-01-01`}T00:00:00Z`)
}
