import { z } from 'zod'
import { lineField, nameField, phoneField, textField } from '../producers/index.ts'

/** A link to a shop: http or https only, as typed otherwise. */
const urlField = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .pipe(
    z
      .string()
      .max(500)
      .refine((text) => text === '' || isWebAddress(text), 'url-shape'),
  )
  .transform((text) => text || null)

function isWebAddress(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text)
    return (protocol === 'http:' || protocol === 'https:') && hostname.includes('.')
  } catch {
    return false
  }
}

const setField = z
  .string()
  .default('')
  .transform((text, issues) => {
    if (text === '') return null
    const set = Number(text)
    if (!Number.isInteger(set) || set < 1 || set > 999)
      issues.addIssue({ code: 'custom', message: 'set-unknown' })
    return set
  })

/** What is typed about a product. */
export const productForm = z.object({
  name: nameField(),
  producerId: z.uuid('producer-unknown'),
  set: setField,
  place: lineField(40),
  descriptionVi: textField(2_000),
  descriptionEn: textField(2_000),
  storyVi: textField(),
  storyEn: textField(),
  nameEn: lineField(300),
  season: lineField(200),
  seasonEn: lineField(200),
  capacity: lineField(200),
  capacityEn: lineField(200),
  traceCode: lineField(60),
  arrive: textField(2_000),
  arriveEn: textField(2_000),
  bookingPhone: phoneField,
  shopLabel: lineField(120),
  shopUrl: urlField,
  shopLabel2: lineField(120),
  shopUrl2: urlField,
  shopLabel3: lineField(120),
  shopUrl3: urlField,
})
export type ProductInput = z.output<typeof productForm>

/** The shops of a form, in its order: each a name, with an address where it sells online. */
export function shopsOf(input: ProductInput): readonly { label: string; url?: string }[] {
  return shopFields.flatMap(([label, url]) => {
    const name = input[label]
    return name ? [{ label: name, ...(input[url] && { url: input[url] }) }] : []
  })
}

/** Fields of a shop's name and address. */
export const shopFields = [
  ['shopLabel', 'shopUrl'],
  ['shopLabel2', 'shopUrl2'],
  ['shopLabel3', 'shopUrl3'],
] as const
