import { sql } from 'kysely'
import type { Kernel } from '../../platform/feature.ts'

/** A link or picture of a published piece that leads to nothing on this portal. */
export interface BrokenLink {
  readonly articleId: string
  readonly title: string
  readonly address: string
}

/**
 * Links into the portal itself, checked against what is there: news and their former addresses, documents, products, producers,
 * pictures, files. Links to other sites: `outside-links.ts`.
 */
export async function brokenLinks(kernel: Kernel): Promise<readonly BrokenLink[]> {
  const { rows } = await sql<BrokenLink>`
    WITH link AS (
      SELECT a.id AS "articleId", a.title, a.updated_on, m[1] AS address
      FROM article a, regexp_matches(a.body, '(?:href|src)="((?:/en)?/[^"#?]+)', 'g') AS m
      WHERE a.status = 'published'
    ), parted AS (
      SELECT *, regexp_replace(address, '^/en', '') AS path, regexp_replace(address, '^.*/', '') AS last FROM link
    )
    SELECT "articleId", title, address FROM parted WHERE CASE
      WHEN path LIKE '/tin-tuc/anh/%' THEN NOT EXISTS (SELECT 1 FROM portal_picture p WHERE p.id::text = last AND p.removed_at IS NULL)
      WHEN path LIKE '/tin-tuc/tap-tin/%' THEN NOT EXISTS (SELECT 1 FROM article_attachment f WHERE f.id::text = last AND f.removed_at IS NULL)
      WHEN path LIKE '/tin-tuc/%' THEN NOT EXISTS (SELECT 1 FROM article b WHERE b.slug = last AND b.status = 'published')
        AND NOT EXISTS (SELECT 1 FROM article_address o WHERE o.slug = last)
      WHEN path LIKE '/van-ban/tap-tin/%' THEN NOT EXISTS (SELECT 1 FROM document_file f WHERE f.id::text = last AND f.removed_at IS NULL)
      WHEN path LIKE '/van-ban/%' THEN NOT EXISTS (SELECT 1 FROM legal_document d WHERE d.slug = last)
      WHEN path LIKE '/san-pham/%' THEN NOT EXISTS (SELECT 1 FROM catalogue_entry e WHERE e.slug = last)
      WHEN path LIKE '/chu-the/%' THEN NOT EXISTS (SELECT 1 FROM producer p WHERE p.slug = last)
      ELSE false END
    ORDER BY updated_on DESC, address LIMIT 500`.execute(kernel.db)
  return rows
}
