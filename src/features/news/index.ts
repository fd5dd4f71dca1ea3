export { xml } from './feed.ts'
export { createNews, type News } from './news.ts'
export { NewsLine } from './pages/news-list.tsx'
export type { ArticleLine } from './queries.ts'
