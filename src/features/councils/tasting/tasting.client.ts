import { keepStandings } from '../sheets/browser/standing.ts'
import { registerWorker } from '../sheets/browser/worker.ts'

/** What was ticked here reaches the sheets this device keeps or has open, also when the network is gone by then. */
const sitting = document.querySelector<HTMLElement>('script[data-sitting]')?.dataset.sitting
if (sitting) void registerWorker().then(() => keepStandings(sitting))
