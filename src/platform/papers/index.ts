export { renderTypst, type TypstOptions } from './typst.ts'
