import type { GraphWords } from './messages.vi.ts'

/** Words of the drawing of relations. */
export const messages = {
  title: 'Drawing of relations',
  summary: 'Members with a relation: {members}; products concerned: {products}; undecided: {undecided}.',
  member: 'Member',
  product: 'Product',
  path: 'How they are related',
  standing: 'Standing',
  number: 'No.',
  goto: 'See and decide',
} satisfies GraphWords
