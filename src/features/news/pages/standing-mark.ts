import type { ArticleStatus } from '../tables.ts'

/** How a piece stands, as colours say it beside the word. */
export const tones = {
  draft: 'neutral',
  submitted: 'warn',
  published: 'good',
  withdrawn: 'bad',
  scheduled: 'warn',
} as const

/** Published at a time to come is “scheduled”. */
export function standing(
  article: { status: ArticleStatus; publishedAt: Date | null },
  now: Date,
): keyof typeof tones {
  return article.status === 'published' && article.publishedAt && article.publishedAt > now
    ? 'scheduled'
    : article.status
}
