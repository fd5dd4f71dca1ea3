import type { Problem } from '../../../platform/command/index.ts'
import type { UploadLimits } from '../../../platform/config/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import type { FormReading, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { EXPIRING_DAYS } from '../../../rules/precheck/index.ts'
import {
  Button,
  DescriptionList,
  Form,
  FormActions,
  LinkButton,
  Message,
  Section,
  UndoToast,
} from '../../../web/index.ts'
import type { StandingProducer } from '../../consents/index.ts'
import { problemText, WorkPage } from '../../frame/index.ts'
import type { EvidenceKind } from '../../regulation/index.ts'
import type { Reliant } from '../expiring.ts'
import type { Paper } from '../queries.ts'
import { LARGEST_FILE } from '../receive.ts'
import { kindName, words } from '../words.ts'
import { FilesField, PaperFields } from './paper-fields.tsx'
import { Validity } from './vault-page.tsx'

interface Answered {
  /** What was typed, when the form came back with errors. */
  readonly typed?: FormReading['fields'] | undefined
  readonly problems?: readonly Problem[] | undefined
}

export interface NewPaperProps extends Answered {
  ctx: RequestContext
  owner: StandingProducer
  kinds: readonly EvidenceKind[]
  kind?: string | undefined
  /** Where to go afterwards: back to the dossier one came from. */
  back?: string | undefined
  /** What one person may send in a day. */
  limits: UploadLimits | undefined
}

/** A new paper: what it is, and its pages. */
export function NewPaperPage({ ctx, owner, kinds, kind, back, limits, typed, problems = [] }: NewPaperProps) {
  const { lang } = ctx
  const said = words(lang)
  const vault = localPath(lang, `/lam-viec/tai-lieu/${owner.id}`)
  return (
    <WorkPage
      ctx={ctx}
      title={said.add}
      breadcrumbs={[{ label: said.title, href: vault }, { label: said.add }]}
    >
      <header class="page-head">
        <h1>{said.add}</h1>
        <p class="page-lead">{fill(said.addLead, { maximum: LARGEST_FILE / 1_000_000 })}</p>
        {limits && (
          <p class="muted">
            {fill(said.dayLimits, {
              files: formatNumber(limits.filesADay, lang),
              megabytes: formatNumber(limits.megabytesADay, lang),
            })}
          </p>
        )}
      </header>
      <Form
        action={`${vault}/them`}
        files
        values={typed}
        errors={errorsOf(problems, lang)}
        hidden={{ once: keyOf(typed), ...(back && { ve: back }) }}
        autosave={`paper-new:${owner.id}`}
      >
        <FilesField lang={lang} form={`paper-new:${owner.id}`} />
        <PaperFields lang={lang} kinds={kinds} kind={kind} />
        <FormActions>
          <Button kind="primary">{said.save}</Button>
          <LinkButton kind="quiet" href={back ? localPath(lang, back) : vault}>
            {back ? said.backToDossier : said.back}
          </LinkButton>
        </FormActions>
      </Form>
    </WorkPage>
  )
}

/** The key under which a new paper is saved, however often its form is sent. */
function keyOf(typed: Answered['typed']): string {
  const key = typed?.once
  return typeof key === 'string' && key !== '' ? key : uuidv7()
}

export interface PaperPageProps extends Answered {
  ctx: RequestContext
  owner: StandingProducer
  paper: Paper
  kinds: readonly EvidenceKind[]
  mayEdit: boolean
  /** Which form came back with errors. */
  failed?: 'facts' | 'files' | undefined
  repeated?: readonly string[] | undefined
  /** Dossiers that rely on this paper. */
  reliants: readonly Reliant[]
}

