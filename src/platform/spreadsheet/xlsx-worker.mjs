// The thread's door: a worker of Node 20 does not inherit the loader, so it is registered here.
import { register } from 'tsx/esm/api'

register()
await import('./xlsx-worker.ts')
