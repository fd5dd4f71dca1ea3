import type { RequestContext } from '../../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../../platform/i18n/index.ts'
import { changedAnswers } from '../../../../rules/sitting/index.ts'
import { Button, Form, Message } from '../../../../web/index.ts'
import { words } from '../../words.ts'
import type { OwnCopy, OwnSheet } from '../own-sheet.ts'

/** Two devices wrote: both versions are there, the member says which one stands. */
export function CopyChooser({
  ctx,
  sittingId,
  itemId,
  own,
  copy,
}: {
  ctx: RequestContext
  sittingId: string
  itemId: string
  own: OwnSheet
  copy: OwnCopy
}) {
  const w = words(ctx.lang)
  const codes = changedAnswers(own.content, copy.content)
  const action = localPath(ctx.lang, `/lam-viec/phien-hop/${sittingId}/cham/${itemId}/ban-khac`)
  return (
    <Message tone="warning" title={w.copyTitle}>
      <p>{fill(w.copyLead, { device: copy.device ?? '–', at: formatInstant(copy.at) })}</p>
      {codes.length > 0 && (
        <p>{fill(w.copyDiffers, { count: codes.length, codes: codes.slice(0, 20).join(', ') })}</p>
      )}
      <Form action={action} hidden={{ copyId: copy.id }} class="row" prefix={copy.id}>
        {own.status !== 'sealed' && (
          <Button name="do" value="take" icon="check">
            {w.copyTake}
          </Button>
        )}
        <Button name="do" value="drop" icon="trash">
          {w.copyDrop}
        </Button>
      </Form>
    </Message>
  )
}
