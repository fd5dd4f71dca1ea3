/**
 * Runs on every page: marks that script is there, and fetches the parts that this page asks for by their
 * data attributes. Everything it adds is a comfort; without it the page reads and its forms work.
 */
document.documentElement.classList.add('script')

const parts: Readonly<Record<string, () => Promise<{ start(root: ParentNode): void }>>> = {
  '[data-autosave]': () => import('./autosave.ts'),
  '[data-copy]': () => import('./copy.ts'),
  '[data-dropzone]': () => import('./dropzone.ts'),
  '[data-date]': () => import('./date.ts'),
  'body[data-account]': () => import('./waiting.ts'),
  '[data-uploads]': () => import('./uploads.ts'),
  '[data-sign-out]': () => import('./sign-out.ts'),
  '[data-count]': () => import('./count.ts'),
  '[data-undo]': () => import('./undo.ts'),
  '[data-figures]': () => import('./figures.ts'),
  '[data-rich-text]': () => import('./rich-text.ts'),
  '[data-show-password]': () => import('./show-password.ts'),
  '[data-share]': () => import('./share.ts'),
  '[data-listen]': () => import('./listen.ts'),
}

for (const [selector, load] of Object.entries(parts)) {
  if (document.querySelector(selector)) void load().then((part) => part.start(document))
}

/** Suggestions are fetched when the reader comes to a search box, not before. */
document.addEventListener('focusin', (event) => {
  const box = (event.target as Element).closest<HTMLFormElement>('[data-suggest]')
  if (box) void import('./suggest.ts').then((part) => part.start(box))
})

document.querySelector<HTMLElement>('[data-focus-first]')?.focus()

/** A long menu shows where one is; only the menu itself is moved. */
const rail = document.querySelector<HTMLElement>('.work-rail > .work-rail-list')
const here = rail?.querySelector<HTMLElement>('[aria-current]')
if (rail && here && here.offsetTop + here.offsetHeight > rail.clientHeight)
  rail.scrollTop = here.offsetTop - rail.clientHeight / 2

/** Tabs that do not fit show the present one; only the row itself is moved. */
for (const row of document.querySelectorAll<HTMLElement>('.tabs')) {
  const tab = row.querySelector<HTMLElement>('[aria-current]')
  if (tab) row.scrollLeft += tab.getBoundingClientRect().right - row.getBoundingClientRect().right + 48
}

/** A second press while the first is under way sends nothing twice. */
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (form.method !== 'post') return
  if (form.dataset.sending) event.preventDefault()
  form.dataset.sending = 'yes'
  setTimeout(() => delete form.dataset.sending, 4_000)
})
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sending
})

/** A menu closes when one presses elsewhere or Escape. */
const menus = '.site-menu[open], .user-menu[open], .work-more[open]'
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(menus)) {
    if (!menu.contains(event.target as Node)) menu.open = false
  }
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(menus)) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
