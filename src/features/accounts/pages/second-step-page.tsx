import type { RequestContext } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { Button, Form, FormActions, type FormError, TextInput } from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { words } from '../words.ts'

export function SecondStepPage({
  ctx,
  next,
  errors,
}: {
  ctx: RequestContext
  next: string | null
  errors?: readonly FormError[]
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <PublicPage ctx={ctx} title={w.secondStep} noIndex>
      <div class="measure flow">
        <h1>{w.secondStep}</h1>
        <p class="page-lead">{w.secondStepLead}</p>
        <Form action={to('/dang-nhap/buoc-hai')} errors={errors} hidden={next ? { tiep: next } : {}}>
          <TextInput
            name="code"
            label={w.code}
            hint={w.codeHint}
            required
            width="medium"
            autocomplete="one-time-code"
            spellcheck={false}
            maxLength={40}
          />
          <FormActions>
            <Button kind="primary">{w.confirm}</Button>
            <a href={to('/dang-nhap')}>{w.startOver}</a>
          </FormActions>
        </Form>
        <p class="muted">{w.lostPhone}</p>
      </div>
    </PublicPage>
  )
}
