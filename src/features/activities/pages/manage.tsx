import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatBytes, formatDecimal, localPath } from '../../../platform/i18n/index.ts'
import { mayDoNow } from '../../../rules/activities/index.ts'
import {
  Button,
  Details,
  EmptyState,
  FileInput,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  Section,
  Table,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ActivityDeps } from '../parts.ts'
import type { ActivityFull, EvaluationSum, PersonLine } from '../queries.ts'
import { said, sessionTime, words } from '../words.ts'
import { counts, deskPath, Facts, publicPath, StateMark } from './parts.tsx'

export interface ManageProps {
  readonly ctx: RequestContext
  readonly deps: ActivityDeps
  readonly activity: ActivityFull
  readonly people: readonly PersonLine[]
  readonly mayManage: boolean
  readonly deserving: number
  readonly evaluation: EvaluationSum
  readonly said?: string | undefined
  readonly errors: readonly FormError[]
  readonly of?: 'state' | 'material' | undefined
}

/** One activity before its organiser: what to do next stands first. */
export function ManagePage(props: ManageProps) {
  const { ctx, deps, activity } = props
  const { lang } = ctx
  const w = words(lang)
  const here = localPath(lang, `${deskPath}/${activity.id}`)
  return (
    <WorkPage
      ctx={ctx}
      title={said(activity.title, lang)}
      breadcrumbs={[
        { label: w.desk, href: localPath(lang, deskPath) },
        { label: said(activity.title, lang) },
      ]}
    >
      <header class="page-head">
        <h1>{said(activity.title, lang)}</h1>
        <p>
          <StateMark status={activity.status} lang={lang} />{' '}
          {activity.is_demo && <span class="demo-mark">{w.demo}</span>}
        </p>
      </header>
      {props.said && (
        <Message tone="success" announce>
          {props.said}
        </Message>
      )}
      {props.mayManage && <Actions {...props} here={here} />}
      <Facts activity={activity} deps={deps} lang={lang} today={ctx.today} />
      <Sessions {...props} here={here} />
      <People {...props} />
      {props.mayManage && <Attestations {...props} here={here} />}
      <Materials {...props} here={here} />
      <Evaluation {...props} />
    </WorkPage>
  )
}

