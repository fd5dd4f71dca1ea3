import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  EmptyState,
  Form,
  LinkButton,
  ListFilter,
  Message,
  SearchBox,
  StatusMark,
  Table,
  UndoToast,
} from '../../../web/index.ts'
import { problemText, WorkPage } from '../../frame/index.ts'
import { type DeskArticle, type DeskFilter, deskStandings } from '../queries.ts'
import type { BulkOutcome } from '../standing.ts'
import { words } from '../words.ts'
import { standing, tones } from './standing-mark.ts'

/** What several at once came to; `undone`: it was the way back. */
export interface DeskOutcome extends BulkOutcome {
  readonly undone: boolean
}

export function NewsDeskPage({
  ctx,
  articles,
  filter,
  page,
  hasMore,
  outcome,
}: {
  ctx: RequestContext
  articles: readonly DeskArticle[]
  filter: Pick<DeskFilter, 'q' | 'standing'>
  page: number
  hasMore: boolean
  outcome?: DeskOutcome | undefined
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const desk = to('/lam-viec/tin-bai')
  const pageAt = (number: number) =>
    `${desk}?${new URLSearchParams({
      ...(filter.q && { q: filter.q }),
      ...(filter.standing && { trangthai: filter.standing }),
      ...(number > 1 && { trang: String(number) }),
    })}`
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
        <a href={to('/lam-viec/tim-khong-thay')}>{w.misses}</a>
      </p>
      {outcome && outcome.done.length > 0 && !outcome.undone && (
        <UndoToast
          action={to('/lam-viec/tin-bai/hang-loat/hoan-tac')}
          hidden={{ buoc: outcome.done.map(({ id, seq }) => `${id}:${seq}`).join(',') }}
        >
          {fill(w.bulkDone, { count: outcome.done.length })}
        </UndoToast>
      )}
      {outcome && (outcome.undone || outcome.refused.length > 0 || outcome.done.length === 0) && (
        <Message tone={outcome.refused.length > 0 ? 'warning' : 'success'} announce>
          <p>{fill(outcome.undone ? w.bulkUndone : w.bulkDone, { count: outcome.done.length })}</p>
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
      <div class="list-head">
        <SearchBox
          action={desk}
          label={w.searchDesk}
          value={filter.q}
          keep={filter.standing && { trangthai: filter.standing }}
        />
        <ListFilter
          action={desk}
          summary={w.filterDesk}
          keep={{ q: filter.q }}
          choices={[
            {
              name: 'trangthai',
              label: w.statusHead,
              value: filter.standing,
              any: w.anyStatus,
              choices: deskStandings.map((each) => ({
                value: each,
                label: each === 'unpublished' ? w.unpublishedFilter : (w.status[each] ?? each),
              })),
            },
          ]}
          clear={filter.q ? `${desk}?${new URLSearchParams({ q: filter.q })}` : desk}
        />
      </div>
      <Form action={to('/lam-viec/tin-bai/hang-loat')} class="form full">
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
          empty={
            filter.q || filter.standing ? (
              <EmptyState title={w.none}>
                <a href={desk}>{w.allPieces}</a>
              </EmptyState>
            ) : (
              <EmptyState title={w.deskEmpty}>{w.deskEmptyHint}</EmptyState>
            )
          }
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
      {(page > 1 || hasMore) && (
        <nav class="row" aria-label={w.pages}>
          {page > 1 && <a href={pageAt(page - 1)}>{w.newerPieces}</a>}
          {hasMore && <a href={pageAt(page + 1)}>{w.olderPieces}</a>}
        </nav>
      )}
    </WorkPage>
  )
}
