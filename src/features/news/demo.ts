import { readFileSync } from 'node:fs'
import { ok, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { type ArticleInput, createArticle } from './commands.ts'
import { demoPicture } from './demo-picture.ts'
import { publishArticle } from './standing.ts'

/** Leads nowhere (RFC 2606), so that the desk has a broken link to show; addresses of demo pieces are never asked. */
const demoLink = 'https://tuan-hang-ocop.example/2025'

interface Notice {
  title: string
  updatedOn: string
  author: string
  unit: string
  paragraphs: string[]
}

/** The provincial notice of 28/03/2024 as it was published, and a few pieces that say they are demonstration. */
export async function loadDemoNews(kernel: Kernel, placeCode: string): Promise<void> {
  const notice = JSON.parse(readFileSync(new URL('./demo-notice.json', import.meta.url), 'utf8')) as Notice
  await publish(
    kernel,
    {
      lang: 'vi',
      category: 'tin-hoat-dong',
      title: notice.title,
      lead: '',
      body: grouped(notice.paragraphs),
      authorName: notice.author,
      unitName: notice.unit,
      updatedOn: notice.updatedOn,
      placeCode,
    },
    { note: 'Tin của cổng thông tin tỉnh ngày 28/03/2024 về Kế hoạch số 135/KH-UBND' },
  )
  await kernel.run(system, async (ctx) => {
    const looked = { outcome: 'gone' as const, status: 404, checked_at: ctx.now, answered_at: null }
    await ctx.db
      .insertInto('outside_link')
      .values({ url: demoLink, ...looked, ignored_at: null, ignored_by: null, is_demo: true })
      .execute()
    return ok()
  })
  const picture = await demoPicture(kernel, placeCode)
  if (!picture.ok) throw new Error(`the demo's picture was refused: ${picture.problems[0]?.code}`)
  for (const piece of demoPieces) {
    const figure = piece.category === 'xuc-tien' ? picture.value : ''
    await publish(
      kernel,
      {
        lang: 'vi',
        authorName: 'Ban biên tập (minh họa)',
        unitName: 'Văn phòng điều phối OCOP (minh họa)',
        placeCode,
        ...piece,
        body: piece.body + figure,
      },
      null,
    )
  }
}

/** Lines that begin with a dash stand together as a list. */
function grouped(paragraphs: readonly string[]): string {
  return paragraphs.reduce((text, line, index) => {
    const item = line.startsWith('- ')
    const before = index > 0 && paragraphs[index - 1]?.startsWith('- ')
    return `${text}${index === 0 ? '' : item && before ? '\n' : '\n\n'}${line}`
  }, '')
}

async function publish(kernel: Kernel, input: ArticleInput, source: { note: string } | null): Promise<void> {
  const deps = { purge: kernel.purge }
  await kernel.run(system, async (ctx) => {
    const made = await createArticle(ctx, input, { isDemo: source === null, source })
    return made.ok
      ? publishArticle(ctx, made.value.id, { at: new Date(`${input.updatedOn}T07:00:00+07:00`) }, deps)
      : made
  })
}

const demoPieces: Pick<ArticleInput, 'category' | 'title' | 'lead' | 'body' | 'updatedOn'>[] = [
  {
    category: 'huong-dan',
    title: 'Hướng dẫn nộp hồ sơ đánh giá, phân hạng sản phẩm OCOP theo Quyết định 26/2026/QĐ-TTg',
    lead: 'Từ ngày 22/5/2026, hồ sơ mới áp dụng Bộ tiêu chí ban hành kèm Quyết định 26/2026/QĐ-TTg.',
    body: 'Chủ thể nộp hồ sơ tại Ủy ban nhân dân cấp xã nơi sản xuất. Hồ sơ gồm Phiếu đăng ký (Mẫu số 01) và Báo cáo tự đánh giá (Mẫu số 02) kèm tài liệu minh chứng (Điều 6 khoản 1).\n\nỦy ban nhân dân cấp xã kiểm tra, đánh giá bốn nội dung và gửi hồ sơ lên cấp tỉnh trong 15 ngày làm việc (Điều 7 khoản 2).\n\nChủ thể có thể chấm thử trên cổng này trước khi nộp để biết còn thiếu gì.',
    updatedOn: '2026-06-01',
  },
  {
    category: 'thong-bao',
    title: 'Nhận hồ sơ đề nghị đánh giá, phân hạng sản phẩm OCOP đợt 2 năm 2026',
    lead: 'Hồ sơ do Ủy ban nhân dân cấp xã đề nghị trước ngày 30/10/2026 được đưa vào đợt 2.',
    body: 'Theo Điều 5 khoản 1 Quyết định 26/2026/QĐ-TTg, đợt 02 hằng năm tổ chức trước ngày 30/12 đối với hồ sơ Ủy ban nhân dân cấp xã đề nghị trước ngày 30/10.\n\nCác chủ thể liên hệ Ủy ban nhân dân xã, phường để được hướng dẫn hoàn thiện hồ sơ.',
    updatedOn: '2026-09-15',
  },
  {
    category: 'xuc-tien',
    title: 'Mời chủ thể đăng ký gian hàng tại tuần hàng OCOP cuối năm',
    lead: 'Việc chọn chủ thể theo quy tắc công khai, ưu tiên sản phẩm còn hiệu lực và chủ thể chưa tham gia trong năm.',
    body: `<p>Đây là tin minh họa để thử chức năng của cổng thông tin.</p><ul><li>Đăng ký qua Ủy ban nhân dân xã, phường;</li><li>Sản phẩm phải còn hiệu lực công nhận trong thời gian tổ chức;</li><li>Kết quả chọn được công bố trên cổng.</li></ul><p>Xem <a href="${demoLink}">trang tuần hàng năm trước</a> (địa chỉ minh họa).</p>`,
    updatedOn: '2026-11-10',
  },
]
