import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import type { ChecklistItem } from '../../../rules/inspections/index.ts'
import {
  asset,
  Button,
  Details,
  FileInput,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  jsonText,
  Message,
  RadioGroup,
  Section,
  StatusMark,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { InspectionDeps } from '../parts.ts'
import type { Answer, InspectionFull, Photo } from '../queries.ts'
import { longestNote, type VisitData } from '../visit-data.ts'
import { words } from '../words.ts'
import { deskPath } from './desk.tsx'

/** What a page shows of an item goes with its form, so that only what was changed there is saved. */
export const shownField = (code: string) => `shown-${code}`
export const shownOf = (answer: Pick<Answer, 'verdict' | 'severity' | 'note'> | undefined) =>
  JSON.stringify([
    answer?.verdict ?? null,
    answer?.severity ?? null,
    answer?.note.replace(/\s+/g, ' ').trim() ?? '',
  ])

/** The checklist on a telephone: works as plain forms, and without network where there is script. */
export function VisitPage(props: {
  ctx: RequestContext
  deps: InspectionDeps
  inspection: InspectionFull
  values: FormValues
  errors: readonly FormError[]
  of?: 'notes' | 'sign' | undefined
  saved: boolean
}) {
  const { ctx, deps, inspection, of } = props
  const { lang } = ctx
  const w = words(lang)
  const here = localPath(lang, `${deskPath}/${inspection.id}`)
  const general = inspection.checklist.filter((item) => item.criterion === null)
  const criteria = inspection.checklist.filter((item) => item.criterion !== null)
  const data: VisitData = {
    inspection: inspection.id,
    account: ctx.actor.accountId ?? '',
    notesUrl: `/api/v1/inspections/${inspection.id}/notes`,
    photoUrl: `${here}/anh`,
    signUrl: `/api/v1/inspections/${inspection.id}/signature`,
    noted: Object.fromEntries(inspection.answers.map((each) => [each.code, each.noted_at.toISOString()])),
    words: {
      keptHere: w.keptHere,
      signedOut: w.signedOut,
      unkept: w.unkept,
      sending: w.sending,
      sent: w.sent,
      refused: w.refused,
      again: w.again,
      noPlace: w.noPlace,
      noteTooLong: fill(w.noteTooLong, { most: longestNote }),
      letterNotes: w.letterNotes,
      letterPhoto: w.letterPhoto,
      letterSignature: w.letterSignature,
      otherVisit: w.otherVisit,
    },
  }
  return (
    <WorkPage
      ctx={ctx}
      title={w.visit}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: inspection.product, href: here },
        { label: w.visit },
      ]}
    >
      <header class="page-head">
        <h1>{inspection.product}</h1>
        <p class="page-lead">{inspection.producer}</p>
        <p class="page-note">{w.visitLead}</p>
      </header>
      <div data-visit>
        <p class="visit-state" data-state role="status" />
        <ul class="visit-refused" data-refused />
        {props.saved && (
          <Message tone="success" announce>
            {w.sent}
          </Message>
        )}
        <Form
          action={`${here}/hien-truong`}
          files
          id="notes"
          values={props.values}
          errors={of === 'notes' ? props.errors : undefined}
          prefix="note-"
        >
          <h2>{w.general}</h2>
          {general.map((item) => (
            <Item item={item} inspection={inspection} deps={deps} ctx={ctx} values={props.values} />
          ))}
          {criteria.length === 0 ? (
            <>
              <h2>{w.criteria}</h2>
              <p>{w.noSheet}</p>
            </>
          ) : (
            <Details
              summary={`${w.criteria} (${criteria.length})`}
              open={inspection.answers.some((each) => criteria.some((item) => item.code === each.code))}
            >
              {criteria.map((item) => (
                <Item item={item} inspection={inspection} deps={deps} ctx={ctx} values={props.values} />
              ))}
            </Details>
          )}
          <FileInput
            name="photos"
            label={w.photo}
            hint={w.photoHint}
            accept="image/*"
            capture="environment"
            multiple
          />
          <FormActions sticky>
            <Button icon="save">{w.save}</Button>
          </FormActions>
        </Form>
        <Photos inspection={inspection} ctx={ctx} />
        <SignForm {...props} here={here} />
        <script
          type="application/json"
          data-visit-data
          dangerouslySetInnerHTML={{ __html: jsonText(data) }}
        />
      </div>
      <script type="module" src={asset('visit.js')} />
    </WorkPage>
  )
}

