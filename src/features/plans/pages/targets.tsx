import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import type { Goal } from '../../../rules/targets/index.ts'
import { ProgressPlot, type Tone } from '../../../web/index.ts'
import type { Plan, TargetNow } from '../queries.ts'
import { said, words } from '../words.ts'

export const paceTone: Readonly<Record<TargetNow['pace'], Tone>> = {
  met: 'good',
  missed: 'warn',
  'none-due': 'neutral',
  'not-begun': 'neutral',
  'on-track': 'info',
  behind: 'warn',
}

export function goalText(goal: Goal, lang: Lang): string {
  const template = words(lang).goal[goal.kind]
  return goal.kind === 'milestones' ? fill(template, { count: goal.ids.length }) : fill(template, { ...goal })
}

export const targetPath = (plan: Pick<Plan, 'year'>, target: Pick<TargetNow, 'code'>) =>
  `/ke-hoach/${plan.year}/chi-tieu/${target.code}`

/** The targets of a plan as one plot: each line opens the records it counts. */
export function TargetsPlot(props: {
  lang: Lang
  plan: Plan
  targets: readonly TargetNow[]
  today: string
  title?: string
  /** Where a line opens its records; the public page, if not said. */
  pathOf?: ((plan: Pick<Plan, 'year'>, target: Pick<TargetNow, 'code'>) => string) | undefined
}) {
  const { lang, plan, targets, today } = props
  const w = words(lang)
  return (
    <ProgressPlot
      title={props.title ?? fill(w.targetsTitle, { year: plan.year })}
      summary={fill(w.met, {
        met: targets.filter((target) => target.pace === 'met').length,
        all: targets.length,
        day: formatDay(today),
      })}
      note={w.plotNote}
      labelHead={w.target}
      expectedLabel={w.expected}
      lines={targets.map((target) => ({
        label: said(target.words, lang),
        now: target.progress.now,
        goal: target.progress.needed,
        expected: target.expected,
        state: { tone: paceTone[target.pace], word: w.pace[target.pace] },
        href: localPath(lang, (props.pathOf ?? targetPath)(plan, target)),
      }))}
    />
  )
}
