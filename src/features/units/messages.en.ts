import type { UnitWords, problems as viProblems } from './messages.vi.ts'

/** Words of the directory of supporting units. */
export const messages = {
  units: 'Support units',
  lead: 'Where producers ask for help: dossiers, tests, trademarks, tracing.',
  none: 'The directory is empty.',
  noneHint: 'The provincial office keeps it under Support units in the work area.',
  name: 'Name',
  nameEn: 'Name in English',
  services: 'What they help with',
  servicesEn: 'What they help with, in English',
  address: 'Address',
  phone: 'Telephone',
  email: 'E-mail',
  hours: 'Opening hours',
  website: 'Website',
  add: 'Add a unit',
  save: 'Save',
  remove: 'Remove from the directory',
  demo: 'Demo data',
} satisfies UnitWords
export const problems = {
  'website-invalid': 'A website begins with http:// or https://.',
  'email-invalid': 'This is not an e-mail address.',
} satisfies Record<keyof typeof viProblems, string>
