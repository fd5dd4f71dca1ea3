/** Lets the screens of drafts be opened without network; only where the browser trusts the address. */
export async function workWithoutNetwork(): Promise<ServiceWorker | null> {
  if (!('serviceWorker' in navigator)) return null
  const english = location.pathname.startsWith('/en/')
  try {
    const registration = await navigator.serviceWorker.register('/lam-viec/ho-so/ngoai-tuyen.js', {
      scope: english ? '/en/lam-viec/ho-so/' : '/lam-viec/ho-so/',
    })
    const worker = await active(registration)
    // This page was fetched before the worker watched: it keeps it now.
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
