import type { RequestContext } from '../../../../platform/http/index.ts'
import { localPath } from '../../../../platform/i18n/index.ts'
import { Button, Form, FormActions, type FormError, RadioGroup, Select } from '../../../../web/index.ts'
import { words } from '../../words.ts'
import type { SittingView } from '../view.ts'

/** Who came; the chair may hand the gavel over. */
export function AttendanceForm({
  ctx,
  view,
  errors,
}: {
  ctx: RequestContext
  view: SittingView
  errors: readonly FormError[]
}) {
  const w = words(ctx.lang)
  const chair = view.members.find((member) => member.role === 'chair')
  const others = view.members.filter((member) => member.votes && member.id !== chair?.id)
  return (
    <Form
      action={localPath(ctx.lang, `/lam-viec/phien-hop/${view.id}/diem-danh`)}
      errors={errors.filter((error) => error.field === 'delegatedTo')}
      class="form full"
    >
      <div class="attendance">
        {view.members.map((member) => (
          <RadioGroup
            name={`present.${member.id}`}
            label={`${member.name} – ${w.roles[member.role]}${member.votes ? '' : ` (${w.votesNo.toLocaleLowerCase(ctx.lang)})`}`}
            value={member.present === null ? '' : member.present ? 'yes' : 'no'}
            choices={[
              { value: 'yes', label: w.present },
              { value: 'no', label: w.absent },
            ]}
            inline
          />
        ))}
      </div>
      {chair && (
        <Select
          name="delegatedTo"
          label={w.delegateChair}
          value={chair.delegatedTo ?? ''}
          empty={w.delegateNobody}
          choices={others.map((member) => ({ value: member.id, label: member.name }))}
          width="medium"
        />
      )}
      <FormActions>
        <Button icon="save">{w.saveAttendance}</Button>
        <Button name="do" value="all" icon="users">
          {w.allPresent}
        </Button>
      </FormActions>
    </Form>
  )
}
