export { createApiDocs } from './api-docs.tsx'
