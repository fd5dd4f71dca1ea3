import type { Selectable } from 'kysely'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatDecimal, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Card,
  Checkbox,
  DateInput,
  DescriptionList,
  Details,
  EmptyState,
  FieldRow,
  FileInput,
  Form,
  FormActions,
  type FormError,
  ProgressBar,
  Section,
  Select,
  StatusMark,
  TextArea,
  TextInput,
  UndoToast,
  VersionedForm,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { deskPath } from '../pages/paths.ts'
import type { Milestone, Plan } from '../queries.ts'
import { said, words } from '../words.ts'
import { pilotMessages } from './messages.ts'
import type { PlanPilotPhotoTable, PlanPilotTable } from './tables.ts'

export const pilotPath = (year: number) => `${deskPath}/${year}/mo-hinh`

export interface PilotPageProps {
  readonly ctx: RequestContext
  readonly plan: Plan
  readonly milestones: readonly Milestone[]
  readonly heads: readonly {
    readonly id: string
    readonly words: { vi: string; en?: string | undefined }
    readonly amount: number
  }[]
  readonly pilot: Selectable<PlanPilotTable> | undefined
  readonly photos: readonly Selectable<PlanPilotPhotoTable>[]
  readonly communes: readonly { readonly code: string; readonly name: string }[]
  /** The photograph just taken away, to be put back. */
  readonly removed: string | null
  readonly mayEdit: boolean
  readonly failed: { readonly form: 'area' | 'photo'; readonly errors: readonly FormError[] } | null
}

