import { type CommandContext, system } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { may } from '../../rules/permissions/index.ts'
import type { ImportKind } from '../imports/index.ts'
import { createArticle } from './commands.ts'
import { loadDemoNews } from './demo.ts'
import { feedRoutes } from './feed.ts'
import { articleImport } from './import.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { outsideLinkJob } from './outside-links.ts'
import { listNews, proposedDrafts, returnedTo } from './queries.ts'
import { type NewsSurroundings, newsRoutes } from './routes.tsx'
import { words } from './words.ts'
import './tables.ts'

/** How often scheduled news is looked for, in milliseconds: a piece appears at most this late. */
const lookEvery = 15_000

/** Drafts of the house itself that one is told of at once; the desk has them all. */
const mostProposed = 5

/** What another feature proposes for the portal; the body is HTML and cleaned like any other. */
export interface NewsDraft {
  readonly title: string
  readonly lead: string
  readonly body: string
  readonly unitName: string
  readonly placeCode: string
  readonly isDemo: boolean
}

export interface News {
  readonly feature: Feature
  readonly importKind: ImportKind
  /** A draft another feature proposes; an editor reads, completes and publishes it. */
  draft(ctx: CommandContext, piece: NewsDraft): Promise<void>
  newest(count: number): ReturnType<typeof listNews>
}

/** News of the portal, and the desk they are written at. */
export function createNews(kernel: Kernel, surroundings: NewsSurroundings & { provinceCode: string }): News {
  const feature: Feature = {
    name: 'news',
    routes: [...newsRoutes(kernel, surroundings), ...feedRoutes(kernel)],
    problems: { vi, en },
    menu: [
      {
        path: '/lam-viec/tin-bai',
        label: { vi: words('vi').desk, en: words('en').desk },
        icon: 'news',
        permission: 'article.read-draft',
        order: 410,
      },
    ],
    tasks: async ({ actor, lang, today }) => {
      const [returned, proposed] = await Promise.all([
        returnedTo(kernel.db, actor.accountId),
        proposedDrafts(kernel.db, mostProposed),
      ])
      const waiting = await kernel.db
        .selectFrom('article')
        .select(['id', 'title', 'place_code'])
        .where('status', '=', 'submitted')
        .execute()
      const w = words(lang)
      const task = (title: string, each: { id: string; title: string }) => ({
        title,
        detail: each.title,
        path: `/lam-viec/tin-bai/${each.id}`,
        group: w.group,
      })
      const approving = waiting
        .filter((each) => may(actor, 'article.publish', { places: [each.place_code] }, today))
        .map((each) => task(w.taskSubmitted, each))
      const editing = (each: { place_code: string }) =>
        may(actor, 'article.publish', { places: [each.place_code] }, today)
      return [
        ...approving,
        ...returned.map((each) => task(w.taskReturned, each)),
        ...proposed.filter(editing).map((each) => task(w.taskProposed, each)),
      ]
    },
    jobs: [outsideLinkJob(kernel)],
    demo: () => loadDemoNews(kernel, surroundings.provinceCode),
    sitemap: async () => {
      const rows = await kernel.db
        .selectFrom('article')
        .select(['slug', 'updated_on'])
        .where('status', '=', 'published')
        .where('published_at', '<=', kernel.clock())
        .execute()
      return rows.map((row) => ({
        path: localPath('vi', `/tin-tuc/${row.slug}`),
        changedAt: new Date(`${row.updated_on}T00:00:00Z`),
      }))
    },
    start: async () => {
      let looked = kernel.clock()
      const timer = setInterval(async () => {
        const now = kernel.clock()
        const due = await kernel.db
          .selectFrom('article')
          .select('id')
          .where('status', '=', 'published')
          .where('published_at', '>', looked)
          .where('published_at', '<=', now)
          .limit(1)
          .execute()
          .catch(() => null)
        if (due === null) return
        looked = now
        if (due.length > 0) await kernel.purge(['articles']).catch(() => undefined)
      }, lookEvery)
      return async () => clearInterval(timer)
    },
  }
  const draft: News['draft'] = async (ctx, piece) => {
    const { isDemo, ...words } = piece
    // Proposed by the house itself: whoever released the decision need not be an editor.
    const made = await createArticle(
      { ...ctx, actor: system },
      { ...words, lang: 'vi', category: 'thong-bao', authorName: '', updatedOn: ctx.today },
      { isDemo },
    )
    if (!made.ok) throw new Error(`the news draft was refused: ${made.problems[0]?.code}`)
  }
  return {
    feature,
    importKind: articleImport(surroundings.provinceCode),
    draft,
    newest: (count) => listNews(kernel.db, { page: 1, perPage: count, now: kernel.clock() }),
  }
}
