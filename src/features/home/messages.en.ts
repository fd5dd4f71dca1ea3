import type { HomeWords } from './messages.vi.ts'

/** Words of the front page. */
export const messages = {
  title: 'Sao Làng',
  hero: 'One product a commune, every star a promise',
  heroLead: 'Find the OCOP products of Huế, check whether a certificate holds today, follow the programme.',
  search: 'Search this site',
  searchPlaceholder: 'Product, producer, commune, document number…',
  verify: 'Verify a certificate',
  verifyHint: 'Scan the QR code or type the number on the package',
  tryScore: 'Try the score sheet',
  tryScoreHint: 'See what is missing for the next star',
  figures: 'The programme today',
  news: 'News',
  allNews: 'All news',
  documents: 'Documents',
  allDocuments: 'All documents',
  products: 'Newly recognised products',
  allProducts: 'All products',
  description:
    'The portal of the OCOP programme of Huế City: products, producers, certificate verification, news, documents.',
} satisfies HomeWords
