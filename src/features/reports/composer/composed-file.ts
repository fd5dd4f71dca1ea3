import { file, type Reply, type RequestContext } from '../../../platform/http/index.ts'
import { statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { slug } from '../../../rules/vietnamese/index.ts'
import type { makeReport } from '../made.ts'
import { type Issuer, reportPaper } from '../render/paper.ts'
import { reportWorkbook } from '../render/workbook.ts'
import { words } from '../words.ts'
import type { thaw } from './freezing.ts'
import type { StoredReport } from './queries.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A composed report as a file: the paper of the state, or its tables. */
export async function composedFile(
  issuerOn: (day: string) => Issuer,
  report: StoredReport,
  made: ReturnType<typeof makeReport>,
  thawed: Awaited<ReturnType<typeof thaw>>,
  format: 'docx' | 'pdf' | 'xlsx',
  ctx: RequestContext,
): Promise<Reply> {
  const at = thawed?.frozenAt ?? ctx.now
  const name = `${slug(report.number ?? report.title, 60)}.${format}`
  if (format === 'xlsx') return file(reportWorkbook(made, ctx.lang, at), xlsx, { name })
  const w = words('vi')
  const marks = [
    thawed ? null : w.draftMark,
    report.is_demo || made.cut.products.some(({ isDemo }) => isDemo) ? w.demoMark : null,
  ]
  const mark = marks.filter(Boolean).join(' – ')
  const paper = reportPaper(made, {
    issuer: issuerOn(report.issued_on ?? ctx.today),
    number: report.number,
    day: report.issued_on,
    title: report.title,
    words: report.words,
    recipients: report.recipients,
    signer: report.signer_name ? { name: report.signer_name, office: report.signer_office ?? '' } : null,
    mark: mark || undefined,
  })
  const body = format === 'docx' ? await statePaperDocx(paper) : await statePaperPdf(paper, { at })
  return file(body, format === 'docx' ? docx : 'application/pdf', { name })
}
