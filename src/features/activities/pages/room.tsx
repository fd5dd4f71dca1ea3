import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CheckboxGroup,
  CopyButton,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  HallLayout,
  Message,
  Page,
  Section,
  Select,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ActivityDeps } from '../parts.ts'
import type { ActivityFull, InvitationLine, PersonLine, Session } from '../queries.ts'
import { said, sessionTime, words } from '../words.ts'
import { deskPath, publicPath, QrPicture } from './parts.tsx'

/** On the wall of the room: nothing but the code. It renews itself without script. */
export function WallPage(props: {
  ctx: RequestContext
  deps: ActivityDeps
  activity: ActivityFull
  session: Session
  address: string
}) {
  const { ctx, activity, session } = props
  const w = words(ctx.lang)
  const { renewSeconds, codeMinutes } = props.deps.law.attendance
  return (
    <Page lang={ctx.lang} title={w.wall} siteName="Sao Làng" noIndex class="hall">
      <HallLayout
        title={said(activity.title, ctx.lang)}
        above={`${fill(w.session, { n: session.ordinal })} · ${sessionTime(session)}`}
        clock={formatInstant(ctx.now).slice(-5)}
      >
        <p>{w.wallLead}</p>
        <QrPicture text={props.address} label={w.wallLead} size={360} />
        <p class="small">{fill(w.wallRenewed, { seconds: renewSeconds, minutes: codeMinutes })}</p>
      </HallLayout>
    </Page>
  )
}

