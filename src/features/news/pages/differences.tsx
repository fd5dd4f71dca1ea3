import type { FormValues } from '../../../web/index.ts'
import { bodyText } from '../body.ts'
import { differences } from '../differences.ts'

/** A piece as lines to compare: title, summary, then each paragraph of the body as words. */
export function comparable(values: FormValues): string {
  const text = (name: string) => String(values[name] ?? '')
  const body = text('body')
    .replace(/<\/(p|li|h2|h3|tr|figure)>/g, '\n')
    .split('\n')
    .map(bodyText)
    .filter(Boolean)
  return [
    text('title'),
    text('lead'),
    ...body,
    [text('authorName'), text('unitName')].filter(Boolean).join(', '),
  ]
    .filter(Boolean)
    .join('\n')
}

/** Two texts as one: what is gone struck through, what is new underlined; read aloud by their words. */
export function Differences({
  before,
  after,
  words,
}: {
  before: string
  after: string
  words: { gone: string; added: string }
}) {
  const runs = differences(before, after)
  return (
    <>
      <p class="small">
        <del>{words.gone}</del> · <ins>{words.added}</ins>
      </p>
      <div class="differences">
        {runs.map((run) =>
          run.kind === 'same' ? (
            run.text
          ) : run.kind === 'gone' ? (
            <del>{run.text}</del>
          ) : (
            <ins>{run.text}</ins>
          ),
        )}
      </div>
    </>
  )
}
