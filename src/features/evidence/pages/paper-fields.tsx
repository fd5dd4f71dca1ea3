import type { Lang } from '../../../platform/i18n/index.ts'
import { fill } from '../../../platform/i18n/index.ts'
import { DateInput, FieldRow, FileInput, Select, TextInput } from '../../../web/index.ts'
import type { EvidenceKind } from '../../regulation/index.ts'
import type { Paper } from '../queries.ts'
import { LARGEST_FILE, UPLOADS } from '../receive.ts'
import { kindName, words } from '../words.ts'

/** What is written about a paper; the same fields when it is added and when it is corrected. */
export function PaperFields({
  lang,
  kinds,
  paper,
  kind,
}: {
  lang: Lang
  kinds: readonly EvidenceKind[]
  paper?: Paper | undefined
  /** The kind asked for where one came from. */
  kind?: string | undefined
}) {
  const said = words(lang)
  const choices = kinds.map((each) => ({ value: each.id, label: kindName(each, lang) }))
  const asked = kinds.find((each) => each.id === (paper?.kind ?? kind))
  return (
    <>
      <Select
        name="kind"
        label={said.kind}
        hint={asked ? fill(said.needs, { text: asked.requirement }) : said.kindHint}
        choices={choices}
        value={paper?.kind ?? kind}
        empty={said.choose}
        required
      />
      <TextInput
        name="title"
        label={said.paperTitle}
        hint={said.paperTitleHint}
        value={paper?.title}
        maxLength={300}
        required
      />
      <FieldRow>
        <TextInput name="number" label={said.number} value={paper?.number ?? ''} maxLength={100} optional />
        <TextInput name="issuer" label={said.issuer} value={paper?.issuer ?? ''} maxLength={300} optional />
      </FieldRow>
      <FieldRow>
        <DateInput name="issuedOn" label={said.issuedOn} value={paper?.issuedOn ?? ''} optional />
        <DateInput
          name="validUntil"
          label={said.validUntil}
          hint={said.validUntilHint}
          value={paper?.validUntil ?? ''}
          optional
        />
      </FieldRow>
    </>
  )
}

/** Pages of a paper; `form` names the form on this device, so that files on their way find it again. */
export function FilesField({ lang, required, form }: { lang: Lang; required?: boolean; form: string }) {
  const said = words(lang)
  return (
    <FileInput
      name="files"
      label={said.files}
      hint={said.filesHint}
      accept="image/*,.pdf,.docx,.xlsx"
      maxBytes={LARGEST_FILE}
      multiple
      required={required}
      uploads={{ url: UPLOADS, key: form }}
    />
  )
}
