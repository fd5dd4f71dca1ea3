import { plainDate } from '../../../platform/clock/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import { formatDay } from '../../../platform/i18n/index.ts'
import { type StatePaper, statePaperPdf } from '../../../platform/papers/index.ts'
import { bytesOf } from '../certificates/files.ts'
import { dayInWords } from '../certificates/paper.ts'
import { decisionPaper, meanText } from '../decisions/paper.ts'
import { currentKey } from '../proof/keys.ts'
import type { RecognitionDeps } from '../recognition.ts'
import { words } from '../words.ts'
import { packPackage } from './archive.ts'

/** The dossier as it was filed last, with the hash of each file (feature dossiers). */
export interface FiledDossier {
  readonly hash: string
  readonly content: {
    readonly papers: readonly {
      readonly title: string
      readonly kind: string
      readonly files: readonly { readonly hash: string; readonly name: string }[]
    }[]
  }
}

interface Subject {
  readonly dossierId: string
  readonly kind: string
  readonly setNo: number
  readonly product: string
  readonly producer: string
  readonly placeCode: string
  readonly province: string
  readonly meanNum: number | null
  readonly meanDen: number | null
  readonly star: number | null
  readonly counted: readonly { total: number }[]
  readonly agreedAt: Date
  readonly decisionId: string
  readonly isDemo: boolean
}

/**
 * The file that goes to the Ministry (Điều 6 khoản 3): letter, reports, decision, the dossier as filed with its tests, in one
 * archive with a signed list of hashes. The five samples travel by themselves (point a).
 */
export async function ministryPackage(
  kernel: Kernel,
  dossierId: string,
  deps: RecognitionDeps,
  today: string,
): Promise<{ name: string; bytes: Buffer } | null> {
  const subject = await subjectOf(kernel.db, dossierId)
  if (!subject) return null
  const decision = await kernel.db
    .selectFrom('decision')
    .selectAll()
    .where('id', '=', subject.decisionId)
    .executeTakeFirstOrThrow()
  const at = { at: decision.released_at ?? new Date(0) }
  const signed = decision.signed_hash ? await bytesOf(kernel, decision.signed_hash) : null
  const files = new Map<string, Uint8Array>()
  const about = { subject, number: decision.number ?? '', issuer: decision.issuer, deps, today }
  files.set('1-van-ban-de-nghi.pdf', await statePaperPdf(proposal(about, decision.decided_on ?? today), at))
  const advisory = await advisoryReport(kernel.db, dossierId)
  files.set(
    subject.kind === 'reevaluation' ? '2-bao-cao-co-quan-tham-muu.pdf' : '2-bao-cao-to-tu-van.pdf',
    await statePaperPdf(advisoryPaper(about, advisory), at),
  )
  if (subject.kind !== 'reevaluation')
    files.set('3-bao-cao-hoi-dong.pdf', await statePaperPdf(councilReport(about), at))
  files.set(
    '4-quyet-dinh-phe-duyet.pdf',
    signed ?? (await statePaperPdf(await decisionPaper(kernel.db, decision, deps), at)),
  )
  await addDossier(kernel, files, await deps.filedDossier(kernel.db, dossierId))
  const { id, key } = await currentKey(kernel.db, kernel.keys, kernel.clock())
  const bytes = packPackage(
    {
      madeOn: today,
      product: subject.product,
      producer: subject.producer,
      province: decision.issuer,
      decision: decision.number ?? '',
      mean: meanText(subject),
    },
    files,
    { id, privateKey: key.privateKey },
  )
  return { name: `ho-so-5-sao-${dossierId.slice(-12)}.zip`, bytes }
}

/** The filed papers by their order; those of tests once more beside, as point a asks for them by themselves. */
async function addDossier(kernel: Kernel, files: Map<string, Uint8Array>, filed: FiledDossier | null) {
  if (!filed) return
  files.set('5-ho-so-san-pham/ho-so.json', Buffer.from(JSON.stringify(filed.content, null, 1)))
  for (const [index, paper] of filed.content.papers.entries()) {
    for (const [page, each] of paper.files.entries()) {
      const bytes = await bytesOf(kernel, each.hash)
      if (!bytes) continue
      const order = String(index + 1).padStart(2, '0')
      const path = `${order}-${page + 1}-${each.name.replaceAll(/[^\w.-]+/g, '-')}`
      files.set(`5-ho-so-san-pham/${path}`, bytes)
      if (/kiem-nghiem|test/.test(paper.kind)) files.set(`6-kiem-nghiem/${path}`, bytes)
    }
  }
}

