import { z } from 'zod'
import { fieldText, file, form, goTo, notFound, page, type Route } from '../../../platform/http/index.ts'
import { localPath } from '../../../platform/i18n/index.ts'
import { statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import type { Parts } from '../parts.ts'
import { showAgenda } from '../sittings/routes.tsx'
import { viewSitting } from '../sittings/view.ts'
import { inviteExpert } from './invite.ts'
import { invitationLetter } from './letter.ts'

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Inviting experts to a sitting, and their letters. */
export function expertRoutes(parts: Parts): Route[] {
  const { kernel, deps } = parts
  return [
    form({
      path: '/lam-viec/phien-hop/:id/chuyen-gia',
      permission: 'session.run',
      params: z.object({ id: z.uuid() }),
      audit: 'sitting.invite',
      handler: async (ctx) => {
        const text = (name: string) => fieldText(ctx.form, name)
        const accountId = z.uuid().safeParse(text('accountId')).success ? text('accountId') : null
        const input = {
          sittingId: ctx.params.id,
          name: text('name'),
          office: text('office'),
          field: text('field'),
          invitationNo: text('invitationNo'),
          accountId,
        }
        const done = await ctx.run((inner) => inviteExpert(inner, input, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, `/lam-viec/phien-hop/${ctx.params.id}/chuong-trinh`))
          : showAgenda(parts, ctx, done.problems)
      },
    }),
    ...(['pdf', 'docx'] as const).map((ending) =>
      page({
        path: `/lam-viec/phien-hop/:id/giay-moi/:memberId/thu.${ending}`,
        permission: 'session.run',
        params: z.object({ id: z.uuid(), memberId: z.uuid() }),
        audit: 'sitting.invitation',
        handler: async (ctx) => {
          const view = await viewSitting(kernel.db, ctx, ctx.params.id, deps)
          const expert = view?.members.find((member) => member.id === ctx.params.memberId)
          if (!view?.may.run || !expert?.invitationNo) return notFound()
          const { name } = deps.province
          const paper = invitationLetter(
            view,
            { ...expert, invitationNo: expert.invitationNo },
            { place: name, seat: name.replace(/^(thành phố|tỉnh) /, '') },
          )
          const title = `Giấy mời ${expert.name}.${ending}`
          return ending === 'pdf'
            ? file(
                await statePaperPdf(paper, { at: new Date(`${view.heldOn}T00:00:00Z`) }),
                'application/pdf',
                { name: title },
              )
            : file(await statePaperDocx(paper), docxType, { name: title })
        },
      }),
    ),
  ]
}
