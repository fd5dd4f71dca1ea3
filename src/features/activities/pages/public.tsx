import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatBytes, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DescriptionList,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Message,
  Section,
  Select,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import type { ActivityDeps } from '../parts.ts'
import type { ActivityFull, ActivityLine } from '../queries.ts'
import { agencyName, said, words } from '../words.ts'
import { ActivityList, Facts, Paragraphs, publicPath, SessionList, StateMark } from './parts.tsx'

export function ActivitiesPage(props: {
  ctx: RequestContext
  deps: ActivityDeps
  open: readonly ActivityLine[]
  past: readonly ActivityLine[]
}) {
  const { ctx, deps } = props
  const w = words(ctx.lang)
  const hrefOf = (activity: ActivityLine) => localPath(ctx.lang, `${publicPath}/${activity.slug}`)
  return (
    <PublicPage ctx={ctx} title={w.title} description={w.lead} breadcrumbs={[{ label: w.title }]}>
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="page-lead">{w.lead}</p>
      </header>
      <Section title={w.open}>
        <ActivityList
          lang={ctx.lang}
          deps={deps}
          activities={props.open}
          hrefOf={hrefOf}
          empty={{ title: w.none, hint: w.noneHint }}
        />
      </Section>
      {props.past.length > 0 && (
        <Section title={w.past}>
          <ActivityList
            lang={ctx.lang}
            deps={deps}
            activities={props.past}
            hrefOf={hrefOf}
            empty={{ title: w.none, hint: w.noneHint }}
          />
        </Section>
      )}
    </PublicPage>
  )
}

export interface EnrolFormProps {
  readonly action: string
  readonly values: FormValues
  readonly errors: readonly FormError[]
  /** Producers the signed-in person acts for. */
  readonly producers: readonly { id: string; name: string }[]
}

/** One activity as everybody may read it; who came by an invitation has the form filled in. */
export function ActivityPage(props: {
  ctx: RequestContext
  deps: ActivityDeps
  activity: ActivityFull
  enrol: EnrolFormProps
  invitedAs?: string | undefined
  cancelledWhy?: string | undefined
}) {
  const { ctx, deps, activity } = props
  const { lang } = ctx
  const w = words(lang)
  const title = said(activity.title, lang)
  const programme = said(activity.programme, lang)
  const open = activity.status === 'announced' && ctx.today <= activity.enrol_until
  return (
    <PublicPage
      ctx={ctx}
      title={title}
      description={`${activity.venue}. ${programme.slice(0, 150)}`}
      noIndex={props.invitedAs !== undefined}
      jsonLd={[eventOf(activity, deps, ctx)]}
      breadcrumbs={[{ label: w.title, href: localPath(lang, publicPath) }, { label: title }]}
    >
      <header class="page-head">
        <h1>{title}</h1>
        {activity.is_demo && <p class="demo-mark">{w.demo}</p>}
        {activity.status !== 'announced' && (
          <p>
            <StateMark status={activity.status} lang={lang} />
          </p>
        )}
      </header>
      {props.cancelledWhy !== undefined && (
        <Message tone="warning">{fill(w.cancelledWhy, { reason: props.cancelledWhy })}</Message>
      )}
      {props.invitedAs && <Message>{fill(w.invitedAs, { name: props.invitedAs })}</Message>}
      <Facts activity={activity} deps={deps} lang={lang} today={ctx.today} />
      <Section title={w.sessions}>
        <SessionList activity={activity} lang={lang} />
      </Section>
      {programme && (
        <Section title={w.programme}>
          <Paragraphs text={programme} />
        </Section>
      )}
      {activity.materials.length > 0 && (
        <Section title={w.materials}>
          <ul>
            {activity.materials.map((each) => (
              <li>
                <a href={localPath(lang, `${publicPath}/${activity.slug}/tai-lieu/${each.ordinal}`)}>
                  {each.title}
                </a>{' '}
                <span class="muted small">({formatBytes(each.size, lang)})</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {open && <EnrolForm {...props.enrol} ctx={ctx} />}
      {activity.status === 'announced' && !open && (
        <Message>{fill(w.closed, { day: formatDay(activity.enrol_until) })}</Message>
      )}
    </PublicPage>
  )
}

function EnrolForm({ ctx, action, values, errors, producers }: EnrolFormProps & { ctx: RequestContext }) {
  const w = words(ctx.lang)
  return (
    <Section title={w.enrol} lead={w.enrolLead}>
      <Form action={action} values={values} errors={errors} id="dang-ky">
        <TextInput name="name" label={w.name} required autocomplete="name" maxLength={200} />
        <TextInput
          name="phone"
          label={w.phone}
          hint={w.phoneHint}
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          required
          width="medium"
          maxLength={20}
        />
        {producers.length > 0 ? (
          <Select
            name="producer"
            label={w.forProducer}
            empty={w.forNobody}
            choices={producers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <TextInput name="unit" label={w.unit} hint={w.unitHint} maxLength={300} />
        )}
        <div class="hidden-visually" aria-hidden="true">
          <input type="text" name="website" tabindex={-1} autocomplete="off" />
        </div>
        <FormActions>
          <Button kind="primary" icon="send">
            {w.send}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** schema.org Event. */
function eventOf(activity: ActivityFull, deps: ActivityDeps, ctx: RequestContext): object {
  return {
    '@type': activity.kind === 'training' ? 'EducationEvent' : 'Event',
    name: said(activity.title, ctx.lang),
    description: said(activity.programme, ctx.lang) || undefined,
    startDate: activity.sessions[0]?.starts_at.toISOString() ?? activity.first_day,
    endDate: activity.sessions.at(-1)?.ends_at.toISOString() ?? activity.last_day,
    eventStatus:
      activity.status === 'cancelled'
        ? 'https://schema.org/EventCancelled'
        : 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: { '@type': 'Place', name: activity.venue, address: activity.venue },
    organizer: { '@type': 'Organization', name: agencyName(activity.lead_agency, deps, ctx.today, ctx.lang) },
    ...(activity.seats !== null && {
      maximumAttendeeCapacity: activity.seats,
      remainingAttendeeCapacity: Math.max(0, activity.seats - activity.enrolled),
    }),
    url: `${ctx.url.origin}${localPath(ctx.lang, `${publicPath}/${activity.slug}`)}`,
    isAccessibleForFree: true,
  }
}

/** The page an attestation's QR opens: genuine, for what, when; the person by initials only. */
export function VerifyPage(props: {
  ctx: RequestContext
  facts: {
    number: string
    issuedOn: string
    initials: string
    activity: string
    days: string
    issuer: string
  }
  isDemo: boolean
}) {
  const { ctx, facts } = props
  const w = words(ctx.lang)
  return (
    <PublicPage ctx={ctx} title={w.verify} noIndex breadcrumbs={[{ label: w.verify }]}>
      <h1>{w.verify}</h1>
      <Message tone="success">{w.verifyGood}</Message>
      {props.isDemo && <p class="demo-mark">{w.demo}</p>}
      <DescriptionList
        items={[
          { term: w.verifyNumber, value: facts.number },
          { term: w.verifyIssued, value: formatDay(facts.issuedOn) },
          { term: w.verifyWho, value: facts.initials },
          { term: w.title, value: facts.activity },
          { term: w.when, value: facts.days },
          { term: w.organiser, value: facts.issuer },
        ]}
      />
    </PublicPage>
  )
}
