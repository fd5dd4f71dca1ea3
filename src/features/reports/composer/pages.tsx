import type { ComponentChildren } from 'preact'
import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { mayTake } from '../../../rules/reporting/index.ts'
import {
  Button,
  DescriptionList,
  Details,
  EmptyState,
  Form,
  FormActions,
  type FormError,
  LinkButton,
  Message,
  PageHead,
  Section,
  StatusMark,
  Table,
  TextArea,
  TextInput,
  Timeline,
  type Tone,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { figureTexts, type MadeReport, periodText } from '../made.ts'
import { root } from '../pages/report-page.tsx'
import { valueText } from '../render/value-text.ts'
import { words } from '../words.ts'
import type { Changes } from './changes.ts'
import { ReportDocument } from './document.tsx'
import type { Whom } from './exchange.ts'
import { Contributions, Deliveries, IssueForm } from './exchange-parts.tsx'
import type { AboutReport, StoredReport } from './queries.ts'
import { Signed } from './signing.tsx'

export const reportTones: Readonly<Record<string, Tone>> = {
  draft: 'info',
  proposed: 'warn',
  approved: 'good',
  issued: 'good',
  discarded: 'neutral',
}

export interface ReportView {
  readonly ctx: RequestContext
  readonly report: StoredReport
  readonly about: AboutReport
  readonly made: MadeReport
  /** Null while the figures live. */
  readonly frozen: {
    readonly hash: string
    readonly asOf: string
    readonly agrees: boolean
    readonly version: number
  } | null
  readonly changes: Changes | null
  readonly hash: string
  readonly flaws: readonly FormError[]
  readonly whom: readonly Whom[]
  readonly mails: ReadonlyMap<string, string>
  readonly may: {
    readonly write: boolean
    readonly approve: boolean
    answer(of: AboutReport['contributions'][number]): boolean
  }
  readonly errors: readonly FormError[]
}

/** A report as a document: its words with live figures, then ink; and everything that may be done with it now. */
export function ComposedPage(view: ReportView) {
  const { ctx, report, made, may } = view
  const { lang } = ctx
  const w = words(lang)
  const here = localPath(lang, `${root}/${report.id}`)
  const edits = may.write && mayTake('edit', report.status)
  return (
    <WorkPage
      ctx={ctx}
      title={report.title}
      breadcrumbs={[{ label: w.title, href: localPath(lang, root) }, { label: report.number ?? w.composed }]}
    >
      <PageHead
        title={report.title}
        above={periodText(made.params, lang)}
        note={
          <StatusMark tone={reportTones[report.status] ?? 'neutral'}>{w.states[report.status]}</StatusMark>
        }
        actions={['docx', 'pdf', 'xlsx'].map((format) => (
          <LinkButton icon="download" href={`${here}/tai?dang=${format}`}>
            {format.toUpperCase()}
          </LinkButton>
        ))}
      />
      <div class="flow">
        {lang === 'en' && <p class="muted">{w.paperLanguage}</p>}
        <Standing {...view} />
        <NextStep {...view} here={here} />
      </div>
      <div class="section">
        <ReportDocument {...view} />
      </div>
      {edits && <WordsForm {...view} here={here} />}
      {(edits || view.about.contributions.length > 0) && <Contributions {...view} here={here} />}
      {(may.write || may.approve) && <Comments {...view} here={here} />}
      {report.status === 'issued' && <Signed {...view} here={here} />}
      {report.status === 'issued' && <Deliveries {...view} here={here} />}
      <Section title={w.history}>
        <Timeline
          label={w.history}
          entries={view.about.actions.map((each) => ({
            when: formatInstant(each.at),
            title: `${w.actions[each.action]} · ${each.actor_name}`,
            detail: each.reason ?? undefined,
          }))}
        />
      </Section>
    </WorkPage>
  )
}

/** Whether the figures live or are ink; what has changed since. */
function Standing({ ctx, report, about, frozen, changes }: ReportView): ComponentChildren {
  const { lang } = ctx
  const w = words(lang)
  const link = (id: string, text: string) => <a href={localPath(lang, `${root}/${id}`)}>{text}</a>
  return (
    <>
      {report.amends && <Message>{link(report.amends, w.amends)}</Message>}
      {about.amendedBy.map((each) => (
        <Message tone="warning" title={w.amendedBy}>
          {link(each.id, each.number ?? each.title)}
        </Message>
      ))}
      {frozen === null ? (
        <p class="muted">{w.live}</p>
      ) : (
        <>
          <p class="muted">{fill(w.ink, { day: formatDay(frozen.asOf), hash: frozen.hash.slice(0, 16) })}</p>
          <Message tone={frozen.agrees ? 'success' : 'error'}>
            {frozen.agrees
              ? fill(w.verifyGood, { hash: frozen.hash.slice(0, 16) })
              : frozen.version !== report.definition_version
                ? fill(w.verifyOtherVersion, { old: frozen.version, now: report.definition_version })
                : w.verifyBad}
          </Message>
        </>
      )}
      {changes && <ChangesTable changes={changes} lang={lang} />}
    </>
  )
}

export function ChangesTable({ changes, lang }: { changes: Changes; lang: 'vi' | 'en' }) {
  const w = words(lang)
  const { figures, records } = changes
  const moved = figures.length > 0 || records.added + records.removed + records.changed > 0
  return (
    <Section title={w.changes} id="changes">
      {!moved && <p>{w.changesNone}</p>}
      {moved && <p>{w.changesLead}</p>}
      {moved && <p class="muted small">{fill(w.recordsChanged, { ...records })}</p>}
      {figures.length > 0 && (
        <Table
          caption={w.changes}
          captionHidden
          rows={figures}
          columns={[
            { key: 'label', head: w.figure, main: true, cell: (row) => row.label[lang] },
            {
              key: 'before',
              head: w.before,
              numeric: true,
              cell: (row) => valueText(row.before, row.kind, lang) || '–',
            },
            {
              key: 'now',
              head: w.now,
              numeric: true,
              cell: (row) => valueText(row.now, row.kind, lang) || '–',
            },
            {
              key: 'difference',
              head: w.difference,
              numeric: true,
              cell: (row) => {
                const by = (row.now ?? 0) - (row.before ?? 0)
                return `${by > 0 ? '+' : ''}${valueText(by, row.kind, lang)}`
              },
            },
          ]}
        />
      )}
    </Section>
  )
}

type WithHere = ReportView & { here: string }

/** The one thing to do next, by who is looking. */
function NextStep({ ctx, report, here, may, flaws, hash, errors, changes }: WithHere): ComponentChildren {
  const w = words(ctx.lang)
  const top = errors.filter(
    (error) =>
      error.field === undefined ||
      !/^(words|sendTo|paper|number|issuedOn|signer|whom|dueOn|question)/.test(error.field),
  )
  return (
    <>
      {top.map((error) => (
        <Message tone="error" announce>
          {error.text}
        </Message>
      ))}
      {flaws.length > 0 && report.status === 'draft' && may.write && (
        <Message tone="warning" title={w.broken}>
          <ul>
            {flaws.map((flaw) => (
              <li>
                {flaw.field ? <a href={`#f-${flaw.field.replace('.', '-')}`}>{flaw.text}</a> : flaw.text}
              </li>
            ))}
          </ul>
        </Message>
      )}
      {may.write && report.status === 'draft' && (
        <div class="row">
          <Form action={`${here}/trinh`}>
            <Button kind="primary" icon="send">
              {w.propose}
            </Button>
          </Form>
          <Form action={`${here}/bo`}>
            <Button kind="quiet" icon="trash">
              {w.discard}
            </Button>
          </Form>
        </div>
      )}
      {may.approve && report.status === 'proposed' && (
        <>
          <p class="muted">{w.proposeHint}</p>
          <Form action={`${here}/duyet`} hidden={{ seen: hash }}>
            <Button kind="primary" icon="seal">
              {w.approve}
            </Button>
          </Form>
          <Details summary={w.returnIt}>
            <Form action={`${here}/tra-lai`} prefix="return-">
              <TextArea name="reason" label={w.reason} required rows={3} />
              <Button>{w.returnIt}</Button>
            </Form>
          </Details>
        </>
      )}
      {may.write && report.status === 'approved' && <IssueForm ctx={ctx} here={here} errors={errors} />}
      {may.write && report.status === 'issued' && changes !== null && (
        <div class="row">
          <Form action={`${here}/sua-doi`}>
            <Button icon="edit">{w.amend}</Button>
          </Form>
        </div>
      )}
    </>
  )
}

function WordsForm({ ctx, report, made, here, errors, flaws }: WithHere) {
  const { lang } = ctx
  const w = words(lang)
  const figures = figureTexts(made, lang)
  const labels = new Map(made.facts.map(({ key, label }) => [key, label[lang]]))
  return (
    <Section title={w.edit} id="edit" lead={w.editHint}>
      <Details summary={w.placeholders}>
        <Table
          caption={w.placeholders}
          captionHidden
          compact
          rows={[...figures].filter(([key]) => !key.endsWith('.words'))}
          columns={[
            { key: 'key', head: w.placeholder, main: true, cell: ([key]) => <code>{`{{${key}}}`}</code> },
            { key: 'label', head: w.meaning, cell: ([key]) => labels.get(key) ?? key },
            { key: 'now', head: w.now, numeric: true, cell: ([, text]) => text },
          ]}
        />
      </Details>
      <Form
        action={here}
        errors={[...errors, ...flaws]}
        values={errors.length > 0 ? ctx.form.fields : undefined}
        hidden={{ version: String(report.version) }}
        autosave={`${ctx.actor.accountId}:report:${report.id}`}
      >
        <TextInput name="title" label={w.titleField} required value={report.title} maxLength={500} />
        {(made.definition.words ?? []).map((part) => (
          <TextArea
            name={`words.${part.id}`}
            label={part.title[lang]}
            value={report.words[part.id] ?? ''}
            rows={part.level === 1 ? 4 : 3}
          />
        ))}
        <TextArea
          name="recipients"
          label={w.recipients}
          hint={w.recipientsHint}
          value={report.recipients.join('\n')}
          rows={4}
        />
        <FormActions sticky>
          <Button icon="save">{w.save}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function Comments({ ctx, report, about, here, may }: WithHere) {
  const w = words(ctx.lang)
  const open = report.status === 'draft' || report.status === 'proposed'
  if (!open && about.comments.length === 0) return null
  return (
    <Section title={w.comments} id="comments">
      {about.comments.length === 0 && <EmptyState title={w.commentNone}>{''}</EmptyState>}
      <DescriptionList
        wide
        items={about.comments.map((each) => ({
          term: `${each.actor_name} · ${formatInstant(each.at)}`,
          value: (
            <>
              <p>{each.text}</p>
              {each.resolved_at ? (
                <StatusMark tone="good">{w.resolve}</StatusMark>
              ) : (
                may.write &&
                open && (
                  <Form action={`${here}/gop-y/${each.id}`} prefix={`c-${each.id}-`}>
                    <Button small>{w.resolve}</Button>
                  </Form>
                )
              )}
            </>
          ),
        }))}
      />
      {open && (
        <Form action={`${here}/gop-y`} prefix="comment-">
          <TextArea name="text" label={w.comment} required rows={3} maxLength={4000} />
          <Button>{w.commentSend}</Button>
        </Form>
      )}
    </Section>
  )
}
