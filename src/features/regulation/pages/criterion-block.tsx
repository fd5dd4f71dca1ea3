import { fill, type Lang } from '../../../platform/i18n/index.ts'
import { type Criterion, isLeaf, type Option, scalesOf } from '../../../rules/criteria/index.ts'
import { Icon, StarRow, StatusMark, Tag } from '../../../web/index.ts'
import { words } from '../words.ts'

interface Props {
  lang: Lang
  criterion: Criterion
  /** How many groups stand above it. */
  depth: number
}

const headings = ['h3', 'h4', 'h5'] as const

/** A criterion with everything the sheet prints about it; a group shows its children below. */
export function CriterionBlock({ lang, criterion, depth }: Props) {
  const w = words(lang)
  const Heading = headings[Math.min(depth, headings.length - 1)]!
  const scales = isLeaf(criterion) ? scalesOf(criterion) : []
  const id = `tieu-chi-${criterion.code}`
  const content = (
    <>
      <Heading>
        <span lang="vi">
          {criterion.code}. {criterion.title}
        </span>{' '}
        <span class="muted">({fill(w.upTo, { count: criterion.max })})</span>
      </Heading>
      <Remarks lang={lang} criterion={criterion} />
      {criterion.children?.map((child) => (
        <CriterionBlock lang={lang} criterion={child} depth={depth + 1} />
      ))}
      {scales.map(({ title, options }) => (
        <Scale
          lang={lang}
          caption={title ?? `${criterion.code}. ${criterion.title}`}
          shown={title !== null}
          options={options}
        />
      ))}
      <Consequences lang={lang} criterion={criterion} />
    </>
  )
  // A group spaces its criteria widely, a criterion keeps its own lines together.
  if (!isLeaf(criterion))
    return (
      <div class="flow" id={id}>
        {content}
      </div>
    )
  return (
    <div id={id}>
      <div class="flow tight">{content}</div>
    </div>
  )
}

function Scale(props: { lang: Lang; caption: string; shown: boolean; options: readonly Option[] }) {
  const w = words(props.lang)
  return (
    <table class="table compact">
      <caption class={props.shown ? undefined : 'hidden-visually'} lang="vi">
        {props.caption}
      </caption>
      <thead class="hidden-visually">
        <tr>
          <th scope="col">{w.optionHead}</th>
          <th scope="col">{w.pointsHead}</th>
        </tr>
      </thead>
      <tbody>
        {props.options.map((option) => (
          <tr>
            <td>
              <OptionCell lang={props.lang} option={option} />
            </td>
            <td class="numeric tight">{option.points}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function OptionCell({ lang, option }: { lang: Lang; option: Option }) {
  const w = words(lang)
  const { minimumForStar: star, printedPoints } = option
  const misprint =
    printedPoints === undefined
      ? null
      : printedPoints === null
        ? w.printedBlank
        : fill(w.printedAs, { printed: printedPoints })
  return (
    <>
      <span lang="vi">{option.label}</span>
      {star && (
        <span class="row">
          <StarRow count={star} of={star} size="small" label={fill(w.minimumFor, { count: star })} />
          <span class="small muted" aria-hidden="true">
            {fill(w.minimumFor, { count: star })}
          </span>
        </span>
      )}
      {option.effect && (
        <span class="row">
          <StatusMark tone="bad">{w.effects[option.effect]}</StatusMark>
        </span>
      )}
      {option.implied && <span class="row small muted">{w.impliedOption}</span>}
      {misprint && (
        <span class="row small muted">
          <Icon name="info" /> {misprint}
        </span>
      )}
    </>
  )
}

function Remarks({ lang, criterion }: { lang: Lang; criterion: Criterion }) {
  const w = words(lang)
  return (
    <>
      {criterion.requirement && (
        <p class="small">
          {w.requirement}: <span lang="vi">{criterion.requirement}</span>
        </p>
      )}
      {criterion.note && !criterion.dependsOn && (
        <p class="small muted" lang="vi">
          {criterion.note}
        </p>
      )}
      {criterion.dependsOn && <p class="small muted">{fill(w.dependsOn, { code: criterion.dependsOn })}</p>}
      {criterion.communeAssessed && (
        <p class="small">
          <Tag>{w.communeAssessed}</Tag>
        </p>
      )}
    </>
  )
}

/** What is printed after the options, and the knock-outs in the words of the sheet. */
function Consequences({ lang, criterion }: { lang: Lang; criterion: Criterion }) {
  const w = words(lang)
  const note = criterion.noteAfter?.toLocaleLowerCase('vi')
  const said = criterion.knockouts?.some(({ text }) => note?.includes(text.toLocaleLowerCase('vi')))
  return (
    <>
      {criterion.noteAfter && !said && (
        <p class="small muted" lang="vi">
          {criterion.noteAfter}
        </p>
      )}
      {criterion.knockouts?.map(({ effect, text }) => (
        <p class="small">
          <StatusMark tone="bad">{w.effects[effect]}</StatusMark> <span lang="vi">{text}</span>
        </p>
      ))}
    </>
  )
}
