export { bandOf, bandsAbove } from './bands.ts'
export {
  type ChosenRegime,
  daysLeft,
  isTailOver,
  type RegimeChoice,
  regimeForDossier,
  whyNotScorable,
} from './choose.ts'
export { type Decided, whyNotDecided } from './decided.ts'
export { type Governed, governedOn } from './governed.ts'
export { parseRegimes } from './parse.ts'
export { Band, DossierKind, type Regime, Regimes, StopScope, type Tail } from './regime.ts'
