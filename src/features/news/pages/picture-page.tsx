import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { Button, Form, FormActions, type FormError, type FormValues, TextInput } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { PortalPicture } from '../pictures.ts'
import { words } from '../words.ts'

/** One picture of the library: its words, where it is shown, and the way out. */
export function PicturePage({
  ctx,
  picture,
  addedBy,
  addedAt,
  uses,
  values,
  errors,
}: {
  ctx: RequestContext
  picture: PortalPicture
  addedBy: string
  addedAt: Date
  uses: readonly { id: string; title: string }[]
  values: FormValues
  errors: readonly FormError[]
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, `/lam-viec/tin-bai${path}`)
  const here = to(`/anh/${picture.id}`)
  return (
    <WorkPage
      ctx={ctx}
      title={w.picture}
      breadcrumbs={[
        { label: w.desk, href: to('') },
        { label: w.library, href: to('/anh') },
        { label: w.picture },
      ]}
    >
      <header class="page-head">
        <h1>{w.picture}</h1>
        <p class="page-lead">{fill(w.pictureAdded, { by: addedBy, at: formatInstant(addedAt) })}</p>
      </header>
      <figure class="library-picture">
        <img
          src={`/tin-tuc/anh/${picture.id}`}
          alt={picture.alternative}
          width={picture.width}
          height={picture.height}
        />
      </figure>
      <Form action={here} values={values} errors={errors}>
        <TextInput
          name="alternative"
          label={w.alternative}
          hint={w.alternativeHint}
          required
          maxLength={300}
        />
        <TextInput name="caption" label={w.caption} hint={w.captionHint} maxLength={500} />
        <FormActions>
          <Button>{w.save}</Button>
        </FormActions>
      </Form>
      <section class="card flow">
        <h2>{w.pictureUses}</h2>
        {uses.length > 0 ? (
          <>
            <ul>
              {uses.map((each) => (
                <li>
                  <a href={to(`/${each.id}`)}>{each.title}</a>
                </li>
              ))}
            </ul>
            <p class="muted">{w.pictureInUse}</p>
          </>
        ) : (
          <>
            <p>{w.pictureUnused}</p>
            <Form action={`${here}/bo`} class="form inline">
              <Button kind="secondary" icon="trash">
                {w.removePicture}
              </Button>
            </Form>
          </>
        )}
      </section>
    </WorkPage>
  )
}
