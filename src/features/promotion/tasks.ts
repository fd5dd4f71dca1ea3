import { sql } from 'kysely'
import type { DeskTask, TaskSource } from '../../platform/feature.ts'
import { fill } from '../../platform/i18n/index.ts'
import { mayAnywhere } from '../../rules/permissions/index.ts'
import { producersItFits } from './audience.ts'
import { mayManageAll, mayManageFair } from './change.ts'
import type { Parts } from './parts.ts'
import { deskPath } from './paths.ts'
import { fairsOf, ownProducers } from './queries.ts'
import { said, words } from './words.ts'

/** What waits: fairs to apply for, to share out, to close; results to tell; buyers to look at and to answer. */
export function promotionTasks({ kernel, deps }: Parts): TaskSource {
  return async ({ actor, lang, today }) => {
    if (!mayAnywhere(actor, 'promotion.read', today)) return []
    const w = words(lang)
    const group = w.group
    const tasks: DeskTask[] = []
    const fairs = await fairsOf(kernel.db, deps)
    const line = (fair: (typeof fairs)[number], template: string, due?: string) => ({
      title: fill(template, { fair: said(fair.title, lang) }),
      path: `${deskPath}/${fair.id}`,
      group,
      ...(due && { due }),
    })
    for (const fair of fairs.filter((each) => mayManageFair(actor, each, deps, today))) {
      if (fair.status === 'called' && today > fair.apply_until && fair.applications > 0)
        tasks.push(line(fair, w.taskAllot, fair.starts_on))
      if (fair.status === 'allotted' && today > fair.ends_on) tasks.push(line(fair, w.taskHold))
    }
    if (mayManageAll(actor, deps, today)) {
      const waiting = await kernel.db
        .selectFrom('buyer_request')
        .select(['id', 'buyer'])
        .where('status', '=', 'received')
        .where('province_code', '=', deps.provinceCode)
        .orderBy('asked_at')
        .limit(50)
        .execute()
      for (const { id, buyer } of waiting)
        tasks.push({ title: fill(w.taskBuyer, { buyer }), path: `${deskPath}/nguoi-mua/${id}`, group })
    }
    // An officer who oversees many does not have each of them as a task.
    if (!mayAnywhere(actor, 'fair.apply', today) || mayAnywhere(actor, 'plan.progress', today)) return tasks
    const producers = (await ownProducers(kernel.db, actor, 'fair.apply', today, deps)).map(({ id }) => id)
    if (producers.length === 0) return tasks
    const own = await kernel.db
      .selectFrom('fair_application as a')
      .select([
        'a.fair_id',
        'a.status',
        'a.claim_by',
        'a.claimed_at',
        sql<boolean>`exists (select 1 from trade_result t where t.fair_id = a.fair_id and t.producer_id = a.producer_id)`.as(
          'told',
        ),
      ])
      .where(
        'a.producer_id',
        'in',
        sql<string>`(select producer_family(one) from unnest(${producers}::uuid[]) one)`,
      )
      .execute()
    for (const fair of fairs) {
      const applied = own.filter((each) => each.fair_id === fair.id)
      const claim = applied.find((each) => each.status === 'stall' && each.claimed_at === null)?.claim_by
      if (fair.status === 'allotted' && claim && today <= claim) tasks.push(line(fair, w.taskClaim, claim))
      const open = fair.status === 'called' && today <= fair.apply_until && applied.length === 0
      // A call that is for others is no task.
      if (open && (await producersItFits(kernel.db, fair, deps)).some((each) => producers.includes(each)))
        tasks.push(line(fair, w.taskApply, fair.apply_until))
      if (fair.status === 'held' && applied.some(({ status, told }) => status === 'stall' && !told))
        tasks.push({ ...line(fair, w.taskTell), path: `${deskPath}/ket-qua/moi?tu=fair/${fair.id}` })
    }
    const asked = await kernel.db
      .selectFrom('buyer_match as m')
      .innerJoin('buyer_request as b', 'b.id', 'm.request_id')
      .innerJoin('product as p', 'p.id', 'm.product_id')
      .select(['b.id', 'b.buyer', 'p.name'])
      .where('p.producer_id', 'in', producers)
      .where('m.answer', 'is', null)
      .where('b.closed_at', 'is', null)
      .execute()
    return [
      ...tasks,
      ...asked.map(({ id, buyer, name }) => ({
        title: fill(w.taskAnswer, { buyer, product: name }),
        path: `${deskPath}/nguoi-mua/${id}`,
        group,
      })),
    ]
  }
}
