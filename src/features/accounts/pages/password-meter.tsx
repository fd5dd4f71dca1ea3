import { asset } from '../../../web/index.ts'
import type { words } from '../words.ts'

/** How hard the new password is to guess, said while it is typed, by the rules the server asks as well (ASVS 2.1.8). */
export function PasswordMeter({ words: w, username }: { words: ReturnType<typeof words>; username: string }) {
  const said = {
    weak: w.strengthWeak,
    fair: w.strengthFair,
    good: w.strengthGood,
    strong: w.strengthStrong,
    short: w.strengthShort,
    long: w.strengthLong,
    'has-username': w.strengthHasUsername,
    'well-known': w.strengthWellKnown,
  }
  return (
    <div
      class="strength only-script"
      data-strength-of={username}
      data-strength-words={JSON.stringify(said)}
      hidden
    >
      <span class="strength-bar" aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </span>
      <p class="field-hint" role="status" />
      <script type="module" src={asset('password-meter.js')} />
    </div>
  )
}
