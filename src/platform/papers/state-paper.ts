/** Text with emphasis, or plain. Nothing in it is read as markup. */
export type Text = string | readonly Span[]

export interface Span {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
}

export interface Column {
  readonly head: string
  /** Share of the width left over, or millimetres. 1 share where not said. */
  readonly width?: number | { readonly mm: number }
  readonly align?: 'left' | 'center' | 'right'
}

/** A cell; `span` covers that many columns. */
export type Cell = Text | { readonly text: Text; readonly span?: number; readonly bold?: boolean }

/** Who signs, in the order it is printed: authority, post, note, name. */
export interface Signature {
  /** "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"; printed in capitals. */
  readonly authority: string
  readonly post?: string | undefined
  /** "(Ký, ghi rõ họ tên)". */
  readonly note?: string | undefined
  readonly name?: string | undefined
  /** Name of a file in `pictures`: a drawn signature. */
  readonly picture?: string | undefined
}

export type Block =
  | {
      readonly kind: 'heading'
      readonly text: string
      readonly level?: 1 | 2 | 3
      readonly align?: 'left' | 'center'
    }
  | {
      readonly kind: 'paragraph'
      readonly text: Text
      readonly align?: 'justify' | 'left' | 'center' | 'right'
      /** First line set in by 10 mm unless false or not justified. */
      readonly indent?: boolean
      readonly size?: 'small'
    }
  /** Lines that begin with a dash. */
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  /** "Điều 1." in bold before its first paragraph. */
  | { readonly kind: 'article'; readonly label: string; readonly text: Text; readonly more?: readonly Text[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Cell[])[]
      readonly total?: readonly Cell[]
      readonly caption?: string
      /** 10-point rows for wide tables; 11 otherwise. */
      readonly dense?: boolean
    }
  /** "Label: value", dotted where nothing was filled in. */
  | {
      readonly kind: 'fields'
      readonly rows: readonly { readonly label: string; readonly value: string | null }[]
    }
  /** Boxes to tick. */
  | {
      readonly kind: 'choices'
      readonly rows: readonly { readonly text: string; readonly on: boolean }[]
      /** In one line instead of one below the other. */
      readonly inline?: boolean
    }
  /** What a person typed: its own line breaks are kept; dotted where empty. */
  | { readonly kind: 'typed'; readonly text: string | null }
  | {
      readonly kind: 'picture'
      readonly file: string
      readonly alt: string
      readonly widthMm: number
      readonly caption?: string
    }
  | { readonly kind: 'signatures'; readonly blocks: readonly Signature[] }
  | { readonly kind: 'space'; readonly mm: number }
  | { readonly kind: 'page-break' }

export interface Annex {
  /** "PHỤ LỤC I". */
  readonly label: string
  readonly about?: string | undefined
  /** "(Kèm theo Quyết định số …)". */
  readonly note?: string | undefined
  readonly landscape?: boolean
  readonly body: readonly Block[]
}

/**
 * An administrative paper as the state lays it out (Nghị định 30/2020/NĐ-CP, Phụ lục I), said once: `statePaperPdf` and
 * `statePaperDocx` print the same. Every text is plain; a part that is not given is not printed.
 */
