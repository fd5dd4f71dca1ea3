/** The reader's own choice of light or dark, kept on the device; without one the device decides. */
const key = 'theme'
const root = document.documentElement

const kept = read()
if (kept === 'light' || kept === 'dark') root.dataset.theme = kept

document.addEventListener('click', (event) => {
  const pressed = event.target instanceof Element && event.target.closest('[data-theme-switch]')
  if (!pressed) return
  const dark = root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = dark ? 'light' : 'dark'
  try {
    localStorage.setItem(key, root.dataset.theme)
  } catch {
    // A device that keeps nothing still switches this page.
  }
})

function read(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
