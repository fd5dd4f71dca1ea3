import { z } from 'zod'
import type { CatalogueFilter, Sort } from './filter.ts'
import { sorts } from './filter.ts'
import { type ProductStatus, productStatuses } from './status.ts'
import type { RegisterSurroundings } from './surroundings.ts'

/** The catalogue's address as it is read: everything optional, nothing trusted. */
export const listAddress = z.object({
  q: z.string().optional().catch(undefined),
  sao: z.string().optional().catch(undefined),
  nganh: z.string().optional().catch(undefined),
  bo: z.string().optional().catch(undefined),
  xa: z.string().optional().catch(undefined),
  tinh: z.string().optional().catch(undefined),
  'trang-thai': z.string().optional().catch(undefined),
  'sap-xep': z.string().optional().catch(undefined),
  trang: z.string().optional().catch(undefined),
})
export type ListAddress = z.output<typeof listAddress>

/** Words of the address for statuses; those of the API are understood too. */
const statusWords: Readonly<Record<string, readonly ProductStatus[]>> = {
  'con-hieu-luc': ['valid', 'expiring'],
  'sap-het-han': ['expiring'],
  'het-hieu-luc': ['expired'],
  'tam-dung': ['suspended'],
  'da-thu-hoi': ['revoked'],
  'chua-neu': ['not-stated'],
}
export const statusChoices = Object.keys(statusWords)

const sortWords: Readonly<Record<string, Sort>> = {
  moi: 'newest',
  ten: 'name',
  sao: 'star',
  'sap-het-han': 'ending',
}
export const sortChoices = Object.entries(sortWords).map(([word, sort]) => ({ word, sort }))

export interface AskedList {
  readonly filter: CatalogueFilter
  readonly page: number
  /** What was asked in words nobody knows: said to the reader, not silently dropped. */
  readonly unknown: readonly string[]
}

/** Reads the address. A filter that does not exist is not used and is said. */
export function readListAddress(address: ListAddress, around: RegisterSurroundings): AskedList {
  const unknown: string[] = []
  const understood = <T>(given: string | undefined, read: (text: string) => T | undefined): T | undefined => {
    const text = given?.trim().slice(0, 100)
    if (!text) return undefined
    const value = read(text)
    if (value === undefined) unknown.push(text)
    return value
  }
  const filter: CatalogueFilter = {
    q: address.q?.slice(0, 500),
    star: understood(address.sao, (text) =>
      text === 'chua-neu' ? ('not-stated' as const) : /^[1-5]$/.test(text) ? Number(text) : undefined,
    ),
    sector: understood(
      address.nganh,
      (text) => around.sectors.find((each) => each.slug === text || each.code === text.toUpperCase())?.code,
    ),
    set: understood(address.bo, (text) => (/^\d{1,2}$/.test(text) ? Number(text) : undefined)),
    commune: understood(address.xa, (text) => (/^\d{5}$/.test(text) ? text : undefined)),
    province: understood(address.tinh, (text) => (/^\d{2}$/.test(text) ? text : undefined)),
    statuses: understood(address['trang-thai'], readStatus),
    sort: understood(address['sap-xep'], (text) => sortWords[text] ?? sorts.find((sort) => sort === text)),
  }
  const page = Number(address.trang ?? 1)
  return { filter, page: Number.isInteger(page) && page > 0 ? Math.min(page, 1_000_000) : 1, unknown }
}

function readStatus(text: string): readonly ProductStatus[] | undefined {
  const spoken = statusWords[text]
  if (spoken) return spoken
  const status = productStatuses.find((each) => each === text)
  return status ? [status] : undefined
}

/** The same list with one thing changed; always from its first page, unless the page is what changes. */
export function hrefWith(path: string, address: ListAddress, change: Partial<ListAddress>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...address, trang: undefined, ...change }))
    if (value) search.set(name, value)
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}
