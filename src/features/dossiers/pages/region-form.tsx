import type { RequestContext } from '../../../platform/http/index.ts'
import { fill } from '../../../platform/i18n/index.ts'
import { criterionByCode, leaves } from '../../../rules/criteria/index.ts'
import { asset, Button, Details, FieldRow, Form, FormActions, Select, TextInput } from '../../../web/index.ts'
import type { Dossier } from '../dossier.ts'
import type { DossierLaw } from '../law.ts'
import { at } from '../paths.ts'
import type { Pin } from '../pins.ts'
import { words } from '../words.ts'

interface Shown {
  readonly dossier: Dossier
  readonly law: DossierLaw
}

/** The marked parts of one page, each with the criterion it proves. */
export function regionsOn({ dossier, law }: Shown, pins: readonly Pin[], paperId: string, page: number) {
  const sheet = law.sheet(dossier.setNo)
  return pins
    .filter((pin) => pin.paperId === paperId && pin.page === page && pin.region)
    .map((pin) => {
      const criterion = sheet && pin.criterion ? criterionByCode(sheet, pin.criterion) : undefined
      return { ...pin.region!, label: criterion ? `${criterion.code} ${criterion.title}` : '' }
    })
}

/** Lays this page, or a part drawn on it, to a criterion. Without script the part is given by four numbers. */
export function RegionForm({
  ctx,
  dossier,
  law,
  paperId,
  page,
}: Shown & { ctx: RequestContext; paperId: string; page: number }) {
  const { lang } = ctx
  const said = words(lang).proofs
  const number = (name: string, label: string) => (
    <TextInput
      name={`region.${name}`}
      label={label}
      inputMode="numeric"
      width="year"
      maxLength={4}
      optional
    />
  )
  return (
    <Form
      action={at(lang, dossier.id, '/minh-chung/gan')}
      hidden={{ paperId, page: String(page) }}
      label={said.pin}
      class="form region-form"
    >
      <Select
        name="criterion"
        label={fill(said.pageProves, { page })}
        empty={said.whole}
        choices={leaves(law.sheet(dossier.setNo)!)
          .filter(({ criterion }) => criterion.evidence)
          .map(({ criterion }) => ({ value: criterion.code, label: `${criterion.code} ${criterion.title}` }))}
      />
      <div class="only-script">
        <div class="row">
          <button type="button" class="button secondary" data-draw aria-pressed="false">
            {said.draw}
          </button>
          <button type="button" class="button quiet" data-draw-clear hidden>
            {said.drawClear}
          </button>
        </div>
        <p class="muted small">{said.drawHint}</p>
      </div>
      <Details summary={said.partByNumbers}>
        <FieldRow>
          {number('x', said.fromLeft)}
          {number('y', said.fromTop)}
          {number('width', said.regionWidth)}
          {number('height', said.regionHeight)}
        </FieldRow>
      </Details>
      <FormActions>
        <Button kind="primary" icon="pin">
          {said.pin}
        </Button>
      </FormActions>
      <script type="module" src={asset('region.js')} />
    </Form>
  )
}
