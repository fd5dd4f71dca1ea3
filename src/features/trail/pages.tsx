import type { RequestContext } from '../../platform/http/index.ts'
import { fill, formatDay, formatInstant, formatNumber, localPath } from '../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  Details,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  PageHead,
  Table,
  TextInput,
} from '../../web/index.ts'
import { PublicPage, WorkPage } from '../frame/index.ts'
import { deedText, thingText } from './deeds.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'
import type { Deed, Seal } from './queries.ts'

const wordsOf = (ctx: RequestContext) => (ctx.lang === 'en' ? en : vi)
export const sealsPath = '/niem-phong-nhat-ky'
export const searchPath = '/lam-viec/nhat-ky'

export function SealsPage({ ctx, seals }: { ctx: RequestContext; seals: readonly Seal[] }) {
  const w = wordsOf(ctx)
  return (
    <PublicPage
      ctx={ctx}
      title={w.sealsTitle}
      description={w.sealsLead}
      breadcrumbs={[{ label: w.sealsTitle }]}
    >
      <header class="page-head">
        <h1>{w.sealsTitle}</h1>
        <p class="page-lead">{w.sealsLead}</p>
      </header>
      <div class="flow">
        <p class="muted">{w.sealsHow}</p>
        <Table
          caption={w.sealsTitle}
          captionHidden
          rows={seals}
          empty={
            <EmptyState title={w.sealsNone}>
              <p>{w.sealsNoneHint}</p>
            </EmptyState>
          }
          columns={[
            { key: 'day', head: w.day, main: true, cell: (seal) => formatDay(seal.day) },
            {
              key: 'entries',
              head: w.entries,
              numeric: true,
              cell: (seal) => formatNumber(seal.entries, ctx.lang),
            },
            { key: 'root', head: w.root, cell: (seal) => <code class="breakable">{seal.root}</code> },
          ]}
        />
        <p>
          <a href="/api/v1/audit/seals">{w.asJson}</a>
        </p>
      </div>
    </PublicPage>
  )
}

export function SearchPage({
  ctx,
  deeds,
  older,
  typed,
}: {
  ctx: RequestContext
  deeds: readonly Deed[]
  older: string | null
  typed: Readonly<Record<string, string>>
}) {
  const w = wordsOf(ctx)
  return (
    <WorkPage ctx={ctx} title={w.title} breadcrumbs={[{ label: w.title }]}>
      <PageHead title={w.title} lead={w.lead} />
      <div class="flow">
        <Form method="get" action={localPath(ctx.lang, searchPath)} values={typed}>
          <FieldRow>
            <TextInput name="ai" label={w.who} maxLength={100} />
            <TextInput name="viec" label={w.action} maxLength={60} spellcheck={false} />
          </FieldRow>
          <FieldRow>
            <TextInput name="ve" label={w.subject} maxLength={100} spellcheck={false} />
            <DateInput name="tu" label={w.from} />
            <DateInput name="den" label={w.to} />
          </FieldRow>
          <FormActions>
            <Button kind="primary" icon="search">
              {w.search}
            </Button>
          </FormActions>
        </Form>
        <Deeds ctx={ctx} deeds={deeds} caption={w.title} full />
        {older && (
          <p>
            <LinkButton href={older} icon="arrowRight" iconAfter>
              {w.older}
            </LinkButton>
          </p>
        )}
      </div>
    </WorkPage>
  )
}

export function TrailPage({
  ctx,
  kind,
  name,
  deeds,
}: {
  ctx: RequestContext
  kind: string
  name: string
  deeds: readonly Deed[]
}) {
  const w = wordsOf(ctx)
  const title = fill(w.trailOf, { thing: thingText(kind, ctx.lang), name })
  return (
    <WorkPage ctx={ctx} title={title} breadcrumbs={[{ label: title }]}>
      <PageHead title={title} lead={w.trailLead} />
      <Deeds ctx={ctx} deeds={deeds} caption={title} empty={w.trailNone} />
    </WorkPage>
  )
}

/** Lines of the log; `full` shows numbers, subjects and details, for the auditor. */
export function Deeds({
  ctx,
  deeds,
  caption,
  full,
  empty,
}: {
  ctx: RequestContext
  deeds: readonly Deed[]
  caption: string
  full?: boolean
  empty?: string
}) {
  const w = wordsOf(ctx)
  const person = (deed: Deed) => {
    const name = deed.actorName || w.system
    return deed.inSteadOf ? `${name} (${fill(w.inSteadOf, { name: deed.inSteadOf })})` : name
  }
  return (
    <Table
      caption={caption}
      captionHidden
      compact
      rows={deeds}
      empty={<EmptyState title={empty ?? w.none}>{!empty && <p>{w.noneHint}</p>}</EmptyState>}
      columns={[
        ...(full
          ? [
              {
                key: 'seq',
                head: w.number,
                numeric: true,
                cell: (deed: Deed) => formatNumber(deed.seq, ctx.lang),
              },
            ]
          : []),
        { key: 'at', head: w.at, cell: (deed: Deed) => formatInstant(deed.at) },
        { key: 'who', head: w.person, cell: person },
        { key: 'deed', head: w.deed, main: true, cell: (deed: Deed) => deedText(deed.action, ctx.lang) },
        ...(full
          ? [
              {
                key: 'about',
                head: w.about,
                cell: (deed: Deed) =>
                  deed.subjectKind ? (
                    <>
                      {thingText(deed.subjectKind, ctx.lang)} <code class="breakable">{deed.subjectId}</code>
                    </>
                  ) : (
                    '–'
                  ),
              },
              {
                key: 'details',
                head: w.details,
                cell: (deed: Deed) =>
                  Object.keys(deed.detail).length === 0 ? (
                    '–'
                  ) : (
                    <Details summary={deed.action}>
                      <code class="breakable">{JSON.stringify(deed.detail)}</code>
                    </Details>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}
