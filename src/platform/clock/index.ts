export { type Clock, legalTimeZone, type PlainDate, plainDate, systemClock, today } from './clock.ts'