/** Who is present, ticked by hand; and who came without having enrolled. */
export function RollPage(props: {
  ctx: RequestContext
  activity: ActivityFull
  session: Session
  people: readonly PersonLine[]
  producers: readonly { id: string; name: string }[]
  saved: boolean
  errors: readonly FormError[]
  of?: 'roll' | 'add' | undefined
}) {
  const { ctx, activity, session } = props
  const { lang } = ctx
  const w = words(lang)
  const here = localPath(lang, `${deskPath}/${activity.id}/buoi/${session.id}/danh-sach`)
  const enrolled = props.people.filter((person) => person.status === 'enrolled')
  const present = enrolled.filter((person) => person.attended.some((each) => each.sessionId === session.id))
  return (
    <WorkPage
      ctx={ctx}
      title={w.roll}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: said(activity.title, lang), href: localPath(lang, `${deskPath}/${activity.id}`) },
        { label: w.roll },
      ]}
    >
      <header class="page-head">
        <h1>{w.roll}</h1>
        <p class="page-lead">
          {fill(w.session, { n: session.ordinal })}: {sessionTime(session)}. {w.rollLead}
        </p>
      </header>
      {props.saved && (
        <Message tone="success" announce>
          {w.saved}
        </Message>
      )}
      {enrolled.length === 0 ? (
        <>
          {props.of === 'roll' &&
            props.errors.map((error) => (
              <Message tone="error" announce>
                {error.text}
              </Message>
            ))}
          <EmptyState title={w.noPeople}>{w.noPeopleHint}</EmptyState>
        </>
      ) : (
        <Form
          action={here}
          errors={props.of === 'roll' ? props.errors : undefined}
          values={props.of === 'roll' ? ctx.form.fields : {}}
          prefix="roll-"
        >
          {present.map((person) => (
            <input type="hidden" name="shown" value={person.id} />
          ))}
          <CheckboxGroup
            name="present"
            label={w.people}
            values={present.map((person) => person.id)}
            choices={enrolled.map((person) => ({
              value: person.id,
              label: person.person_name,
              hint: [
                person.producer ?? person.unit,
                person.attended.some((each) => each.sessionId === session.id && each.way === 'code') &&
                  w.byCode,
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
          <FormActions>
            <Button kind="primary" icon="save">
              {w.rollSave}
            </Button>
          </FormActions>
        </Form>
      )}
      <Section title={w.rollAdd} lead={w.rollAddHint}>
        <Form
          action={`${here}/them`}
          prefix="add-"
          values={props.of === 'add' ? ctx.form.fields : {}}
          errors={props.of === 'add' ? props.errors : undefined}
        >
          <TextInput name="name" label={w.name} required maxLength={200} />
          <TextInput
            name="phone"
            label={w.phone}
            type="tel"
            inputMode="tel"
            width="medium"
            optional
            maxLength={20}
          />
          <Select
            name="producer"
            label={w.forProducer}
            empty={w.forNobody}
            choices={props.producers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextInput name="unit" label={w.unit} hint={w.unitHint} maxLength={300} />
          <FormActions>
            <Button icon="plus">{w.rollAdd}</Button>
          </FormActions>
        </Form>
      </Section>
    </WorkPage>
  )
}

/** Whom to invite, and who has been. */
export function InvitePage(props: {
  ctx: RequestContext
  activity: ActivityFull
  places: readonly { code: string; name: string }[]
  place: string
  producers: readonly { id: string; name: string; place: string }[]
  officers: readonly { id: string; name: string; place: string }[]
  invitations: readonly InvitationLine[]
  said?: string | undefined
  errors: readonly FormError[]
}) {
  const { ctx, activity } = props
  const { lang } = ctx
  const w = words(lang)
  const here = localPath(lang, `${deskPath}/${activity.id}/moi`)
  const invited = new Set(props.invitations.flatMap((each) => [each.producerId ?? '', each.accountId ?? '']))
  const choices = (list: readonly { id: string; name: string; place: string }[]) =>
    list
      .filter((each) => !invited.has(each.id))
      .map((each) => ({ value: each.id, label: each.name, hint: each.place }))
  return (
    <WorkPage
      ctx={ctx}
      title={w.invite}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: said(activity.title, lang), href: localPath(lang, `${deskPath}/${activity.id}`) },
        { label: w.invite },
      ]}
    >
      <header class="page-head">
        <h1>{w.invite}</h1>
        <p class="page-lead">{w.inviteLead}</p>
      </header>
      {props.said && (
        <Message tone="success" announce>
          {props.said}
        </Message>
      )}
      <Form action={here} method="get" class="form">
        <Select
          name="thuoc"
          label={w.inviteOf}
          value={props.place}
          empty={false}
          choices={props.places.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Button>{w.inviteShow}</Button>
      </Form>
      <Form action={here} errors={props.errors} values={ctx.form.fields} hidden={{ thuoc: props.place }}>
        {choices(props.producers).length > 0 && (
          <>
            <CheckboxGroup
              name="all"
              label={w.inviteAll}
              labelHidden
              choices={[{ value: 'yes', label: w.inviteAll }]}
            />
            <CheckboxGroup name="producers" label={w.inviteProducers} choices={choices(props.producers)} />
          </>
        )}
        {choices(props.officers).length > 0 && (
          <CheckboxGroup name="officers" label={w.inviteOfficers} choices={choices(props.officers)} />
        )}
        <FormActions sticky>
          <Button kind="primary" icon="send">
            {w.inviteSend}
          </Button>
        </FormActions>
      </Form>
      {props.invitations.length > 0 && (
        <Section title={fill(w.invitations, { count: props.invitations.length })} lead={w.invitationsHint}>
          <Table
            caption={fill(w.invitations, { count: props.invitations.length })}
            captionHidden
            rows={props.invitations}
            columns={[
              { key: 'name', head: w.name, main: true, cell: (row) => row.name },
              {
                key: 'phone',
                head: w.phone,
                cell: (row) => (row.phone ? <a href={`tel:${row.phone}`}>{row.phone}</a> : '–'),
              },
              {
                key: 'link',
                head: w.link,
                cell: (row) => {
                  const path = localPath(lang, `${publicPath}/moi/${row.code}`)
                  return (
                    <span class="row">
                      <a href={path}>{row.code}</a>
                      <CopyButton text={`${ctx.url.origin}${path}`} />
                    </span>
                  )
                },
              },
              { key: 'enrolled', head: w.enrol, cell: (row) => (row.enrolled ? w.enrolledAlready : '–') },
            ]}
          />
        </Section>
      )}
    </WorkPage>
  )
}
