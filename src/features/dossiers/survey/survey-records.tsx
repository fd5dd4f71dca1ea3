import { fill, formatDay, type Lang, localPath } from '../../../platform/i18n/index.ts'
import { DescriptionList, Section, StatusMark } from '../../../web/index.ts'
import { SURVEYS } from './survey-page.tsx'
import { type Survey, TOPICS } from './surveys.ts'
import { surveyWords } from './words.ts'

const tones = { matches: 'good', differs: 'warn', serious: 'bad' } as const

/** The visits of a dossier as its readers see them: who, when, where, what was seen. */
export function SurveyRecords({
  lang,
  dossierId,
  surveys,
}: {
  lang: Lang
  dossierId: string
  surveys: readonly Survey[]
}) {
  const w = surveyWords(lang)
  if (surveys.length === 0) return null
  return (
    <Section title={w.records}>
      {surveys.map((survey) => (
        <article class="remark">
          <p>
            <strong>
              {fill(w.by, {
                name: survey.by,
                when: [survey.time, formatDay(survey.day)].filter(Boolean).join(' '),
              })}
            </strong>{' '}
            <StatusMark tone={tones[survey.outcome]}>{w.outcomes[survey.outcome]}</StatusMark>
          </p>
          <DescriptionList
            items={[
              { term: w.where, value: survey.place || undefined },
              {
                term: w.position,
                value: survey.position
                  ? `${survey.position.latitude.toFixed(5)}, ${survey.position.longitude.toFixed(5)} (±${survey.position.accuracy} m)`
                  : undefined,
              },
              { term: w.met, value: survey.met || undefined },
              ...TOPICS.map((topic) => ({
                term: w.topics[topic],
                value: survey.findings[topic] ? (
                  <span class="typed">{survey.findings[topic]}</span>
                ) : undefined,
              })),
              { term: w.conclusion, value: <span class="typed">{survey.conclusion}</span> },
            ]}
          />
          {survey.photos.length > 0 && (
            <ul class="survey-photos">
              {survey.photos.map((photo, index) => (
                <li>
                  <a href={localPath(lang, `${SURVEYS}/${dossierId}/anh/${photo.hash}`)}>
                    <img
                      src={`${SURVEYS}/${dossierId}/anh/${photo.hash}`}
                      alt={fill(w.photo, { number: index + 1 })}
                      loading="lazy"
                    />
                  </a>
                </li>
              ))}
            </ul>
          )}
        </article>
      ))}
    </Section>
  )
}
