import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatBytes, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  DateInput,
  FileInput,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Message,
  Select,
  StatusMark,
  TextArea,
  TextInput,
  UndoToast,
} from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { ArticleAction } from '../actions.ts'
import { categories } from '../commands.ts'
import type { OutsideLink } from '../outside-links.ts'
import { figureOf, type PortalPicture } from '../pictures.ts'
import type { ArticleStatus } from '../tables.ts'
import { words } from '../words.ts'
import { comparable, Differences } from './differences.tsx'
import { LinkState } from './links-page.tsx'
import { isSound } from './listen.tsx'
import { standing, tones } from './standing-mark.ts'

export interface EditProps {
  ctx: RequestContext
  article: {
    id: string
    slug: string
    status: ArticleStatus
    publishedAt: Date | null
    version: number
    publicVersion: number | null
  } | null
  values: FormValues
  errors: readonly FormError[]
  attachments: readonly { id: string; name: string; mediaType: string; size: number }[]
  versions: readonly { version: number; saved_by: string; saved_at: Date }[]
  /** Submitted, returned, published …, the newest first. */
  actions: readonly ArticleAction[]
  /** The step just done, while it can be taken back. */
  undo?: ArticleAction | undefined
  /** A file just taken off. */
  removed?: { id: string; name: string } | undefined
  /** Links to other sites that did not answer. */
  faultyLinks?: readonly OutsideLink[] | undefined
  pictures: readonly PortalPicture[]
  /** Someone saved another version meanwhile: theirs, beside what was typed here. */
  overtaken?: { theirs: FormValues; by: string } | undefined
  mayPublish: boolean
  savedVersion?: number | undefined
}

/** Fields of the small forms beside the text; their errors stand with them alone. */
const besideFields = new Set(['at', 'reason', 'file', 'slug'])

