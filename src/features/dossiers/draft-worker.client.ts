import { serveWithoutNetwork } from '../../web/device/offline-worker.ts'

/** Answers for the screens of a draft when there is no network: forms, self-assessment, the dossier itself. */
serveWithoutNetwork({
  name: 'dossier',
  version: 1,
  belongs: (path) =>
    /^\/lam-viec\/ho-so\/[0-9a-f-]{36}(\/to-khai\/[\w-]+|\/tu-danh-gia|\/giay\/.*)?$/.test(path),
  alongside: () => false,
})
