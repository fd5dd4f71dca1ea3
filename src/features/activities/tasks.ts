import type { DeskTask, TaskSource } from '../../platform/feature.ts'
import { fill } from '../../platform/i18n/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import { resourceOf } from './commands.ts'
import { deskPath, publicPath } from './pages/parts.tsx'
import type { Parts } from './parts.ts'
import { deskActivities, invitationsFor } from './queries.ts'
import { said, words } from './words.ts'

/** “Việc của tôi”: invitations to answer; for organisers the days in the room, and what waits to be closed. */
export async function activityTasks(
  { kernel, deps }: Parts,
  { actor, lang, today }: Parameters<TaskSource>[0],
): Promise<DeskTask[]> {
  const w = words(lang)
  const invitations = await invitationsFor(kernel.db, {
    accountId: actor.accountId,
    producerIds: reachOf(actor, 'producer.edit', today).producerIds,
    today,
  })
  const running = (await deskActivities(kernel.db)).filter(
    (activity) =>
      activity.status === 'announced' &&
      activity.first_day <= today &&
      may(actor, 'activity.manage', resourceOf(activity, deps, today), today),
  )
  return [
    ...invitations
      .filter((each) => !each.enrolled)
      .map((each) => ({
        title: fill(w.taskInvitation, { title: said(each.title, lang) }),
        detail: each.name,
        path: `${publicPath}/moi/${each.code}`,
        due: each.until,
        group: w.group,
      })),
    ...running.map((activity) => ({
      title: fill(activity.last_day < today ? w.taskClose : w.taskToday, {
        title: said(activity.title, lang),
      }),
      path: `${deskPath}/${activity.id}`,
      due: activity.last_day,
      group: w.group,
    })),
  ]
}
