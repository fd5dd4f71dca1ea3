export type FileTextState = 'read' | 'no-text' | 'unreadable'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    search_miss: { day: string; words: string; times: number }
    search_word: { word: string; texts: number }
    file_text: { file_hash: string; state: FileTextState; plain: string; folded: string; read_at: Date }
  }
}
