import { setsOf } from '../../../rules/criteria/index.ts'
import { communeReportOf } from '../commune.ts'
import type { Dossier } from '../dossier.ts'
import { IN_HAND } from '../editing.ts'
import type { DossierLaw } from '../law.ts'
import { type FrozenManifest, manifestsOf } from '../manifest.ts'
import type { Parts } from '../parts.ts'
import { papersOfDossier } from '../pins.ts'
import { type FormContent, inText } from './content.ts'

/**
 * What the forms of a dossier print: `filing` as it was frozen; without it the last filing, or the draft while the producer has
 * it in hand.
 */
export async function formContent(
  { kernel, regulation, placeName }: Parts,
  { dossier, law }: { dossier: Dossier; law: DossierLaw },
  filing?: number,
): Promise<FormContent | null> {
  const manifests = await manifestsOf(kernel.db, dossier.id)
  const frozen = frozenFor(manifests, dossier, filing)
  if (filing !== undefined && !frozen) return null
  const content = frozen?.content ?? { ...dossier, ...(await livePapers(kernel.db, dossier)), filedOn: null }
  const classification = regulation.classification(dossier.regime)
  const set = classification && setsOf(classification).find((one) => one.set === dossier.setNo)
  const ownerType = content.form.ownerType
  return {
    dossier,
    law,
    form: content.form,
    answers: content.answers,
    notes: content.notes,
    papers: content.papers,
    pins: content.pins,
    productCode: dossier.productCode,
    filedOn: content.filedOn,
    place: {
      commune: inText(placeName(dossier.placeCode)),
      province: inText(placeName(dossier.provinceCode)),
    },
    set: set
      ? { sector: set.sector.name, group: set.group.name, subgroup: set.subgroup?.name ?? null }
      : null,
    ownerType: law.owners(dossier.setNo).all.find((owner) => owner.id === ownerType)?.label ?? '',
    report: await communeReportOf(kernel.db, dossier.id),
  }
}

function frozenFor(
  manifests: readonly FrozenManifest[],
  dossier: Dossier,
  filing: number | undefined,
): FrozenManifest | undefined {
  if (filing !== undefined) return manifests.find((one) => one.filing === filing)
  return IN_HAND.has(dossier.status) ? undefined : manifests.at(-1)
}

async function livePapers(db: Parts['kernel']['db'], dossier: Dossier) {
  const { papers, pins } = await papersOfDossier(db, dossier.id)
  return {
    papers,
    pins: pins.map((pin) => ({ paper: pin.paperId, criterion: pin.criterion, page: pin.page })),
  }
}
