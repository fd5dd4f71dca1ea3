import { numberText, useLang } from '../words.ts'

export interface Band {
  /** Where it begins. */
  at: number
  /** Its name, short: “3 sao”. */
  label: string
}

export interface BandMeterProps {
  label: string
  value: number
  max: number
  bands: readonly Band[]
  /** The value in words, when it is more than its number: “72,5 điểm – 4 sao”. */
  text?: string | undefined
}

const wide = 600

/** A value on its way to the next band. Draws itself in a living part as well. */
export function BandMeter({ label, value, max, bands, text }: BandMeterProps) {
  const lang = useLang()
  const place = (at: number): number => Math.round((Math.min(Math.max(at, 0), max) / max) * wide * 10) / 10
  return (
    <div class="meter">
      <p class="meter-words">
        <span>{label}</span>
        <strong class="figures">{text ?? `${numberText(value, lang)} / ${numberText(max, lang)}`}</strong>
      </p>
      <svg class="meter-line" viewBox={`0 0 ${wide} 24`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="goal-ground" x="0" y="7" width={wide} height="10" />
        <rect class="goal-now" x="0" y="7" width={place(value)} height="10" />
        {bands.map((band) => (
          <rect class="goal-expected" x={place(band.at) - 1} y="1" width="2.5" height="22" />
        ))}
      </svg>
      <svg class="meter-bands" viewBox={`0 0 ${wide} 30`} aria-hidden="true">
        {bands.map((band) => (
          <text
            class={value >= band.at ? 'meter-band reached' : 'meter-band'}
            x={place(band.at)}
            y="20"
            text-anchor={place(band.at) > wide - 60 ? 'end' : 'middle'}
          >
            {band.label}
          </text>
        ))}
      </svg>
      <p class="hidden-visually">
        {bands.map((band) => `${band.label}: ${numberText(band.at, lang)}`).join('; ')}
      </p>
    </div>
  )
}
