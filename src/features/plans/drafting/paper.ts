import { formatNumber } from '../../../platform/i18n/index.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { formatDayLong, inWords } from '../../../rules/vietnamese/index.ts'
import { goalText } from '../pages/targets.tsx'
import { draftingVi as w } from './messages.vi.ts'
import type { Drafted } from './read.ts'

/**
 * The plan as the paper it is: written from its structure, in the layout of Nghị định 30/2020/NĐ-CP. What the structure does not
 * hold is not printed. `seat`: where the committee sits.
 */
export function planPaper({ plan, targets, tasks, milestones, budget }: Drafted, seat: string): StatePaper {
  const final = plan.status === 'published'
  const lines = (text: string | undefined) => (text ?? '').split('\n').filter(Boolean)
  const parts: { title: string; blocks: Block[] }[] = [
    {
      title: 'MỤC ĐÍCH, YÊU CẦU',
      blocks: lines(plan.purpose.vi).map((text, at) => paragraph(`${at + 1}. ${text}`)),
    },
    {
      title: 'CHỈ TIÊU',
      blocks: targets.map((target, at) =>
        paragraph(`${at + 1}. ${sentence(target.words.vi)} Mức cần đạt: ${goalText(target.goal, 'vi')}.`),
      ),
    },
    { title: 'NHIỆM VỤ TRỌNG TÂM', blocks: plan.task_groups.flatMap(taskGroup(tasks)) },
    {
      title: 'MÔ HÌNH THÍ ĐIỂM',
      blocks: milestones.map(({ words }) => paragraph(`- ${sentence(words.vi)}`)),
    },
    { title: 'KINH PHÍ THỰC HIỆN', blocks: money(budget) },
    { title: 'TỔ CHỨC THỰC HIỆN', blocks: duties(tasks) },
  ]
  return {
    title: plan.title.vi,
    ...(!final && { mark: w.draftMark }),
    ...(final && plan.is_demo && { mark: 'Dữ liệu minh họa' }),
    letterhead: {
      own: plan.issuer,
      number: `Số: ${plan.number || '……/KH-UBND'}`,
      placeDate: `${seat}, ${final ? formatDayLong(plan.issued_on) : 'ngày …… tháng …… năm ……'}`,
    },
    kind: 'Kế hoạch',
    about: plan.title.vi.replace(/^kế hoạch\s+/iu, ''),
    grounds: plan.legal_bases,
    body: parts
      .filter(({ blocks }) => blocks.length > 0)
      .flatMap(({ title, blocks }, at) => [
        { kind: 'heading' as const, text: `${roman[at]}. ${title}` },
        ...blocks,
      ]),
    recipients: recipientsOf(tasks),
    signature: {
      authority: plan.signer_office.split(',')[0]?.trim() || 'TM. Ủy ban nhân dân',
      post: plan.signer_office.split(',')[1]?.trim() || (plan.signer_office ? undefined : 'Chủ tịch'),
      name: plan.signer_name || undefined,
    },
  }
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI']
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const sentence = (text: string) => (/[.;:!?]$/.test(text) ? text : `${text}.`)

function taskGroup(tasks: Drafted['tasks']) {
  return (group: { no: number; vi: string }): Block[] => {
    const own = tasks.filter((task) => task.group_no === group.no)
    return [
      { kind: 'heading', text: `${group.no}. ${group.vi}`, level: 3 },
      ...own.map((task) => paragraph(`- ${sentence(task.words.vi)}${due(task)}`)),
    ]
  }
}

const due = (task: Drafted['tasks'][number]) => {
  const stated = task.due_words.vi || (task.due_on && `trước hết ${formatDayLong(task.due_on)}`)
  return stated ? ` Thời hạn: ${stated}.` : ''
}

function money(budget: Drafted['budget']): Block[] {
  if (budget.length === 0) return []
  const total = budget.reduce((all, head) => all + head.amount, 0)
  return [
    paragraph(
      `Tổng kinh phí: ${formatNumber(total, 'vi')} đồng (bằng chữ: ${inWords(total)} đồng), theo nội dung và nguồn sau:`,
    ),
    {
      kind: 'table',
      columns: [
        { head: 'TT', width: { mm: 10 }, align: 'center' },
        { head: w.budgetHead, width: 2 },
        { head: w.source },
        { head: 'Số tiền (đồng)', width: { mm: 34 }, align: 'right' },
      ],
      rows: budget.map((head, at) => [
        String(at + 1),
        head.words.vi,
        w.sources[head.source],
        formatNumber(head.amount, 'vi'),
      ]),
      total: [{ text: w.total, span: 3 }, formatNumber(total, 'vi')],
    },
  ]
}

/** Each agency with what it leads and what it takes part in; general duties first. */
function duties(tasks: Drafted['tasks']): Block[] {
  const agencies = new Map<string, string>()
  for (const task of tasks)
    for (const agency of [task.lead, ...task.with]) agencies.set(agency.id, agency.named.vi)
  return [...agencies].flatMap(([id, name], at) => {
    const general = tasks.filter((task) => task.group_no === null && task.lead.id === id)
    const numbers = (own: Drafted['tasks']) =>
      [...new Set(own.map((task) => task.group_no))].sort().join(', ')
    const leads = tasks.filter((task) => task.group_no !== null && task.lead.id === id)
    const joins = tasks.filter((task) => task.with.some((each) => each.id === id))
    return [
      { kind: 'heading' as const, text: `${at + 1}. ${name}`, level: 3 as const },
      ...general.map((task) => paragraph(`- ${sentence(task.words.vi)}${due(task)}`)),
      ...(leads.length > 0
        ? [paragraph(`- Chủ trì ${leads.length} nhiệm vụ tại Mục III (nhóm ${numbers(leads)}).`)]
        : []),
      ...(joins.length > 0 ? [paragraph(`- Phối hợp thực hiện ${joins.length} nhiệm vụ.`)] : []),
    ]
  })
}

function recipientsOf(tasks: Drafted['tasks']): string[] {
  const names = new Set(tasks.flatMap((task) => [task.lead, ...task.with]).map((agency) => agency.named.vi))
  return [...names, 'UBND các xã, phường']
}
