import type { CommandContext } from '../../../platform/command/index.ts'
import { formatDay } from '../../../platform/i18n/index.ts'
import { decisionLines } from './paper.ts'

/** A piece for the portal as this feature proposes it; an editor reads, completes and publishes it. */
export interface ProposedNews {
  readonly title: string
  readonly lead: string
  /** HTML of paragraphs, lists and tables only. */
  readonly body: string
  readonly unitName: string
  readonly placeCode: string
  readonly isDemo: boolean
}

export interface NewsProposal {
  draftNews?: ((ctx: CommandContext, piece: ProposedNews) => Promise<void>) | undefined
  officeOn(day: string): string
}

/** Words of what a decision does, by its kind, for a headline. */
const headlines: Record<string, string> = {
  recognise: 'Công nhận kết quả đánh giá, phân hạng {count} sản phẩm OCOP',
  revoke: 'Thu hồi giấy chứng nhận của {count} sản phẩm OCOP',
  suspend: 'Tạm dừng sử dụng nhãn hiệu OCOP đối với {count} sản phẩm',
  resume: 'Cho sử dụng lại nhãn hiệu OCOP đối với {count} sản phẩm',
  expire: 'Giấy chứng nhận của {count} sản phẩm OCOP hết hiệu lực',
  extend: 'Kéo dài hiệu lực giấy chứng nhận của {count} sản phẩm OCOP',
}

/** The public notice of a decision: drawn from the very lines that were decided; products not recognised are not named. */
export async function proposeNews(
  ctx: CommandContext,
  decisionId: string,
  deps: NewsProposal,
): Promise<void> {
  if (!deps.draftNews) return
  const decision = await ctx.db
    .selectFrom('decision')
    .selectAll()
    .where('id', '=', decisionId)
    .executeTakeFirstOrThrow()
  const lines = (await decisionLines(ctx.db, decisionId)).filter((line) => line.outcome !== 'not-recognise')
  const headline = headlines[decision.kind]
  if (!headline || lines.length === 0) return
  const title = headline.replace('{count}', String(lines.length))
  const rows = lines.map((line) => {
    const star = line.outcome === 'to-ministry' ? 'đề nghị 5 sao' : line.star ? `${line.star} sao` : ''
    return `<li>${[line.product, line.producer, star].filter(Boolean).map(escaped).join(', ')}</li>`
  })
  const number = `số ${decision.number} ngày ${formatDay(decision.decided_on!)}`
  await deps.draftNews(ctx, {
    title: decision.is_demo ? `${title} (minh họa)` : title,
    lead: `${decision.issuer} ban hành Quyết định ${number}: ${decision.title}.`,
    body: `<p>Theo Quyết định ${escaped(number)}, danh sách gồm:</p><ul>${rows.join('')}</ul><p>Kiểm tra từng giấy chứng nhận tại trang Xác thực của cổng thông tin.</p>`,
    unitName: deps.officeOn(ctx.today),
    placeCode: decision.province_code,
    isDemo: decision.is_demo,
  })
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char]!)
