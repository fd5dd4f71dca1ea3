export type { Annex, Block, Cell, Column, Signature, Span, StatePaper, Text } from './state-paper.ts'
export { statePaperDocx } from './state-paper-docx.ts'
export { statePaperPdf } from './state-paper-pdf.ts'
export { renderTypst, type TypstOptions } from './typst.ts'
