import type { Day } from '../calendar/index.ts'
import type { Problem } from '../problem.ts'
import { type DossierKind, type Regime, whyNotDecided } from '../regimes/index.ts'
import type { Action, Status } from './actions.ts'
import type { Forward } from './law.ts'
import { foldHistory, ImpossibleHistory } from './life.ts'
import type { Lifecycle } from './lifecycle.ts'

/** One step of a course that was run under earlier rules, as the papers tell it. */
export interface PastStep {
  readonly action: Action
  readonly day: Day
  /** Mean of the council, where the step is a result or rests on one. */
  readonly points: number | null
  readonly star: number | null
}

/** What the law of those years says: the way of a dossier, who passes it on from which points, who recognises which stars. */
export interface PastLaw {
  readonly lifecycle: Lifecycle
  readonly forward: readonly Forward[]
  readonly recognisers: readonly { readonly level: string; readonly stars: readonly number[] }[]
  /** While it is in force, and what may be finished after (Điều 12 khoản 2). */
  readonly term: Pick<Regime, 'inForce' | 'tails' | 'becomes' | 'gap'>
}

export interface PastCourse {
  readonly status: Status
  /** The recognition it ended with, and the level that gave it. */
  readonly recognised: {
    readonly level: string
    readonly star: number
    readonly day: Day
    readonly step: number
  } | null
}

const LEVEL_FROM: Partial<Record<Action, string>> = {
  'receive-district': 'huyen',
  'forward-province': 'tinh',
  'receive-province': 'tinh',
  'send-to-ministry': 'trung-uong',
  'ministry-fall-back': 'tinh',
}

const PASSES_ON: ReadonlySet<Action> = new Set(['forward-province', 'approve-for-ministry'])
const RECOGNISES: ReadonlySet<Action> = new Set(['decide-recognise', 'ministry-recognise'])

/**
 * Reads a course of earlier years against the law of those years: district 3 stars, province 4, Ministry 5 under Quyết định
 * 148/QĐ-TTg (Phụ lục II); nothing is judged anew. Every fault is named at its step.
 */
export function readPast(
  law: PastLaw,
  steps: readonly PastStep[],
  kind: DossierKind,
):
  | { readonly ok: true; readonly course: PastCourse }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  if (steps.length === 0) return { ok: false, problems: [{ code: 'past-steps-needed', field: 'steps' }] }
  const problems: Problem[] = []
  let status: Status
  try {
    status = foldHistory(law.lifecycle, steps)
  } catch (error) {
    if (!(error instanceof ImpossibleHistory)) throw error
    const { index, action, status: from } = error
    return {
      ok: false,
      problems: [
        { code: 'past-step-impossible', field: `steps.${index}.action`, data: { action, status: from } },
      ],
    }
  }
  let level = law.lifecycle.levels.includes('huyen') ? 'huyen' : 'tinh'
  let recognised: PastCourse['recognised'] = null
  let points: number | null = null
  const filedOn = steps.find((step) => step.action === 'file')?.day
  for (const [index, step] of steps.entries()) {
    const at = (field: string) => `steps.${index}.${field}`
    if (index > 0 && step.day < steps[index - 1]!.day)
      problems.push({ code: 'past-days-backwards', field: at('day') })
    points = step.points ?? points
    if (PASSES_ON.has(step.action)) {
      const min = law.forward.find((one) => one.from === level)?.min
      if (min !== undefined && (points === null || points < min))
        problems.push({ code: 'past-points-too-few', field: at('points'), data: { min } })
    }
    level = LEVEL_FROM[step.action] ?? level
    if (!RECOGNISES.has(step.action)) continue
    const stars = law.recognisers.filter((one) => one.level === level).flatMap((one) => one.stars)
    const filed = filedOn === undefined ? undefined : { on: filedOn, kind }
    const late = whyNotDecided(law.term, { day: step.day, level, filed })
    if (step.star === null || !stars.includes(step.star))
      problems.push({ code: 'star-not-of-this-level', field: at('star'), data: { star: step.star ?? 0 } })
    else if (late) problems.push({ ...late, field: at('day') })
    else recognised = { level, star: step.star, day: step.day, step: index }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, course: { status, recognised } }
}
