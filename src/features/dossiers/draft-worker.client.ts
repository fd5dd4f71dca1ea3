import { serveWithoutNetwork } from '../../web/device/offline-worker.ts'

/**
 * Answers for the screens of a draft when there is no network: forms, self-assessment, the dossier itself, and the leaves of its
 * papers as they are drawn. Never the files themselves (`/tep/`), which may weigh as much as everything else together.
 */
serveWithoutNetwork({
  name: 'dossier',
  version: 1,
  belongs: (path) =>
    /^\/lam-viec\/ho-so\/[0-9a-f-]{36}(\/to-khai\/[\w-]+|\/tu-danh-gia|\/giay\/[^/]+\/(trang|anh)\/.*)?$/.test(
      path,
    ),
  alongside: () => false,
  leaves: (path) => path.includes('/giay/'),
})
