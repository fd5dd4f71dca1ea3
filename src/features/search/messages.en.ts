import type { SearchWords } from './messages.vi.ts'

/** Words of the one search. */
export const messages = {
  title: 'Search',
  titleFor: 'Results for “{q}”',
  box: 'Search products, producers, news, documents',
  hint: 'With or without accents; numbers of documents may be typed in any way.',
  found: '{count} results',
  many: 'more than {count} results',
  none: 'Nothing was found for “{q}”.',
  noneHint: 'Use fewer words, or try the name of a commune, a producer or the number of a document.',
  empty: 'Type what you are looking for.',
  all: 'All',
  kind: {
    product: 'Products',
    producer: 'Producers',
    article: 'News',
    document: 'Documents',
    attachment: 'Files',
  },
  more: 'More of this kind',
  demo: 'Demo data',
} satisfies SearchWords
