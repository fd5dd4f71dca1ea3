import type { problems as vi } from './problems.vi.ts'

/** Words of the refusals of the catalogue. */
export const problems = {
  'sector-unknown': 'There is no such sector. Sectors: {known}.',
  'page-too-deep':
    'Pages are counted up to product {deepest}. Use “after” with the “next” of the page before to go on.',
} satisfies Record<keyof typeof vi, string>
