import type { Kernel } from '../../platform/feature.ts'
import type { Notice, NoticeTemplate } from '../../platform/notice.ts'
import { type ReminderRule, reminderOf } from '../../rules/targets/index.ts'
import { taskPath } from './pages/desk.tsx'
import { type PlanDeps, plansOf, resourceOfTask, tasksNow } from './queries.ts'

/** Words of what is said of a plan's tasks. */
export const planNotices: Readonly<Record<string, NoticeTemplate>> = {
  'plans.task-due': {
    roles: ['agency', 'provincial-office', 'commune-officer'],
    name: { vi: 'Nhiệm vụ kế hoạch sắp đến hạn', en: 'Task of the plan falls due' },
    vi: {
      title: 'Sắp đến hạn {due}: {task}',
      body: 'Nhiệm vụ của {plan} đến hạn ngày {due}; chưa có báo cáo hoàn thành.',
      next: 'Báo cáo tiến độ hoặc hoàn thành kèm minh chứng.',
    },
    en: {
      title: 'Due {due}: {task}',
      body: 'A task of {plan} falls due on {due} and is not reported as done.',
      next: 'Report progress, or completion with its evidence.',
    },
  },
  'plans.task-late': {
    roles: ['agency', 'provincial-office', 'commune-officer'],
    name: { vi: 'Nhiệm vụ kế hoạch quá hạn', en: 'Task of the plan is late' },
    vi: {
      title: 'Quá hạn {late} ngày: {task}',
      body: 'Nhiệm vụ của {plan} đã quá hạn ngày {due}.',
      next: 'Báo cáo kết quả, hoặc nêu vướng mắc và cần ai tháo gỡ.',
    },
    en: {
      title: '{late} days late: {task}',
      body: 'A task of {plan} was due on {due}.',
      next: 'Report the result, or what hinders it and who can help.',
    },
  },
  'plans.task-escalated': {
    roles: ['leader'],
    name: { vi: 'Nhiệm vụ kế hoạch chậm cần đôn đốc', en: 'Late task of the plan to be urged' },
    vi: {
      title: 'Cần đôn đốc: {agency} chậm {late} ngày',
      body: '{task} ({plan}), hạn {due}.',
      next: 'Xem báo cáo gần nhất và đôn đốc cơ quan chủ trì.',
    },
    en: {
      title: 'To be urged: {agency} is {late} days late',
      body: '{task} ({plan}), due {due}.',
      next: 'Read the latest report and urge the lead agency.',
    },
  },
}

/** What is said today of the open tasks: to those who bear them, and from some lateness on to the leader. */
export async function planReminders(
  kernel: Kernel,
  deps: PlanDeps,
  rule: ReminderRule,
  today: string,
): Promise<readonly Notice[]> {
  const notices: Notice[] = []
  for (const plan of await plansOf(kernel.db, deps, 'published')) {
    for (const task of await tasksNow(kernel.db, plan, deps, today)) {
      const reminder = reminderOf({ status: task.status, dueOn: task.due_on }, today, rule)
      if (!reminder) continue
      const common = {
        path: taskPath(task),
        about: { kind: 'plan', id: plan.id },
        // A day that was amended is reminded of anew.
        key: `${task.id}:${task.due_on}:${reminder.stage}`,
        params: {
          task: { vi: task.words.vi, en: task.words.en ?? task.words.vi },
          plan: plan.number,
          due: task.due_on,
          late: reminder.late,
          agency: task.lead.now ?? task.lead.named,
        },
      }
      const kind = reminder.late > 0 ? 'plans.task-late' : 'plans.task-due'
      const { agencyIds, places } = resourceOfTask(task, plan, deps, today)
      const commune = places.find((code) => code !== plan.place_code)
      const to = commune
        ? { role: 'commune-officer', placeCode: commune }
        : { role: 'agency', agency: agencyIds.at(-1) }
      notices.push({ ...common, kind, to })
      if (reminder.escalated)
        notices.push({
          ...common,
          kind: 'plans.task-escalated',
          to: { role: 'leader', placeCode: plan.place_code },
        })
    }
  }
  return notices
}
