import { serveWithoutNetwork } from '../../web/device/offline-worker.ts'

/** Answers for the checklist on the spot when there is no network. */
serveWithoutNetwork({
  name: 'visit',
  version: 1,
  belongs: (path) => /^\/lam-viec\/kiem-tra\/[0-9a-f-]{36}\/hien-truong$/.test(path),
  alongside: () => false,
})
