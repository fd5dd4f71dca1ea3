import type { Lang } from '../../../platform/i18n/index.ts'
import { asset } from '../../../web/index.ts'
import { words } from '../words.ts'

/** Steps from criterion to criterion, or the whole sheet; shown where there is script. */
export function WizardBar({ lang }: { lang: Lang }) {
  const said = words(lang).wizard
  return (
    <div class="wizard-bar" data-wizard hidden>
      <button type="button" class="button" data-wizard-previous>
        {said.previous}
      </button>
      <span class="wizard-place" role="status" data-wizard-place={said.place} />
      <button type="button" class="button" data-wizard-next>
        {said.next}
      </button>
      <button
        type="button"
        class="button quiet small"
        data-wizard-way
        data-one={said.oneByOne}
        data-all={said.wholeSheet}
      />
      <script type="module" src={asset('wizard.js')} />
    </div>
  )
}
