export {
  lookalikeKey,
  type Numbered,
  Numbering,
  type NumberKind,
  readNumber,
  seriesOf,
  tidyCertificateNumber,
  writeNumber,
} from './numbering.ts'
export { fill, hasForeignTwins, type NumberParts, read } from './pattern.ts'
export { formatSymbol, type PaperSymbol, parseSymbol, symbolKey } from './symbol.ts'
