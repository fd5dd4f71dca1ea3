import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill } from '../../../platform/i18n/index.ts'
import { type Criterion, leaves } from '../../../rules/criteria/index.ts'
import { baseOf } from '../../../rules/forms/index.ts'
import { Button, Form, FormActions, LinkButton, Message, RadioGroup, TextArea } from '../../../web/index.ts'
import type { Paper } from '../../evidence/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Dossier } from '../dossier.ts'
import { flat } from '../editing.ts'
import type { DossierLaw } from '../law.ts'
import { at } from '../paths.ts'
import type { Pin } from '../pins.ts'
import { StarMeter } from '../star-meter.client.tsx'
import { words } from '../words.ts'
import { DemoNotice, errorsOf } from './parts.tsx'
import { SavingMark } from './saving-mark.tsx'
import { SheetForm } from './sheet-form.tsx'
import { WizardBar } from './wizard-bar.tsx'

export interface AssessmentPageProps {
  ctx: RequestContext
  dossier: Dossier
  law: DossierLaw
  pins: readonly Pin[]
  papers: readonly Paper[]
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
  /** The producer’s hand, or an officer’s with consent; anyone else reads. */
  mayEdit: boolean
}

const FORM = 'phieu'

/** The self-assessment: the real sheet, one page, counted at every change and kept as it is filled in. */
export function AssessmentPage(props: AssessmentPageProps) {
  const { ctx, dossier, law, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  const sheet = law.sheet(dossier.setNo)!
  const clash = problems.some((problem) => problem.code === 'changed-meanwhile')
  return (
    <WorkPage
      ctx={ctx}
      title={`${said.assessment.title} – ${dossier.product.name}`}
      breadcrumbs={[
        { label: said.menu, href: at(lang, '').replace(/\/$/, '') },
        { label: dossier.product.name, href: at(lang, dossier.id) },
        { label: said.overview.assessment },
      ]}
    >
      <header class="page-head">
        <h1>{said.assessment.title}</h1>
        <p class="page-lead" lang="vi">
          {sheet.name}. {props.mayEdit ? said.assessment.lead : said.assessment.readLead}
        </p>
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      {clash && <Message tone="warning">{said.chapter.clash}</Message>}
      <div class="sheet-layout">
        <aside class="sheet-side">
          <StarMeter
            sheet={{
              regime: sheet.regime,
              set: sheet.set,
              ref: sheet.ref,
              parts: sheet.parts,
              starMarks: sheet.starMarks,
            }}
            bands={law.bands}
            answers={dossier.answers}
            words={said.meter}
            form={FORM}
          />
        </aside>
        {props.mayEdit ? <Sheet {...props} /> : <Read {...props} />}
      </div>
    </WorkPage>
  )
}

/** The sheet to be filled in: it keeps itself. */
function Sheet(props: AssessmentPageProps) {
  const { ctx, dossier, law, typed, problems = [] } = props
  const { lang } = ctx
  const said = words(lang)
  const sheet = law.sheet(dossier.setNo)!
  const names = leaves(sheet).flatMap(({ criterion }) => [`a:${criterion.code}`, `n:${criterion.code}`])
  const base = baseOf(flat(dossier), [...names, 'wishStar'])
  const errors = errorsOf(problems, lang)
  const byField = Object.fromEntries(errors.map((error) => [error.field ?? '', error.text]))
  return (
    <div
      data-draft={`/api/v1/dossiers/${dossier.id}/draft`}
      data-version={dossier.version}
      data-base={JSON.stringify(base)}
    >
      <Form
        id={FORM}
        action={at(lang, dossier.id, '/tu-danh-gia')}
        values={typed}
        errors={errors}
        hidden={{ base: JSON.stringify(base) }}
      >
        <div class="sheet-wish">
          <RadioGroup
            name="wishStar"
            label={said.assessment.wish}
            value={dossier.wishStar === null ? '' : String(dossier.wishStar)}
            inline
            choices={[
              { value: '', label: said.assessment.wishNone },
              ...[3, 4, 5].map((star) => ({
                value: String(star),
                label: fill(said.assessment.stars, { star }),
              })),
            ]}
          />
        </div>
        <SheetForm
          lang={lang}
          sheet={sheet}
          answers={dossier.answers}
          typed={typed}
          errors={byField}
          below={(criterion) => <Below {...props} criterion={criterion} />}
        />
        <WizardBar lang={lang} />
        <FormActions sticky>
          <Button kind="primary">{said.assessment.save}</Button>
          <SavingMark lang={lang} />
        </FormActions>
      </Form>
      <p class="form-actions">
        <LinkButton kind="quiet" href={at(lang, dossier.id)}>
          {said.chapter.back}
        </LinkButton>
        <LinkButton kind="quiet" href={at(lang, dossier.id, '/kiem-tra')}>
          {said.check.title}
        </LinkButton>
      </p>
    </div>
  )
}

/** The sheet as it stands, for who has it only to read. */
function Read(props: AssessmentPageProps) {
  const { ctx, dossier, law } = props
  const said = words(ctx.lang)
  return (
    <div>
      <p>
        <strong>{said.assessment.wish}:</strong>{' '}
        {dossier.wishStar === null
          ? said.assessment.wishNone
          : fill(said.assessment.stars, { star: dossier.wishStar })}
      </p>
      <SheetForm
        lang={ctx.lang}
        sheet={law.sheet(dossier.setNo)!}
        answers={dossier.answers}
        readOnly
        below={(criterion) => <BelowRead {...props} criterion={criterion} />}
      />
      <p class="form-actions">
        <LinkButton kind="quiet" href={at(ctx.lang, dossier.id)}>
          {said.chapter.back}
        </LinkButton>
      </p>
    </div>
  )
}

function BelowRead({
  ctx,
  dossier,
  pins,
  papers,
  criterion,
}: AssessmentPageProps & { criterion: Criterion }) {
  const { lang } = ctx
  const said = words(lang)
  const own = pins.filter((pin) => pin.criterion === criterion.code)
  const note = dossier.notes[criterion.code]
  return (
    <div class="sheet-below">
      {note && <p class="typed">{note}</p>}
      {criterion.evidence && (
        <p class="sheet-papers">
          <strong>{said.assessment.proofs}:</strong>{' '}
          {own.length === 0 && <span class="muted">{said.assessment.noProof}</span>}
          {own.map((pin) => (
            <a class="tag" href={at(lang, dossier.id, `/giay/${pin.paperId}/trang/${pin.page ?? 1}`)}>
              {papers.find((paper) => paper.id === pin.paperId)?.title}
              {pin.page !== null && `, ${fill(said.assessment.page, { page: pin.page })}`}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}

/** Description and papers of one leaf. */
function Below({ ctx, dossier, pins, papers, criterion }: AssessmentPageProps & { criterion: Criterion }) {
  const { lang } = ctx
  const said = words(lang)
  const own = pins.filter((pin) => pin.criterion === criterion.code)
  return (
    <div class="sheet-below">
      <TextArea
        name={`n:${criterion.code}`}
        label={said.assessment.describe}
        value={dossier.notes[criterion.code] ?? ''}
        rows={2}
      />
      {criterion.evidence && (
        <p class="sheet-papers">
          <strong>{said.assessment.proofs}:</strong>{' '}
          {own.length === 0 && <span class="muted">{said.assessment.noProof}</span>}
          {own.map((pin) => (
            <span class="tag">
              {papers.find((paper) => paper.id === pin.paperId)?.title}
              {pin.page !== null && `, ${fill(said.assessment.page, { page: pin.page })}`}
            </span>
          ))}{' '}
          <a href={at(lang, dossier.id, `/minh-chung?tieu-chi=${criterion.code}`)}>{said.assessment.pin}</a>
        </p>
      )}
    </div>
  )
}
