import type { SearchWords } from './messages.vi.ts'

/** Words of the one search. */
export const messages = {
  title: 'Search',
  titleFor: 'Results for “{q}”',
  box: 'Search products, producers, news, documents, units',
  hint: 'With or without accents; numbers of documents may be typed in any way; “…” keeps words together.',
  found: '{count} {count|result|results}',
  many: 'more than {count} {count|result|results}',
  none: 'Nothing was found for “{q}”.',
  noneHint: 'Use fewer words, or try the name of a commune, a producer or the number of a document.',
  corrected: 'Nothing was found for “{q}”. These are the results for “{meant}”.',
  partly: 'Nothing holds all the words of “{q}”. These come nearest.',
  empty: 'Type what you are looking for.',
  all: 'All',
  kind: {
    product: 'Products',
    producer: 'Producers',
    article: 'News',
    document: 'Documents',
    unit: 'Supporting units',
    attachment: 'Files',
  },
  more: 'More of this kind',
  demo: 'Demo data',
  when: 'Filter by date',
  tryThese: 'You might try',
  missTitle: 'Searched, not found',
  missLead:
    'What readers looked for on the portal and did not find in the last {days} {days|day|days}. Who asked is not kept.',
  missWords: 'Words typed (without accents)',
  missTimes: 'Times',
  missLast: 'Last on',
  missEmpty: 'Nothing has been missed yet.',
  missEmptyHint:
    'When a reader’s search finds nothing its words appear here, so that news, documents or products can be added.',
  missTry: 'Search again',
} satisfies SearchWords
