import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  EmptyState,
  FileInput,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  LinkButton,
  Message,
  Select,
  StatusMark,
  Table,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { categories } from '../commands.ts'
import type { DeskArticle } from '../queries.ts'
import type { ArticleStatus } from '../tables.ts'
import { words } from '../words.ts'

const tones = {
  draft: 'neutral',
  submitted: 'warn',
  published: 'good',
  withdrawn: 'bad',
  scheduled: 'warn',
} as const

function standing(
  article: { status: ArticleStatus; publishedAt: Date | null },
  now: Date,
): keyof typeof tones {
  return article.status === 'published' && article.publishedAt && article.publishedAt > now
    ? 'scheduled'
    : article.status
}

export function NewsDeskPage({ ctx, articles }: { ctx: RequestContext; articles: readonly DeskArticle[] }) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{w.deskLead}</p>
      </header>
      <p>
        <LinkButton href={to('/lam-viec/tin-bai/moi')} icon="plus">
          {w.create}
        </LinkButton>
      </p>
      <Table
        caption={w.desk}
        columns={[
          {
            key: 'title',
            head: w.title,
            main: true,
            cell: (row: DeskArticle) => <a href={to(`/lam-viec/tin-bai/${row.id}`)}>{row.title}</a>,
          },
          { key: 'category', head: w.categoryField, cell: (row: DeskArticle) => w.category[row.category] },
          { key: 'day', head: w.day, cell: (row: DeskArticle) => formatDay(row.updatedOn) },
          {
            key: 'status',
            head: w.statusHead,
            cell: (row: DeskArticle) => (
              <StatusMark tone={tones[standing(row, ctx.now)]}>{w.status[standing(row, ctx.now)]}</StatusMark>
            ),
          },
        ]}
        rows={articles}
        empty={<EmptyState title={w.deskEmpty}>{w.deskEmptyHint}</EmptyState>}
      />
    </WorkPage>
  )
}

export interface EditProps {
  ctx: RequestContext
  article: {
    id: string
    slug: string
    status: ArticleStatus
    publishedAt: Date | null
    version: number
  } | null
  values: FormValues
  errors: readonly FormError[]
  attachments: readonly { id: string; name: string }[]
  versions: readonly { version: number; saved_by: string; saved_at: Date }[]
  mayPublish: boolean
  savedVersion?: number | undefined
}

/** Writing and publishing one piece; what is typed is kept on the device until it is saved. */
export function ArticleEditPage(props: EditProps) {
  const { ctx, article, values, errors } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const here = to(article ? `/lam-viec/tin-bai/${article.id}` : '/lam-viec/tin-bai/moi')
  return (
    <WorkPage
      ctx={ctx}
      title={article ? String(values.title ?? w.desk) : w.create}
      breadcrumbs={[{ label: w.desk, href: to('/lam-viec/tin-bai') }, { label: w.create }]}
    >
      <header class="page-head">
        <h1>{article ? String(values.title ?? '') : w.create}</h1>
        {article && (
          <StatusMark tone={tones[standing(article, ctx.now)]}>
            {w.status[standing(article, ctx.now)]}
          </StatusMark>
        )}
      </header>
      {props.savedVersion !== undefined && (
        <Message tone="success" announce>
          {fill(w.saved, { version: props.savedVersion })}
        </Message>
      )}
      <Form
        action={here}
        values={values}
        errors={errors}
        hidden={{ version: String(article?.version ?? 0) }}
        autosave={`article:${article?.id ?? 'new'}`}
      >
        <TextInput name="title" label={w.title} required maxLength={300} />
        <TextArea name="lead" label={w.leadField} hint={w.leadHint} rows={2} maxLength={600} />
        <TextArea name="body" label={w.body} hint={w.bodyHint} rows={16} required />
        <Select
          name="category"
          label={w.categoryField}
          empty={false}
          choices={categories.map((each) => ({ value: each, label: w.category[each] ?? each }))}
        />
        <Select
          name="lang"
          label={w.language}
          empty={false}
          choices={[
            { value: 'vi', label: w.vietnamese },
            { value: 'en', label: w.english },
          ]}
        />
        <TextInput name="authorName" label={w.author} maxLength={200} />
        <TextInput name="unitName" label={w.unit} maxLength={200} />
        <DateInput name="updatedOn" label={w.day} required />
        <FormActions sticky>
          <Button>{w.save}</Button>
        </FormActions>
      </Form>
      {article && (
        <>
          <section class="card flow">
            <h2>{w.publish}</h2>
            {article.status === 'draft' && (
              <Form action={`${here}/gui-duyet`} class="form inline">
                <Button kind="secondary">{w.submit}</Button>
              </Form>
            )}
            {props.mayPublish && article.status !== 'published' && (
              <Form action={`${here}/dang`} errors={errors}>
                <TextInput name="at" label={w.publishAt} hint={w.publishAtHint} width="medium" />
                <Button>{w.publish}</Button>
              </Form>
            )}
            {props.mayPublish && article.status === 'published' && (
              <Form action={`${here}/go`} class="form inline">
                <Button kind="danger">{w.withdraw}</Button>
              </Form>
            )}
            {article.status === 'published' && (
              <p>
                <a href={to(`/tin-tuc/${article.slug}`)}>{w.preview}</a>
              </p>
            )}
          </section>
          <section class="card flow">
            <h2>{fill(words(ctx.lang).attach, {})}</h2>
            {props.attachments.map((each) => (
              <Form action={to(`/lam-viec/tin-bai/tap-tin/${each.id}/go`)} class="form inline">
                <Button kind="quiet" icon="trash">
                  {fill(w.detach, { name: each.name })}
                </Button>
              </Form>
            ))}
            <Form action={`${here}/tap-tin`} files errors={errors}>
              <FileInput name="file" label={w.attach} hint={w.attachHint} maxBytes={20 * 1024 * 1024} />
              <Button kind="secondary">{w.attach}</Button>
            </Form>
          </section>
          <section class="flow">
            <h2>{w.versions}</h2>
            <ul>
              {props.versions.map((each) => (
                <li>
                  {fill(w.versionOf, {
                    version: each.version,
                    by: each.saved_by,
                    at: formatInstant(each.saved_at),
                  })}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </WorkPage>
  )
}
