import type { ComponentChildren } from 'preact'
import { fill, type Lang } from '../../../platform/i18n/index.ts'
import { type Criterion, isLeaf, type Option, type Sheet } from '../../../rules/criteria/index.ts'
import type { Answer } from '../../../rules/scoring/index.ts'
import { criterionAnchor } from '../paths.ts'
import { words } from '../words.ts'

export interface SheetFormProps {
  lang: Lang
  sheet: Sheet
  answers: Readonly<Record<string, Answer>>
  /** What was typed and not kept, by field name. */
  typed?: Readonly<Record<string, string | readonly string[]>> | undefined
  /** Sentences by field name (`a:1.1`, `n:1.1`). */
  errors?: Readonly<Record<string, string>> | undefined
  /** Somebody else's choice, marked at its option: the producer's, beside what is suggested. */
  marked?: { readonly answers: Readonly<Record<string, Answer>>; readonly label: string } | undefined
  /** Only what was chosen, to be read. */
  readOnly?: boolean | undefined
  /** What choosing nothing means here; the producer's words unless said. */
  none?: string | undefined
  /** Below the options of a leaf: description, papers. */
  below?: ((criterion: Criterion) => ComponentChildren) | undefined
}

/** The printed sheet as a page: parts, groups, and at each leaf its options to choose one of. */
export function SheetForm(props: SheetFormProps) {
  const said = words(props.lang).assessment
  return (
    <>
      {props.sheet.parts.map((part) => (
        <section class="sheet-part" id={`phan-${part.code}`} lang="vi">
          <h2>
            {fill(said.part, { code: part.code, title: part.title })}{' '}
            <span class="sheet-max">{fill(said.max, { max: part.max })}</span>
          </h2>
          {part.criteria.map((criterion) => (
            <CriterionBlock {...props} criterion={criterion} depth={0} />
          ))}
        </section>
      ))}
    </>
  )
}

function CriterionBlock(props: SheetFormProps & { criterion: Criterion; depth: number }) {
  const { criterion, depth } = props
  if (isLeaf(criterion)) return <Leaf {...props} />
  const Heading = depth === 0 ? 'h3' : 'h4'
  return (
    <div class="sheet-group" id={criterionAnchor(criterion.code)}>
      <Heading>
        {criterion.code} {criterion.title}{' '}
        <span class="sheet-max">{fill(words(props.lang).assessment.max, { max: criterion.max })}</span>
      </Heading>
      <Notes {...props} />
      {criterion.children?.map((child) => (
        <CriterionBlock {...props} criterion={child} depth={depth + 1} />
      ))}
    </div>
  )
}

function Leaf(props: SheetFormProps & { criterion: Criterion }) {
  const { criterion, lang, errors, below } = props
  const said = words(lang).assessment
  const error = errors?.[`a:${criterion.code}`]
  return (
    <fieldset
      class={error ? 'sheet-leaf with-error' : 'sheet-leaf'}
      id={criterionAnchor(criterion.code)}
      tabindex={-1}
    >
      <legend>
        {criterion.code} {criterion.title}{' '}
        <span class="sheet-max">{fill(said.max, { max: criterion.max })}</span>
      </legend>
      <Notes {...props} />
      {error && <p class="field-error">{error}</p>}
      {props.readOnly ? <Chosen {...props} /> : <Choices {...props} />}
      {criterion.noteAfter && <p class="sheet-note">{criterion.noteAfter}</p>}
      {below?.(criterion)}
    </fieldset>
  )
}

function Notes({ criterion, lang }: { criterion: Criterion; lang: Lang }) {
  const said = words(lang).assessment
  return (
    <>
      {criterion.requirement && (
        <p class="sheet-note">
          <strong>{said.requirement}:</strong> {criterion.requirement}
        </p>
      )}
      {criterion.note && <p class="sheet-note">{criterion.note}</p>}
      {criterion.dependsOn && <p class="sheet-note">{fill(said.dependsOn, { code: criterion.dependsOn })}</p>}
      {criterion.knockouts?.map((knockOut) => (
        <p class="sheet-note sheet-knock-out">
          <strong>{said.knockOut}:</strong> {knockOut.text}
        </p>
      ))}
      {criterion.communeAssessed && <p class="sheet-note">{said.commune}</p>}
    </>
  )
}