/** One paper: its pages as pictures, what is written about it, and what can be done. */
export function PaperPage(props: PaperPageProps) {
  const { ctx, owner, paper, kinds, mayEdit, typed, problems = [], failed } = props
  const { lang } = ctx
  const said = words(lang)
  const base = localPath(lang, `/lam-viec/tai-lieu/giay/${paper.id}`)
  const kind = kinds.find((each) => each.id === paper.kind)
  const errors = errorsOf(problems, lang)
  return (
    <WorkPage
      ctx={ctx}
      title={paper.title}
      breadcrumbs={[
        { label: said.title, href: localPath(lang, `/lam-viec/tai-lieu/${owner.id}`) },
        { label: paper.title },
      ]}
    >
      <header class="page-head">
        <h1>{paper.title}</h1>
        <p class="page-lead">
          {kind ? kindName(kind, lang) : paper.kind} <Validity paper={paper} lang={lang} today={ctx.today} />
        </p>
      </header>
      {paper.removed && mayEdit && (
        <UndoToast action={`${base}/khoi-phuc`}>{fill(said.removed, { paper: paper.title })}</UndoToast>
      )}
      {paper.removed && !mayEdit && <Message tone="warning">{said.isRemoved}</Message>}
      {props.repeated && props.repeated.length > 0 && (
        <Message tone="info">{fill(said.repeated, { files: props.repeated.join('; ') })}</Message>
      )}
      {props.reliants.length > 0 && (
        <Message
          tone={paper.validUntil && paper.validUntil < addDays(ctx.today, EXPIRING_DAYS) ? 'warning' : 'info'}
          title={fill(said.usedIn, { count: props.reliants.length })}
        >
          <ul>
            {props.reliants.map((dossier) => (
              <li>
                <a href={localPath(lang, `/lam-viec/ho-so/${dossier.id}`)}>{dossier.product}</a>
              </li>
            ))}
          </ul>
        </Message>
      )}
      <Section title={said.files}>
        <PageStrip paper={paper} base={base} lang={lang} mayEdit={mayEdit && !paper.removed} />
        {mayEdit && !paper.removed && (
          <Form
            action={`${base}/trang`}
            files
            prefix="add-"
            errors={failed === 'files' ? errors : undefined}
            label={said.addPages}
          >
            <FilesField lang={lang} required form={`paper:${paper.id}`} />
            <FormActions>
              <Button icon="upload">{said.addPagesAction}</Button>
            </FormActions>
          </Form>
        )}
      </Section>
      <Section title={said.facts}>
        {mayEdit && !paper.removed ? (
          <Form
            action={`${base}/sua`}
            hidden={{ version: String(paper.version) }}
            values={failed === 'facts' ? typed : undefined}
            errors={failed === 'facts' ? errors : undefined}
          >
            <PaperFields lang={lang} kinds={kinds} paper={paper} />
            <FormActions>
              <Button kind="primary">{said.saveFacts}</Button>
            </FormActions>
          </Form>
        ) : (
          <DescriptionList
            items={[
              { term: said.number, value: paper.number ?? '' },
              { term: said.issuer, value: paper.issuer ?? '' },
              { term: said.issuedOn, value: paper.issuedOn ? formatDay(paper.issuedOn) : '' },
              { term: said.validUntil, value: paper.validUntil ? formatDay(paper.validUntil) : '' },
            ]}
          />
        )}
      </Section>
      {mayEdit && !paper.removed && (
        <form method="post" action={`${base}/bo`} class="form-actions">
          <Button kind="danger" icon="trash">
            {said.remove}
          </Button>
          <span class="muted">{said.removeHint}</span>
        </form>
      )}
    </WorkPage>
  )
}

function PageStrip({
  paper,
  base,
  lang,
  mayEdit,
}: {
  paper: Paper
  base: string
  lang: 'vi' | 'en'
  mayEdit: boolean
}) {
  const said = words(lang)
  return (
    <ul class="page-strip">
      {paper.files.map((file) => (
        <li class="page-strip-file">
          {drawable(file.mediaType) ? (
            <div class="page-strip-pages">
              {Array.from({ length: Math.min(file.pageCount, 40) }, (_, index) => file.firstPage + index).map(
                (page) => (
                  <a href={`${base}/trang/${page}`} class="page-thumb">
                    <img
                      src={`${base}/anh/${page}?nho=1`}
                      alt={fill(said.page, { page })}
                      width={120}
                      height={160}
                      loading="lazy"
                    />
                    <span>{page}</span>
                  </a>
                ),
              )}
            </div>
          ) : (
            <p>
              <a href={`${base}/trang/${file.firstPage}`}>{said.readContent}</a>
            </p>
          )}
          <p class="page-strip-name">
            <a href={`${base}/tep/${file.ordinal}`} download>
              {file.name}
            </a>
          </p>
          {mayEdit && (
            <form method="post" action={`${base}/tep/${file.ordinal}/bo`}>
              <Button kind="quiet" small icon="trash" label={`${said.removePage}: ${file.name}`}>
                {said.removePage}
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}

function drawable(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType.startsWith('image/')
}

function errorsOf(problems: readonly Problem[], lang: 'vi' | 'en') {
  return problems.map((problem) => ({ field: problem.field, text: problemText(problem, lang) }))
}
