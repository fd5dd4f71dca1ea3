import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Details,
  FileInput,
  Form,
  FormActions,
  type FormError,
  TextInput,
} from '../../../web/index.ts'
import { words } from '../words.ts'

/** The signed decision: uploaded as it came back, or signed here with the office's key. */
export function SignDecision({
  ctx,
  id,
  isDemo,
  errors = [],
}: {
  ctx: RequestContext
  id: string
  isDemo: boolean
  errors?: readonly FormError[] | undefined
}) {
  const w = words(ctx.lang)
  const here = localPath(ctx.lang, `/lam-viec/quyet-dinh/${id}`)
  const of = (...fields: string[]) => errors.filter((each) => fields.includes(each.field ?? ''))
  return (
    <section class="card flow">
      <h2>{w.signedTitle}</h2>
      <Form action={`${here}/ban-ky`} files errors={of('paper')} prefix="signed-">
        <FileInput name="paper" label={w.signedUpload} hint={w.signedUploadHint} accept=".pdf" required />
        <FormActions>
          <Button kind="secondary" icon="upload">
            {w.signedUploadButton}
          </Button>
        </FormActions>
      </Form>
      <Details summary={w.signHere} open={of('key', 'password').length > 0}>
        <Form action={`${here}/ky`} files errors={of('key', 'password')} prefix="sign-">
          <FileInput name="key" label={w.keyFile} hint={w.keyFileHint} accept=".p12,.pfx" required />
          <TextInput
            name="password"
            type="password"
            label={w.keyPassword}
            required
            autocomplete="off"
            width="medium"
          />
          <Button icon="seal">{w.signHereButton}</Button>
        </Form>
        {isDemo && (
          <p class="muted">
            {w.demoKey} <a href="/lam-viec/ky-so/chung-thu-minh-hoa.p12">{w.demoKeyLink}</a>
          </p>
        )}
      </Details>
    </section>
  )
}
