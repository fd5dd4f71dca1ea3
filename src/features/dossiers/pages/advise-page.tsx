import { fill, formatInstant, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { type Criterion, leaves } from '../../../rules/criteria/index.ts'
import type { Score } from '../../../rules/scoring/index.ts'
import { Button, Details, Form, FormActions, LinkButton, Message, TextArea } from '../../../web/index.ts'
import { deskWords } from '../desk/words.ts'
import { optionOf } from '../desk-papers/advisory.ts'
import type { FrozenManifest, Manifest } from '../manifest.ts'
import { at, ROOT } from '../paths.ts'
import type { Suggestion } from '../province.ts'
import { words } from '../words.ts'
import { DeskPage, type DeskPageProps } from './desk-pages.tsx'
import { errorsOf } from './parts.tsx'
import { answerValue, SheetForm } from './sheet-form.tsx'
import { WizardBar } from './wizard-bar.tsx'

export interface AdvisePageProps extends DeskPageProps {
  suggestions: readonly Suggestion[]
  /** The last filing: what is judged, whatever has become of the vault since. */
  filed: FrozenManifest | null
  score: Pick<Score, 'points' | 'star'>
}

/** The advisory team's review: at each criterion what was ticked, written and filed, and what the reviewer suggests. */
export function AdvisePage(props: AdvisePageProps) {
  const { ctx, dossier, law, typed, problems = [], suggestions, filed, score } = props
  const { lang } = ctx
  const said = words(lang)
  const w = deskWords(lang).advise
  const sheet = law.sheet(dossier.setNo)!
  const mine = suggestions.filter((one) => one.accountId === ctx.actor.accountId)
  const errors = errorsOf(problems, lang)
  const general = filed?.content.pins.filter((pin) => pin.criterion === null) ?? []
  return (
    <DeskPage {...props} title={said.province.advise} lead={w.lead}>
      {ctx.url.searchParams.has('luu') && problems.length === 0 && (
        <Message tone="success">{w.saved}</Message>
      )}
      <p>
        {fill(w.summary, {
          points: score.points,
          star: score.star ? fill(w.summaryStar, { star: score.star }) : '',
          count: mine.length,
          all: leaves(sheet).length,
        })}{' '}
        {filed && (
          <a href={at(lang, dossier.id, `/ban-nop/${filed.filing}`)}>
            {fill(w.filing, { number: filed.filing, day: formatInstant(filed.frozenAt) })}
          </a>
        )}
      </p>
      <p class="muted small only-script">{w.keys}</p>
      {general.length > 0 && (
        <Details summary={w.whole}>
          <Papers lang={lang} dossierId={dossier.id} filed={filed!.content} pins={general} />
        </Details>
      )}
      <Form
        action={at(lang, dossier.id, '/tu-van')}
        values={typed}
        errors={errors}
        autosave={`conclusion:${dossier.id}`}
      >
        <SheetForm
          lang={lang}
          sheet={sheet}
          answers={Object.fromEntries(mine.map((one) => [one.criterion, one.answer]))}
          typed={typed}
          errors={Object.fromEntries(errors.map((error) => [error.field ?? '', error.text]))}
          marked={filed ? { answers: filed.content.answers, label: w.ownersChoice } : undefined}
          none={w.none}
          below={(criterion) => <Beside {...props} criterion={criterion} />}
        />
        <WizardBar lang={lang} />
        <FormActions sticky>
          <Button name="then" value="save">
            {said.province.saveSuggestions}
          </Button>
        </FormActions>
        <TextArea name="conclusion" label={said.province.conclusion} rows={6} maxLength={10_000} />
        <FormActions>
          <Button kind="primary" name="then" value="report">
            {said.province.adviseAction}
          </Button>
          <LinkButton kind="quiet" href={at(lang, dossier.id)}>
            {said.chapter.back}
          </LinkButton>
        </FormActions>
      </Form>
    </DeskPage>
  )
}

/** Beside the options of one criterion: the producer's words and papers, what others suggest, the own note. */
function Beside(props: AdvisePageProps & { criterion: Criterion }) {
  const { ctx, dossier, suggestions, filed, criterion } = props
  const { lang } = ctx
  const w = deskWords(lang).advise
  const { code } = criterion
  const others = suggestions.filter((one) => one.criterion === code && one.accountId !== ctx.actor.accountId)
  const own = suggestions.find((one) => one.criterion === code && one.accountId === ctx.actor.accountId)
  const note = filed?.content.notes[code]
  const pins = filed?.content.pins.filter((pin) => pin.criterion === code) ?? []
  return (
    <div class="sheet-below">
      <p class="only-script">
        <button
          type="button"
          class="button secondary small"
          data-agree={answerValue(filed?.content.answers[code] ?? null)}
        >
          {w.agree}
        </button>
      </p>
      {note ? (
        <p class="typed">
          <strong>{w.ownersWords}:</strong> {note}
        </p>
      ) : (
        <p class="muted small">{w.nothingSaid}</p>
      )}
      {pins.length > 0 ? (
        <Papers lang={lang} dossierId={dossier.id} filed={filed!.content} pins={pins} />
      ) : (
        criterion.evidence && <p class="muted small">{w.noPaper}</p>
      )}
      {others.map((one) => (
        <p>
          <strong>{fill(w.others, { name: one.adviser })}:</strong>{' '}
          <span lang="vi">{optionOf(criterion, one.answer)?.label ?? words(lang).assessment.none}</span>
          {one.note && <span class="muted"> – {one.note}</span>}
        </p>
      ))}
      <TextArea name={`n:${code}`} label={w.note} value={own?.note ?? ''} rows={1} maxLength={4000} />
    </div>
  )
}

/** Filed papers as pictures of the pages that prove; each opens beside the sheet, so that nothing typed is left. */
function Papers({
  lang,
  dossierId,
  filed,
  pins,
}: {
  lang: Lang
  dossierId: string
  filed: Manifest
  pins: Manifest['pins']
}) {
  return (
    <ul class="plain-list">
      {pins.map((pin) => {
        const base = `${ROOT}/${dossierId}/giay/${pin.paper}`
        const title = filed.papers.find((paper) => paper.id === pin.paper)?.title ?? '–'
        return (
          <li>
            <a
              class="leaf-paper"
              href={localPath(lang, `${base}/trang/${pin.page ?? 1}`)}
              target="minh-chung"
            >
              <img src={`${base}/anh/${pin.page ?? 1}?nho=1`} alt="" loading="lazy" width={60} height={84} />
              <span>
                {title}
                {pin.page !== null && `, ${fill(words(lang).assessment.page, { page: pin.page })}`}
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
