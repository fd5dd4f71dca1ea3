import type { Generated } from 'kysely'
import type { LinkOutcome } from '../../platform/outbound/index.ts'

export type ArticleStatus = 'draft' | 'submitted' | 'published' | 'withdrawn'

export interface ArticleTable {
  id: string
  slug: string
  lang: Generated<'vi' | 'en'>
  category: string
  title: string
  lead: Generated<string>
  body: Generated<string>
  folded: Generated<string>
  title_folded: Generated<string>
  title_spelled: Generated<string>
  author_name: Generated<string>
  unit_name: Generated<string>
  status: Generated<ArticleStatus>
  published_at: Date | null
  updated_on: string
  place_code: string
  source: unknown
  version: Generated<number>
  /** The version whose content stands in the columns while the piece is published. */
  public_version: number | null
  is_demo: Generated<boolean>
  created_by: string | null
  created_at: Generated<Date>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    article: ArticleTable
    article_version: {
      article_id: string
      version: number
      content: unknown
      saved_at: Date
      saved_by: string
    }
    article_attachment: {
      id: string
      article_id: string
      ordinal: number
      name: string
      file_hash: string
      media_type: string
      size: number
      removed_at: Date | null
    }
    article_action: {
      article_id: string
      seq: number
      deed: 'submit' | 'return' | 'publish' | 'withdraw' | 'undo'
      version: number
      reason: Generated<string>
      status_before: ArticleStatus
      public_version_before: number | null
      published_at_before: Date | null
      done_at: Date
      done_by: string
    }
    article_address: { slug: string; article_id: string }
    outside_link: {
      url: string
      outcome: LinkOutcome
      status: number | null
      checked_at: Date
      answered_at: Date | null
      ignored_at: Date | null
      ignored_by: string | null
      is_demo: Generated<boolean>
    }
    portal_picture: {
      id: string
      original_hash: string
      shown_hash: string
      width: number
      height: number
      alternative: string
      caption: Generated<string>
      place_code: string
      added_at: Date
      added_by: string
      removed_at: Date | null
    }
  }
}
