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
]

/**
 * What may stand in an article: paragraphs, headings, lists, tables, links. Markup pasted from a word processor loses its
 * styles and keeps its structure; scripts, forms, pictures from elsewhere and event handlers are gone.
 */
export function cleanBody(typed: string): string {
  const html = /<[a-z][\s\S]*>/i.test(typed) ? typed : paragraphs(typed)
  return sanitize(html.normalize('NFC'), {
    allowedTags: tags,
    allowedAttributes: {
      a: ['href', 'rel'],
      th: ['scope', 'colspan', 'rowspan'],
      td: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: {
      b: 'strong',
      i: 'em',
      h1: 'h2',
      h4: 'h3',
      div: 'p',
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...(attribs.href && { href: attribs.href }), rel: 'noopener' },
      }),
    },
    exclusiveFilter: (frame) => frame.tag === 'p' && frame.text.trim() === '' && !frame.mediaChildren.length,
  }).trim()
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
