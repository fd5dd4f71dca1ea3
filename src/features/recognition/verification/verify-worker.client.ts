import { serveWithoutNetwork } from '../../../web/device/offline-worker.ts'
import { keptFacts } from './kept-facts.ts'

const facts: readonly string[] = keptFacts
const pages = ['/xac-thuc', '/xac-thuc/khong-mang']

/**
 * Lets `/xac-thuc` answer in a market without network: after one visit the page, its scripts, the published keys and the list of
 * certificates that no longer hold are kept. What the register said of a certificate is never kept: the phone judges it anew.
 */
serveWithoutNetwork({
  name: 'verify',
  version: 2,
  first: [...facts, ...pages, ...pages.map((path) => `/en${path}`)],
  belongs: (path) => pages.includes(path) || facts.includes(path),
  alongside: () => false,
  instead: (path) => {
    if (!/^(\/en)?\/xac-thuc(\/|$)/.test(path)) return null
    return path.startsWith('/en/') ? '/en/xac-thuc/khong-mang' : '/xac-thuc/khong-mang'
  },
})
