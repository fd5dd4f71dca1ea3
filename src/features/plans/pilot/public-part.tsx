import type { Selectable } from 'kysely'
import {
  fill,
  formatDay,
  formatDecimal,
  formatNumber,
  type Lang,
  localPath,
} from '../../../platform/i18n/index.ts'
import { Card, DescriptionList, langOf, Section, StatusMark, Table } from '../../../web/index.ts'
import type { Milestone, Plan } from '../queries.ts'
import { said, words } from '../words.ts'
import { pilotMessages } from './messages.ts'
import type { PlanPilotPhotoTable, PlanPilotTable } from './tables.ts'

/** What the public page tells of a pilot. */
export interface PilotTold {
  readonly told: Selectable<PlanPilotTable> | undefined
  readonly placeName: string | null
  readonly photos: readonly Selectable<PlanPilotPhotoTable>[]
}

/** The pilot on the plan's public page: steps, area, money, photographs that may be seen. Coordinates stay inside. */
export function PilotSection(props: {
  plan: Plan
  milestones: readonly Milestone[]
  pilot: PilotTold
  lang: Lang
}) {
  const { plan, milestones, pilot, lang } = props
  const w = words(lang)
  const own = pilotMessages[lang]
  const { told, photos } = pilot
  return (
    <Section title={w.pilot} id="mo-hinh">
      <Table
        caption={w.pilot}
        captionHidden
        columns={[
          { key: 'step', head: w.milestone, main: true, cell: (row) => said(row.words, lang) },
          { key: 'state', head: w.action, cell: (row) => <State step={row} lang={lang} /> },
        ]}
        rows={milestones}
      />
      {told && (
        <>
          {told.is_demo && <p class="demo-mark">{w.demo}</p>}
          <DescriptionList
            items={[
              { term: own.areaWords, value: told.area_words || undefined },
              { term: own.areaPlace, value: pilot.placeName ?? undefined },
              {
                term: own.area,
                value: told.area_ares
                  ? `${formatDecimal((told.area_ares / 100).toFixed(2), lang)} ha`
                  : undefined,
              },
              {
                term: own.budget,
                value: told.budget ? `${formatNumber(told.budget, lang)} ${own.dong}` : undefined,
              },
            ]}
          />
        </>
      )}
      {photos.length > 0 && (
        <div class="grid">
          {photos.map((photo) => (
            <Card
              picture={
                <img
                  src={localPath(lang, `/ke-hoach/${plan.year}/anh/${photo.id}`)}
                  alt={photo.note || own.photo}
                  lang={langOf(photo.note, lang)}
                  loading="lazy"
                />
              }
              above={`${formatDay(photo.taken_on)} ${photo.taken_at}`.trim()}
            >
              {photo.note && <p lang={langOf(photo.note, lang)}>{photo.note}</p>}
              <p class="small muted" lang={langOf(photo.place_words, lang)}>
                {photo.place_words || own.noPlace}
              </p>
              {photo.is_demo && (
                <p>
                  <span class="demo-mark">{w.demo}</span>
                </p>
              )}
            </Card>
          ))}
        </div>
      )}
    </Section>
  )
}

function State({ step, lang }: { step: Milestone; lang: Lang }) {
  const w = words(lang)
  return step.done_on ? (
    <>
      <StatusMark tone="good">{fill(w.milestoneDone, { day: formatDay(step.done_on) })}</StatusMark>
      {step.note && <p lang={langOf(step.note, lang)}>{step.note}</p>}
    </>
  ) : (
    <StatusMark tone="neutral">{w.milestoneOpen}</StatusMark>
  )
}
