import { z } from 'zod'
import { parseDay } from '../../platform/i18n/index.ts'
import { plainOfWord } from '../../rules/forms/index.ts'
import { tidy } from '../../rules/vietnamese/index.ts'

/** Pictographs have no place in a name that is printed on certificates, and no glyph in their fonts. */
const pictograph = /\p{Extended_Pictographic}|\p{Surrogate}|\ufffd/u

/** A name on one line, in one spelling. */
export const nameField = (maximum = 300) =>
  z
    .string()
    .default('')
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(1, 'required')
        .max(maximum)
        .refine((text) => !pictograph.test(text), 'name-pictograph')
        .refine((text) => /\p{L}/u.test(text), 'name-without-letter'),
    )

/** An optional line of text; '' becomes null. */
export const lineField = (maximum = 300) =>
  z
    .string()
    .default('')
    .transform((text) => tidy(plainOfWord(text)))
    .pipe(z.string().max(maximum))
    .transform((text) => text || null)

/** An optional text of several lines, without what a word processor left around it; '' becomes undefined. */
export const textField = (maximum = 20_000) =>
  z
    .string()
    .default('')
    .transform((text) => plainOfWord(text).trim())
    .pipe(z.string().max(maximum))
    .transform((text) => text || undefined)

/** A day typed as dd/mm/yyyy or yyyy-mm-dd; '' becomes null. */
export const dayField = z
  .string()
  .default('')
  .transform((text, issues) => {
    if (text.trim() === '') return null
    const day = parseDay(text)
    if (day === null) issues.addIssue({ code: 'custom', message: 'day-unknown' })
    return day
  })

const digits = (text: string) => text.replace(/[\s.\-()]/g, '')

/** Ten digits, ten and three of a branch, or twelve of an identity number (households since 1/7/2025). */
export const taxCodeField = z
  .string()
  .default('')
  .transform(digits)
  .pipe(z.string().regex(/^(\d{10}|\d{13}|\d{12})?$/, 'tax-code-shape'))
  .transform((text) => text || null)

/** A Vietnamese number, kept as 0…; the country code is put away. */
export const phoneField = z
  .string()
  .default('')
  .transform((text) => digits(text).replace(/^(\+|00)84/, '0'))
  .pipe(z.string().regex(/^(0\d{8,10}|1[89]00\d{4,6})?$/, 'phone-shape'))
  .transform((text) => text || null)

export const emailField = z
  .string()
  .default('')
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.union([z.literal(''), z.email('email-shape').max(254)]))
  .transform((text) => text || null)

/** What is typed about a producer (Mẫu số 01 asks the same of it). */
export const producerForm = z.object({
  name: nameField(),
  legalType: lineField(60),
  registrationNo: lineField(60),
  registeredOn: dayField,
  taxCode: taxCodeField,
  representativeName: lineField(200),
  representativePosition: lineField(200),
  representativeGender: lineField(30),
  representativeEthnicity: lineField(60),
  representativeAddress: lineField(500),
  phone: phoneField,
  email: emailField,
  addressText: lineField(500),
  place: lineField(40),
  introVi: textField(),
  introEn: textField(),
})
export type ProducerInput = z.output<typeof producerForm>