function Item(props: {
  item: ChecklistItem
  inspection: InspectionFull
  deps: InspectionDeps
  ctx: RequestContext
  values: FormValues
}) {
  const { item, inspection, deps } = props
  const { lang } = props.ctx
  const w = words(lang)
  const answer = inspection.answers.find((each) => each.code === item.code)
  const title = item.criterion ? `${item.criterion}. ${item[lang]}` : item[lang]
  return (
    <section class="visit-item" data-item={item.code}>
      <input
        type="hidden"
        name={shownField(item.code)}
        value={String(props.values[shownField(item.code)] ?? shownOf(answer))}
      />
      <RadioGroup
        name={`v-${item.code}`}
        label={title}
        hint={
          <>
            {item.requirement && <>{item.requirement}. </>}
            <span class="muted">{item.ref}</span>
          </>
        }
        required={item.required}
        inline
        value={answer?.verdict ?? undefined}
        choices={(['met', 'not-met', 'not-applicable'] as const).map((value) => ({
          value,
          label: w.verdict[value],
        }))}
      />
      <div class="visit-more">
        <RadioGroup
          name={`s-${item.code}`}
          label={w.severity}
          hint={fill(w.severityHint, deps.law.correction.days)}
          inline
          value={answer?.severity ?? undefined}
          choices={(['minor', 'major'] as const).map((value) => ({ value, label: w.severities[value] }))}
        />
        <TextArea
          name={`n-${item.code}`}
          label={w.note}
          hint={w.noteHint}
          rows={2}
          value={answer?.note ?? ''}
          maxLength={longestNote}
        />
        <label class="button secondary small only-script visit-photo">
          {w.photo}
          <input type="file" accept="image/*" capture="environment" data-photo={item.code} hidden />
        </label>
        <ul class="visit-thumbs" data-thumbs={item.code} />
      </div>
    </section>
  )
}

function whereText(photo: Photo, w: ReturnType<typeof words>): string {
  return photo.latitude === null
    ? w.noPlace
    : fill(w.placeAt, {
        lat: photo.latitude,
        lon: photo.longitude ?? '',
        accuracy: photo.accuracy_m ?? '?',
      })
}

/** Photographs with time and place; one without place says so. */
export function Photos({ inspection, ctx }: { inspection: InspectionFull; ctx: RequestContext }) {
  const { lang } = ctx
  const w = words(lang)
  return (
    <Section title={w.photos}>
      {inspection.photos.length === 0 && <p>{w.photosNone}</p>}
      <ul class="visit-photos">
        {inspection.photos.map((photo) => {
          const item = inspection.checklist.find((each) => each.code === photo.code)
          const address = localPath(lang, `${deskPath}/${inspection.id}/anh/${photo.id}`)
          return (
            <li>
              <a href={address}>
                <img src={address} alt={item?.[lang] ?? w.photo} loading="lazy" width="160" height="120" />
              </a>
              <p class="small">
                {formatInstant(photo.taken_at)}
                <br />
                {photo.latitude === null ? (
                  <StatusMark tone="warn" icon="pin">
                    {w.noPlace}
                  </StatusMark>
                ) : (
                  whereText(photo, w)
                )}
              </p>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function SignForm(props: Parameters<typeof VisitPage>[0] & { here: string }) {
  const { ctx, of } = props
  const w = words(ctx.lang)
  return (
    <Section title={w.sign} lead={w.signLead}>
      <Form
        action={`${props.here}/ky`}
        files
        id="sign"
        prefix="sign-"
        values={of === 'sign' ? ctx.form.fields : {}}
        errors={of === 'sign' ? props.errors : undefined}
      >
        <TextArea name="statement" label={w.statement} rows={3} maxLength={4000} />
        <TextInput name="producerName" label={w.producerName} maxLength={200} />
        <Signature name="producerSignature" label={w.producerSignature} w={w} />
        <TextInput name="refused" label={w.refusedToSign} hint={w.refusedHint} maxLength={500} />
        <Signature name="inspectorSignature" label={w.inspectorSignature} w={w} />
        <FormActions>
          <Button kind="primary" icon="seal">
            {w.signNow}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** A frame to sign in with a finger; a file where there is no script. */
function Signature({ name, label, w }: { name: string; label: string; w: ReturnType<typeof words> }) {
  return (
    <div class="signature" data-signature={name}>
      <FileInput name={name} label={label} hint={w.signatureFile} accept="image/png" />
      <div class="only-script">
        <p class="small muted">{w.signatureDraw}</p>
        <canvas class="signature-pad" width="600" height="200" aria-label={`${label}: ${w.signatureDraw}`} />
        <button type="button" class="button quiet small" data-clear>
          {w.clear}
        </button>
      </div>
    </div>
  )
}
