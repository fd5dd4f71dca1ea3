/**
 * Fills figures that go stale on a kept page: `data-figures` names a JSON address, each `data-figure` inside a key of its
 * answer. Asked once, when the reader comes to see them.
 */
export function start(root: ParentNode): void {
  const places = root.querySelectorAll<HTMLElement>('[data-figures]')
  if (places.length === 0 || !('IntersectionObserver' in window)) return
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue
      watcher.unobserve(entry.target)
      void fill(entry.target as HTMLElement)
    }
  })
  for (const place of places) watcher.observe(place)
}

async function fill(place: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(place.dataset.figures ?? '')
    if (!answer.ok) return
    const figures = (await answer.json()) as Record<string, unknown>
    const format = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'vi-VN')
    for (const figure of place.querySelectorAll<HTMLElement>('[data-figure]')) {
      const value = figures[figure.dataset.figure ?? '']
      if (typeof value === 'number') figure.textContent = format.format(value)
    }
  } catch {
    // Offline: what was rendered stays.
  }
}
