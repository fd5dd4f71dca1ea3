export { closeRound, lawfulRounds, markDemoRound, type NewRound, openRound } from './commands.ts'
export { openRoundsOf, type Round, type RoundWithCounts, roundById, roundsOfProvinces } from './queries.ts'
