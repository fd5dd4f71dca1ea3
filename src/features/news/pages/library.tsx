import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  CopyButton,
  EmptyState,
  FileInput,
  Form,
  type FormError,
  type FormValues,
  SearchBox,
  TextInput,
  UndoToast,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { figureOf, largestPicture, type PortalPicture } from '../pictures.ts'
import { words } from '../words.ts'

/** The pictures of the portal, each with its words; a copied picture is pasted into a text. */
export function LibraryPage({
  ctx,
  pictures,
  q,
  removed,
  values,
  errors,
}: {
  ctx: RequestContext
  pictures: readonly PortalPicture[]
  q: string | undefined
  /** Just taken out: the way back. */
  removed: string | undefined
  values: FormValues
  errors: readonly FormError[]
}) {
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <WorkPage
      ctx={ctx}
      title={w.library}
      breadcrumbs={[{ label: w.desk, href: to('/lam-viec/tin-bai') }, { label: w.library }]}
    >
      <header class="page-head">
        <h1>{w.library}</h1>
        <p class="page-lead">{w.libraryLead}</p>
      </header>
      {removed && (
        <UndoToast action={to(`/lam-viec/tin-bai/anh/${removed}/lai`)}>{w.pictureRemoved}</UndoToast>
      )}
      <Form action={to('/lam-viec/tin-bai/anh')} files values={values} errors={errors}>
        <FileInput name="file" label={w.pictureFile} hint={w.pictureHint} maxBytes={largestPicture} />
        <TextInput
          name="alternative"
          label={w.alternative}
          hint={w.alternativeHint}
          required
          maxLength={300}
        />
        <TextInput name="caption" label={w.caption} maxLength={500} />
        <Button>{w.addPicture}</Button>
      </Form>
      <div class="list-head">
        {(q || pictures.length > 12) && (
          <SearchBox action={to('/lam-viec/tin-bai/anh')} label={w.searchLibrary} value={q} />
        )}
      </div>
      {pictures.length === 0 && q ? (
        <EmptyState title={fill(w.libraryNone, { q })}>{w.libraryNoneHint}</EmptyState>
      ) : pictures.length === 0 ? (
        <EmptyState title={w.libraryEmpty}>{w.libraryEmptyHint}</EmptyState>
      ) : (
        <ul class="picture-shelf">
          {pictures.map((picture) => (
            <li>
              <a href={to(`/lam-viec/tin-bai/anh/${picture.id}`)}>
                <img
                  src={`/tin-tuc/anh/${picture.id}`}
                  alt={picture.alternative}
                  width={picture.width}
                  height={picture.height}
                  loading="lazy"
                />
              </a>
              <p class="small">{picture.caption || picture.alternative}</p>
              <CopyButton text={figureOf(picture)}>{w.copyPicture}</CopyButton>
            </li>
          ))}
        </ul>
      )}
    </WorkPage>
  )
}
