import { serveWithoutNetwork } from '../../../web/device/offline-worker.ts'

/** Answers for the pages of a sitting, and the evidence beside them, when the hall has no network. */
serveWithoutNetwork({
  name: 'sitting',
  version: 1,
  // Not the live line, which is nothing to keep, nor the files of papers as they were sent (`/tep/`): their leaves are drawn.
  belongs: (path) =>
    !/\/luong$/.test(path) &&
    (/^\/lam-viec\/phien-hop\//.test(path) ||
      /^\/api\/v1\/sittings\/[^/]+\/own-sheets$/.test(path) ||
      /^\/lam-viec\/ho-so\/[^/]+(\/giay\/[^/]+\/(trang|anh)\/|$)/.test(path)),
  alongside: (url) => /^\/lam-viec\/ho-so\/[^/]+\/giay\/[^/]+\/anh\//.test(url),
})
