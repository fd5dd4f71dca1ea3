import { fill, type Lang } from '../../../platform/i18n/index.ts'
import { Section } from '../../../web/index.ts'
import type { SpokenPlace } from '../../places/index.ts'
import { words } from '../words.ts'

/** Of those who help in a commune this many are named; the directory has the rest. */
const mostNamed = 4

export interface Helper {
  readonly name: string
  readonly path: string
}

/** Who helps producers here: their names, each leading to how to reach them. */
export function Helpers({
  place,
  helpers,
  lang,
}: {
  place: SpokenPlace
  helpers: readonly Helper[]
  lang: Lang
}) {
  const w = words(lang)
  const [first] = helpers
  if (!place.commune || !first) return null
  return (
    <Section
      title={fill(w.helpers, { place: place.commune.name })}
      more={{ href: first.path.replace(/#.*$/, ''), label: w.helpersAll }}
    >
      <ul>
        {helpers.slice(0, mostNamed).map(({ name, path }) => (
          <li>
            <a href={path}>{name}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
