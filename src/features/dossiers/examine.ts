import type { Db } from '../../platform/db/index.ts'
import { addDays, addWorkingDays } from '../../rules/calendar/index.ts'
import { isRequired } from '../../rules/forms/index.ts'
import { type Examined, type Finding, precheck } from '../../rules/precheck/index.ts'
import { type Score, scoreSheet } from '../../rules/scoring/index.ts'
import { reevaluationDays } from '../../rules/validity/index.ts'
import type { Paper } from '../evidence/index.ts'
import type { Dossier } from './dossier.ts'
import { chapterFields } from './editing.ts'
import type { DossierLaw } from './law.ts'
import { type Pin, papersOfDossier } from './pins.ts'

/** What the check found, with what it looked at. */
export interface Examination {
  readonly findings: readonly Finding[]
  readonly blocking: number
  readonly score: Score
  readonly pins: readonly Pin[]
  readonly papers: readonly Paper[]
}

/** Gathers everything the check looks at and runs its rules (src/rules/precheck). */
export async function examine(
  db: Db,
  dossier: Dossier,
  law: DossierLaw,
  today: string,
): Promise<Examination> {
  const { pins, papers } = await papersOfDossier(db, dossier.id)
  const score = scoreOf(dossier, law)
  const findings = precheck(examinedOf(dossier, law, today, score, pins, papers))
  const blocking = findings.filter((finding) => finding.weight === 'blocking').length
  return { findings, blocking, score, pins, papers }
}

/** The producer's own score. What is stored was checked when it was stored: anything else is a defect. */
export function scoreOf(dossier: Pick<Dossier, 'setNo' | 'answers' | 'id'>, law: DossierLaw): Score {
  const scored = scoreSheet(law.compiled(dossier.setNo)!, dossier.answers, { bands: law.bands })
  if (!scored.ok) throw new Error(`stored answers of ${dossier.id}: ${JSON.stringify(scored.problems)}`)
  return scored.value
}

function examinedOf(
  dossier: Dossier,
  law: DossierLaw,
  today: string,
  score: Score,
  pins: readonly Pin[],
  papers: readonly Paper[],
): Examined {
  const owners = law.owners(dossier.setNo)
  const round = law.life.roundFor(today)
  return {
    today,
    kind: dossier.kind,
    setNo: dossier.setNo,
    sheet: law.sheet(dossier.setNo)!,
    score,
    answers: dossier.answers,
    notes: dossier.notes,
    wishStar: dossier.wishStar,
    form: dossier.form,
    fields: askedFields(law, dossier),
    papers: papers.map((paper) => ({
      id: paper.id,
      kind: paper.kind,
      title: paper.title,
      number: paper.number,
      issuer: paper.issuer,
      issuedOn: paper.issuedOn,
      validUntil: paper.validUntil,
      pages: paper.pages,
      hashes: paper.files.map((file) => file.hash),
      pictures: paper.files.some(
        (file) => file.mediaType.startsWith('image/') || file.mediaType === 'application/pdf',
      ),
    })),
    pins: pins.map((pin) => ({ paper: pin.paperId, criterion: pin.criterion, page: pin.page })),
    evidenceRows: law.evidence,
    owners: { admitted: owners.admitted.map((one) => one.id), all: owners.all.map((one) => one.id) },
    recorded: { producerName: dossier.producer.name, productName: dossier.product.name },
    prior: dossier.prior && { star: dossier.prior.star, validUntil: dossier.prior.validUntil },
    window: windowOf(dossier, law),
    round: round && { proposalsBefore: round.proposalsBefore, heldBefore: round.heldBefore },
    fileBy: round ? fileBy(round.proposalsBefore, law) : null,
    samples: law.samples(dossier.setNo),
    starFrom: law.starFrom,
  }
}

/** Every field asked of this dossier's kind, chapter by chapter; the nine topics of an update have rules of their own. */
export function askedFields(law: DossierLaw, dossier: Pick<Dossier, 'kind'>) {
  return law.chapters(dossier.kind).flatMap((chapter) =>
    chapterFields(law, dossier, chapter.id)!.map((field) => ({
      ...field,
      mustFill: isRequired(field, dossier.kind) && !field.name.startsWith('reevaluationUpdate'),
    })),
  )
}

/** First and last day for filing a re-evaluation (Điều 7 khoản 6 điểm a). */
export function windowOf(dossier: Dossier, law: DossierLaw): { earliest: string; latest: string } | null {
  const rule = law.life.law.reevaluation?.window
  if (dossier.kind !== 'reevaluation' || !dossier.prior || !rule) return null
  const { from, to } = reevaluationDays(dossier.prior.validUntil, rule)
  return { earliest: from, latest: to }
}

/** The last day that leaves the commune its working days before the round closes (Điều 7 khoản 2, Điều 5). */
function fileBy(proposalsBefore: string, law: DossierLaw): string | null {
  const limit = law.life.law.deadlines.find((one) => one.id === 'xa-15')
  if (!limit) return null
  return addWorkingDays(addDays(proposalsBefore, -1), -limit.length, law.calendar).lastDay
}
