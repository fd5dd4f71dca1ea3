import { type FunctionComponent, hydrate } from 'preact'
import { asset } from './asset-urls.ts'

/** What an island may be given: it travels to the browser as JSON. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/**
 * A component that is drawn by the server and comes alive in the browser. Write it in `<name>.client.tsx` as
 * `export const Thing = island('<name>', function Thing(props: Props) {…})`; pages use `<Thing {...props} />`.
 * The name is the file's; props must be JSON.
 */
export function island<Props extends object>(
  name: string,
  component: FunctionComponent<Props>,
): FunctionComponent<Props> {
  const Component = component
  if (typeof document !== 'undefined') {
    for (const place of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]`)) {
      hydrate(<Component {...(JSON.parse(place.dataset.props ?? '{}') as Props)} />, place)
    }
    return component
  }
  return function Island(props: Props) {
    return (
      <>
        <div class="island" data-island={name} data-props={JSON.stringify(props)}>
          <Component {...props} />
        </div>
        <script type="module" src={asset(`${name}.js`)} />
      </>
    )
  }
}
