export { type FigureExtent, type PromotionFigure, promotionFigures } from './figures.ts'
export { createPromotion, type Promotion } from './promotion.tsx'
