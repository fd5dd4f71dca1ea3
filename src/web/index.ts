export { asset, setAssetUrls } from './asset-urls.ts'
export * from './content/actions.tsx'
export * from './content/band-meter.tsx'
export * from './content/blocks.tsx'
export { Landscape } from './content/landscape.tsx'
export * from './content/list-filter.tsx'
export * from './content/marks.tsx'
export * from './content/navigation.tsx'
export * from './content/picture.tsx'
export * from './content/steps.tsx'
export * from './content/table.tsx'
export * from './form/button.tsx'
export * from './form/choices.tsx'
export { Field, FieldGroup, type FieldProps } from './form/field.tsx'
export * from './form/file-input.tsx'
export {
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  type FormError,
  FormSection,
  type FormValues,
} from './form/form.tsx'
export * from './form/text-fields.tsx'
export { VersionedForm } from './form/versioned-form.tsx'
export type { DrawingName } from './icons/drawings.ts'
export { Icon, type IconName, isIconName } from './icons/icon.tsx'
export { Logo } from './icons/logo.tsx'
export { island } from './island.tsx'
export * from './page/hall-layout.tsx'
export { jsonText, Page, type PageProps } from './page/page.tsx'
export { drawPage, type Piece } from './page/pieces.ts'
export * from './page/public-layout.tsx'
export * from './page/site-parts.tsx'
export * from './page/work-layout.tsx'
export * from './plots/bar-plot.tsx'
export * from './plots/line-plot.tsx'
export * from './plots/progress-plot.tsx'
export * from './plots/tile-grid.tsx'
export { langOf, spoken } from './spoken.ts'
export { StylePage } from './style-page/style-page.tsx'
export { type Lang, useLang, useWords, wordsOf } from './words.ts'
