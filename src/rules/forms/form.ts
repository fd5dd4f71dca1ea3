import { z } from 'zod'

/** How a blank of a printed form is filled. */
export const FieldType = z.enum([
  'text',
  'longtext',
  'address',
  'phone',
  'email',
  'date',
  'year',
  'integer',
  'choice',
  'enum',
  'checkbox',
  'province',
  'code',
  'statement',
  'attachment',
  'attachments',
  'score-sheet',
  'longtext-per-criterion',
  'place-date',
  'signature',
])
export type FieldType = z.infer<typeof FieldType>

/** One blank of a form, as the decree prints it (forms.json). `pii`: how personal it is, for masking. */
export const FormField = z.looseObject({
  name: z.string().min(1),
  label: z.string().min(1),
  type: FieldType,
  required: z.boolean(),
  pii: z.string(),
  options: z.array(z.string()).optional(),
  source: z.string().optional(),
  guidance: z.string().optional(),
  note: z.string().optional(),
  requiredWhen: z.string().optional(),
  ref: z.string().optional(),
  confidential: z.boolean().optional(),
})
export type FormField = z.infer<typeof FormField>

export const FormSection = z.looseObject({
  id: z.string(),
  title: z.string(),
  guidance: z.string().optional(),
  filledBy: z.string().optional(),
  fields: z.array(FormField).min(1),
})
export type FormSection = z.infer<typeof FormSection>

/** A printed form: Mẫu số 01, 02, 03 (Phụ lục III). */
export const Form = z.looseObject({
  title: z.string(),
  printedTitle: z.string(),
  ref: z.string(),
  preparedBy: z.string(),
  signedBy: z.string(),
  heading: z.array(z.string()).optional(),
  sections: z.array(FormSection).min(1),
})
export type Form = z.infer<typeof Form>

/** Every field of a form in the order printed. */
export function fieldsOf(form: Form): FormField[] {
  return form.sections.flatMap((section) => section.fields)
}

/** Whether a field must be filled for this kind of dossier ("requiredWhen": "case = upgrade"). */
export function isRequired(field: FormField, kind: string): boolean {
  return field.required || field.requiredWhen === `case = ${kind}`
}

/** Whether a field is asked at all: one that only another kind requires is not. */
export function isAsked(field: FormField, kind: string): boolean {
  return field.requiredWhen === undefined || field.requiredWhen === `case = ${kind}`
}
