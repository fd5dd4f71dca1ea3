import type { Bilingual, Lang } from '../../platform/i18n/index.ts'
import { ClassificationHints, suggestSets } from '../../rules/classification/index.ts'
import { setsOf } from '../../rules/criteria/index.ts'
import { type Abbreviations, slug } from '../../rules/vietnamese/index.ts'
import type { DrawingName } from '../../web/index.ts'
import type { Agencies, Places } from '../places/index.ts'
import { producerSurroundings } from '../producers/index.ts'
import type { Regulation } from '../regulation/index.ts'

/** Who helps producers of a commune of today, for its products' and producers' pages; shown pages depend on the tag `units`. */
export type Supporters = (
  commune: string,
  today: string,
  lang: Lang,
) => Promise<readonly { readonly name: string; readonly path: string }[]>

export interface Sector {
  /** `I` … `VI` (Phụ lục I). */
  readonly code: string
  /** In addresses. */
  readonly slug: string
  readonly label: Bilingual
}

/** What the register needs of the law and of the places. */
export interface RegisterSurroundings {
  readonly places: Places
  readonly abbreviations: Abbreviations
  readonly sectors: readonly Sector[]
  sectorOf(set: number): string | null
  setName(set: number): string | null
  /** Whether products of a set are places one visits: community tourism, eco-tourism, tourist sites (Phụ lục I, VI). */
  isVisited(set: number | null): boolean
  /** The sector of those places. */
  readonly visitedSector: string | null
  /** A drawing for a product without a photograph: by its set, else by what its name suggests (an illustration, no claim). */
  drawingOf(name: string, set: number | null): DrawingName
  legalTypeName(id: string | null, lang: Lang): string | null
  /** Who answers today for what an authority decided (Điều 12 khoản 1). */
  readonly keeperOf: Agencies['keeperOf']
  /** “Bộ tiêu chí giai đoạn 2021 - 2025”: the regime a product was judged by. */
  regimeName(id: string): string | null
}

/** Drawings by sector, in the order of Phụ lục I. */
const drawings: Readonly<Record<string, DrawingName>> = {
  I: 'food',
  II: 'drink',
  III: 'herbs',
  IV: 'craft',
  V: 'plants',
  VI: 'tourism',
}

/** English for the sectors of Phụ lục I, in their order; the decree has none. */
const sectorsInEnglish = [
  'Food',
  'Drinks',
  'Medicinal plants and products from them',
  'Handicrafts',
  'Ornamental plants and animals',
  'Community tourism, eco-tourism and tourist sites',
]

export function registerSurroundings(
  regulation: Regulation,
  places: Places,
  agencies: Pick<Agencies, 'keeperOf'> = { keeperOf: () => null },
  regime = 'qd26-2026',
): RegisterSurroundings {
  const classification = regulation.classification(regime)
  if (!classification) throw new Error(`no classification on file for ${regime}`)
  const owners = producerSurroundings(regulation, places, regime)
  const hints = ClassificationHints.parse(regulation.file(`${regime}/classification-hints`))
  const sets = new Map(setsOf(classification).map((each) => [each.set, each]))
  return {
    places,
    keeperOf: agencies.keeperOf,
    regimeName: (id) => regulation.regime(id)?.name ?? null,
    abbreviations: owners.abbreviations,
    sectors: classification.sectors.map((sector, index) => {
      const vi = classification.namesInArticle2?.[index] ?? sector.name.toLowerCase()
      return {
        code: sector.code,
        slug: slug(vi, 20),
        label: { vi: capitalised(vi), en: sectorsInEnglish[index] ?? capitalised(vi) },
      }
    }),
    sectorOf: (set) => sets.get(set)?.sector.code ?? null,
    visitedSector: owners.tourismSets.map((set) => sets.get(set)?.sector.code ?? null)[0] ?? null,
    isVisited: (set) => set !== null && owners.tourismSets.includes(set),
    setName: (set) => sets.get(set)?.name ?? null,
    drawingOf: (name, set) => {
      const likely = set ?? suggestSets({ name }, hints, [], 1)[0]?.set
      const sector = likely === undefined ? undefined : sets.get(likely)?.sector.code
      return (sector && drawings[sector]) || 'thing'
    },
    legalTypeName: (id, lang) => owners.legalTypes.find((type) => type.id === id)?.label[lang] ?? null,
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
