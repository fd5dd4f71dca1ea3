import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatInstant, localPath } from '../../../platform/i18n/index.ts'
import { Button, Form, FormActions, type FormError, StatusMark, Table } from '../../../web/index.ts'
import { deviceName } from '../device-name.ts'
import type { OpenSession } from '../sessions.ts'
import { words } from '../words.ts'
import { AccountFrame } from './account-frame.tsx'
import { CurrentPassword } from './current-password.tsx'

/** Where this account is signed in, and the way to end it there. */
export function SessionsPage({
  ctx,
  sessions,
  currentId,
  asksPassword,
  errors,
  notice,
}: {
  ctx: RequestContext
  sessions: readonly OpenSession[]
  currentId: string
  /** This session is no longer fresh: ending others is proven by the password. */
  asksPassword: boolean
  errors?: readonly FormError[]
  notice?: string | undefined
}) {
  const w = words(ctx.lang)
  const action = localPath(ctx.lang, '/lam-viec/tai-khoan/phien')
  return (
    <AccountFrame ctx={ctx} part="sessions" lead={w.sessionsLead} notice={notice}>
      <Form action={action} errors={errors} class="form full">
        {asksPassword && sessions.length > 1 && (
          <CurrentPassword label={w.currentPassword} hint={w.endingAsksPassword} />
        )}
        <Table
          caption={w.sessions}
          captionHidden
          rows={sessions}
          columns={[
            { key: 'device', head: w.device, main: true, cell: (each) => deviceName(each.userAgent, w) },
            { key: 'address', head: w.address, cell: (each) => each.address || '–' },
            { key: 'started', head: w.startedAt, cell: (each) => formatInstant(each.startedAt) },
            { key: 'seen', head: w.seenAt, cell: (each) => formatInstant(each.seenAt) },
            {
              key: 'end',
              head: w.endSession,
              headHidden: true,
              cell: (each) =>
                each.id === currentId ? (
                  <StatusMark tone="info">{w.thisSession}</StatusMark>
                ) : (
                  <Button
                    small
                    name="session"
                    value={each.id}
                    label={fill(w.endSessionOf, { device: deviceName(each.userAgent, w) })}
                  >
                    {w.endSession}
                  </Button>
                ),
            },
          ]}
        />
        {sessions.length > 1 && (
          <FormActions>
            <Button kind="danger" name="others" value="yes">
              {w.endOthers}
            </Button>
          </FormActions>
        )}
      </Form>
    </AccountFrame>
  )
}
