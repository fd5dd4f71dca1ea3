import { fill, formatDay, type Lang } from '../../../platform/i18n/index.ts'
import { DescriptionList, LinkButton, Message, Section } from '../../../web/index.ts'
import type { AskedAnew } from '../asked-anew.ts'
import type { Dossier } from '../dossier.ts'
import { askedFields } from '../examine.ts'
import type { ExtraTest } from '../extra-tests.ts'
import type { DossierLaw } from '../law.ts'
import type { CommuneMeeting } from '../meeting.ts'
import { chapterOf } from '../pages/check-page.tsx'
import { at, placeHref } from '../paths.ts'
import { SurveyRecords } from '../survey/survey-records.tsx'
import type { Survey } from '../survey/surveys.ts'
import { fieldLabel } from '../words.ts'
import { TestMark } from './pages.tsx'
import { deskWords } from './words.ts'

export interface DeskRecordsProps {
  lang: Lang
  dossier: Dossier
  surveys: readonly Survey[]
  tests: readonly ExtraTest[]
  meeting: CommuneMeeting | null
  hasReport: boolean
  /** The report to the council stands. */
  reported: boolean
}

/** What the desks have put beside the dossier: meeting, visits, tests, papers. */
export function DeskRecords(props: DeskRecordsProps) {
  const { lang, dossier, surveys, tests, meeting, hasReport, reported } = props
  const w = deskWords(lang)
  const papers = [
    ...(hasReport ? ['van-ban-de-nghi', 'ban-giao'] : []),
    ...(reported ? ['bao-cao'] : []),
  ] as const
  const names = { 'van-ban-de-nghi': w.letter, 'ban-giao': w.handOver, 'bao-cao': w.report } as Record<
    string,
    string
  >
  return (
    <>
      {meeting && (
        <Section title={w.meeting}>
          <DescriptionList
            items={[
              { term: w.heldOn, value: formatDay(meeting.heldOn) },
              { term: w.present, value: <span class="typed">{meeting.present}</span> },
              { term: w.conclusion, value: <span class="typed">{meeting.conclusion}</span> },
            ]}
          />
        </Section>
      )}
      <SurveyRecords lang={lang} dossierId={dossier.id} surveys={surveys} />
      {tests.length > 0 && (
        <Section title={w.tests}>
          <ul class="paper-list">
            {tests.map((test) => (
              <li>
                <a href={at(lang, dossier.id, '/kiem-nghiem')}>{test.what}</a>{' '}
                <TestMark lang={lang} test={test} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {papers.length > 0 && (
        <Section title={w.papers}>
          <ul class="paper-list">
            {papers.map((paper) => (
              <li>
                {names[paper]}: <a href={at(lang, dossier.id, `/van-ban/${paper}.pdf`)}>PDF</a>,{' '}
                <a href={at(lang, dossier.id, `/van-ban/${paper}.docx`)}>DOCX</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

/** What a re-evaluation asks: only what must be updated, or has run out. */
export function AskedAnewSection({
  lang,
  dossier,
  law,
  asked,
}: {
  lang: Lang
  dossier: Dossier
  law: DossierLaw
  asked: AskedAnew
}) {
  const w = deskWords(lang)
  const labels = new Map(askedFields(law, dossier).map((field) => [field.name, fieldLabel(field, lang)]))
  const href = (place: Parameters<typeof placeHref>[2]) =>
    placeHref(lang, dossier.id, place, (field) => chapterOf(law, dossier, field))
  return (
    <Section title={w.anew} lead={fill(w.anewLead, { count: asked.count })}>
      {asked.count === 0 ? (
        <Message tone="success">{w.anewDone}</Message>
      ) : (
        <ul class="task-list">
          {asked.fields.map((field) => (
            <li>
              <a href={href({ field })}>{fill(w.anewField, { label: labels.get(field) ?? field })}</a>
            </li>
          ))}
          {asked.criteria.map((code) => (
            <li>
              <a href={href({ criterion: code })}>{fill(w.anewCriterion, { code })}</a>
            </li>
          ))}
          {asked.papers.map((paper) => (
            <li>
              <a href={href({ paper: paper.id })}>
                {fill(w.anewPaper, { day: paper.validUntil, title: paper.title })}
              </a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <LinkButton kind="primary" href={at(lang, dossier.id, '/kiem-tra')} icon="check">
          {w.anewCheck}
        </LinkButton>
      </p>
    </Section>
  )
}
