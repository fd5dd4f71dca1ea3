import './events.ts'

export { nextFree } from './commands.ts'
export { type DemoPeople, type DemoProducerKey, demoProducerId, demoProducers } from './demo.ts'
export { createProducers, type Producers } from './feature.ts'
export {
  dayField,
  lineField,
  nameField,
  type ProducerInput,
  phoneField,
  producerForm,
  textField,
} from './input.ts'
export { freeSlugs, type ListedOwner, type TakenOwner, takeListedOwners, undoListedOwners } from './listed.ts'
export { nameKey } from './matching.ts'
export { type LegalType, type ProducerSurroundings, producerSurroundings } from './surroundings.ts'
export type { ProducerTable, Representative, Source } from './tables.ts'
