import type { FileHandle } from 'node:fs/promises'
import { posix } from 'node:path'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { unpack, type ZipEntry } from '../files/zip.ts'
import { builtinFormat } from './xlsx-cell.ts'

/** What a workbook says beside its sheets (ECMA-376 part 1, SpreadsheetML). */
export interface Workbook {
  readonly sheets: readonly string[]
  readonly strings: readonly string[]
  /** By the style of a cell: its number format. */
  readonly formats: readonly string[]
  readonly date1904: boolean
}

export type Parts = ReadonlyMap<string, ZipEntry>

export async function readWorkbook(file: FileHandle, parts: Parts): Promise<Workbook> {
  const targets = await relations(file, parts)
  const sheets: string[] = []
  let date1904 = false
  await eachTag(file, parts.get('xl/workbook.xml'), {
    open: (name, { attributes }) => {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key) && key !== 'id')?.[1]
      const target = name === 'sheet' && id !== undefined ? targets.get(id) : undefined
      if (target?.kind.endsWith('/worksheet')) sheets.push(target.path)
    },
  })
  const of = (kind: string) => [...targets.values()].find((target) => target.kind.endsWith(kind))?.path
  return {
    sheets,
    date1904,
    strings: await sharedStrings(file, parts.get(of('/sharedStrings') ?? '')),
    formats: await formatsOf(file, parts.get(of('/styles') ?? '')),
  }
}

async function relations(file: FileHandle, parts: Parts) {
  const targets = new Map<string, { kind: string; path: string }>()
  await eachTag(file, parts.get('xl/_rels/workbook.xml.rels'), {
    open: (name, { attributes }) => {
      if (name !== 'Relationship') return
      const target = attributes.Target ?? ''
      const path = target.startsWith('/') ? target.slice(1) : posix.join('xl', target)
      targets.set(attributes.Id ?? '', { kind: attributes.Type ?? '', path })
    },
  })
  return targets
}

/** Runs of a rich text are one text; how it is read aloud (`rPh`) is not part of it. */
async function sharedStrings(file: FileHandle, entry: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let inText = false
  let aloud = false
  await eachTag(file, entry, {
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') aloud = true
      else if (name === 't') inText = !aloud
    },
    text: (piece) => {
      if (inText) text += piece
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') aloud = false
      else if (name === 'si') strings.push(text)
    },
  })
  return strings
}

async function formatsOf(file: FileHandle, entry: ZipEntry | undefined): Promise<string[]> {
  const own = new Map<number, string>()
  const formats: string[] = []
  let ofCells = false
  await eachTag(file, entry, {
    open: (name, { attributes }) => {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') ofCells = true
      else if (name === 'xf' && ofCells) {
        const id = Number(attributes.numFmtId ?? 0)
        formats.push(own.get(id) ?? builtinFormat(id))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') ofCells = false
    },
  })
  return formats
}

export interface Handlers {
  readonly open?: (name: string, tag: SaxesTagPlain) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Names without the prefix some programs write (`x:row`). */
const bare = (name: string) => name.slice(name.indexOf(':') + 1)

/** A parser that calls the handlers; throws at the first thing that is no XML. */
export function parserFor({ open, close, text }: Handlers): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false })
  if (open) parser.on('opentag', (tag) => open(bare(tag.name), tag))
  if (close) parser.on('closetag', (tag) => close(bare(tag.name)))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  parser.on('error', (error) => {
    throw error
  })
  return parser
}

async function eachTag(file: FileHandle, entry: ZipEntry | undefined, handlers: Handlers): Promise<void> {
  if (!entry) return
  const parser = parserFor(handlers)
  for await (const piece of textsOf(file, entry)) parser.write(piece)
  parser.close()
}

/** The text of a part: UTF-8 or UTF-16 by its mark, strictly. */
export async function* textsOf(file: FileHandle, entry: ZipEntry): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const piece of unpack(file, entry)) {
    const wide = piece[0] === 0xff && piece[1] === 0xfe
    decoder ??= new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true })
    yield decoder.decode(piece, { stream: true })
  }
  const rest = decoder?.decode()
  if (rest) yield rest
}
