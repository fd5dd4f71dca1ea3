import type { DigitalWords } from './messages.vi.ts'

/** Words of the digital transformation. */
export const messages: DigitalWords = {
  title: 'Digital transformation',
  lead: 'QR traces, shop links that answer, dossiers filed online, papers signed digitally: for the city and each commune.',
  year: 'Year {year}',
  figures: {
    'traced-products': 'Products with a QR trace',
    'shop-links': 'Products with a shop link that answers',
    'e-dossiers': 'Dossiers filed online by producers',
    'signed-papers': 'Papers signed digitally',
  },
  definitions: {
    'traced-products':
      'Of the products whose recognition stands on the last day: those with a GTIN, or with a lot on the trace page that is not withdrawn.',
    'shop-links':
      'Of the products whose recognition stands: those with at least one shop link that answered within 30 days; links are asked every week, and nothing of the page is read.',
    'e-dossiers':
      'Of the dossiers filed on the system in the period: those filed by the producer, not by an officer for it.',
    'signed-papers':
      'Of the papers issued on the system in the period (certificates but voided ones, decisions, plans, reports): those with a digital signature that can be checked on the very file; a scan of a signature by hand does not count. Papers of the province lie in no commune.',
  },
  of: '{count}/{base}',
  ofDetail: '{percent}% of {base}',
  byCommune: 'By commune',
  commune: 'Commune',
  elsewhere: 'Whole province, or commune not known',
  plotSummary:
    '{count} of {base} recognised {base|product|products} ({percent}%); one line for each commune with products.',
  has: 'Has it',
  hasNot: 'Not yet',
  records: 'Records',
  record: 'Record',
  detail: 'Detail',
  day: 'Day',
  none: 'No record yet.',
  noneHint: 'Counted from the register, trace pages, dossiers and papers issued on the system.',
  definition: 'How it is counted',
  links: 'Shop links checked',
  linksLead:
    'Every night links not asked for seven days are asked; only whether the page answers is looked at.',
  linkNone: 'No link has been checked yet.',
  address: 'Address',
  product: 'Product',
  outcome: 'Outcome',
  checkedAt: 'Checked',
  outcomes: {
    answers: 'Answers',
    gone: 'Page is gone',
    refused: 'Address not asked',
    unreachable: 'Not reached',
  },
  csv: 'Download the table (CSV)',
  demo: 'Demo data',
  back: 'Back to digital transformation',
}
