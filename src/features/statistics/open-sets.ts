/** What may be downloaded and used again: said once, shown as a page and as DCAT. */
export interface OpenSet {
  /** Its words in the messages. */
  readonly key: 'products' | 'articles' | 'documents' | 'certificates' | 'sheets'
  readonly keywords: readonly string[]
  readonly files: readonly {
    readonly format: string
    readonly mediaType: string
    readonly href: string
    /** A file of the whole set; absent where the address answers page by page or one thing at a time. */
    readonly isWhole?: boolean
  }[]
}

const json = { format: 'JSON', mediaType: 'application/json' } as const
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const apiDescription = '/api/v1/openapi.json'

export const openSets: readonly OpenSet[] = [
  {
    key: 'products',
    keywords: ['OCOP', 'sản phẩm', 'hạng sao'],
    files: [
      { format: 'CSV', mediaType: 'text/csv', href: '/du-lieu-mo/san-pham.csv', isWhole: true },
      { format: 'XLSX', mediaType: sheet, href: '/du-lieu-mo/san-pham.xlsx', isWhole: true },
      { ...json, href: '/du-lieu-mo/san-pham.json', isWhole: true },
    ],
  },
  { key: 'articles', keywords: ['OCOP', 'tin tức'], files: [{ ...json, href: '/api/v1/articles' }] },
  { key: 'documents', keywords: ['OCOP', 'văn bản'], files: [{ ...json, href: '/api/v1/documents' }] },
  { key: 'certificates', keywords: ['OCOP', 'giấy chứng nhận'], files: [{ ...json, href: apiDescription }] },
  { key: 'sheets', keywords: ['OCOP', 'bộ tiêu chí'], files: [{ ...json, href: '/api/v1/sheets' }] },
]
