export * from './actor.ts'
export * from './command.ts'
export * from './events.ts'
export * from './problem.ts'
