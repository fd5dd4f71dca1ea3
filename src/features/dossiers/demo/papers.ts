import { Readable } from 'node:stream'
import type { Kernel } from '../../../platform/feature.ts'
import { renderTypst } from '../../../platform/papers/index.ts'
import { countPdfPages } from '../../../platform/previews/index.ts'
import { formatDayLong } from '../../../rules/vietnamese/index.ts'
import type { ReceivedFile } from '../../evidence/index.ts'

const source = `#import "/state.typ": *
#let d = json(bytes(sys.inputs.data))
#show: paper-body.with(title: d.title)
#letterhead(own: d.issuer, number: [Số: #d.number], place-date: [#d.day])
#paper-title("Bản minh họa", d.title)
#typed(d.text)
#v(6mm)
#align(center, text(24pt, fill: luma(150), weight: "bold")[DỮ LIỆU MINH HỌA])
#v(6mm)
#typed("Tờ này được hệ thống tạo ra để trình bày, không phải giấy tờ thật và không có giá trị pháp lý.")
`

/** A paper that says on its face that it is none: a real PDF, so that the vault, previews and hashes are real. */
export async function demoPaper(
  kernel: Kernel,
  paper: { title: string; number: string; issuer: string; day: string; text: string },
): Promise<ReceivedFile> {
  const pdf = await renderTypst(
    source,
    { ...paper, day: formatDayLong(paper.day) },
    { at: new Date('2026-01-01T00:00:00Z') },
  )
  const name = `${paper.title.slice(0, 60)}.pdf`
  const put = await kernel.files.put(Readable.from(pdf), {
    maxBytes: 5_000_000,
    name,
    declaredType: 'application/pdf',
  })
  if (!put.ok) throw new Error(`the demo paper is not stored: ${JSON.stringify(put.problems)}`)
  const { hash, size, mediaType } = put.value
  return { hash, name: put.value.name, mediaType, size, pageCount: (await countPdfPages(pdf)) ?? 1 }
}
