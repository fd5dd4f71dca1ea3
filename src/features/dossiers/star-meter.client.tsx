import { useEffect, useState } from 'preact/hooks'
import type { Sheet } from '../../rules/criteria/sheet.ts'
import { criteriaOf, isLeaf, scalesOf } from '../../rules/criteria/walk.ts'
import type { Band } from '../../rules/regimes/regime.ts'
import { type Answer, compileSheet } from '../../rules/scoring/compile.ts'
import { type Score, scoreSheet } from '../../rules/scoring/score.ts'
import { fillIn } from '../../web/fill.ts'
import { island } from '../../web/island.tsx'

export interface MeterWords {
  readonly title: string
  readonly total: string
  readonly byPoints: string
  readonly reached: string
  readonly none: string
  readonly eliminated: string
  readonly blocked: string
  readonly minimums: string
  readonly needs: string
  readonly next: string
  readonly step: string
  readonly gain: string
  readonly top: string
  readonly unanswered: string
  readonly part: string
  readonly starLabel: string
  readonly nothing: string
}

export interface StarMeterProps {
  /** The sheet without what only printing needs. */
  readonly sheet: Pick<Sheet, 'regime' | 'set' | 'parts' | 'starMarks' | 'ref'>
  readonly bands: readonly Band[]
  readonly answers: Readonly<Record<string, Answer>>
  readonly words: MeterWords
  /** Id of the form whose options count. */
  readonly form: string
}

/**
 * Points, star, what blocks it and the cheapest way to the next one: counted by the same rules as on the server, from the options
 * chosen on the page, at every change. The server draws it first, so it reads without script.
 */
export const StarMeter = island<StarMeterProps>('star-meter', function StarMeter(props: StarMeterProps) {
  const [answers, setAnswers] = useState(props.answers)
  useEffect(() => {
    const form = document.getElementById(props.form)
    if (!(form instanceof HTMLFormElement)) return
    const read = (): void => setAnswers(answersIn(form))
    read()
    for (const type of ['change', 'restored']) form.addEventListener(type, read)
  }, [props.form])
  const scored = scoreSheet(compileSheet(props.sheet as Sheet), answers, { bands: props.bands })
  return scored.ok ? <Meter {...props} score={scored.value} /> : null
})

function Meter({ sheet, words, score }: StarMeterProps & { score: Score }) {
  const star = score.points === 0 ? 0 : (score.star ?? 0)
  return (
    <section class="meter" aria-label={words.title}>
      <p class="meter-total" aria-live="polite">
        <strong>{fillIn(words.total, { points: score.points })}</strong>{' '}
        <Stars count={star} label={fillIn(words.starLabel, { star })} />{' '}
        <span>{star > 0 ? fillIn(words.reached, { star }) : words.none}</span>
      </p>
      <ul class="meter-parts">
        {sheet.parts.map((part) => (
          <li>
            <span>{fillIn(words.part, { code: part.code })}</span>
            <meter min={0} max={part.max} value={score.parts[part.code] ?? 0} />
            <span>
              {score.parts[part.code] ?? 0}/{part.max}
            </span>
          </li>
        ))}
      </ul>
      {score.points === 0 && <p class="muted">{words.nothing}</p>}
      {score.knockOuts
        .filter(({ effect }) => effect !== 'stop-scoring')
        .map(({ text }) => (
          <p class="meter-bad">{fillIn(words.eliminated, { text })}</p>
        ))}
      <Blocks sheet={sheet} words={words} score={score} />
      <Way sheet={sheet} words={words} score={score} />
      {score.unanswered.length > 0 && score.points > 0 && (
        <p class="muted">{fillIn(words.unanswered, { count: score.unanswered.length })}</p>
      )}
    </section>
  )
}

type Shown = Pick<StarMeterProps, 'sheet' | 'words'> & { score: Score }

/** Minimums that keep the star below the points, or, when none does, those the next star still asks for. */
function Blocks({ sheet, words, score }: Shown) {
  const lowered = (score.starByPoints ?? 0) > (score.star ?? 0)
  const upTo = lowered ? score.starByPoints : (score.nextStar?.star ?? null)
  if (upTo === null || score.points === 0) return null
  const blocks = highestOf(score.blockedBy.filter((block) => block.star <= upTo))
  if (blocks.length === 0) return null
  return (
    <details class="details" open={lowered}>
      <summary>
        {fillIn(lowered ? words.blocked : words.minimums, { star: upTo, count: blocks.length })}
      </summary>
      <ul class="meter-list">
        {blocks.map((block) => (
          <li>
            <a href={`#${anchor(block.criterion)}`}>{nameOf(sheet, block.criterion)}</a>:{' '}
            {fillIn(words.needs, { option: labelOf(sheet, block.criterion, block.needsOption) })}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Of several marks missed at one criterion only the highest asked for: reaching it reaches the lower ones. */
function highestOf(blocks: Score['blockedBy']): Score['blockedBy'] {
  return blocks.filter(
    (block) => !blocks.some((other) => other.criterion === block.criterion && other.star > block.star),
  )
}

function Way({ sheet, words, score }: Shown) {
  if (score.nextStar === null) return score.star === 5 ? <p class="muted">{words.top}</p> : null
  if (score.points === 0) return null
  return (
    <details class="details">
      <summary>{fillIn(words.next, { star: score.nextStar.star })}</summary>
      <ol class="meter-list">
        {score.nextStar.path.map((step) => (
          <li>
            <a href={`#${anchor(step.criterion)}`}>{nameOf(sheet, step.criterion)}</a>:{' '}
            {fillIn(words.step, { option: labelOf(sheet, step.criterion, step.to) })}{' '}
            {step.gain > 0 && <span class="nowrap">{fillIn(words.gain, { points: step.gain })}</span>}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Stars({ count, label }: { count: number; label: string }) {
  return (
    <span class="meter-stars" role="img" aria-label={label}>
      {'★'.repeat(count)}
      <span class="meter-stars-off">{'★'.repeat(5 - count)}</span>
    </span>
  )
}

/** Options as the form holds them: `a:<code>` with an index, `case/option`, or nothing. */
function answersIn(form: HTMLFormElement): Record<string, Answer> {
  const answers: Record<string, Answer> = {}
  for (const [name, value] of new FormData(form)) {
    if (!name.startsWith('a:') || typeof value !== 'string' || value === '') continue
    const [first, second] = value.split('/').map(Number) as [number, number | undefined]
    answers[name.slice(2)] = second === undefined ? first : { case: first, option: second }
  }
  return answers
}

function anchor(code: string): string {
  return `tc-${code.replaceAll('.', '-')}`
}

function leafOf(sheet: StarMeterProps['sheet'], code: string) {
  for (const { criterion } of criteriaOf(sheet))
    if (criterion.code === code && isLeaf(criterion)) return criterion
  return undefined
}

function nameOf(sheet: StarMeterProps['sheet'], code: string): string {
  return `${code} ${leafOf(sheet, code)?.title ?? ''}`
}

function labelOf(sheet: StarMeterProps['sheet'], code: string, answer: Exclude<Answer, null>): string {
  const leaf = leafOf(sheet, code)
  if (!leaf) return ''
  const [scale, option] = typeof answer === 'number' ? [0, answer] : [answer.case, answer.option]
  return scalesOf(leaf)[scale]?.options[option]?.label ?? ''
}
