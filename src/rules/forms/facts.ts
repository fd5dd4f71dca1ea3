import type { Form, FormField } from './form.ts'
import { fieldsOf, isAsked } from './form.ts'

/**
 * The same fact under another name in another form: asked once, printed wherever it belongs. Mẫu số 01 calls unitName what
 * Mẫu số 02 and 03 call ownerName.
 */
const SAME_FACT: Readonly<Record<string, string>> = {
  unitName: 'ownerName',
  legalRepresentative: 'representativeName',
  contactAddress: 'address',
}

/** The name under which a field's answer is kept. */
export function factOf(fieldName: string): string {
  return SAME_FACT[fieldName] ?? fieldName
}

/** Types a person fills in; the rest follows from the dossier itself (year, sector, receipt, score sheet, signature). */
const TYPED: ReadonlySet<FormField['type']> = new Set([
  'text',
  'longtext',
  'address',
  'phone',
  'email',
  'date',
  'choice',
  'enum',
  'checkbox',
])

/** Blanks of these types whose answer the dossier already knows: place in the classification, kind, office's own block. */
const KNOWN: ReadonlySet<string> = new Set(['sector', 'group', 'subgroup', 'case'])

/** A chapter of the screens: facts that are thought of together, whatever form prints them. */
export interface Chapter {
  readonly id: string
  readonly fields: readonly FormField[]
}

/** Which facts stand in which chapter; a fact the decree adds and nobody placed comes last, so that it is never lost. */
const CHAPTERS: readonly { readonly id: string; readonly facts: readonly string[] }[] = [
  {
    id: 'chu-the',
    facts: ['ownerName', 'ownerType', 'address', 'phone', 'email', 'foundedOn', 'registrationNo'],
  },
  {
    id: 'dai-dien',
    facts: [
      'representativeName',
      'position',
      'representativeGender',
      'representativeEthnicity',
      'representativeResidence',
    ],
  },
  {
    id: 'san-pham',
    facts: [
      'productName',
      'productDescription',
      'hasBusinessRegistration',
      'hasQualityDeclaration',
      'hasFoodSafetyCertificate',
      'hasMandatoryProductionCertificate',
      'hasIntellectualProperty',
      'ipTrademark',
      'ipCollectiveUse',
      'ipPatent',
      'ipDesign',
      'ipCopyright',
      'ipOther',
    ],
  },
  { id: 'qua-trinh', facts: ['ownerHistory', 'ownerStructure'] },
  {
    id: 'ket-qua',
    facts: [
      'production',
      'qualityChanges',
      'distributionMarkets',
      'businessResults',
      'suppliers',
      'consultants',
    ],
  },
  { id: 'thay-doi', facts: ['upgradeChanges', 'reevaluationUpdate'] },
  { id: 'ke-hoach', facts: ['plan'] },
]

/** The last chapter: facts of the forms that no other chapter claims. */
const REST = 'khac'

/**
 * The chapters a producer fills for a kind of dossier, from the forms as data (Mẫu số 01 and 02): each fact once, in the words
 * of the form that has it first with a requirement; sections filled by an office are left out. Empty chapters are left out.
 */
export function chaptersOf(forms: readonly Form[], kind: string): Chapter[] {
  const asked = askedFacts(forms, kind)
  const placed = new Set(CHAPTERS.flatMap((chapter) => chapter.facts))
  const rest = [...asked.keys()].filter((fact) => !placed.has(fact))
  return [...CHAPTERS, { id: REST, facts: rest }]
    .map(({ id, facts }) => ({ id, fields: facts.flatMap((fact) => asked.get(fact) ?? []) }))
    .filter((chapter) => chapter.fields.length > 0)
}

/** Facts by name, in the words of the last form that prints them (Mẫu số 02 says more than 01). */
function askedFacts(forms: readonly Form[], kind: string): Map<string, FormField> {
  const facts = new Map<string, FormField>()
  for (const form of forms)
    for (const field of ownFields(form))
      if (isAsked(field, kind)) {
        const name = factOf(field.name)
        facts.set(name, { ...field, name, label: plainLabel(field.label) })
      }
  return facts
}

function ownFields(form: Form): FormField[] {
  const office = new Set(
    form.sections.filter((section) => section.filledBy).flatMap((section) => section.fields),
  )
  return fieldsOf(form).filter(
    (field) => !office.has(field) && TYPED.has(field.type) && !KNOWN.has(field.name),
  )
}

/** "5. Họ tên người đại diện pháp luật" is "Họ tên người đại diện pháp luật" on a screen; number and dots stay on paper. */
export function plainLabel(label: string): string {
  return label.replace(/^(\d+\.\s*([a-zđ]\))?|[+-])\s*/u, '').replace(/,?\s*\.{3}$/u, '')
}
