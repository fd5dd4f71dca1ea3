import { z } from 'zod'
import { lineField, nameField, textField } from '../producers/index.ts'

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
  season: lineField(200),
  capacity: lineField(200),
  traceCode: lineField(60),
  shopLabel: lineField(120),
  shopUrl: urlField,
})
export type ProductInput = z.output<typeof productForm>
