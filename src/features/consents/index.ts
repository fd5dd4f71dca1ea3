export { type Acting, actingFor, type OfProducer, runningConsent } from './acting.ts'
