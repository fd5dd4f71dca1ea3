import { formatDecimal, type Lang } from '../../../platform/i18n/index.ts'
import { fraction, toDecimal, toText } from '../../../rules/fraction.ts'

interface Mean {
  readonly num: number
  readonly den: number
}

/** The mean as printed, two decimals half up: `87,63`. */
export function meanText({ num, den }: Mean, lang: Lang): string {
  return formatDecimal(toDecimal(fraction(num, den)), lang)
}

/** The mean as it is: `701/8`. */
export function meanFraction({ num, den }: Mean): string {
  return toText(fraction(num, den))
}
