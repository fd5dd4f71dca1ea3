import { z } from 'zod'
import type { Bilingual } from '../../platform/i18n/index.ts'
import { type Abbreviations, AbbreviationTable, abbreviationsOf } from '../../rules/vietnamese/index.ts'
import type { Places } from '../places/index.ts'
import type { Regulation } from '../regulation/index.ts'

export interface LegalType {
  readonly id: string
  readonly label: Bilingual
  /** Only for services of tourism (Điều 2 khoản 3). */
  readonly tourismOnly: boolean
}

/** What producers need of the law and of the places. */
export interface ProducerSurroundings {
  readonly places: Places
  /** Who may own a product, by the decree in force (procedure.json, eligibleOwners). */
  readonly legalTypes: readonly LegalType[]
  readonly legalTypesRef: string
  /** Sets in which the further legal types of tourism may own products. */
  readonly tourismSets: readonly number[]
  readonly abbreviations: Abbreviations
}

const owner = z.object({ id: z.string(), label: z.string() })
const Owners = z.looseObject({
  eligibleOwners: z.looseObject({
    ref: z.string(),
    all: z.array(owner),
    tourismAlso: z.array(owner),
    tourismSets: z.array(z.int()),
  }),
})

/** Reads who may own a product from the decree in force. */
export function producerSurroundings(
  regulation: Regulation,
  places: Places,
  regime = 'qd26-2026',
): ProducerSurroundings {
  const { eligibleOwners: owners } = Owners.parse(regulation.file(`${regime}/procedure`))
  return {
    places,
    legalTypes: [
      ...owners.all.map((each) => legalType(each, false)),
      ...owners.tourismAlso.map((each) => legalType(each, true)),
    ],
    legalTypesRef: owners.ref,
    tourismSets: owners.tourismSets,
    abbreviations: abbreviationsOf(AbbreviationTable.parse(regulation.file('vietnam/abbreviations') ?? [])),
  }
}

/** English for the legal types; the decree has none. */
const inEnglish: Readonly<Record<string, string>> = {
  'hop-tac-xa': 'Cooperative',
  'to-hop-tac': 'Cooperative group',
  'doanh-nghiep-nho-va-vua': 'Small or medium enterprise',
  'trang-trai': 'Registered farm',
  'ho-san-xuat': 'Registered producing household',
  'ho-gia-dinh': 'Registered family household',
  hoi: 'Society',
  'hiep-hoi': 'Association',
  'trung-tam-dieu-hanh': 'Managing centre or the like',
}

function legalType({ id, label }: { id: string; label: string }, tourismOnly: boolean): LegalType {
  return { id, label: { vi: label, en: inEnglish[id] ?? label }, tourismOnly }
}
