import { z } from 'zod'
import { failed, ok, type Result } from '../../../platform/command/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import { json, type Route } from '../../../platform/http/index.ts'
import { type Uploads, uploadRoutes } from '../../../platform/uploads/index.ts'
import { MOST_PHOTOS, type NewSurvey, PHOTO_TYPES } from './surveys.ts'

const DOOR = '/api/v1/survey-photos'

/** Photos of a visit on their way, piece by piece; the record of the visit names them. */
export function photoUploads(kernel: Kernel): Route[] {
  return uploadRoutes(kernel.uploads, {
    path: DOOR,
    permission: 'dossier.read',
    audit: 'dossier.survey',
    accept: PHOTO_TYPES,
    told: async (_ctx, accountId, id) => {
      const [taken] = await kernel.uploads.take(accountId, [id], PHOTO_TYPES)
      return taken?.problem?.code === 'upload-unknown'
        ? json({ code: 'upload-unknown' }, { status: 404 })
        : json({ problem: taken?.problem?.code ?? null })
    },
  })
}

/** Ids of uploads that carry the photos of a visit. */
export const PhotoIds = z.array(z.uuid()).max(MOST_PHOTOS).default([])

/** The photos these uploads brought; one that did not arrive whole, or is no file we take, refuses them all by its place. */
export async function photosOf(
  uploads: Uploads,
  accountId: string,
  ids: readonly string[],
): Promise<Result<NewSurvey['photos']>> {
  const taken = await uploads.take(accountId, ids, PHOTO_TYPES)
  const wrong = taken.flatMap(({ problem, stored }, index) =>
    stored ? [] : [{ code: 'file-broken', ...problem, field: `photos/${index}` }],
  )
  if (wrong.length > 0) return failed(...wrong)
  return ok(taken.map(({ name, stored }) => ({ hash: stored!.hash, name, mediaType: stored!.mediaType })))
}
