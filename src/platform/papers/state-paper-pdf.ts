import { readFileSync } from 'node:fs'
import {
  type Block,
  type Cell,
  type Column,
  cellOf,
  issuerLines,
  levelSignatures,
  recipientLines,
  type StatePaper,
  spansOf,
} from './state-paper.ts'
import { renderTypst } from './typst.ts'

const template = readFileSync(new URL('./state-paper.typ', import.meta.url), 'utf8')

export interface PrintedAt {
  /** Instant written into the file: equal paper and instant give equal bytes. */
  readonly at?: Date | undefined
}

/** The paper as PDF/A with its fonts inside. */
export function statePaperPdf(paper: StatePaper, { at }: PrintedAt = {}): Promise<Buffer> {
  const { pictures, ...said } = paper
  const inputs = {
    title: said.title,
    formLabel: said.formLabel ?? null,
    letterhead: said.letterhead
      ? {
          ...said.letterhead,
          own: issuerLines(said.letterhead.own).join('\n'),
          ...(said.letterhead.above && { above: issuerLines(said.letterhead.above).join('\n') }),
        }
      : null,
    nationOnly: said.nationOnly ?? false,
    kind: said.kind ?? null,
    about: said.about ?? null,
    mark: said.mark ?? null,
    authority: said.authority ?? null,
    grounds: said.grounds ?? [],
    verdict: said.verdict ?? null,
    addressees: said.addressees ?? [],
    body: said.body.map(plain),
    recipients: said.recipients ? recipientLines(paper) : [],
    signature: said.signature ?? null,
    landscape: said.landscape ?? false,
    annexes: (said.annexes ?? []).map((annex) => ({
      ...annex,
      landscape: annex.landscape ?? false,
      body: annex.body.map(plain),
    })),
  }
  return renderTypst(template, inputs, { at, ...(pictures && { files: pictures }) })
}

/** A block with nothing left to default: what the template reads. */
function plain(block: Block): unknown {
  switch (block.kind) {
    case 'paragraph': {
      const { text, align = 'justify', indent = true, size = 'text' } = block
      return { kind: block.kind, spans: spansOf(text), align, indent, size }
    }
    case 'list':
      return { kind: block.kind, items: block.items.map(spansOf) }
    case 'article':
      return {
        kind: block.kind,
        label: block.label,
        spans: spansOf(block.text),
        more: (block.more ?? []).map(spansOf),
      }
    case 'table':
      return {
        ...block,
        dense: block.dense ?? false,
        columns: block.columns.map(column),
        rows: [
          ...block.rows.map(row),
          ...(block.total ? [row(block.total).map((c) => ({ ...c, bold: true }))] : []),
        ],
      }
    case 'choices':
      return { ...block, inline: block.inline ?? false }
    case 'signatures':
      return { ...block, blocks: levelSignatures(block.blocks) }
    default:
      return block
  }
}

const column = ({ head, width = 1, align = 'left' }: Column) => ({ head, width, align })
const row = (cells: readonly Cell[]) => cells.map(cellOf)
