/** How far a demo dossier has come. */
export type Stage =
  | 'draft'
  | 'filed'
  | 'commune.received'
  | 'commune.returned'
  | 'proposed'
  | 'province.received'
  | 'in-round'
  | 'before-council'

/** Which demo product stands where (names as in the catalogue's demo), and the star it wishes for. */
export const demoStages: readonly {
  readonly product: string
  readonly stage: Stage
  readonly wish: 3 | 4
}[] = [
  { product: 'Nụ trầm Đồi Mây', stage: 'draft', wish: 3 },
  { product: 'Hương trầm Đồi Mây', stage: 'commune.received', wish: 4 },
  { product: 'Khăn zèng Suối Hoa', stage: 'filed', wish: 4 },
  { product: 'Túi thổ cẩm Suối Hoa', stage: 'commune.returned', wish: 3 },
  { product: 'Mắm ruốc Làng Sóng', stage: 'proposed', wish: 3 },
  { product: 'Mứt vỏ thanh trà Bãi Bồi', stage: 'province.received', wish: 3 },
  { product: 'Trà rau má Bãi Bồi', stage: 'in-round', wish: 3 },
  // The council's demo judges the first three, has the next three in progress, and tastes the last two by code.
  { product: 'Nếp than nương Suối Hoa', stage: 'before-council', wish: 4 },
  { product: 'Nước mắm cá cơm Làng Sóng', stage: 'before-council', wish: 4 },
  { product: 'Tôm chua Làng Sóng', stage: 'before-council', wish: 3 },
  { product: 'Rượu vang dâu Vườn Đá Bạc', stage: 'before-council', wish: 4 },
  { product: 'Tinh dầu tràm Vườn Đá Bạc', stage: 'before-council', wish: 3 },
  { product: 'Du lịch cộng đồng Bản Suối Trong', stage: 'before-council', wish: 4 },
  { product: 'Dâu tằm sấy dẻo Vườn Đá Bạc', stage: 'before-council', wish: 3 },
  { product: 'Mứt gừng Bãi Bồi', stage: 'before-council', wish: 3 },
]

/** Days of a demo dossier's steps, so that the office's clocks show something on the day the demo is loaded. */
export interface Course {
  readonly filed: string
  readonly received: string
  readonly returned: string
  readonly proposed: string
  readonly atProvince: string
  readonly inRound: string
  readonly advised: string
}
