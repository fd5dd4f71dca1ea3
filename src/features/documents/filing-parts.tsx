import type { RequestContext } from '../../platform/http/index.ts'
import { fill, formatBytes, localPath } from '../../platform/i18n/index.ts'
import {
  Button,
  FileInput,
  Form,
  FormActions,
  type FormError,
  type FormValues,
  Message,
  Select,
  TextInput,
  UndoToast,
} from '../../web/index.ts'
import { largestDocument } from './files.ts'
import type { DocumentView } from './queries.ts'
import { type RelationWord, relationWords } from './relations.ts'
import { words } from './words.ts'

export interface Filing {
  readonly document: DocumentView
  readonly fileErrors: readonly FormError[]
  readonly relationErrors: readonly FormError[]
  readonly typedRelation: FormValues
  /** Just taken off, and the way back. */
  readonly removed: { readonly id: string; readonly name: string } | null
  readonly parted: { readonly word: RelationWord; readonly document: DocumentView | null } | null
}

/** The files of a document, and what it stands to: below the form of its entry. */
export function FilingParts(props: { ctx: RequestContext; here: string; filing: Filing }) {
  return (
    <>
      <FilesPart {...props} />
      <RelationsPart {...props} />
    </>
  )
}

function FilesPart({ ctx, here, filing }: { ctx: RequestContext; here: string; filing: Filing }) {
  const w = words(ctx.lang)
  const { document, removed } = filing
  const of = (id: string, deed: string) => localPath(ctx.lang, `/lam-viec/van-ban/tap-tin/${id}/${deed}`)
  return (
    <section class="card flow" id="tap-tin">
      <h2>{w.files}</h2>
      {removed && (
        <UndoToast action={of(removed.id, 'lai')}>{fill(w.fileRemoved, { name: removed.name })}</UndoToast>
      )}
      {document.files.length === 0 && <p class="muted">{w.noFileYet}</p>}
      {document.files.map((each) => (
        <div class="row">
          <a href={`/van-ban/tap-tin/${each.id}`}>{each.name}</a>
          <span class="muted">({formatBytes(each.size, ctx.lang)})</span>
          <Form action={of(each.id, 'go')} class="form inline">
            <Button kind="quiet" icon="trash" label={fill(w.removeNamed, { name: each.name })}>
              {w.remove}
            </Button>
          </Form>
        </div>
      ))}
      <Form action={`${here}/tap-tin`} files errors={filing.fileErrors} prefix="files">
        <FileInput
          name="file"
          label={w.addFiles}
          hint={w.addFilesHint}
          accept=".pdf,.docx"
          multiple
          maxBytes={largestDocument}
        />
        <FormActions>
          <Button kind="secondary" icon="upload">
            {w.attach}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}

function RelationsPart({ ctx, here, filing }: { ctx: RequestContext; here: string; filing: Filing }) {
  const w = words(ctx.lang)
  const { document, parted } = filing
  const isReplaced = document.relations.some(({ relation }) => relation === 'superseded-by')
  return (
    <section class="card flow" id="quan-he">
      <h2>{w.relations}</h2>
      {parted?.document && (
        <UndoToast action={`${here}/quan-he`} hidden={{ relation: parted.word, otherId: parted.document.id }}>
          {fill(w.relationRemoved, {
            relation: w.relation[parted.word] ?? parted.word,
            number: parted.document.number,
          })}
        </UndoToast>
      )}
      {isReplaced && document.effectiveTo === null && (
        <Message tone="warning">{w.replacedWithoutEnd}</Message>
      )}
      {document.relations.length === 0 && <p class="muted">{w.noRelation}</p>}
      {document.relations.map((each) => (
        <div class="row">
          <span>
            {w.relation[each.relation]}{' '}
            <a href={localPath(ctx.lang, `/lam-viec/van-ban/${each.id}`)}>{each.number}</a>{' '}
            <span class="muted">{each.title}</span>
          </span>
          <Form
            action={`${here}/quan-he/bo`}
            class="form inline"
            hidden={{ bo: each.relation, voi: each.id }}
          >
            <Button kind="quiet" icon="trash" label={fill(w.removeNamed, { name: each.number })}>
              {w.remove}
            </Button>
          </Form>
        </div>
      ))}
      <Form
        action={`${here}/quan-he`}
        values={filing.typedRelation}
        errors={filing.relationErrors}
        prefix="relation"
      >
        <Select
          name="relation"
          label={w.thisDocument}
          empty={false}
          choices={relationWords.map((each) => ({ value: each, label: w.relation[each] ?? each }))}
        />
        <TextInput name="other" label={w.otherNumber} hint={w.otherNumberHint} required width="medium" />
        <FormActions>
          <Button kind="secondary" icon="plus">
            {w.addRelation}
          </Button>
        </FormActions>
      </Form>
    </section>
  )
}
