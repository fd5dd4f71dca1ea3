import type { NoticeWords } from '../../platform/notice.ts'
import type { ChannelId } from './channels.ts'

export type Said = Readonly<Record<'vi' | 'en', NoticeWords>>

export type DeliveryState = 'handed-over' | 'no-address' | 'turned-off'

export interface NoticeTable {
  id: string
  kind: string
  key: string | null
  words: Said
  path: string
  about_kind: string | null
  about_id: string | null
  caused_by: string | null
  created_at: Date
}

export interface NoticeCopyTable {
  notice_id: string
  account_id: string
  created_at: Date
  read_at: Date | null
}

export interface NoticeDeliveryTable {
  notice_id: string
  account_id: string
  channel: ChannelId
  state: DeliveryState
  mail_id: string | null
  created_at: Date
}

export interface NoticeSilenceTable {
  account_id: string
  kind: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    notice: NoticeTable
    notice_copy: NoticeCopyTable
    notice_delivery: NoticeDeliveryTable
    notice_silence: NoticeSilenceTable
  }
}