/** The pilot model of a plan: its steps, where its raw material grows, its money, and what was photographed. */
export function PilotPage(props: PilotPageProps) {
  const { ctx, plan, milestones, pilot, mayEdit } = props
  const { lang } = ctx
  const w = pilotMessages[lang]
  const done = milestones.filter((each) => each.done_on !== null).length
  const head = props.heads.find((each) => each.id === pilot?.head_id)
  return (
    <WorkPage
      ctx={ctx}
      title={`${words(lang).pilot} – ${plan.year}`}
      breadcrumbs={[
        { label: words(lang).desk, href: localPath(lang, deskPath) },
        {
          label: fill(words(lang).planOf, { year: plan.year }),
          href: localPath(lang, `${deskPath}/${plan.year}/soan`),
        },
        { label: words(lang).pilot },
      ]}
    >
      <header class="page-head">
        <h1>
          {words(lang).pilot} – {plan.year}
        </h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      {props.removed !== null && mayEdit && (
        <UndoToast action={localPath(lang, `${pilotPath(plan.year)}/anh/${props.removed}/dat-lai`)}>
          {w.removedPhoto}
        </UndoToast>
      )}
      {milestones.length === 0 ? (
        <EmptyState title={w.none}>{w.noneHint}</EmptyState>
      ) : (
        <Section title={w.steps}>
          <ProgressBar value={done} max={milestones.length} label={w.steps} />
          <ul class="flow">
            {milestones.map((each) => (
              <li>
                {said(each.words, lang)}:{' '}
                {each.done_on ? (
                  <>
                    <StatusMark tone="good">
                      {fill(words(lang).milestoneDone, { day: formatDay(each.done_on) })}
                    </StatusMark>{' '}
                    {each.note}
                  </>
                ) : (
                  <StatusMark tone="neutral">{words(lang).milestoneOpen}</StatusMark>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={w.areaTitle}>
        {pilot?.is_demo && <p class="demo-mark">{words(lang).demo}</p>}
        <DescriptionList
          items={[
            { term: w.areaWords, value: pilot?.area_words || w.notTold },
            {
              term: w.areaPlace,
              value: props.communes.find((unit) => unit.code === pilot?.area_place)?.name ?? w.notTold,
            },
            {
              term: w.area,
              value: pilot?.area_ares
                ? `${formatDecimal((pilot.area_ares / 100).toFixed(2), lang)} ha`
                : w.notTold,
            },
            {
              term: w.budget,
              value: pilot?.budget ? `${formatNumber(pilot.budget, lang)} ${w.dong}` : w.notTold,
            },
            { term: w.head, value: head ? said(head.words, lang) : undefined },
            { term: w.toldBy, value: pilot ? `${pilot.told_by}, ${formatDay(pilot.told_on)}` : undefined },
          ]}
        />
        {mayEdit && <AreaForm {...props} />}
      </Section>
      <Section title={`${w.photos} (${props.photos.length})`} lead={w.photosLead} id="anh">
        {props.photos.length === 0 && <EmptyState title={w.photosNone} />}
        <div class="grid">
          {props.photos.map((photo) => (
            <Photo {...props} photo={photo} />
          ))}
        </div>
        {mayEdit && <PhotoForm {...props} />}
      </Section>
    </WorkPage>
  )
}

function Photo({
  ctx,
  plan,
  milestones,
  photo,
  mayEdit,
}: PilotPageProps & { photo: Selectable<PlanPilotPhotoTable> }) {
  const { lang } = ctx
  const w = pilotMessages[lang]
  const step = milestones.find((each) => each.id === photo.milestone_id)
  const here = localPath(lang, `${pilotPath(plan.year)}/anh/${photo.id}`)
  const place = [photo.place_words, photo.lat && `${photo.lat}, ${photo.lon}`].filter(Boolean).join(' · ')
  return (
    <Card
      picture={
        <img src={here} alt={photo.note || (step ? said(step.words, lang) : w.photo)} loading="lazy" />
      }
      above={`${formatDay(photo.taken_on)} ${photo.taken_at}`.trim()}
    >
      {photo.note && <p>{photo.note}</p>}
      {step && <p class="muted small">{said(step.words, lang)}</p>}
      <p class="small">{place || <StatusMark tone="warn">{w.noPlace}</StatusMark>}</p>
      {photo.is_demo && (
        <p>
          <span class="demo-mark">{words(lang).demo}</span>
        </p>
      )}
      <p class="small">
        <StatusMark tone={photo.is_public ? 'info' : 'neutral'}>
          {photo.is_public ? w.isPublic : w.isInternal}
        </StatusMark>
      </p>
      {mayEdit && (
        <div class="row">
          <Form action={`${here}/dang`} prefix={`show-${photo.id}-`}>
            <Button small>{photo.is_public ? w.hide : w.show}</Button>
          </Form>
          <Form action={`${here}/bo`} prefix={`remove-${photo.id}-`}>
            <Button small kind="quiet" icon="trash">
              {w.removePhoto}
            </Button>
          </Form>
        </div>
      )}
    </Card>
  )
}

function AreaForm({ ctx, plan, pilot, heads, communes, failed }: PilotPageProps) {
  const { lang } = ctx
  const w = pilotMessages[lang]
  const refused = failed?.form === 'area'
  return (
    <Details summary={w.edit} open={refused}>
      <VersionedForm
        action={localPath(lang, pilotPath(plan.year))}
        prefix="area-"
        version={pilot?.version ?? 0}
        refused={refused}
        typed={ctx.form.fields}
        errors={failed?.errors}
      >
        <TextArea
          name="areaWords"
          label={w.areaWords}
          hint={w.areaHint}
          value={pilot?.area_words}
          rows={2}
          maxLength={1000}
        />
        <FieldRow>
          <Select
            name="areaPlace"
            label={w.areaPlace}
            value={pilot?.area_place ?? undefined}
            choices={communes.map((unit) => ({ value: unit.code, label: unit.name }))}
          />
          <TextInput
            name="area"
            label={w.area}
            value={pilot?.area_ares ? formatDecimal((pilot.area_ares / 100).toFixed(2), 'vi') : undefined}
            inputMode="decimal"
            width="short"
            unit="ha"
            maxLength={12}
          />
        </FieldRow>
        <FieldRow>
          <TextInput
            name="budget"
            label={w.budget}
            value={pilot?.budget ? formatNumber(pilot.budget, 'vi') : undefined}
            inputMode="numeric"
            width="medium"
            unit={w.dong}
            maxLength={20}
          />
          <Select
            name="head"
            label={w.head}
            value={pilot?.head_id ?? undefined}
            choices={heads.map((head) => ({
              value: head.id,
              label: `${said(head.words, lang)} (${formatNumber(head.amount, lang)} ${w.dong})`,
            }))}
          />
        </FieldRow>
        <FormActions>
          <Button kind="primary">{w.save}</Button>
        </FormActions>
      </VersionedForm>
    </Details>
  )
}

function PhotoForm({ ctx, plan, milestones, failed }: PilotPageProps) {
  const { lang, today } = ctx
  const w = pilotMessages[lang]
  const refused = failed?.form === 'photo'
  return (
    <Details summary={w.addPhoto} open={refused}>
      <Form
        action={localPath(lang, `${pilotPath(plan.year)}/anh`)}
        files
        prefix="photo-"
        values={refused ? ctx.form.fields : undefined}
        errors={refused ? failed.errors : undefined}
      >
        <FileInput name="photo" label={w.photo} accept="image/*" capture="environment" required />
        <FieldRow>
          <DateInput name="takenOn" label={w.takenOn} value={today} max={today} required />
          <TextInput name="takenAt" label={w.takenAt} hint={w.takenAtHint} width="short" maxLength={5} />
        </FieldRow>
        <TextInput name="placeWords" label={w.placeWords} maxLength={300} />
        <TextInput name="point" label={w.point} hint={w.pointHint} width="medium" maxLength={40} />
        <Select
          name="milestone"
          label={w.step}
          choices={milestones.map((each) => ({ value: each.id, label: said(each.words, lang) }))}
        />
        <TextInput name="note" label={w.note} maxLength={1000} />
        <Checkbox name="isPublic" label={w.publish} hint={w.publishHint} />
        <FormActions>
          <Button kind="primary">{w.addPhoto}</Button>
        </FormActions>
      </Form>
    </Details>
  )
}
