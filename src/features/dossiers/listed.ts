import type { ListedDossier } from './pages/list-page.tsx'
import type { Parts } from './parts.ts'
import type { DossierLine } from './queries.ts'

/** A line with its nearest clock and the name of its place. */
export function listed({ laws, placeName }: Parts, line: DossierLine, today: string): ListedDossier {
  const law = laws(line.regime)
  const round =
    line.roundProposalsBefore && line.roundHeldBefore
      ? { proposalsBefore: line.roundProposalsBefore, heldBefore: line.roundHeldBefore }
      : null
  const clock = law
    ? law.life.clockOf(
        { status: line.status, kind: line.kind, actions: line.actions, round },
        today,
        law.calendar,
      )
    : null
  return { ...line, clock, placeName: placeName(line.placeCode) }
}
