import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icons/icon.tsx'
import { spoken } from '../spoken.ts'
import { useLang, useWords } from '../words.ts'

export type StepState = 'done' | 'now' | 'ahead' | 'stopped'

export interface Step {
  title: ComponentChildren
  state: StepState
  /** When, by whom. */
  note?: ComponentChildren
  detail?: ComponentChildren
}

const stepIcons: Readonly<Record<StepState, IconName>> = {
  done: 'check',
  now: 'arrowRight',
  ahead: 'more',
  stopped: 'close',
}

/** The way of a thing, what is behind it and what ahead. */
export function Steps({
  label,
  steps,
  across,
}: {
  label: string
  steps: readonly Step[]
  across?: boolean | undefined
}) {
  const words = useWords()
  const lang = useLang()
  const states = {
    done: words.stepDone,
    now: words.stepNow,
    ahead: words.stepAhead,
    stopped: words.stepStopped,
  }
  return (
    <ol class={across ? 'steps across' : 'steps'} aria-label={label}>
      {steps.map((step) => (
        <li class={`step ${step.state}`} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span class="step-dot">
            <Icon name={stepIcons[step.state]} label={states[step.state]} />
          </span>
          <div class="step-words">
            <p class="step-title">{spoken(step.title, lang)}</p>
            {step.note && <p class="step-note">{spoken(step.note, lang)}</p>}
            {step.detail && <div class="step-detail">{spoken(step.detail, lang)}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}

export interface TimelineEntry {
  when: ComponentChildren
  title: ComponentChildren
  detail?: ComponentChildren
}

/** What happened, one line a happening. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  const lang = useLang()
  return (
    <ol class="timeline" aria-label={label}>
      {entries.map((entry) => (
        <li class="timeline-entry">
          <p class="timeline-when">{entry.when}</p>
          <div>
            <p class="timeline-title">{spoken(entry.title, lang)}</p>
            {entry.detail && <div class="timeline-detail">{spoken(entry.detail, lang)}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
