import type { Lang } from '../../../platform/i18n/index.ts'
import { asset } from '../../../web/index.ts'
import { words } from '../words.ts'

/** Where `draft.client.ts` says what has been kept; empty without script. */
export function SavingMark({ lang }: { lang: Lang }) {
  const said = words(lang).saving
  return (
    <>
      <p class="draft-mark" role="status" data-saving data-words={JSON.stringify(said)} />
      <script type="module" src={asset('draft.js')} />
    </>
  )
}
