import { sql } from 'kysely'
import { failed, ok, type Problem } from '../../platform/command/index.ts'
import { matchKey, parseDay, tidy } from '../../rules/vietnamese/index.ts'
import { columnOf, type ImportKind, rowKind } from '../imports/index.ts'
import { type ArticleInput, categories, createArticle } from './commands.ts'

/** Lists of articles of a former portal. They come in as drafts: an editor reads each before it is published. */
export function articleImport(placeCode: string): ImportKind {
  return rowKind<ArticleInput>({
    id: 'articles',
    subject: 'article',
    label: { vi: 'Tin bài', en: 'Articles' },
    hint: {
      vi: 'Mỗi dòng một tin, vào dạng bản nháp: tiêu đề, tóm tắt, nội dung (chữ hoặc HTML), chuyên mục, ngày, tác giả, đơn vị.',
      en: 'One article to a line, taken in as drafts: title, lead, body (text or HTML), category, day, author, unit.',
    },
    columns: [
      columnOf('title', 'Tiêu đề', 'Title', ['tên tin', 'tiêu đề tin', 'headline'], true),
      columnOf('lead', 'Tóm tắt', 'Lead', ['sapo', 'trích dẫn', 'mô tả']),
      columnOf('body', 'Nội dung', 'Body', ['nội dung tin', 'bài viết', 'content']),
      columnOf('category', 'Chuyên mục', 'Category', ['loại tin', 'danh mục', 'topic']),
      columnOf('updatedOn', 'Ngày cập nhật', 'Updated on', ['ngày đăng', 'ngày', 'date']),
      columnOf('authorName', 'Tác giả', 'Author', ['người viết']),
      columnOf('unitName', 'Đơn vị', 'Unit', ['đơn vị đăng', 'nguồn']),
      columnOf('lang', 'Ngôn ngữ', 'Language', ['lang']),
    ],
    identity: (values) => [values.title ?? '', values.updatedOn ?? ''],
    read: (values, ctx) => {
      const problems: Problem[] = []
      const title = tidy(values.title ?? '')
      if (title === '') problems.push({ code: 'required', field: 'title' })
      if (title.length > 300) problems.push({ code: 'too-long', field: 'title', data: { maximum: 300 } })
      const typed = values.updatedOn ?? ''
      const day = typed === '' ? ctx.today : parseDay(typed)
      if (day === null)
        problems.push({ code: 'row-day-unreadable', field: 'updatedOn', data: { text: typed } })
      if (day !== null && day > ctx.today) problems.push({ code: 'row-day-ahead', field: 'updatedOn' })
      const said = matchKey(values.category ?? '').replaceAll(' ', '-')
      const category = categories.find((each) => each === said)
      if (problems.length > 0) return failed(...problems)
      return {
        ...ok({
          lang: /^en/i.test(values.lang ?? '') ? ('en' as const) : ('vi' as const),
          category: category ?? 'tin-hoat-dong',
          title,
          lead: tidy(values.lead ?? '').slice(0, 1000),
          body: values.body ?? '',
          authorName: tidy(values.authorName ?? '').slice(0, 200),
          unitName: tidy(values.unitName ?? '').slice(0, 200),
          updatedOn: day!,
          placeCode,
        }),
        doubts:
          said !== '' && category === undefined
            ? [{ code: 'row-word-unknown', field: 'category', data: { text: values.category ?? '' } }]
            : [],
      }
    },
    name: ({ title }) => title,
    likely: async (ctx, { title }) => {
      const near = await ctx.db
        .selectFrom('article')
        .select(['title', 'updated_on'])
        .where('title_folded', '=', matchKey(title))
        .limit(3)
        .execute()
      return near.map((each) => ({
        code: 'row-maybe-same',
        data: { name: `${each.title} (${each.updated_on})` },
      }))
    },
    create: (ctx, input, isDemo) => createArticle(ctx, input, { isDemo, source: { kind: 'list' } }),
    takeBack: async (ctx, made) => {
      const ids = made.map(({ id }) => id)
      const { rows } = await sql<{ title: string }>`
        SELECT title FROM article a WHERE id = ANY(${ids}::uuid[]) AND (version <> 1 OR status <> 'draft'
          OR EXISTS (SELECT 1 FROM article_attachment f WHERE f.article_id = a.id))`.execute(ctx.db)
      if (rows.length > 0) return rows.map(({ title }) => title)
      for (const table of ['article_version', 'article_address', 'article_action'] as const)
        await ctx.db.deleteFrom(table).where(sql<boolean>`article_id = ANY(${ids}::uuid[])`).execute()
      await ctx.db.deleteFrom('article').where(sql<boolean>`id = ANY(${ids}::uuid[])`).execute()
      return []
    },
  })
}
