import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { jsonb } from '../../platform/db/index.ts'
import { note } from './commands.ts'
import type { ActivityDeps } from './parts.ts'

/** What somebody who was there thinks of it; may be changed until the office has closed the activity and after. */
export async function evaluate(
  ctx: CommandContext,
  input: { code: string; answers: Readonly<Record<string, string>>; words: string },
  deps: ActivityDeps,
): Promise<Result<void>> {
  const person = await ctx.db
    .selectFrom('activity_enrolment as e')
    .innerJoin('activity as a', 'a.id', 'e.activity_id')
    .select(['e.id', 'a.id as activityId', 'a.place_code as place'])
    .select((eb) =>
      eb
        .exists(
          eb.selectFrom('activity_attendance as t').select('t.at').whereRef('t.enrolment_id', '=', 'e.id'),
        )
        .as('attended'),
    )
    .where('e.code', '=', input.code)
    .executeTakeFirst()
  if (!person) return refuse('not-found')
  if (!person.attended) return refuse('evaluation-not-attended')
  const { questions, scale } = deps.law.evaluation
  const answers: Record<string, number> = {}
  const problems: Problem[] = []
  for (const { id } of questions) {
    const value = Number(input.answers[id])
    if (!/^\d+$/.test(input.answers[id] ?? '') || value < scale.from || value > scale.to)
      problems.push({ code: 'evaluation-answer-missing', field: `q-${id}` })
    else answers[id] = value
  }
  if (problems.length > 0) return failed(...problems)
  await ctx.db
    .insertInto('activity_evaluation')
    .values({
      enrolment_id: person.id,
      answers: jsonb(answers) as never,
      words: input.words,
      at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict
        .column('enrolment_id')
        .doUpdateSet({ answers: jsonb(answers) as never, words: input.words, at: ctx.now }),
    )
    .execute()
  note(ctx, 'activity.evaluated', person.activityId, person.place)
  return ok()
}
