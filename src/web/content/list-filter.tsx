import type { ComponentChildren } from 'preact'
import { fillIn, useWords } from '../words.ts'

export interface FilterChoice {
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  /** Word for no choice: “Mọi chuyên mục”. */
  readonly any: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

export interface ListFilterProps {
  action: string
  /** What the list can be narrowed by: “Lọc theo loại, ngày”. */
  summary: string
  /** What else stands in the address and stays: the words sought. */
  keep?: Readonly<Record<string, string | undefined>> | undefined
  choices?: readonly FilterChoice[] | undefined
  /** Days as they are shown in the boxes, `dd/mm/yyyy`; `invalid` is said back to the reader. */
  days?: { readonly from: string; readonly to: string; readonly invalid?: string | undefined } | undefined
  /** Address without any of these. */
  clear: string
  children?: ComponentChildren
}

/** Narrows a list by kinds and days; a plain form that stays folded until it is used. */
export function ListFilter({ action, summary, keep, choices = [], days, clear }: ListFilterProps) {
  const words = useWords()
  const used = choices.some(({ value }) => value) || Boolean(days?.from || days?.to || days?.invalid)
  return (
    <details class="list-filter" open={used}>
      <summary>{summary}</summary>
      {days?.invalid && <p class="list-filter-wrong">{fillIn(words.dayUnknown, { day: days.invalid })}</p>}
      <form action={action} method="get">
        {Object.entries(keep ?? {}).map(
          ([name, value]) => value && <input type="hidden" name={name} value={value} />,
        )}
        {choices.map((each) => (
          <label>
            {each.label}
            <select class="input select" name={each.name}>
              <option value="">{each.any}</option>
              {each.choices.map(({ value, label }) => (
                <option value={value} selected={value === each.value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        ))}
        {days && <Day name="tu" label={words.fromDay} value={days.from} />}
        {days && <Day name="den" label={words.toDay} value={days.to} />}
        <button class="button secondary" type="submit">
          {words.narrow}
        </button>
        {used && (
          <a class="list-filter-clear" href={clear}>
            {words.narrowNot}
          </a>
        )}
      </form>
    </details>
  )
}

function Day({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label>
      {label}
      <input
        class="input"
        name={name}
        value={value}
        inputmode="numeric"
        placeholder="dd/mm/yyyy"
        size={11}
        maxlength={40}
      />
    </label>
  )
}
