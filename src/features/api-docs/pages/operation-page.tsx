import type { OwnAnswer, RequestContext } from '../../../platform/http/index.ts'
import { fill, formatNumber, type Lang, localPath } from '../../../platform/i18n/index.ts'
import {
  Button,
  Form,
  FormActions,
  type FormError,
  Message,
  Section,
  Select,
  Table,
  TextArea,
  TextInput,
} from '../../../web/index.ts'
import { PublicPage } from '../../frame/index.ts'
import { boundsOf, type Field, fieldsOf, type Operation, type Parameter, typeName } from '../description.ts'
import { curlOf, type Typed, type Written } from '../request.ts'
import { isTryable } from '../samples.ts'
import { summaryOf, words } from '../words.ts'

/** Of an answer this much is printed, in characters. */
const printed = 20_000

export interface OperationPageProps {
  readonly ctx: RequestContext
  readonly operation: Operation
  readonly typed: Typed
  readonly body: string
  readonly written: Written
  readonly errors: readonly FormError[]
  readonly answer: OwnAnswer | null
  /** Asked by pressing, not only shown as an example. */
  readonly asked: boolean
}

export function OperationPage(props: OperationPageProps) {
  const { ctx, operation, written, answer } = props
  const w = words(ctx.lang)
  const summary = summaryOf(operation, ctx.lang)
  const to = (path: string) => localPath(ctx.lang, path)
  return (
    <PublicPage
      ctx={ctx}
      title={`${operation.method} ${operation.path}`}
      description={summary.text}
      breadcrumbs={[{ label: w.title, href: to('/api-docs') }, { label: operation.path }]}
      noIndex={props.asked}
    >
      <header class="page-head">
        <h1 lang={summary.lang === ctx.lang ? undefined : summary.lang}>{summary.text}</h1>
        <p class="page-lead">
          <code class="api-address">
            {operation.method} {operation.path}
          </code>
        </p>
        <p class="muted">{operation.needsSignIn ? `${w.signIn}. ${w.trySignIn}` : w.open}</p>
      </header>
      {isTryable(operation) ? <TryForm {...props} /> : <Message>{w.tryNot}</Message>}
      <Section title={w.request}>
        <pre tabindex={0}>{curlOf(operation, written, ctx.url.origin)}</pre>
      </Section>
      {answer && <Answer {...props} answer={answer} />}
      {operation.body && <Fields title={w.bodyFields} fields={fieldsOf(operation.body)} lang={ctx.lang} />}
      {operation.answer && <Fields title={w.fields} fields={fieldsOf(operation.answer)} lang={ctx.lang} />}
      <Errors operation={operation} lang={ctx.lang} />
    </PublicPage>
  )
}

function TryForm({ ctx, operation, typed, body, errors }: OperationPageProps) {
  const w = words(ctx.lang)
  return (
    <Section title={w.try}>
      <p class="muted">{w.tryHint}</p>
      <Form
        method="get"
        action={`${localPath(ctx.lang, `/api-docs/${operation.key}`)}#tra-loi`}
        values={{ ...typed, body }}
        errors={errors}
        hidden={{ goi: '1' }}
      >
        {operation.parameters.map((parameter) => (
          <ParameterField parameter={parameter} lang={ctx.lang} />
        ))}
        {operation.body && (
          <TextArea name="body" label={w.body} rows={Math.min(16, body.split('\n').length + 2)} />
        )}
        <FormActions>
          <Button kind="primary" icon="arrowRight">
            {w.send}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function ParameterField({ parameter, lang }: { parameter: Parameter; lang: Lang }) {
  const w = words(lang)
  const { name, schema } = parameter
  const isPath = parameter.in === 'path'
  const field = {
    name: `${isPath ? 'p' : 'q'}.${name}`,
    label: name,
    required: isPath || parameter.required,
    hint: [
      w.parameters[name] ?? schema.description,
      `(${[
        typeName(schema),
        isPath ? w.pathParameter : parameter.required ? w.queryRequired : w.queryParameter,
        schema.enum ? undefined : boundsOf(schema),
        schema.default === undefined || schema.default === ''
          ? undefined
          : fill(w.defaultIs, { value: String(schema.default) }),
      ]
        .filter(Boolean)
        .join('; ')})`,
    ]
      .filter(Boolean)
      .join(' '),
  }
  if (schema.enum)
    return (
      <Select
        {...field}
        empty={isPath ? undefined : '–'}
        choices={schema.enum.map((value) => ({ value: String(value), label: String(value) }))}
      />
    )
  return <TextInput {...field} width="medium" spellcheck={false} />
}

function Answer({ ctx, operation, written, answer, asked }: OperationPageProps & { answer: OwnAnswer }) {
  const w = words(ctx.lang)
  const text = answer.text === null ? null : pretty(answer.text)
  return (
    <Section title={asked ? w.answerNow : w.answer} id="tra-loi">
      {!asked && <p class="muted">{w.example}</p>}
      <p>
        <strong>{answer.status}</strong> <code>{answer.mediaType}</code>
      </p>
      {text === null ? (
        <p>{fill(w.answerBinary, { type: answer.mediaType, bytes: formatNumber(answer.bytes, ctx.lang) })}</p>
      ) : (
        <pre class="api-answer" tabindex={0}>
          {text.slice(0, printed)}
        </pre>
      )}
      <p class="row">
        {text !== null && text.length > printed && (
          <span class="muted">
            {fill(w.answerCut, {
              shown: formatNumber(printed, ctx.lang),
              all: formatNumber(text.length, ctx.lang),
            })}
          </span>
        )}
        {operation.method === 'GET' && <a href={written.url}>{w.openAnswer}</a>}
      </p>
    </Section>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function Fields({ title, fields, lang }: { title: string; fields: readonly Field[]; lang: Lang }) {
  const w = words(lang)
  if (fields.length === 0) return null
  return (
    <Section title={title}>
      <Table
        caption={title}
        captionHidden
        compact
        rows={fields}
        columns={[
          {
            key: 'name',
            head: w.field,
            main: true,
            cell: (row) => <code class="api-address">{row.name}</code>,
          },
          { key: 'type', head: w.type, cell: (row) => <code class="api-address">{row.type}</code> },
          { key: 'required', head: w.required, tight: true, cell: (row) => (row.required ? w.yes : w.no) },
          { key: 'about', head: w.meaning, cell: (row) => row.about || '–' },
        ]}
      />
    </Section>
  )
}

function Errors({ operation, lang }: { operation: Operation; lang: Lang }) {
  const w = words(lang)
  const writes = operation.method !== 'GET'
  const apply = (status: string) =>
    status === '401' || status === '403'
      ? operation.needsSignIn
      : status === '404'
        ? operation.path.includes('{')
        : status === '409'
          ? writes && operation.needsSignIn
          : status === '422'
            ? writes
            : true
  return (
    <Section title={w.errors}>
      <Table
        caption={w.errors}
        captionHidden
        compact
        rows={Object.entries(w.statuses).filter(([status]) => apply(status))}
        columns={[
          { key: 'status', head: w.status, main: true, tight: true, cell: ([status]) => status },
          { key: 'meaning', head: w.meaning, cell: ([, meaning]) => meaning },
        ]}
      />
    </Section>
  )
}
