import type { Bilingual, Lang } from '../../platform/i18n/index.ts'
import type { Role } from '../../rules/permissions/index.ts'

const names: Readonly<Record<Role, Bilingual>> = {
  producer: { vi: 'Chủ thể OCOP', en: 'OCOP producer' },
  'commune-officer': { vi: 'Cán bộ UBND cấp xã', en: 'Commune officer' },
  'provincial-office': { vi: 'Cơ quan tham mưu OCOP cấp tỉnh', en: 'Provincial OCOP office' },
  'advisory-team': { vi: 'Thành viên Tổ tư vấn', en: 'Advisory team member' },
  'council-member': { vi: 'Thành viên Hội đồng', en: 'Council member' },
  secretary: { vi: 'Thư ký Hội đồng', en: 'Council secretary' },
  chair: { vi: 'Chủ tịch Hội đồng', en: 'Council chair' },
  leader: { vi: 'Lãnh đạo UBND cấp tỉnh', en: 'Leader of the People’s Committee' },
  agency: { vi: 'Cơ quan, đơn vị phối hợp', en: 'Partner agency' },
  inspector: { vi: 'Thành viên đoàn kiểm tra', en: 'Inspector' },
  editor: { vi: 'Biên tập viên cổng thông tin', en: 'Portal editor' },
  auditor: { vi: 'Người giám sát', en: 'Auditor' },
  administrator: { vi: 'Quản trị hệ thống', en: 'Administrator' },
  public: { vi: 'Công chúng', en: 'Public' },
}

/** A role as an official names it. */
export function roleName(role: Role, lang: Lang): string {
  return names[role][lang]
}