function Actions({ ctx, activity, here, errors, of }: ManageProps & { here: string }) {
  const { lang } = ctx
  const w = words(lang)
  const open = activity.status === 'draft' || activity.status === 'announced'
  return (
    <>
      {of === 'state' &&
        errors
          .filter((error) => error.field === undefined)
          .map((error) => (
            <Message tone="error" announce>
              {error.text}
            </Message>
          ))}
      <div class="row">
        {mayDoNow(activity.status, 'announce') && (
          <form method="post" action={`${here}/cong-bo`}>
            <Button kind="primary" icon="send">
              {w.announce}
            </Button>
          </form>
        )}
        {activity.status === 'announced' && (
          <LinkButton href={`${here}/moi`} icon="mail">
            {w.invite}
          </LinkButton>
        )}
        {mayDoNow(activity.status, 'hold') && activity.first_day <= ctx.today && (
          <form method="post" action={`${here}/ket-thuc`}>
            <Button icon="check">{w.hold}</Button>
          </form>
        )}
        {open && (
          <LinkButton href={`${here}/sua`} icon="edit">
            {w.edit}
          </LinkButton>
        )}
        {activity.status !== 'draft' && (
          <LinkButton href={localPath(lang, `${publicPath}/${activity.slug}`)} icon="globe" kind="quiet">
            {w.publicPage}
          </LinkButton>
        )}
      </div>
      {mayDoNow(activity.status, 'cancel') && (
        <Details summary={w.cancel}>
          <Form action={`${here}/huy`} errors={of === 'state' ? errors : undefined} values={ctx.form.fields}>
            <TextInput name="reason" label={w.cancelReason} hint={w.cancelHint} required maxLength={500} />
            <FormActions>
              <Button kind="danger">{w.cancel}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
    </>
  )
}

function Sessions({ ctx, activity, mayManage, here }: ManageProps & { here: string }) {
  const w = words(ctx.lang)
  const runs = mayManage && activity.status === 'announced'
  return (
    <Section title={w.sessions}>
      <ul class="news-list small">
        {activity.sessions.map((session) => (
          <li class="news-line">
            <p>
              {fill(w.session, { n: session.ordinal })}: {sessionTime(session)}
              {session.title && ` – ${session.title}`}
            </p>
            {runs && (
              <p class="row">
                <LinkButton small icon="qr" href={`${here}/buoi/${session.id}/ma`}>
                  {w.wall}
                </LinkButton>
                <LinkButton small icon="list" href={`${here}/buoi/${session.id}/danh-sach`}>
                  {w.roll}
                </LinkButton>
              </p>
            )}
          </li>
        ))}
      </ul>
      <p>
        <LinkButton href={`${here}/diem-danh.pdf`} icon="print" kind="quiet">
          {w.rollPrint}
        </LinkButton>
      </p>
    </Section>
  )
}

function People({ ctx, activity, people }: ManageProps) {
  const w = words(ctx.lang)
  return (
    <Section title={w.people} lead={fill(w.peopleCount, counts(activity))}>
      <Table
        caption={w.people}
        captionHidden
        rows={people}
        empty={<EmptyState title={w.noPeople}>{w.noPeopleHint}</EmptyState>}
        columns={[
          { key: 'number', head: w.number, cell: (_, index) => index + 1, numeric: true, tight: true },
          { key: 'name', head: w.name, main: true, cell: (row) => row.person_name },
          { key: 'unit', head: w.unit, cell: (row) => row.producer ?? (row.unit || '–') },
          {
            key: 'phone',
            head: w.phone,
            cell: (row) => (row.phone ? <a href={`tel:${row.phone}`}>{row.phone}</a> : '–'),
            tight: true,
          },
          { key: 'way', head: w.wayHead, cell: (row) => w.way[row.way] },
          {
            key: 'attended',
            head: w.attendance,
            cell: (row) =>
              row.status === 'enrolled'
                ? `${row.attended.length}/${activity.sessions.length}`
                : w.enrolStatus[row.status],
          },
          { key: 'attestation', head: w.attestation, cell: (row) => row.attestation?.number ?? '–' },
        ]}
      />
    </Section>
  )
}

function Attestations({ ctx, deps, activity, deserving, here }: ManageProps & { here: string }) {
  const w = words(ctx.lang)
  const { minimumShare, ref } = deps.law.attestation
  if (!deps.law.kinds.find((kind) => kind.id === activity.kind)?.attests) return null
  return (
    <Section title={w.attestation} lead={fill(w.attestHint, { ...minimumShare, ref })}>
      {activity.status !== 'held' ? (
        <p>{w.attestFirst}</p>
      ) : deserving === 0 ? (
        <p>{w.attestNone}</p>
      ) : (
        <form method="post" action={`${here}/xac-nhan`}>
          <Button kind="primary" icon="seal">
            {fill(w.attest, { count: deserving })}
          </Button>
        </form>
      )}
    </Section>
  )
}

function Materials({ ctx, activity, mayManage, here, errors, of }: ManageProps & { here: string }) {
  const { lang } = ctx
  const w = words(lang)
  return (
    <Section title={w.materials}>
      {activity.materials.length > 0 && (
        <ul class="news-list small">
          {activity.materials.map((each) => (
            <li class="news-line">
              <a href={localPath(lang, `${publicPath}/${activity.slug}/tai-lieu/${each.ordinal}`)}>
                {each.title}
              </a>{' '}
              <span class="muted small">{formatBytes(each.size, lang)}</span>
              {mayManage && (
                <form method="post" action={`${here}/tai-lieu/${each.ordinal}/bo`}>
                  <Button kind="quiet" small icon="trash" label={`${w.remove}: ${each.title}`}>
                    {w.remove}
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayManage && (
        <Details summary={w.materialAdd}>
          <Form
            action={`${here}/tai-lieu`}
            files
            prefix="material-"
            errors={of === 'material' ? errors : undefined}
          >
            <TextInput name="title" label={w.materialTitle} maxLength={200} />
            <FileInput name="file" label={w.materialFile} required />
            <FormActions>
              <Button icon="upload">{w.materialAdd}</Button>
            </FormActions>
          </Form>
        </Details>
      )}
    </Section>
  )
}

function Evaluation({ ctx, deps, evaluation }: ManageProps) {
  const { lang } = ctx
  const w = words(lang)
  const { questions, scale } = deps.law.evaluation
  return (
    <Section title={fill(w.evaluations, { count: evaluation.count })}>
      {evaluation.count === 0 && <p>{w.evaluationsNone}</p>}
      <ul>
        {evaluation.count > 0 &&
          questions.map((question) => (
            <li>
              {question[lang]}:{' '}
              <strong>
                {fill(w.meanOf, {
                  mean: formatDecimal(((evaluation.means[question.id] ?? 0) / 100).toFixed(2), lang),
                  most: scale.to,
                })}
              </strong>
            </li>
          ))}
        {evaluation.words.map((each) => (
          <li>“{each}”</li>
        ))}
      </ul>
    </Section>
  )
}
