import type { Problem } from '../../../platform/command/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  asset,
  Button,
  DateInput,
  EmptyState,
  FieldRow,
  FileInput,
  Form,
  FormActions,
  RadioGroup,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { Dossier } from '../dossier.ts'
import { DemoNotice, errorsOf } from '../pages/parts.tsx'
import { MOST_PHOTOS, OUTCOMES, PHOTO_TYPES, surveyStep, TOPICS } from './surveys.ts'
import { surveyWords } from './words.ts'

export const SURVEYS = '/lam-viec/khao-sat'

export interface SurveyListPageProps {
  ctx: RequestContext
  rows: readonly {
    id: string
    productName: string
    producerName: string
    placeName: string
    visits: number
  }[]
}

/** What is to be seen on the spot; opened once with network, it works without. */
export function SurveyListPage({ ctx, rows }: SurveyListPageProps) {
  const { lang } = ctx
  const w = surveyWords(lang)
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <div
        data-survey-list
        data-words={JSON.stringify({ kept: w.kept, unsent: w.unsent, open: w.unsentOpen })}
      >
        <p class="muted" data-survey-kept aria-live="polite" />
        <div data-survey-unsent />
        {rows.length === 0 ? (
          <EmptyState icon="pin" title={w.none}>
            {w.noneHint}
          </EmptyState>
        ) : (
          <ul class="desk-list">
            {rows.map((row) => (
              <li>
                <a class="desk-task" href={localPath(lang, `${SURVEYS}/${row.id}`)} data-survey-page>
                  <span class="desk-title">{row.productName}</span>
                  <span class="desk-detail">
                    {row.producerName}, {row.placeName}
                  </span>
                  <span class="desk-meta">
                    {row.visits > 0 ? fill(w.visits, { count: row.visits }) : w.start}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      <script type="module" src={asset('survey.js')} />
    </WorkPage>
  )
}

export interface SurveyPageProps {
  ctx: RequestContext
  dossier: Dossier
  surveyId: string
  typed?: FormReading['fields'] | undefined
  problems?: readonly Problem[] | undefined
}

/** One visit: phone first; with script it is kept on the device until the server has it. */
export function SurveyPage({ ctx, dossier, surveyId, typed, problems = [] }: SurveyPageProps) {
  const { lang } = ctx
  const w = surveyWords(lang)
  const { waiting, sending, signedOut, refused, draft, unkept, located, locateFailed, removePhoto } = w
  return (
    <WorkPage
      ctx={ctx}
      title={`${w.add} – ${dossier.product.name}`}
      breadcrumbs={[{ label: w.title, href: localPath(lang, SURVEYS) }, { label: dossier.product.name }]}
    >
      <header class="page-head">
        <h1>{dossier.product.name}</h1>
        <p class="page-lead">{surveyStep(dossier) === 'survey' ? w.pageLead : w.pageLeadOffice}</p>
      </header>
      <DemoNotice demo={dossier.isDemo} lang={lang} />
      <div
        data-survey={dossier.id}
        data-words={JSON.stringify({
          waiting,
          sending,
          signedOut,
          refused,
          draft,
          unkept,
          located,
          locateFailed,
          removePhoto,
        })}
        data-most={String(MOST_PHOTOS)}
      >
        <p class="survey-state" role="status" data-survey-state />
        <Form
          action={localPath(lang, `${SURVEYS}/${dossier.id}`)}
          files
          values={typed}
          errors={errorsOf(problems, lang)}
          hidden={{ surveyId, latitude: '', longitude: '', accuracy: '' }}
        >
          <FieldRow>
            <DateInput name="day" label={w.when} value={ctx.today} max={ctx.today} required />
            <TextInput name="time" label={w.at} hint={w.atHint} width="short" maxLength={5} optional />
          </FieldRow>
          <TextInput name="place" label={w.place} hint={w.placeHint} maxLength={300} />
          <p class="only-script">
            <button type="button" class="button secondary" data-locate>
              {w.locate}
            </button>{' '}
            <span data-located aria-live="polite" />
          </p>
          <TextInput name="met" label={w.met} maxLength={1000} optional />
          {TOPICS.map((topic) => (
            <TextArea
              name={topic}
              label={w.topics[topic]}
              hint={w.topicHint}
              rows={2}
              maxLength={4000}
              optional
            />
          ))}
          <FileInput
            name="photos"
            label={w.photos}
            hint={fill(w.photosHint, { count: MOST_PHOTOS })}
            accept={PHOTO_TYPES.join(',')}
            capture="environment"
            multiple
            optional
          />
          <ul class="survey-photos" data-photos />
          <RadioGroup
            name="outcome"
            label={w.outcome}
            required
            choices={OUTCOMES.map((outcome) => ({ value: outcome, label: w.outcomes[outcome] }))}
          />
          <TextArea name="conclusion" label={w.conclusion} rows={3} maxLength={4000} required />
          <FormActions sticky>
            <Button kind="primary" icon="check">
              {w.save}
            </Button>
          </FormActions>
        </Form>
      </div>
      <script type="module" src={asset('survey.js')} />
    </WorkPage>
  )
}
