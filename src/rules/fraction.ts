/** An exact number, in lowest terms with a positive denominator. Means of points are never rounded before they are compared. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** numerator / denominator in lowest terms; a zero denominator is a defect. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)]
  if (bottom === 0n) throw new RangeError('a fraction has no zero denominator')
  const shared = greatestDivisor(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom)
  const sign = bottom < 0n ? -1n : 1n
  return { numerator: (sign * top) / shared, denominator: (sign * bottom) / shared }
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

/** Negative, zero or positive as a is below, equal to or above b. Exact. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The plain mean of whole totals; at least one is needed. */
export function mean(totals: readonly number[]): Fraction {
  if (totals.length === 0) throw new RangeError('a mean needs at least one total')
  return fraction(
    totals.reduce((sum, total) => sum + BigInt(total), 0n),
    totals.length,
  )
}

/** Decimal digits for print, half up (away from zero on a tie), with a point: "82.27". For print only, never to compare. */
export function toDecimal(value: Fraction, decimals = 2): string {
  const scale = 10n ** BigInt(decimals)
  const negative = value.numerator < 0n
  const top = (negative ? -value.numerator : value.numerator) * scale
  const whole = (top * 2n + value.denominator) / (value.denominator * 2n)
  const digits = whole.toString().padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`
  return negative && whole !== 0n ? `-${text}` : text
}

/** The fraction as it is written down in minutes and proofs: "247/3", or "82" when whole. */
export function toText(value: Fraction): string {
  return value.denominator === 1n ? `${value.numerator}` : `${value.numerator}/${value.denominator}`
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
