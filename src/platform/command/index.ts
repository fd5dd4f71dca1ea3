export { failed, OperatorError, ok, type Problem, type Result, refuse } from '../problem.ts'
export * from './actor.ts'
export * from './command.ts'
export * from './events.ts'
