import { addDays, isBefore } from '../calendar/index.ts'
import type { Problem } from '../problem.ts'
import type { Facts } from './facts.ts'
import type { Forward, ProcedureLaw } from './law.ts'

/** A condition on a move. null = it holds; else why not, with the article. */
export type Guard = (facts: Facts, law: GuardLaw) => Problem | null

export interface GuardLaw {
  law: ProcedureLaw
  forward: readonly Forward[]
}

export const GUARD_NAMES = [
  'sheet-on-file',
  'owner-eligible',
  'owner-dossier-complete',
  'prior-recognition-known',
  'upgrade-aims-higher',
  'within-reevaluation-window',
  'commune-dossier-complete',
  'round-takes-proposal',
  'result-agreed',
  'star-recognised-here',
  'star-recognised-below',
  'star-not-certified',
  'nothing-to-decide',
  'mean-reaches-next-level',
  'not-recognised-above',
  'panel-is-separate',
] as const
export type GuardName = (typeof GUARD_NAMES)[number]

/** Named functions, because they are logic; a lifecycle (data) says which apply where. */
export const GUARDS = {
  /** Điều 3 khoản 2: judged by the sheet of its set (Phụ lục II); a regime whose sheets are not on file judges nothing. */
  'sheet-on-file': (facts) =>
    facts.sheetOnFile
      ? null
      : { code: 'sheets-not-on-file', article: 'Điều 3 khoản 2', data: { set: facts.setNo } },

  /** Điều 2 khoản 3: the kinds of owners; associations and the like for tourism only. */
  'owner-eligible': (facts, { law }) => {
    const owners = law.eligibleOwners
    if (!owners) return null
    const open = owners.tourismSets.includes(facts.setNo)
      ? [...owners.all, ...owners.tourismAlso]
      : owners.all
    return open.some((owner) => owner.id === facts.ownerType)
      ? null
      : {
          code: 'owner-not-eligible',
          field: 'ownerType',
          article: owners.ref,
          data: { ownerType: facts.ownerType ?? null },
        }
  },

  /** Điều 6 khoản 1: the forms and papers the owner must file, by kind. */
  'owner-dossier-complete': (facts, { law }) => missingItems(facts, law, 'chu-the'),

  /** Điều 6 khoản 2: proposal letter, Mẫu số 03, dossier, 05 samples (none for tourism). */
  'commune-dossier-complete': (facts, { law }) => missingItems(facts, law, 'xa'),

  /** Điều 7 khoản 5, 6: an upgrade or a re-evaluation is of a recognised product. */
  'prior-recognition-known': (facts) =>
    facts.kind === 'first' || facts.prior
      ? null
      : {
          code: 'no-prior-recognition',
          field: 'priorRecognition',
          article: facts.kind === 'upgrade' ? 'Điều 7 khoản 5' : 'Điều 7 khoản 6',
        },

  /** Điều 7 khoản 5: the highest star leaves nothing to upgrade to. */
  'upgrade-aims-higher': ({ kind, prior }, { law }) => {
    const highest = Math.max(...law.levels.flatMap((level) => level.recognises))
    return kind === 'upgrade' && prior && prior.star >= highest
      ? { code: 'nothing-above', article: 'Điều 7 khoản 5', data: { star: prior.star } }
      : null
  },

  /** Điều 7 khoản 6 điểm a; late filing as far as Điều 12 khoản 3 carries a certificate issued before the decree. */
  'within-reevaluation-window': (facts, { law }) => reevaluationWindow(facts, law),

  /** Điều 5 khoản 1: proposed strictly before the round's day, and the round is open. Re-evaluation is bound to no round. */
  'round-takes-proposal': (facts, { law }) => {
    if (facts.kind === 'reevaluation') return null
    const article = law.rounds[0]?.ref ?? 'Điều 5'
    if (!facts.round) return { code: 'no-round', field: 'round', article }
    if (!facts.round.open) return { code: 'round-closed', field: 'round', article }
    const { proposalsBefore } = facts.round
    if (facts.proposedOn && isBefore(facts.proposedOn, proposalsBefore)) return null
    return {
      code: 'proposed-too-late',
      field: 'round',
      article,
      data: { proposedOn: facts.proposedOn ?? null, proposalsBefore },
    }
  },

  /** Điều 7 khoản 3 điểm d: the council's result stands. */
  'result-agreed': (facts) => (facts.result ? null : { code: 'no-result', article: 'Điều 7 khoản 3 điểm d' }),

  /** Điều 4 khoản 1: each level recognises its own stars (province 3 and 4, Ministry 5). */
  'star-recognised-here': (facts, { law }) =>
    starWithin(facts, starsOfLevel(law, facts, 0), 'Điều 4 khoản 1'),

  /** Điều 7 khoản 4 điểm g: on the result of the Ministry's council the province recognises the stars that are its own. */
  'star-recognised-below': (facts, { law }) =>
    starWithin(facts, starsOfLevel(law, facts, -1), 'Điều 7 khoản 4 điểm g'),

  /** Điều 4 khoản 1 điểm a: 1 and 2 stars, or no star at all, get no decision of recognition. */
  'star-not-certified': (facts, { law }) => certified(facts, law),

  /** The same, or an upgrade that reaches no higher star than the product holds: the decree is silent, nothing is taken away. */
  'nothing-to-decide': (facts, { law }) => {
    const held = facts.kind === 'upgrade' ? (facts.prior?.star ?? 0) : 0
    return (facts.result?.star ?? 0) <= held ? null : certified(facts, law)
  },

  /** Điều 7 khoản 3 điểm e: from 90 points (exact mean, 89.99 is below) on, the file goes up. A knocked-out product does not. */
  'mean-reaches-next-level': (facts, law) => {
    const min = minimumOnward(facts, law)
    return min !== null && facts.result?.star != null && reaches(facts, min)
      ? null
      : { code: 'mean-below-next-level', article: 'Điều 7 khoản 3 điểm e', data: { min } }
  },

  /** Điều 7 khoản 4 điểm g: the upper council's result is not a star that level recognises ("không đạt 90 điểm"). */
  'not-recognised-above': (facts, { law }) => {
    const star = facts.result?.star ?? null
    return facts.result && !(star !== null && starsOfLevel(law, facts, 0).includes(star))
      ? null
      : { code: 'recognised-above', article: 'Điều 7 khoản 4 điểm g', data: { star } }
  },

  /** Not in the decree: a dossier is judged again by others than those who judged it. */
  'panel-is-separate': (facts) =>
    facts.separatePanel ? null : { code: 'panel-not-separate', field: 'council' },
} satisfies Record<GuardName, Guard>

