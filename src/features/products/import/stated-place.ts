import type { Problem } from '../../../platform/command/index.ts'
import { matchKey, tidy } from '../../../rules/vietnamese/index.ts'
import type { Places } from '../../places/index.ts'

/** Where a row says something is: the unit found, and the words of the source. */
export interface StatedPlace {
  readonly code: string | null
  readonly day: string | null
  readonly provinceCode: string | null
  /** “Xã Thạnh Phú, Huyện Cầu Kè”: commune and district as printed; null when neither is stated. */
  readonly printed: string | null
  /** The province as printed, where it bears another name today: “Phú Yên”. */
  readonly printedProvince: string | null
  /** Folded, to see whether two rows may speak of one place. */
  readonly commune: string | null
  readonly district: string | null
}

export interface ReadPlace {
  readonly value: StatedPlace
  readonly problems: Problem[]
  readonly doubts: Problem[]
  readonly remarks: Problem[]
}

interface Surroundings {
  readonly places: Places
  /** The stated day, else null; then the year decides of which time a name is. */
  readonly day: string | null
  readonly year: number | null
  readonly today: string
}

/** Last day on which the codes of the columns named 2024 held. */
const endOf2024 = '2024-12-31'

export function statedPlace(
  values: Readonly<Record<string, string>>,
  { places, day, year, today }: Surroundings,
): ReadPlace {
  const text = {
    commune: values.commune ? tidy(values.commune) : '',
    district: values.district ? tidy(values.district) : '',
    province: values.province ? tidy(values.province) : '',
  }
  const read: ReadPlace = {
    value: {
      code: null,
      day: null,
      provinceCode: null,
      printed: [text.commune, text.district].filter(Boolean).join(', ').slice(0, 300) || null,
      printedProvince: null,
      commune: text.commune ? matchKey(text.commune) : null,
      district: text.district ? matchKey(text.district) : null,
    },
    problems: [],
    doubts: [],
    remarks: [],
  }
  const coded = codedPlace(values, text.commune, places, today, read)
  if (coded) return { ...read, value: { ...read.value, ...coded } }
  if (read.problems.length > 0) return read
  if (text.province === '' && text.commune === '' && text.district === '') {
    read.remarks.push({ code: 'place-not-stated', field: 'province' })
    return read
  }
  return namedPlace(text, { places, day, year, today }, read)
}

type Found = Pick<StatedPlace, 'code' | 'day' | 'provinceCode'>

/** A commune named by its code. A code that meant nothing on that day is an error of the list, not a matter of taste. */
function codedPlace(
  values: Readonly<Record<string, string>>,
  commune: string,
  places: Places,
  today: string,
  read: ReadPlace,
): Found | null {
  const [code, day, field] = values.communeCode2024
    ? [values.communeCode2024, endOf2024, 'communeCode2024']
    : [values.communeCode ?? '', today, 'communeCode']
  if (code === '') return null
  const unit = /^\d{5}$/.test(code) ? places.unit(code, day) : null
  if (!unit) {
    read.problems.push({ code: 'place-not-of-day', field, data: { code: code.slice(0, 20), day } })
    return null
  }
  if (commune !== '' && field === 'communeCode2024' && matchKey(unit.name) !== matchKey(commune))
    read.doubts.push({
      code: 'commune-name-differs',
      field: 'commune',
      data: { stated: commune, unit: unit.name },
    })
  return { code, day, provinceCode: unit.provinceCode }
}

function namedPlace(
  text: { commune: string; district: string; province: string },
  { places, day, year, today }: Surroundings,
  read: ReadPlace,
): ReadPlace {
  const assumed = text.province === ''
  const asked = assumed ? { ...text, province: places.unit(places.home, today)?.name ?? '' } : text
  // Of a year alone its middle is taken: the units of before and after a reform at mid-year are both tried by the finder.
  const when = day ?? (year === null ? undefined : `${year}-06-30`)
  const found = places.find(asked, when)
  if (!found.ok) return notFound(found.problems, text, assumed, { places, when }, read)
  if (assumed)
    read.doubts.push({ code: 'province-assumed', field: 'province', data: { province: asked.province } })
  const { place, day: readOn, doubts } = found.value
  for (const doubt of doubts)
    sortDoubt(doubt, places.unit(place.code, readOn)?.provinceCode === places.home, day, read)
  const provinceCode = places.unit(place.code, readOn)?.provinceCode ?? null
  const kept = {
    ...read.value,
    provinceCode,
    printedProvince: otherName(text.province, provinceCode, places, today),
  }
  return { ...read, value: place.level === 'province' ? kept : { ...kept, code: place.code, day: readOn } }
}

/**
 * What did not fit but did not prevent it. Only the home province's communes are on file, so a commune of another one is kept as
 * printed without doubt; a name of another time is a doubt only where the day itself is stated.
 */
function sortDoubt(doubt: Problem, atHome: boolean, day: string | null, read: ReadPlace): void {
  const code = codes[doubt.code] ?? doubt.code
  if (code === 'commune-not-on-file' && !atHome) read.remarks.push({ ...doubt, code: 'commune-as-printed' })
  else if (code === 'place-of-another-time' && day === null) read.remarks.push({ ...doubt, code })
  else read.doubts.push({ ...doubt, code })
}

/** The printed name of a province, unless it is (but for “Tỉnh”, “Thành phố”) the name of today. */
function otherName(printed: string, code: string | null, places: Places, today: string): string | null {
  const now = code === null ? null : places.unit(code, today)
  const bare = (name: string) => matchKey(name).replace(/^(tinh|thanh pho|tp) /, '')
  return printed === '' || !now || bare(now.name) === bare(printed) ? null : printed
}

/** The finder's codes in the words of a list. */
const codes: Readonly<Record<string, string>> = {
  'other-time': 'place-of-another-time',
  'ambiguous-place': 'place-ambiguous',
  'unknown-place': 'place-unknown',
}

function notFound(
  problems: readonly Problem[],
  text: { commune: string; district: string; province: string },
  assumed: boolean,
  { places, when }: { places: Places; when: string | undefined },
  read: ReadPlace,
): ReadPlace {
  const [problem] = problems
  if (problem?.field === 'province' && !assumed) {
    read.problems.push({ code: 'province-unknown', field: 'province', data: { text: text.province } })
    return read
  }
  read.doubts.push({
    code: problem?.code === 'ambiguous-place' ? 'place-ambiguous' : 'place-unknown',
    field: problem?.field ?? 'commune',
    data: { text: read.value.printed ?? '' },
  })
  if (assumed) return read
  const province = places.find({ province: text.province }, when)
  const provinceCode = province.ok
    ? (places.unit(province.value.place.code, province.value.day)?.provinceCode ?? null)
    : null
  return { ...read, value: { ...read.value, provinceCode } }
}
