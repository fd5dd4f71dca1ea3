import { z } from 'zod'

const setFields = {
  set: z.int().min(1),
  slug: z.string(),
  /** Path of the sheet beside this file. */
  sheet: z.string(),
  leadAgencies: z.array(z.string()).min(1),
  samples: z.int().min(0),
  /** Name at the head of the sheet (Phụ lục II) where it differs from Phụ lục I. */
  sheetName: z.string().optional(),
  tableOfContentsName: z.string().optional(),
}
const Subgroup = z.strictObject({ code: z.string(), name: z.string(), ...setFields })
/** A group is divided into subgroups, or carries the set itself. */
const Group = z.strictObject({
  code: z.string(),
  name: z.string(),
  subgroups: z.array(Subgroup),
  ...z.object(setFields).partial().shape,
})
const Sector = z.strictObject({ code: z.string(), name: z.string(), groups: z.array(Group).min(1) })

/** Phụ lục I: ngành, nhóm, phân nhóm, and the product set (bộ sản phẩm) at the end of each branch. */
export const Classification = z.strictObject({
  regime: z.string(),
  ref: z.string(),
  note: z.string().optional(),
  leadAgencyFootnote: z.string().optional(),
  counts: z.strictObject({ sectors: z.int(), groups: z.int(), sets: z.int() }),
  namesInArticle2: z.array(z.string()).optional(),
  sectors: z.array(Sector).min(1),
})
export type Classification = z.infer<typeof Classification>

/** A product set with its place in the classification (Phụ lục I). */
export interface ClassifiedSet {
  readonly set: number
  readonly slug: string
  readonly sheet: string
  /** Name by Phụ lục I. */
  readonly name: string
  readonly sector: { readonly code: string; readonly name: string }
  readonly group: { readonly code: string; readonly name: string }
  readonly subgroup: { readonly code: string; readonly name: string } | null
  readonly leadAgencies: readonly string[]
  readonly samples: number
}

/** Every product set of the classification, in its order. */
export function setsOf(classification: Classification): ClassifiedSet[] {
  return classification.sectors.flatMap((sector) =>
    sector.groups.flatMap((group) => {
      const branches = group.subgroups.length > 0 ? group.subgroups : [group]
      return branches.map((branch) => ({
        set: branch.set ?? 0,
        slug: branch.slug ?? '',
        sheet: branch.sheet ?? '',
        name: branch.name,
        sector: { code: sector.code, name: sector.name },
        group: { code: group.code, name: group.name },
        subgroup: branch === group ? null : { code: branch.code, name: branch.name },
        leadAgencies: branch.leadAgencies ?? [],
        samples: branch.samples ?? 0,
      }))
    }),
  )
}
