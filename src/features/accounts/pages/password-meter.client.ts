import { flawOf, type PasswordFlaw, type Strength, strengthOf } from '../../../rules/passwords/index.ts'

const levels: readonly Strength[] = ['weak', 'fair', 'good', 'strong']

/** What is typed is told at once to the eye, and to the ear when the hands rest. */
const restMs = 700

for (const place of document.querySelectorAll<HTMLElement>('[data-strength-of]')) {
  const input = place.closest('.field')?.querySelector('input')
  const line = place.querySelector('[role=status]')
  if (!input || !line) continue
  const username = place.dataset.strengthOf ?? ''
  const words = JSON.parse(place.dataset.strengthWords ?? '{}') as Record<Strength | PasswordFlaw, string>
  let resting: ReturnType<typeof setTimeout>
  const measure = () => {
    const typed = input.value
    place.hidden = typed === ''
    const strength = strengthOf(typed, username)
    place.dataset.level = String(levels.indexOf(strength) + 1)
    const flaw = flawOf(typed, username)
    clearTimeout(resting)
    resting = setTimeout(() => {
      line.textContent = typed === '' ? '' : flaw ? `${words.weak} ${words[flaw]}` : words[strength]
    }, restMs)
  }
  input.addEventListener('input', measure)
  if (input.value !== '') measure()
}
