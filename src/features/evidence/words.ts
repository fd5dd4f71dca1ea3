import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type EvidenceWords, messages as vi } from './messages.vi.ts'

export function words(lang: Lang): EvidenceWords {
  return lang === 'en' ? en : vi
}

/** Kinds of evidence in English; the decree's own words are Vietnamese. */
const KINDS_EN: Readonly<Record<string, string>> = {
  'dang-ky-kinh-doanh': 'Business registration',
  'du-dieu-kien-san-xuat': 'Certificate of eligibility for production',
  'nguon-goc-nguyen-lieu': 'Origin of raw material, material areas, supply chain',
  'moi-truong-cong-nghe': 'Environmental protection, sustainable technology',
  'lao-dong-dia-phuong': 'Use of local labour',
  'tang-truong': 'Business growth',
  'so-huu-tri-tue': 'Intellectual property',
  'thi-truong-xuc-tien': 'Markets and trade promotion',
  'quang-ba': 'Promotion of the product',
  'cau-chuyen': 'Product story',
  'cong-bo-chat-luong': 'Declaration of quality',
  'phieu-kiem-nghiem': 'Test report on quality and food safety',
  'ma-vach-truy-xuat': 'Bar code, trace stamp',
  'he-thong-chat-luong': 'Quality management system',
  'giai-thuong': 'Awards',
}

export function kindName(kind: { readonly id: string; readonly label: string }, lang: Lang): string {
  return (lang === 'en' && KINDS_EN[kind.id]) || kind.label
}
