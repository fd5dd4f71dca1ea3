import type { Kernel } from '../../platform/feature.ts'
import { json, type Route } from '../../platform/http/index.ts'
import { fill } from '../../platform/i18n/index.ts'
import { uploadRoutes } from '../../platform/uploads/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { papersHolding } from './queries.ts'
import { asFormFile, receiveFiles, UPLOADS } from './receive.ts'
import { words } from './words.ts'

/** Files on their way into the vault: sent piece by piece; once whole the sender hears at once what is wrong with them. */
export function vaultUploads(kernel: Kernel): Route[] {
  return uploadRoutes(kernel.uploads, {
    path: UPLOADS,
    permission: 'paper.edit',
    audit: 'paper.upload',
    told: async (ctx, accountId, id) => {
      const lang = ctx.request.headers['accept-language']?.startsWith('en') ? 'en' : 'vi'
      const taken = await kernel.uploads.take(accountId, [id])
      if (taken[0]?.problem?.code === 'upload-unknown')
        return json({ code: 'upload-unknown' }, { status: 404 })
      const { good, problems } = await receiveFiles(kernel.files, taken.map(asFormFile))
      const [file] = good
      const reach = reachOf(ctx.actor, 'paper.edit', ctx.today)
      const twins = file ? await papersHolding(kernel.db, file.hash, reach.producerIds) : []
      return json({
        problem: problems[0] ? problemText(problems[0], lang) : null,
        note: twins[0] ? fill(words(lang).twin, { paper: twins[0].title }) : null,
      })
    },
  })
}
