/** Waits so long, or until the device says that the network is back. */
export function pause(ms: number): Promise<void> {
  return new Promise((over) => {
    const end = (): void => {
      clearTimeout(timer)
      removeEventListener('online', end)
      over()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
  })
}