export interface StatePaper {
  /** Name of the document in the reader's window and for assistive technology. */
  readonly title: string
  /** "Mẫu số 01" at the upper right, for forms of a decree. */
  readonly formLabel?: string | undefined
  readonly letterhead?: {
    /** Body above the issuing one. */
    readonly above?: string | undefined
    readonly own: string
    /** "Số: 12/QĐ-UBND". */
    readonly number?: string | undefined
    /** For letters: "V/v …" below the number. */
    readonly subject?: string | undefined
    /** "Huế, ngày 05 tháng 9 năm 2026". */
    readonly placeDate?: string | undefined
  }
  /** Only the nation's title, centred: forms that a person or a co-operative writes. */
  readonly nationOnly?: boolean
  /** Kind of paper: "Quyết định". Letters have none. */
  readonly kind?: string | undefined
  /** What it is about, below the kind. */
  readonly about?: string | undefined
  /** "Bản dự thảo", "Dữ liệu minh họa": at the head of every page and across it. */
  readonly mark?: string | undefined
  /** "CHỦ TỊCH ỦY BAN NHÂN DÂN …" above the grounds. */
  readonly authority?: string | undefined
  readonly grounds?: readonly string[] | undefined
  /** "QUYẾT ĐỊNH:" after the grounds. */
  readonly verdict?: string | undefined
  /** "Kính gửi": one line, or several below each other. */
  readonly addressees?: readonly string[] | undefined
  readonly body: readonly Block[]
  /** "Nơi nhận", each line without dash and semicolon; "Lưu: VT" is added unless said otherwise. */
  readonly recipients?: readonly string[] | undefined
  readonly archive?: string | undefined
  readonly signature?: Signature | undefined
  readonly annexes?: readonly Annex[] | undefined
  readonly landscape?: boolean
  /** PNG, JPEG or SVG (SVG in PDF only) by the name blocks call them. */
  readonly pictures?: Readonly<Record<string, Uint8Array>> | undefined
}

/** Text as spans, for both printers. */
export function spansOf(text: Text): readonly Span[] {
  return typeof text === 'string' ? [{ text }] : text
}

export interface PlainCell {
  readonly spans: readonly Span[]
  readonly span: number
  readonly bold: boolean
}

export function cellOf(cell: Cell): PlainCell {
  if (typeof cell === 'string' || Array.isArray(cell))
    return { spans: spansOf(cell as Text), span: 1, bold: false }
  const { text, span = 1, bold = false } = cell as Exclude<Cell, Text>
  return { spans: spansOf(text), span, bold }
}

/** Lines of "Nơi nhận" as printed, the file copy last (Phụ lục I Mục II khoản 9). */
export function recipientLines(paper: StatePaper): readonly string[] {
  const lines = paper.recipients ?? []
  return [...lines.map((line) => `- ${line};`), `- Lưu: ${paper.archive ?? 'VT'}.`]
}

/** Long names of bodies are broken before the place, as offices do: “Ủy ban nhân dân / thành phố Huế”, “Sở Nông nghiệp / và Môi trường / thành phố Huế”. */
export function issuerLines(name: string): readonly string[] {
  return name
    .split(/\n|(?<=^\S+ \S+ nhân dân) (?=\S)/iu)
    .flatMap((part) =>
      part.length > 30 ? part.split(/(?<!cấp) (?=(?:thành phố|tỉnh) \S.{0,24}$)/iu) : [part],
    )
    .flatMap((part) => (part.length > 24 ? part.split(/ (?=và )/iu) : [part]))
    .flatMap((part) => (part.length > 24 ? evenLines(part, 24) : [part]))
}

/** The fewest lines of at most so many letters, as even as words allow, rather broken after a comma or before a name. */
function evenLines(text: string, most: number): readonly string[] {
  const words = text.split(' ')
  const best: { cost: number; lines: readonly string[] }[] = [{ cost: 0, lines: [] }]
  for (let end = 1; end <= words.length; end++)
    for (let start = end - 1; start >= 0; start--) {
      const line = words.slice(start, end).join(' ')
      if (line.length > most && start < end - 1) break
      const before = best[start]!
      const fits = line.endsWith(',') || /^\p{Lu}/u.test(words[end] ?? '')
      // A line more costs more than any unevenness.
      const cost = before.cost + most ** 2 + (most - line.length) ** 2 / most - (fits ? 4 : 0)
      if (cost < (best[end]?.cost ?? Number.POSITIVE_INFINITY))
        best[end] = { cost, lines: [...before.lines, line] }
    }
  return best[words.length]!.lines
}

/** Signatures side by side: one that lacks a line keeps its place, so that all names stand level. */
export function levelSignatures(blocks: readonly Signature[]): readonly Signature[] {
  const fill = (key: 'post' | 'note') => (blocks.some((one) => one[key]) ? '\u00a0' : undefined)
  const [post, note] = [fill('post'), fill('note')]
  return blocks.map((one) => ({ ...one, post: one.post ?? post, note: one.note ?? note }))
}
