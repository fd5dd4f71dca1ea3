import { fill, localPath } from '../../../../platform/i18n/index.ts'
import { type Criterion, scalesOf } from '../../../../rules/criteria/index.ts'
import type { CompiledSheet } from '../../../../rules/scoring/index.ts'
import type { SheetContent } from '../../../../rules/sitting/index.ts'
import { Details, type FormError, Icon } from '../../../../web/index.ts'
import { tastingWords } from '../../tasting/words.ts'
import { words } from '../../words.ts'
import type { PinnedPaper, SheetEvidence } from '../evidence.ts'
import { choiceValue } from '../reading.ts'
import { optionOf } from '../table.ts'

export interface BlockProps {
  lang: 'vi' | 'en'
  compiled: CompiledSheet
  criterion: Criterion
  content: SheetContent
  /** The member's sheet of the round before, in a second round. */
  before: SheetContent | null
  evidence: SheetEvidence
  dossierId: string
  readOnly: boolean
  errors: readonly FormError[]
  /** Without what proves it: a sheet typed in from paper. */
  bare?: boolean | undefined
  withReasons?: boolean | undefined
  /** Where the same criterion stands more than once on a page. */
  idPrefix?: string | undefined
  /** Judged while tasting: where that is done, or `bound` once it is. */
  tasting?: { readonly href: string } | 'bound' | undefined
}

export const anchorOf = (code: string) => `tc-${code.replaceAll('.', '-')}`

const blockId = ({ criterion, idPrefix = '' }: BlockProps) => `${idPrefix}${anchorOf(criterion.code)}`

/** One criterion to be scored, with what proves it beside it. Keys count its options from 1. */
export function CriterionBlock(props: BlockProps) {
  const { lang, criterion, content, before, readOnly, errors, compiled, bare, withReasons = true } = props
  const { tasting } = props
  const anchor = blockId(props)
  const w = words(lang)
  const { code } = criterion
  const error = errors.find((one) => one.field === `/answers/${code}`)?.text
  const reasonError = errors.find((one) => one.field === `/reasons/${code}`)?.text
  const earlier = before && optionOf(compiled, code, before.answers[code]).option
  return (
    <div class="leaf" id={anchor} data-leaf={code}>
      <div class="leaf-main">
        <fieldset class={error ? 'field with-error' : 'field'} tabindex={-1}>
          <legend class="leaf-title">
            <span class="leaf-code">{code}</span> {criterion.title}{' '}
            <span class="muted nowrap">
              {fill(w.pointsOf, { points: '', max: criterion.max }).replace('/', '≤ ')}
            </span>
          </legend>
          <LeafNotes {...props} />
          {error && (
            <p class="field-error" role="alert">
              <Icon name="bad" />
              <span>{error}</span>
            </p>
          )}
          {before && <p class="field-hint">{fill(w.before, { option: earlier || w.noneOption })}</p>}
          {tasting === undefined ? <Options {...props} /> : <Tasted {...props} tasting={tasting} />}
        </fieldset>
        <KnockOuts {...props} />
        {withReasons && (
          <Details summary={w.because} open={Boolean(content.reasons[code]) || Boolean(reasonError)}>
            <label class="hidden-visually" for={`r-${anchor}`}>
              {`${w.because} ${code}`}
            </label>
            {reasonError && (
              <p class="field-error">
                <Icon name="bad" />
                <span>{reasonError}</span>
              </p>
            )}
            <textarea
              class="input textarea"
              id={`r-${anchor}`}
              name={`r.${code}`}
              rows={2}
              maxlength={2000}
              readonly={readOnly}
              aria-invalid={reasonError ? 'true' : undefined}
            >
              {content.reasons[code] ?? ''}
            </textarea>
          </Details>
        )}
      </div>
      {!bare && <Evidence {...props} />}
    </div>
  )
}

function LeafNotes({ criterion }: BlockProps) {
  return (
    <>
      {criterion.requirement && <p class="leaf-note">{criterion.requirement}</p>}
      {criterion.note && <p class="leaf-note">{criterion.note}</p>}
      {criterion.noteAfter && <p class="leaf-note">{criterion.noteAfter}</p>}
    </>
  )
}

/** Ticked while tasting and not to be changed; before that the options lie hidden, for a device that learns of the ticks later. */
function Tasted({ tasting, ...props }: BlockProps & { tasting: NonNullable<BlockProps['tasting']> }) {
  const t = tastingWords(props.lang)
  const bound = tasting === 'bound'
  return (
    <div data-to-taste={bound ? undefined : props.criterion.code} data-bound={bound ? '' : undefined}>
      {!bound && (
        <p class="field-hint" data-when="waiting">
          {t.inSheet} <a href={tasting.href}>{t.go}</a>
        </p>
      )}
      <div data-when="tasted" hidden={!bound}>
        <p class="field-hint">{t.boundInSheet}</p>
        <Options {...props} readOnly />
      </div>
    </div>
  )
}

