/**
 * Lets the pages below a folder be opened without network, by the worker at `script`; only where the browser trusts the address.
 * The present page is kept at once: it was fetched before the worker watched.
 */
export async function workWithoutNetwork(script: string, folder: string): Promise<ServiceWorker | null> {
  if (!('serviceWorker' in navigator)) return null
  const english = location.pathname.startsWith('/en/')
  try {
    const registration = await navigator.serviceWorker.register(script, {
      scope: english ? `/en${folder}` : folder,
    })
    const worker = await active(registration)
    worker?.postMessage({ type: 'download', urls: [location.pathname] })
    return worker
  } catch {
    return null
  }
}

function active(registration: ServiceWorkerRegistration): Promise<ServiceWorker | null> {
  if (registration.active) return Promise.resolve(registration.active)
  const coming = registration.installing ?? registration.waiting
  if (!coming) return Promise.resolve(null)
  return new Promise((ready) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') ready(coming)
      if (coming.state === 'redundant') ready(null)
    })
  })
}