function certified(facts: Facts, law: ProcedureLaw): Problem | null {
  const star = facts.result?.star ?? null
  return star === null || (law.noCertificate?.stars.includes(star) ?? false)
    ? null
    : { code: 'star-is-certified', article: law.noCertificate?.ref ?? 'Điều 4 khoản 1', data: { star } }
}

/** Items of the kind's list that are required and not on hand (too few count as missing), as one problem naming them all. */
function missingItems(facts: Facts, law: ProcedureLaw, level: string): Problem | null {
  const list = law.dossiers.find((d) => d.level === level && (d.case === facts.kind || d.case === 'all'))
  if (!list) return null
  const missing = list.items
    .filter((item) => item.required && !item.exceptSets?.includes(facts.setNo))
    .filter((item) => (facts.items?.[item.id] ?? 0) < (item.count ?? 1))
    .map((item) => item.id)
  return missing.length === 0
    ? null
    : { code: 'items-missing', field: 'items', article: list.ref, data: { missing } }
}

function reevaluationWindow(facts: Facts, law: ProcedureLaw): Problem | null {
  if (facts.kind !== 'reevaluation' || !law.reevaluation || !facts.prior) return null
  const { earliestDaysBeforeExpiry, latestDaysBeforeExpiry, ref } = law.reevaluation.window
  const earliest = addDays(facts.prior.validUntil, -earliestDaysBeforeExpiry)
  const latest = addDays(facts.prior.validUntil, -latestDaysBeforeExpiry)
  const data = { earliest, latest, today: facts.today }
  if (facts.today < earliest) return { code: 'reevaluation-too-early', article: ref, data }
  if (facts.today <= latest || carriedOver(facts, law)) return null
  return { code: 'reevaluation-too-late', article: ref, data }
}

/** Điều 12 khoản 3: late, but the certificate is older than the decree and within its 180 days after expiry. */
function carriedOver({ prior, today }: Facts, law: ProcedureLaw): boolean {
  const extension = law.transition.find((rule) => rule.id === 'keo-dai')?.limitDays
  const decree = law.instrument?.effectiveFrom
  if (!prior || extension === undefined || decree === undefined) return false
  return isBefore(prior.issuedOn, decree) && today <= addDays(prior.validUntil, extension)
}

function starWithin({ result }: Facts, recognised: readonly number[], article: string): Problem | null {
  const star = result?.star ?? null
  if (star !== null && recognised.includes(star)) return null
  return { code: 'star-not-recognised-here', article, data: { star, recognised } }
}

/** Stars of the level that gave the result (0), or of the level beneath it (-1). */
function starsOfLevel(law: ProcedureLaw, { result }: Facts, step: 0 | -1): readonly number[] {
  const index = law.levels.findIndex((level) => level.id === result?.level)
  return index < 0 ? [] : (law.levels[index + step]?.recognises ?? [])
}

function minimumOnward({ result }: Facts, { forward }: GuardLaw): number | null {
  return forward.find((way) => way.from === result?.level)?.min ?? null
}

function reaches({ result }: Facts, min: number): boolean {
  if (!result?.mean) return false
  return result.mean.numerator >= BigInt(min) * result.mean.denominator
}
