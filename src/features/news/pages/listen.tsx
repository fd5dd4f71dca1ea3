import type { Lang } from '../../../platform/i18n/index.ts'
import { Icon } from '../../../web/index.ts'
import { words } from '../words.ts'

interface Sound {
  readonly id: string
  readonly name: string
  readonly mediaType: string
}

/** A sound laid to a piece is its reading. */
export function isSound({ mediaType }: Pick<Sound, 'mediaType'>): boolean {
  return mediaType.startsWith('audio/')
}

/**
 * The place to listen: the editor's recording where there is one (its words are the article itself), otherwise the voice of the
 * reader's device, offered by script only where the device has one for the language.
 */
export function Listen({
  lang,
  sound,
  spoken,
  filesAt,
}: {
  lang: Lang
  sound: Sound | undefined
  /** Language of the text. */
  spoken: Lang
  filesAt: string
}) {
  const w = words(lang)
  if (sound)
    return (
      <figure class="listen no-print">
        <figcaption>
          <Icon name="play" /> {w.listen}
        </figcaption>
        {/* biome-ignore lint/a11y/useMediaCaption: the article beneath is the text of what is read */}
        <audio controls preload="none" src={`${filesAt}/${sound.id}`} aria-label={w.listen} />
      </figure>
    )
  return (
    <button
      class="button quiet small"
      type="button"
      hidden
      data-listen=".article-title, .article-lead, .article-body :is(p, h2, h3, li, td, th, figcaption)"
      data-listen-lang={spoken}
      data-listen-stop={w.listenStop}
    >
      <Icon name="play" /> <span data-listen-word>{w.listen}</span>
    </button>
  )
}
