import type { Regime } from '../../../rules/regimes/index.ts'

/** The decisions of a regime as one cites them: "Quyết định 148/QĐ-TTg, Quyết định 1489/QĐ-TTg". */
export function decreeOf({ instruments }: Regime): string {
  return instruments.map(({ number }) => `Quyết định ${number}`).join(', ')
}
