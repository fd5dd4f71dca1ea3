import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  type Choice,
  Form,
  FormActions,
  Message,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { words } from '../words.ts'

export interface OptionsPageProps {
  ctx: RequestContext
  email: string | null
  kinds: readonly Choice[]
  on: (kind: string) => boolean
  all: boolean
  saved: boolean
}

/** Which notices also go out by e-mail; the inbox takes them all. */
export function OptionsPage({ ctx, email, kinds, on, all, saved }: OptionsPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const inbox = localPath(lang, '/lam-viec/thong-bao')
  return (
    <WorkPage
      ctx={ctx}
      title={w.options}
      breadcrumbs={[{ label: w.title, href: inbox }, { label: w.options }]}
    >
      <header class="page-head">
        <h1>{w.options}</h1>
        <p class="page-lead">{w.optionsLead}</p>
      </header>
      {saved && (
        <Message tone="success" announce>
          {w.saved}
        </Message>
      )}
      {email ? (
        <p>{fill(w.optionsAddress, { email })}</p>
      ) : (
        <Message tone="warning">
          {w.optionsNoAddress} <a href={localPath(lang, '/lam-viec/tai-khoan')}>{w.addAddress}</a>
        </Message>
      )}
      <Form action={`${inbox}/tuy-chon`}>
        <Checkbox name="all" label={w.everyKind} hint={w.everyKindHint} checked={all} />
        <CheckboxGroup
          name="kinds"
          label={w.kinds}
          choices={kinds}
          values={kinds.map((each) => each.value).filter(on)}
        />
        <FormActions>
          <Button kind="primary">{w.save}</Button>
        </FormActions>
      </Form>
    </WorkPage>
  )
}
