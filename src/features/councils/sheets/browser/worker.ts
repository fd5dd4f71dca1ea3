/** The worker that answers when there is no network; only where the browser trusts the address. */
export async function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined
  const english = location.pathname.startsWith('/en/')
  try {
    return await navigator.serviceWorker.register('/lam-viec/cham-diem.js', {
      scope: english ? '/en/lam-viec/' : '/lam-viec/',
    })
  } catch {
    return undefined
  }
}
