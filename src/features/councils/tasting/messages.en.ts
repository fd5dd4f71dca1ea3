import type { TastingWords } from './messages.vi.ts'

/** Words of tasting by sample code. */
export const messages = {
  title: 'Tasting by sample code',
  lead: 'Judge the sensory criteria by the code on the sample, product and producer unknown. What you tick goes into the first round’s sheet and cannot be changed there.',
  rule: 'This sitting tastes blind by the council’s rules: a member sees a code or a name, never both, until the sheets are opened.',
  sample: 'Sample {code}',
  tasted: 'Noted',
  notTasted: 'Not tasted yet',
  save: 'Note sample {code}',
  saveAgain: 'Note sample {code} anew',
  none: 'No sample waits to be tasted',
  noneHint: 'Samples appear here once the sitting is convened and the secretary has given them codes.',
  go: 'Taste',
  goHint: 'Taste and judge the sensory criteria by code before you score each product’s sheet.',
  inSheet: 'This criterion is judged while tasting by sample code.',
  boundInSheet: 'Judged while tasting; it stands in the first round.',
  turnOn: 'Taste with names hidden',
  turnOff: 'Taste with names shown',
  on: 'This sitting tastes blind: members judge the sensory criteria by code, names unseen.',
  off: 'Members see names and sample codes. By default the rules leave it to each sitting.',
  labels: 'Print sample labels',
  key: 'Print the key to the codes',
  keyTitle: 'Key to the sample codes',
  keyWarning:
    'For the secretary and whoever prepares the samples; not for members before the sheets are opened.',
  codes: 'Sample codes',
} satisfies TastingWords
