import { workWithoutNetwork as keepBelow } from '../../../web/device/worker.ts'

/** Lets the screens of drafts be opened without network. */
export function workWithoutNetwork(): Promise<ServiceWorker | null> {
  return keepBelow('/lam-viec/ho-so/ngoai-tuyen.js', '/lam-viec/ho-so/')
}
