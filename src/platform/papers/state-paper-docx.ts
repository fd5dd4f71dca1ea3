import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx'
import { printed, signed } from './docx-blocks.ts'
import {
  capitals,
  font,
  frameless,
  indented,
  line,
  margin,
  type Part,
  shortRule,
  sizes,
} from './docx-lines.ts'
import { issuerLines, recipientLines, type StatePaper } from './state-paper.ts'

/** The paper as a document that can be worked on, in the same layout as its PDF. */
export function statePaperDocx(paper: StatePaper): Promise<Buffer> {
  const pictures = paper.pictures ?? {}
  const section = (children: Part[], landscape: boolean, first: boolean): ISectionOptions => ({
    properties: {
      page: {
        size: {
          width: 11906,
          height: 16838,
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin,
      },
      titlePage: first,
    },
    headers: { default: new Header({ children: [pageNumber()] }), first: new Header({ children: [] }) },
    footers: { default: markFooter(paper.mark), first: markFooter(paper.mark) },
    children,
  })
  const document = new Document({
    creator: 'Sao Làng',
    title: paper.title,
    styles: {
      default: {
        document: { run: { font, size: sizes.text }, paragraph: { spacing: { after: 100, line: 276 } } },
      },
    },
    sections: [
      section(
        [
          ...head(paper),
          ...paper.body.flatMap((block, at) =>
            printed(block, pictures, paper.landscape ?? false, at === paper.body.length - 1),
          ),
          ...foot(paper, pictures),
        ],
        paper.landscape ?? false,
        true,
      ),
      ...(paper.annexes ?? []).map((annex) =>
        section(
          [
            line(annex.label, { align: 'center', bold: true, size: sizes.title }),
            ...(annex.about ? [line(annex.about, { align: 'center', bold: true })] : []),
            ...(annex.note ? [line(annex.note, { align: 'center', italics: true, size: sizes.head })] : []),
            ...annex.body.flatMap((block) => printed(block, pictures, annex.landscape ?? false)),
          ],
          annex.landscape ?? false,
          false,
        ),
      ),
    ],
  })
  return Packer.toBuffer(document)
}

const pageNumber = () =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], font, size: sizes.text })],
  })

const markFooter = (mark: string | undefined) =>
  new Footer({ children: mark ? [line(mark, { align: 'center', italics: true, size: sizes.dense })] : [] })

function head(paper: StatePaper): Part[] {
  const { letterhead, kind, about, authority, grounds, verdict, addressees } = paper
  const parts: Part[] = []
  if (paper.formLabel) parts.push(line(paper.formLabel, { align: 'right', bold: true }))
  if (letterhead) {
    const left = [
      ...(letterhead.above
        ? issuerLines(letterhead.above).map((above) =>
            line(capitals(above), { align: 'center', size: sizes.head, after: 0 }),
          )
        : []),
      ...issuerLines(letterhead.own).map((own) =>
        line(capitals(own), { align: 'center', bold: true, size: sizes.head, after: 0 }),
      ),
      shortRule(1300),
      ...(letterhead.number ? [line(letterhead.number, { align: 'center', after: 0 })] : []),
      ...(letterhead.subject
        ? [line(letterhead.subject, { align: 'center', size: sizes.head, after: 0 })]
        : []),
    ]
    const right = [
      ...nation(),
      ...(letterhead.placeDate
        ? [line(letterhead.placeDate, { align: 'center', italics: true, after: 0 })]
        : []),
    ]
    parts.push(
      frameless([
        { width: 42, children: left },
        { width: 58, children: right },
      ]),
      line('', { after: 0 }),
    )
  } else if (paper.nationOnly) parts.push(...nation(), line('', { after: 0 }))
  if (kind) {
    parts.push(
      new Paragraph({
        heading: HeadingLevel.TITLE,
        alignment: AlignmentType.CENTER,
        spacing: { before: 120, after: 40 },
        children: [
          new TextRun({ text: capitals(kind), font, size: sizes.title, bold: true, color: '000000' }),
        ],
      }),
    )
    if (about) parts.push(line(about, { align: 'center', bold: true, after: 0 }))
    parts.push(shortRule(3400))
  }
  if (addressees?.length === 1) parts.push(line(`Kính gửi: ${addressees[0]}`, { align: 'center' }))
  else if (addressees && addressees.length > 1)
    parts.push(
      frameless([
        { width: 24, children: [line('Kính gửi:', { align: 'right', after: 0 })] },
        {
          width: 76,
          children: addressees.map((one, at) =>
            line(`- ${one}${at + 1 < addressees.length ? ';' : '.'}`, { align: 'left', after: 40 }),
          ),
        },
      ]),
      line('', { after: 0 }),
    )
  if (authority) parts.push(line(capitals(authority), { align: 'center', bold: true }))
  for (const ground of grounds ?? []) parts.push(indented(ground, true))
  if (verdict) parts.push(line(verdict, { align: 'center', bold: true }))
  return parts
}

const nation = () => [
  line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { align: 'center', bold: true, size: sizes.head, after: 0 }),
  line('Độc lập - Tự do - Hạnh phúc', { align: 'center', bold: true, after: 0 }),
  shortRule(1250),
]

function foot(paper: StatePaper, pictures: Readonly<Record<string, Uint8Array>>): Part[] {
  if (!paper.signature && !paper.recipients) return []
  const left = paper.recipients
    ? [
        line('Nơi nhận:', { align: 'left', bold: true, italics: true, size: sizes.head, after: 0 }),
        ...recipientLines(paper).map((text) => line(text, { align: 'left', size: sizes.small, after: 0 })),
      ]
    : [line('')]
  const right = paper.signature ? signed(paper.signature, pictures) : [line('')]
  return [
    line('', { after: 0, keepNext: true }),
    frameless([
      { width: 50, children: left },
      { width: 50, children: right },
    ]),
  ]
}