/** Writing and publishing one piece; what is typed is kept on the device until it is saved. */
export function ArticleEditPage(props: EditProps) {
  const { ctx, article, values, errors } = props
  const w = words(ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  const isScheduled = article !== null && standing(article, ctx.now) === 'scheduled'
  const isOut = article?.status === 'published' && !isScheduled
  // Files and the address are shown as soon as they are changed.
  const mayBeside = article?.status !== 'published' || props.mayPublish
  const errorsAt = (name: string) => errors.filter(({ field }) => field === name)
  const returned =
    article?.status === 'draft' && props.actions[0]?.deed === 'return' ? props.actions[0] : undefined
  const here = to(article ? `/lam-viec/tin-bai/${article.id}` : '/lam-viec/tin-bai/moi')
  return (
    <WorkPage
      ctx={ctx}
      title={article ? String(values.title ?? w.desk) : w.create}
      breadcrumbs={[
        { label: w.desk, href: to('/lam-viec/tin-bai') },
        { label: article ? String(values.title ?? w.create) : w.create },
      ]}
    >
      <header class="page-head">
        <h1>{article ? String(values.title ?? '') : w.create}</h1>
        {article && (
          <StatusMark tone={tones[standing(article, ctx.now)]}>
            {w.status[standing(article, ctx.now)]}
          </StatusMark>
        )}
      </header>
      {article && props.undo && (
        <UndoToast action={`${here}/hoan-tac`} hidden={{ buoc: String(props.undo.seq) }}>
          {props.undo.deed === 'publish' && isScheduled
            ? fill(w.scheduledAt, { at: formatInstant(article.publishedAt!) })
            : w.done[props.undo.deed]}
        </UndoToast>
      )}
      {props.removed && (
        <UndoToast action={to(`/lam-viec/tin-bai/tap-tin/${props.removed.id}/lai`)}>
          {fill(w.detached, { name: props.removed.name })}
        </UndoToast>
      )}
      {returned && (
        <Message tone="warning">
          <p>
            <strong>{fill(w.returnedBy, { by: returned.by, at: formatInstant(returned.at) })}</strong>
          </p>
          <p>{returned.reason}</p>
        </Message>
      )}
      {article?.status === 'published' && article.version !== article.publicVersion && (
        <Message tone="info">{fill(w.unpublishedHint, { version: article.publicVersion ?? 0 })}</Message>
      )}
      {props.faultyLinks && props.faultyLinks.length > 0 && (
        <Message tone="warning" title={fill(w.linksOfPiece, { count: props.faultyLinks.length })}>
          <ul>
            {props.faultyLinks.map((link) => (
              <li>
                <a class="breakable" href={link.url} rel="nofollow noopener external">
                  {link.url}
                </a>{' '}
                <LinkState ctx={ctx} link={link} />
              </li>
            ))}
          </ul>
          <p>
            <a href={`${to('/lam-viec/tin-bai/lien-ket')}#ra-ngoai`}>{w.linksOfPieceMore}</a>
          </p>
        </Message>
      )}
      {props.overtaken && (
        <section class="card flow" aria-labelledby="overtaken">
          <h2 id="overtaken">{fill(w.overtaken, { by: props.overtaken.by })}</h2>
          <p>{w.overtakenHint}</p>
          <Differences
            before={comparable(props.overtaken.theirs)}
            after={comparable(values)}
            words={{ gone: w.onlyTheirs, added: w.onlyYours }}
          />
        </section>
      )}
      {props.savedVersion !== undefined && (
        <Message tone="success" announce>
          {fill(w.saved, { version: props.savedVersion })}
        </Message>
      )}
      <Form
        action={here}
        values={values}
        errors={errors.filter(({ field }) => !field || !besideFields.has(field))}
        hidden={{ version: String(article?.version ?? 0) }}
        autosave={`article:${article?.id ?? 'new'}`}
      >
        <TextInput name="title" label={w.title} required maxLength={300} />
        <TextArea name="lead" label={w.leadField} hint={w.leadHint} rows={2} maxLength={600} />
        <TextArea
          name="body"
          label={w.body}
          hint={w.bodyHint}
          rows={16}
          required
          richText={{ clean: '/api/v1/articles/clean', labels: w.richText }}
        />
        <details class="pictures-at-hand">
          <summary>{w.insertPicture}</summary>
          {props.pictures.length === 0 ? (
            <p>
              {w.noPictures} <a href={to('/lam-viec/tin-bai/anh')}>{w.library}</a>
            </p>
          ) : (
            <ul class="picture-shelf">
              {props.pictures.map((picture) => (
                <li>
                  <img
                    src={`/tin-tuc/anh/${picture.id}`}
                    alt={picture.alternative}
                    width={picture.width}
                    height={picture.height}
                    loading="lazy"
                  />
                  <button
                    class="button secondary small only-script"
                    type="button"
                    data-insert={figureOf(picture)}
                    aria-label={fill(w.putInNamed, { picture: picture.alternative })}
                  >
                    {w.putIn}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <p class="small muted">
            {w.putInHint} <a href={to('/lam-viec/tin-bai/anh')}>{w.library}</a>
          </p>
        </details>
        <Select
          name="category"
          label={w.categoryField}
          empty={false}
          choices={categories.map((each) => ({ value: each, label: w.category[each] ?? each }))}
        />
        <Select
          name="lang"
          label={w.language}
          empty={false}
          choices={[
            { value: 'vi', label: w.vietnamese },
            { value: 'en', label: w.english },
          ]}
        />
        <TextInput name="authorName" label={w.author} maxLength={200} />
        <TextInput name="unitName" label={w.unit} maxLength={200} />
        <DateInput name="updatedOn" label={w.day} required />
        <FormActions sticky>
          <Button>{w.save}</Button>
        </FormActions>
      </Form>
      {article && (
        <div class="flow loose">
          <section class="card flow">
            <h2>{w.publish}</h2>
            {article.status === 'draft' && (
              <Form action={`${here}/gui-duyet`} class="form inline">
                <Button kind="secondary">{w.submit}</Button>
              </Form>
            )}
            {isScheduled && <p>{fill(w.scheduledAt, { at: formatInstant(article.publishedAt!) })}</p>}
            <p>
              <a href={`${here}/xem-truoc`}>{w.previewDraft}</a>
            </p>
            {props.mayPublish &&
              (article.status !== 'published' ||
                isScheduled ||
                article.version !== article.publicVersion) && (
                <Form
                  action={`${here}/dang`}
                  errors={errorsAt('at')}
                  hidden={{ seen: String(article.version) }}
                >
                  {(!isOut || errorsAt('at').length > 0) && (
                    <TextInput name="at" label={w.publishAt} hint={w.publishAtHint} width="medium" />
                  )}
                  <Button>{w.publish}</Button>
                </Form>
              )}
            {props.mayPublish && article.status === 'submitted' && (
              <Form action={`${here}/tra-lai`} errors={errorsAt('reason')}>
                <TextArea
                  name="reason"
                  label={w.returnReason}
                  hint={w.returnReasonHint}
                  rows={2}
                  maxLength={1000}
                />
                <Button kind="secondary">{w.giveBack}</Button>
              </Form>
            )}
            {props.mayPublish && article.status === 'published' && (
              <Form action={`${here}/go`} class="form inline">
                <Button kind="danger">{w.withdraw}</Button>
              </Form>
            )}
            {isOut && (
              <p>
                <a href={to(`/tin-tuc/${article.slug}`)}>{w.preview}</a>
              </p>
            )}
          </section>
          <section class="card flow">
            <h2>{w.attachments}</h2>
            {props.attachments.length > 0 && (
              <ul class="attachment-desk">
                {props.attachments.map((each) => (
                  <li>
                    <span>
                      <a href={`/lam-viec/tin-bai/tap-tin/${each.id}`}>{each.name}</a>{' '}
                      <span class="muted">
                        {formatBytes(each.size, ctx.lang)}
                        {isSound(each) && ` · ${w.soundMark}`}
                      </span>
                    </span>
                    {mayBeside && (
                      <Form action={to(`/lam-viec/tin-bai/tap-tin/${each.id}/go`)} class="form inline">
                        <Button kind="quiet" icon="trash">
                          {fill(w.detach, { name: each.name })}
                        </Button>
                      </Form>
                    )}
                  </li>
                ))}
              </ul>
            )}
            {mayBeside ? (
              <Form action={`${here}/tap-tin`} files errors={errorsAt('file')}>
                <FileInput name="file" label={w.attach} hint={w.attachHint} maxBytes={20 * 1024 * 1024} />
                <Button kind="secondary">{w.attach}</Button>
              </Form>
            ) : (
              <p class="muted">{w.besideByPublisher}</p>
            )}
          </section>
          {mayBeside && (
            <section class="card flow">
              <h2>{w.address}</h2>
              <Form action={`${here}/dia-chi`} values={{ slug: article.slug }} errors={errorsAt('slug')}>
                <TextInput name="slug" label={w.addressField} hint={w.addressHint} maxLength={120} />
                <Button kind="secondary">{w.addressMove}</Button>
              </Form>
            </section>
          )}
          {props.actions.length > 0 && (
            <section class="flow">
              <h2>{w.steps}</h2>
              <ul>
                {props.actions.map((each) => (
                  <li>
                    {fill(w.stepOf, {
                      deed: w.deed[each.deed] ?? each.deed,
                      version: each.version,
                      by: each.by,
                      at: formatInstant(each.at),
                    })}
                    {each.reason && <q class="muted"> {each.reason}</q>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section class="flow">
            <h2>{w.versions}</h2>
            <ul>
              {props.versions.map((each) => (
                <li>
                  {fill(w.versionOf, {
                    version: each.version,
                    by: each.saved_by,
                    at: formatInstant(each.saved_at),
                  })}{' '}
                  {each.version === article.publicVersion && <strong>{w.shownNow} </strong>}
                  {each.version > 1 && <a href={`${here}/phien-ban/${each.version}`}>{w.compare}</a>}
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </WorkPage>
  )
}
