import sanitize from 'sanitize-html'

const tags = [
  'p',
  'br',
  'h2',
  'h3',
  'ul',
  'ol',
  'li',
  'strong',
  'em',
  'a',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'sub',
  'sup',
  'figure',
  'figcaption',
  'img',
  'caption',
]

/**
 * What may stand in an article: paragraphs, headings, lists, tables, links. Markup pasted from a word processor loses its
 * styles and keeps its structure; scripts, forms, pictures from elsewhere and event handlers are gone.
 */
export function cleanBody(typed: string): string {
  const html = /<[a-z][\s\S]*>/i.test(typed) ? fromWord(typed) : paragraphs(typed)
  return sanitize(html.normalize('NFC'), {
    allowedTags: tags,
    allowedAttributes: {
      a: ['href', 'rel'],
      th: ['scope', 'colspan', 'rowspan'],
      td: ['colspan', 'rowspan'],
      img: ['src', 'alt', 'width', 'height', 'loading'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: {
      b: 'strong',
      i: 'em',
      h1: 'h2',
      h4: 'h3',
      div: 'p',
      img: (tagName, attribs) => ({ tagName, attribs: { ...attribs, loading: 'lazy' } }),
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...(attribs.href && { href: attribs.href }), rel: 'noopener' },
      }),
    },
    exclusiveFilter: ({ tag, text, attribs, mediaChildren }) => {
      if (tag === 'img') return !ownPicture.test(attribs.src ?? '') || !attribs.alt?.trim()
      return (
        ['p', 'figure', 'li', 'h2', 'h3'].includes(tag) &&
        text.trim() === '' &&
        !mediaChildren.includes('img')
      )
    },
  }).trim()
}

/** Only pictures of the library, each with its words: pictures from elsewhere would tell others who reads here. */
const ownPicture = /^\/tin-tuc\/anh\/[0-9a-f-]{36}$/

/**
 * What a word processor puts on the clipboard: its conditional comments, styles and name-spaced elements go, its lists, which are
 * paragraphs with a drawn bullet or number, become lists.
 */
function fromWord(html: string): string {
  if (!/mso-|class="?Mso|urn:schemas-microsoft-com/i.test(html)) return html
  return html
    .replace(/<(style|xml|head|title|script)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<p\b[^>]*(?:MsoListParagraph|mso-list:\s*l\d)[^>]*>([\s\S]*?)<\/p>/gi, (_, inner: string) => {
      const mark =
        /<span[^>]*mso-list:\s*Ignore[^>]*>([\s\S]*?)<\/span>\s*(?:<!\[endif\]>|<!--\[endif\]-->)/i.exec(
          inner,
        )
      const numbered = /[0-9a-zđ][.)]/i.test((mark?.[1] ?? '').replace(/<[^>]*>|&nbsp;/g, ''))
      const words = mark ? inner.replace(mark[0], '') : inner.replace(/^\s*[·•\-–o§]\s*/, '')
      return `<li data-list="${numbered ? 'ol' : 'ul'}">${words}</li>`
    })
    .replace(
      /(?:<li data-list="(ol|ul)">[\s\S]*?<\/li>\s*)(?:<li data-list="\1">[\s\S]*?<\/li>\s*)*/g,
      '<$1>$&</$1>',
    )
    .replace(/<!--[\s\S]*?-->|<!\[[^>]*\]>/g, '')
    .replace(/<\/?[a-z]+:[^>]*>/gi, '')
}

/** Typed text without markup: blank lines part paragraphs, a line that begins with “- ” is an item of a list. */
function paragraphs(text: string): string {
  const escaped = (line: string) =>
    line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const blocks = text.split(/\n\s*\n/).map((block) =>
    block
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  )
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      lines.every((line) => /^[-–•]\s/.test(line))
        ? `<ul>${lines.map((line) => `<li>${escaped(line.replace(/^[-–•]\s+/, ''))}</li>`).join('')}</ul>`
        : `<p>${lines.map(escaped).join('<br>')}</p>`,
    )
    .join('')
}

/** The words of a body without its markup, for searching and short descriptions. */
export function bodyText(html: string): string {
  return sanitize(html.replace(/<\/(p|li|h2|h3|td|th|blockquote)>/g, ' </$1>').replace(/<br>/g, ' '), {
    allowedTags: [],
    allowedAttributes: {},
  })
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .trim()
}