function Options(props: BlockProps) {
  const { lang, criterion, content, readOnly } = props
  const w = words(lang)
  const { code } = criterion
  const chosen = choiceValue(content.answers[code])
  let key = 0
  const choice = (value: string, label: string, points: number | null, star?: number) => {
    const id = `${blockId(props)}-${value.replace(':', '-')}`
    const shortcut = value === 'none' ? 0 : ++key
    return (
      <div class="choice leaf-choice">
        <input
          type="radio"
          id={id}
          name={`a.${code}`}
          value={value}
          checked={chosen === value}
          disabled={readOnly && chosen !== value}
          data-key={shortcut}
        />
        <label for={id}>
          <span lang={value === 'none' ? undefined : 'vi'}>{label}</span>
          {star && <span class="leaf-star"> {fill(w.minimum, { star })}</span>}
          {points !== null && <span class="leaf-points figures">{fill(w.points, { points })}</span>}
        </label>
      </div>
    )
  }
  return (
    <div class="choices">
      {scalesOf(criterion).map((scale, caseIndex) => (
        <>
          {scale.title && (
            <p class="leaf-case" lang="vi">
              {fill(w.caseLabel, { title: scale.title })}
            </p>
          )}
          {scale.options.map((option, index) =>
            choice(
              criterion.cases ? `${caseIndex}:${index}` : String(index),
              option.label,
              option.points,
              option.minimumForStar,
            ),
          )}
        </>
      ))}
      {choice('none', w.noneOption, null)}
    </div>
  )
}

/** Knock-outs printed at this criterion: found by the assessor, beside the options. */
function KnockOuts({ lang, criterion, content, readOnly }: BlockProps) {
  const w = words(lang)
  if (!criterion.knockouts) return null
  const id = `k-${anchorOf(criterion.code)}`
  return (
    <div class="choice leaf-knock-out">
      <input
        type="checkbox"
        id={id}
        name="findings"
        value={criterion.code}
        checked={content.findings.includes(criterion.code)}
        disabled={readOnly}
      />
      <label for={id}>
        {criterion.knockouts.map((one) => (
          <span lang="vi">
            {fill(w.finding, { text: one.text })} ({w.effects[one.effect]}){' '}
          </span>
        ))}
      </label>
    </div>
  )
}

function Evidence({ lang, criterion, evidence, dossierId, compiled }: BlockProps) {
  const w = words(lang)
  const { code } = criterion
  const pins = evidence.pins.get(code) ?? []
  const own = evidence.selfAnswers[code]
  const advice = evidence.advice.get(code) ?? []
  return (
    <aside class="leaf-evidence" aria-label={`${w.evidence} ${code}`}>
      <p class="leaf-evidence-title">{w.evidence}</p>
      {pins.length === 0 && <p class="muted small">{w.evidenceNone}</p>}
      <ul class="plain-list">
        {pins.map((pin) => (
          <li>
            <PaperLink lang={lang} dossierId={dossierId} pin={pin} />
          </li>
        ))}
      </ul>
      {own !== undefined && (
        <p class="small">
          <strong>{w.selfScore}:</strong>{' '}
          <span lang="vi">{optionOf(compiled, code, own).option || w.noneOption}</span>
          {evidence.selfNotes[code] && <span class="muted"> – {evidence.selfNotes[code]}</span>}
        </p>
      )}
      {advice.map((one) => (
        <p class="small">
          <strong>{w.advice}:</strong>{' '}
          <span lang="vi">{optionOf(compiled, code, one.answer).option || w.noneOption}</span>
          {one.note && <span class="muted"> – {one.note}</span>}
        </p>
      ))}
    </aside>
  )
}

/** Opens the paper at its page, beside the sheet. */
export function PaperLink({
  lang,
  dossierId,
  pin,
}: {
  lang: 'vi' | 'en'
  dossierId: string
  pin: PinnedPaper
}) {
  const w = words(lang)
  const base = `/lam-viec/ho-so/${dossierId}/giay/${pin.paperId}`
  return (
    <a
      class="leaf-paper"
      href={localPath(lang, `${base}/trang/${pin.page ?? 1}`)}
      target="minh-chung"
      data-picture={`${base}/anh/${pin.page ?? 1}`}
    >
      <img src={`${base}/anh/${pin.page ?? 1}?nho=1`} alt="" loading="lazy" width={60} height={84} />
      <span>
        {pin.title}
        {pin.page !== null && `, ${fill(w.evidencePage, { page: pin.page })}`}
      </span>
    </a>
  )
}