function Choices(props: SheetFormProps & { criterion: Criterion }) {
  const { criterion, lang, answers, typed, marked } = props
  const said = words(lang).assessment
  const name = `a:${criterion.code}`
  const theirs = marked && answerValue(marked.answers[criterion.code] ?? null)
  const chip = (value: string) => (marked && theirs === value ? marked.label : undefined)
  const sent = typed?.[name]
  const chosen = typeof sent === 'string' ? sent : answerValue(answers[criterion.code] ?? null)
  const id = criterionAnchor(criterion.code)
  return (
    <div class="choices">
      <Choice
        id={`${id}-0`}
        name={name}
        value=""
        on={chosen === ''}
        label={said.none}
        chip={chip('')}
        quiet
      />
      {criterion.options?.map((option, index) => (
        <OptionChoice
          {...{ lang, id, name, option, chosen }}
          value={String(index)}
          chip={chip(String(index))}
        />
      ))}
      {criterion.cases?.map((one, caseIndex) => (
        <>
          <p class="sheet-case">{fill(said.caseOf, { title: one.title })}</p>
          {one.options.map((option, index) => (
            <OptionChoice
              {...{ lang, id, name, option, chosen }}
              value={`${caseIndex}/${index}`}
              chip={chip(`${caseIndex}/${index}`)}
            />
          ))}
        </>
      ))}
    </div>
  )
}

function Chosen({ criterion, lang, answers }: SheetFormProps & { criterion: Criterion }) {
  const said = words(lang).assessment
  const answer = answers[criterion.code] ?? null
  const option =
    answer === null
      ? undefined
      : typeof answer === 'number'
        ? criterion.options?.[answer]
        : criterion.cases?.[answer.case]?.options[answer.option]
  return option ? (
    <p class="sheet-chosen">
      {option.label} <strong class="sheet-points">{fill(said.points, { points: option.points })}</strong>
    </p>
  ) : (
    <p class="sheet-chosen muted">{said.none}</p>
  )
}

function OptionChoice({
  lang,
  id,
  name,
  option,
  value,
  chosen,
  chip,
}: {
  lang: Lang
  id: string
  name: string
  option: Option
  value: string
  chosen: string
  chip: string | undefined
}) {
  const said = words(lang).assessment
  const star = option.minimumForStar
  return (
    <Choice
      id={`${id}-${value.replace('/', '-')}-o`}
      name={name}
      value={value}
      on={chosen === value}
      label={option.label}
      points={fill(said.points, { points: option.points })}
      mark={star ? { stars: star, text: fill(said.mark, { star }) } : undefined}
      chip={chip}
    />
  )
}

interface ChoiceProps {
  id: string
  name: string
  value: string
  on: boolean
  label: string
  points?: string
  mark?: { stars: number; text: string } | undefined
  chip?: string | undefined
  quiet?: boolean
}

function Choice({ id, name, value, on, label, points, mark, chip, quiet }: ChoiceProps) {
  return (
    <div class={quiet ? 'choice sheet-choice quiet' : 'choice sheet-choice'}>
      <input type="radio" id={id} name={name} value={value} checked={on} />
      <label for={id}>
        <span>{label}</span>{' '}
        {mark && (
          <span class="sheet-mark" title={mark.text}>
            <span aria-hidden="true">{'★'.repeat(mark.stars)}</span>
            <span class="hidden-visually">{mark.text}</span>
          </span>
        )}{' '}
        {points && <span class="sheet-points">{points}</span>} {chip && <span class="tag">{chip}</span>}
      </label>
    </div>
  )
}

/** An option as the form sends it. */
export function answerValue(answer: Answer): string {
  if (answer === null) return ''
  return typeof answer === 'number' ? String(answer) : `${answer.case}/${answer.option}`
}
