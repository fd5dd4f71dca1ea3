import { LinkField, type LinkWords } from './link-field.ts'

/**
 * A text area of HTML becomes a page to write on: headings, lists, links, pasting from a word processor (`data-rich-text` names the
 * address that cleans what was pasted). The text area goes on holding what is sent; without script it is written in directly.
 */
type Labels = Readonly<Record<Tool | 'toolbar' | 'source', string>> & LinkWords
type Tool =
  | 'bold'
  | 'italic'
  | 'heading'
  | 'subheading'
  | 'paragraph'
  | 'bullets'
  | 'numbers'
  | 'quote'
  | 'link'
  | 'undo'
  | 'redo'

const commands: Readonly<
  Record<Exclude<Tool, 'link'>, readonly [command: string, value?: string, sign?: string]>
> = {
  paragraph: ['formatBlock', 'p', '¶'],
  heading: ['formatBlock', 'h2', 'H2'],
  subheading: ['formatBlock', 'h3', 'H3'],
  bold: ['bold', undefined, 'B'],
  italic: ['italic', undefined, 'I'],
  bullets: ['insertUnorderedList', undefined, '•'],
  numbers: ['insertOrderedList', undefined, '1.'],
  quote: ['formatBlock', 'blockquote', '”'],
  undo: ['undo', undefined, '↶'],
  redo: ['redo', undefined, '↷'],
}

export function start(root: ParentNode): void {
  for (const area of root.querySelectorAll<HTMLTextAreaElement>('textarea[data-rich-text]')) enhance(area)
}

/** A picture of the library, copied as the text of its element. */
const copiedFigure = /^\s*<figure>[\s\S]*<\/figure>\s*$/

function enhance(area: HTMLTextAreaElement): void {
  const labels = JSON.parse(area.dataset.labels ?? '{}') as Labels
  const sheet = document.createElement('div')
  sheet.className = 'input rich-text article-body'
  sheet.contentEditable = 'true'
  sheet.setAttribute('role', 'textbox')
  sheet.setAttribute('aria-multiline', 'true')
  sheet.setAttribute('aria-label', document.querySelector(`label[for="${area.id}"]`)?.textContent ?? '')
  const described = area.getAttribute('aria-describedby')
  if (described) sheet.setAttribute('aria-describedby', described)
  document.execCommand('defaultParagraphSeparator', false, 'p')

  const fill = () => {
    sheet.innerHTML = /<[a-z]/i.test(area.value) ? area.value : paragraphs(area.value)
  }
  let isOwn = false
  const keep = () => {
    area.value = sheet.innerHTML === '<br>' ? '' : sheet.innerHTML
    isOwn = true
    area.dispatchEvent(new Event('input', { bubbles: true }))
    isOwn = false
  }
  fill()
  sheet.addEventListener('input', keep)
  // A draft kept on the device puts its text into the area, whichever of the two came first.
  area.addEventListener('input', () => {
    if (!isOwn && !sheet.hidden) fill()
  })
  sheet.addEventListener('paste', (event) => {
    const plain = event.clipboardData?.getData('text/plain') ?? ''
    const html = event.clipboardData?.getData('text/html') || (copiedFigure.test(plain) ? plain : '')
    event.preventDefault()
    void pasted(html, plain, area.dataset.richText ?? '').then((clean) => {
      document.execCommand('insertHTML', false, clean)
      keep()
    })
  })

  // Pictures beside the sheet go where one last wrote, or to the end.
  let caret: Range | undefined
  document.addEventListener('selectionchange', () => {
    const chosen = getSelection()
    if (chosen?.rangeCount && sheet.contains(chosen.anchorNode)) caret = chosen.getRangeAt(0).cloneRange()
  })
  for (const piece of area.form?.querySelectorAll<HTMLElement>('[data-insert]') ?? [])
    piece.addEventListener('click', () => {
      const html = piece.dataset.insert ?? ''
      if (sheet.hidden) {
        area.setRangeText(html, area.selectionStart, area.selectionEnd, 'end')
        area.dispatchEvent(new Event('input', { bubbles: true }))
        return
      }
      insertBlock(sheet, html, caret)
      keep()
    })

  const bar = document.createElement('div')
  bar.className = 'rich-text-bar'
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', labels.toolbar)
  for (const [tool, [command, value, sign]] of Object.entries(commands))
    bar.append(
      button(labels[tool as Tool], sign ?? '', () => {
        sheet.focus()
        document.execCommand(command, false, value)
        keep()
      }),
    )
  const opener = button(labels.link, labels.link, () => link.toggle(caret))
  const link = new LinkField(sheet, opener, labels, keep, area.id)
  const source = button(labels.source, '</>', () => {
    const toSource = sheet.hidden === false
    if (!toSource) fill()
    else link.panel.hidden = true
    sheet.hidden = toSource
    area.hidden = !toSource
    source.setAttribute('aria-pressed', String(toSource))
    // The other tools work on the page, not on its code.
    for (const tool of bar.querySelectorAll('button')) tool.disabled = toSource && tool !== source
  })
  bar.append(opener, source)
  area.before(bar, link.panel, sheet)
  area.hidden = true
  area.required = false
}

/** A block stands after the paragraph in which one last wrote, never inside it. */
function insertBlock(sheet: HTMLElement, html: string, caret: Range | undefined): void {
  let after: Node | null = caret?.endContainer ?? null
  while (after && after.parentNode !== sheet) after = after.parentNode
  const made = document.createRange().createContextualFragment(`${html}<p><br></p>`)
  const inserted = made.firstElementChild
  if (after) after.parentNode?.insertBefore(made, after.nextSibling)
  else sheet.append(made)
  inserted?.scrollIntoView({ block: 'nearest' })
}

function button(label: string, sign: string, press: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button quiet small'
  made.title = label
  made.setAttribute('aria-label', label)
  made.textContent = sign
  made.addEventListener('mousedown', (event) => event.preventDefault())
  made.addEventListener('click', () => press(made))
  return made
}

async function pasted(html: string | undefined, plain: string, address: string): Promise<string> {
  if (!html) return paragraphs(plain)
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ html }),
    })
    if (answer.ok) return ((await answer.json()) as { html: string }).html
  } catch {
    // Offline: the words at least.
  }
  return paragraphs(plain)
}

function paragraphs(text: string): string {
  const safe = document.createElement('span')
  return text
    .split(/\n\s*\n/)
    .map((block) => {
      safe.textContent = block.trim()
      return safe.innerHTML === '' ? '' : `<p>${safe.innerHTML.replaceAll('\n', '<br>')}</p>`
    })
    .join('')
}
