import { serveWithoutNetwork } from '../../../web/device/offline-worker.ts'

/** Answers for the list of field surveys and their forms when there is no network. */
serveWithoutNetwork({
  name: 'survey',
  version: 2,
  belongs: (path) => /^\/lam-viec\/khao-sat(\/[0-9a-f-]{36})?$/.test(path),
  alongside: () => false,
})
