/**
 * Which feature may call which, by the other's index.ts. Every pair is a debt: where the caller only needs to be told
 * that something happened, an event needs no pair. The list must stay free of cycles, and each pair must be in use.
 */
export const allowedFeatures: Readonly<Record<string, readonly string[]>> = {
  accounts: ['frame'],
  'api-docs': ['frame'],
  activities: ['evidence', 'frame', 'imports', 'places'],
  councils: ['dossiers', 'frame', 'regulation'],
  producers: ['frame', 'imports', 'places', 'regulation'],
  products: ['frame', 'imports', 'places', 'producers', 'recognition', 'regulation'],
  register: ['frame', 'places', 'producers', 'products', 'recognition', 'regulation'],
  consents: ['frame', 'places'],
  dossiers: ['consents', 'evidence', 'frame', 'places', 'regulation', 'rounds'],
  evidence: ['consents', 'frame', 'places', 'regulation'],
  digital: ['frame', 'places'],
  documents: ['frame', 'imports'],
  enrolments: ['frame', 'places'],
  home: ['documents', 'frame', 'news'],
  imports: ['frame'],
  inspections: ['consents', 'frame', 'places', 'regulation'],
  misuse: ['frame'],
  operations: ['frame'],
  privacy: ['frame'],
  trail: ['frame'],
  news: ['frame', 'imports'],
  notices: ['frame'],
  plans: ['frame', 'places'],
  promotion: ['consents', 'frame', 'places'],
  recognition: ['frame', 'places'],
  reports: ['frame', 'places'],
  returns: ['consents', 'frame', 'places'],
  search: ['frame'],
  statistics: ['frame', 'places', 'recognition'],
  support: ['consents', 'frame', 'places'],
  traces: ['frame', 'places', 'recognition'],
  units: ['frame', 'imports', 'places'],
  regulation: ['frame'],
  rounds: ['frame', 'regulation'],
}

/** What the technique and the look take from each other. */
export const allowedRooms: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'src/web/', to: 'src/platform/i18n/' },
]
