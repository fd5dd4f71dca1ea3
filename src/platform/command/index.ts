export { failed, OperatorError, ok, type Problem, type Result, refuse, tooLong } from '../problem.ts'
export * from './actor.ts'
export * from './command.ts'
export * from './events.ts'