async function subjectOf(db: Db, dossierId: string): Promise<Subject | null> {
  const row = await db
    .selectFrom('dossier as d')
    .innerJoin('decision_item as i', 'i.dossier_id', 'd.id')
    .innerJoin('decision as c', 'c.id', 'i.decision_id')
    .innerJoin('product as p', 'p.id', 'd.product_id')
    .innerJoin('producer as o', 'o.id', 'd.producer_id')
    .innerJoin('result as r', 'r.dossier_id', 'd.id')
    .select([
      'd.id as dossierId',
      'd.kind',
      'd.set_no as setNo',
      'p.name as product',
      'o.name as producer',
      'd.place_code as placeCode',
      'd.province_code as province',
      'r.mean_num as meanNum',
      'r.mean_den as meanDen',
      'r.star',
      'r.proof',
      'r.agreed_at as agreedAt',
      'c.id as decisionId',
      'c.is_demo as isDemo',
    ])
    .where('d.id', '=', dossierId)
    .where('i.outcome', '=', 'to-ministry')
    .where('c.status', '=', 'released')
    .where('r.level', '=', 'tinh')
    .orderBy('r.agreed_at', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const { proof, ...rest } = row
  return { ...rest, counted: (proof as { counted?: { total: number }[] } | null)?.counted ?? [] }
}

async function advisoryReport(db: Db, dossierId: string) {
  return db
    .selectFrom('dossier_action')
    .select(['day', 'actor_name as by', 'reason', 'detail'])
    .where('dossier_id', '=', dossierId)
    .where('action', 'in', ['advisory-report', 'office-report'])
    .orderBy('seq', 'desc')
    .executeTakeFirst()
}

interface About {
  readonly subject: Subject
  readonly number: string
  readonly issuer: string
  readonly deps: RecognitionDeps
  readonly today: string
}

const mark = ({ subject }: About) => (subject.isDemo ? words('vi').issuedMark : undefined)

function facts({ subject, deps, today }: About): StatePaper['body'][number] {
  return {
    kind: 'fields',
    rows: [
      { label: 'Sản phẩm', value: subject.product },
      { label: 'Chủ thể', value: subject.producer },
      { label: 'Địa bàn', value: deps.placeLabel(subject.placeCode, today) },
      { label: 'Tổng điểm trung bình của Hội đồng cấp tỉnh', value: meanText(subject) },
    ],
  }
}

/** The people's committee's letter to the Ministry (Điều 7 khoản 3 điểm e). */
function proposal(about: About, decidedOn: string): StatePaper {
  const { issuer, deps, subject, number, today } = about
  return {
    title: `Đề nghị đánh giá 5 sao: ${subject.product}`,
    letterhead: {
      own: issuer,
      number: 'Số: ……/UBND-……',
      subject: `V/v đề nghị đánh giá, phân hạng sản phẩm OCOP 5 sao`,
      placeDate: `${deps.seat(subject.province)}, ${dayInWords(today)}`,
    },
    mark: mark(about),
    addressees: ['Bộ Nông nghiệp và Môi trường'],
    body: [
      {
        kind: 'paragraph',
        text: `Căn cứ điểm e khoản 3 Điều 7 Quyết định số 26/2026/QĐ-TTg; Quyết định số ${number} ngày ${formatDay(decidedOn)} phê duyệt kết quả đánh giá, ${issuer} đề nghị Bộ Nông nghiệp và Môi trường đánh giá, phân hạng 5 sao đối với sản phẩm:`,
      },
      facts(about),
      {
        kind: 'paragraph',
        text: 'Hồ sơ gửi kèm theo khoản 3 Điều 6, gồm 01 bộ giấy và 01 bộ điện tử; 05 sản phẩm mẫu gửi riêng (trừ nhóm du lịch). Danh mục tệp và mã băm SHA-256 tại MANIFEST.json của bộ điện tử./.',
      },
    ],
    recipients: ['Như trên', 'Chủ thể có sản phẩm'],
    signature: { authority: 'TM. Ủy ban nhân dân', post: 'Chủ tịch' },
  }
}

function advisoryPaper(
  about: About,
  report: { day: string; by: string; reason: string | null; detail: Record<string, unknown> } | undefined,
): StatePaper {
  const again = about.subject.kind === 'reevaluation'
  const said = (report?.detail.conclusion as string | undefined) ?? report?.reason ?? ''
  return {
    title: again ? 'Báo cáo đánh giá của cơ quan tham mưu' : 'Báo cáo của Tổ tư vấn',
    letterhead: {
      above: about.issuer,
      own: again ? about.deps.officeOn(about.today) : 'Tổ tư vấn Hội đồng đánh giá, phân hạng sản phẩm OCOP',
      placeDate: report ? `${about.deps.seat(about.subject.province)}, ${dayInWords(report.day)}` : undefined,
    },
    kind: 'Báo cáo',
    about: `Đánh giá hồ sơ sản phẩm “${about.subject.product}”`,
    mark: mark(about),
    body: [
      facts(about),
      { kind: 'heading', text: 'Kết luận' },
      { kind: 'typed', text: said || 'Không có trong hồ sơ điện tử.' },
    ],
    signature: { authority: again ? 'Thủ trưởng đơn vị' : 'Tổ trưởng', name: report?.by },
  }
}

/** What the council agreed, from its stored result (Điều 7 khoản 3 điểm d). */
function councilReport(about: About): StatePaper {
  const { subject } = about
  return {
    title: 'Báo cáo của Hội đồng',
    letterhead: {
      above: about.issuer,
      own: 'Hội đồng đánh giá, phân hạng sản phẩm OCOP',
      placeDate: `${about.deps.seat(subject.province)}, ${dayInWords(plainDate(subject.agreedAt))}`,
    },
    kind: 'Báo cáo',
    about: `Kết quả đánh giá, phân hạng sản phẩm “${subject.product}”`,
    mark: mark(about),
    body: [
      facts(about),
      {
        kind: 'table',
        columns: [
          { head: 'Phiếu', width: { mm: 20 }, align: 'center' },
          { head: 'Tổng điểm', align: 'center' },
        ],
        rows: subject.counted.map(({ total }, index) => [String(index + 1), String(total)]),
        total: ['Trung bình', meanText(subject)],
      },
      {
        kind: 'paragraph',
        text: `Hội đồng đề nghị Chủ tịch ${about.issuer} phê duyệt kết quả và gửi hồ sơ đề nghị Bộ Nông nghiệp và Môi trường đánh giá 5 sao./.`,
      },
    ],
    signature: { authority: 'TM. Hội đồng', post: 'Chủ tịch' },
  }
}
