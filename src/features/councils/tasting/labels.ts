import { readFileSync } from 'node:fs'
import { formatDay } from '../../../platform/i18n/index.ts'
import { renderTypst, type StatePaper } from '../../../platform/papers/index.ts'
import type { Regulation } from '../../regulation/index.ts'
import type { SittingView } from '../sittings/view.ts'
import { messages as vi } from './messages.vi.ts'

const template = readFileSync(new URL('./labels.typ', import.meta.url), 'utf8')

/** Samples that go with a dossier (Điều 6 khoản 2 điểm d): each gets a label, tourism has none. */
function samplesOf(
  { regime, setNo }: { regime: string; setNo: number },
  law: Pick<Regulation, 'procedure'>,
): number {
  const filed = law.procedure(regime)?.dossiers.find((one) => one.level === 'xa')
  const samples = filed?.items.find((item) => item.count !== undefined)
  return samples?.exceptSets?.includes(setNo) ? 0 : (samples?.count ?? 1)
}

type Coded = SittingView['items'][number] & { sampleCode: string }
const codedItems = (view: SittingView): Coded[] =>
  view.items
    .filter((item): item is Coded => item.sampleCode !== null)
    .sort((a, b) => a.sampleCode.localeCompare(b.sampleCode, 'en', { numeric: true }))

/** Labels to stick on glasses and plates, in the order of the codes. */
export function sampleLabelsPdf(view: SittingView, law: Pick<Regulation, 'procedure'>): Promise<Buffer> {
  const labels = codedItems(view).flatMap((item) => {
    const of = samplesOf(item, law)
    return Array.from({ length: of }, (_, index) => ({ code: item.sampleCode, number: index + 1, of }))
  })
  const inputs = {
    title: `Nhãn mã mẫu ${formatDay(view.heldOn)}`,
    day: formatDay(view.heldOn),
    mark: view.isDemo ? 'Dữ liệu minh họa' : null,
    labels,
  }
  return renderTypst(template, inputs, { at: new Date(`${view.heldOn}T00:00:00Z`), standard: null })
}

/** Which code is whose: for those who prepare the samples. */
export function sampleKey(view: SittingView): StatePaper {
  return {
    title: `${vi.keyTitle} ${formatDay(view.heldOn)}`,
    kind: vi.keyTitle,
    about: `${view.councilName}, phiên họp ngày ${formatDay(view.heldOn)}`,
    mark: view.isDemo ? 'Dữ liệu minh họa' : undefined,
    body: [
      { kind: 'paragraph', text: [{ text: vi.keyWarning, italic: true }] },
      {
        kind: 'table',
        columns: [
          { head: 'Mã mẫu', width: { mm: 24 }, align: 'center' },
          { head: 'TT', width: { mm: 12 }, align: 'center' },
          { head: 'Sản phẩm' },
          { head: 'Chủ thể' },
        ],
        rows: codedItems(view).map((item) => [
          { text: item.sampleCode, bold: true },
          String(item.position),
          item.product,
          item.producer,
        ]),
      },
    ],
  }
}
