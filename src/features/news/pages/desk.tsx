import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { Button, EmptyState, Form, LinkButton, Message, StatusMark, Table } from '../../../web/index.ts'
import { problemText, WorkPage } from '../../frame/index.ts'
import type { DeskArticle } from '../queries.ts'
import type { BulkOutcome } from '../standing.ts'
import { words } from '../words.ts'
import { standing, tones } from './standing-mark.ts'

export function NewsDeskPage({
  ctx,
  articles,
  outcome,
}: {
  ctx: RequestContext
  articles: readonly DeskArticle[]
  outcome?: BulkOutcome | undefined
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const titleOf = (id: string) => articles.find((each) => each.id === id)?.title ?? id
  return (
    <WorkPage ctx={ctx} title={w.desk} breadcrumbs={[{ label: w.desk }]}>
      <header class="page-head">
        <h1>{w.desk}</h1>
        <p class="page-lead">{w.deskLead}</p>
      </header>
      <p class="row">
        <LinkButton href={to('/lam-viec/tin-bai/moi')} icon="plus">
          {w.create}
        </LinkButton>
        <a href={to('/lam-viec/tin-bai/anh')}>{w.library}</a>
        <a href={to('/lam-viec/tin-bai/lien-ket')}>{w.links}</a>
      </p>
      {outcome && (
        <Message tone={outcome.refused.length > 0 ? 'warning' : 'success'} announce>
          <p>{fill(w.bulkDone, { count: outcome.done })}</p>
          {outcome.refused.length > 0 && (
            <ul>
              {outcome.refused.map(({ id, problem }) => (
                <li>
                  {titleOf(id)}: {problemText(problem, ctx.lang)}
                </li>
              ))}
            </ul>
          )}
        </Message>
      )}
      <Form action={to('/lam-viec/tin-bai/hang-loat')}>
        <Table
          caption={w.desk}
          columns={[
            {
              key: 'choose',
              head: w.choose,
              headHidden: true,
              tight: true,
              cell: (row: DeskArticle) => (
                <input
                  type="checkbox"
                  name="chon"
                  value={`${row.id}:${row.version}`}
                  aria-label={fill(w.chooseOne, { title: row.title })}
                />
              ),
            },
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
                <>
                  <StatusMark tone={tones[standing(row, ctx.now)]}>
                    {w.status[standing(row, ctx.now)]}
                  </StatusMark>
                  {row.status === 'published' && row.version !== row.publicVersion && (
                    <span class="muted small"> {w.unpublishedEdit}</span>
                  )}
                </>
              ),
            },
          ]}
          rows={articles}
          empty={<EmptyState title={w.deskEmpty}>{w.deskEmptyHint}</EmptyState>}
        />
        {articles.length > 0 && (
          <fieldset class="row">
            <legend>{w.withChosen}</legend>
            <Button kind="secondary" name="viec" value="gui-duyet">
              {w.submit}
            </Button>
            <Button kind="secondary" name="viec" value="dang">
              {w.publish}
            </Button>
            <Button kind="secondary" name="viec" value="go">
              {w.withdraw}
            </Button>
          </fieldset>
        )}
      </Form>
    </WorkPage>
  )
}
