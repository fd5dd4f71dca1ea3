import { setTimeout as sleep } from 'node:timers/promises'
import type { Sender } from './sender.ts'
import { insist, mark, record, type Story } from './story.ts'

/** The field of the demo producer's draft that is written again and again. */
const field = `select d.id, code from dossier d join role_grant g on g.producer_id = d.producer_id
  join account a on a.id = g.account_id, jsonb_object_keys(d.answers) code
  where a.username = 'chu-the-doi-may' and d.status = 'draft' and d.is_demo order by d.id, code limit 1`

async function standing(sender: Sender): Promise<string | undefined> {
  const { id, code } = await record(sender, field)
  return mark(sender, 'select notes ->> $2 as mark from dossier where id = $1', id, code)
}

/** Deeds that go over one another, and one that goes on in a job after the request. */
export const progress: readonly Story[] = [
  {
    // A draft as the autosave keeps it, again and again.
    feature: 'drafts',
    async tell(key, sender) {
      const login = 'chu-the-doi-may'
      const draft = await record(sender, field)
      if ((await standing(sender)) === key) return
      const status = await sender.send(key, {
        login,
        method: 'PATCH',
        url: `/api/v1/dossiers/${draft.id}/draft`,
        json: { values: { [`n:${draft.code}`]: key }, base: {} },
      })
      insist(key, status)
    },
    stands: standing,
  },
  {
    // A list is uploaded, looked at by a job, confirmed, and written by another one.
    feature: 'written',
    async tell(key, sender) {
      const login = 'van-phong-1'
      const file = { field: 'file', name: key, type: 'text/csv', text: `Tên đơn vị\nĐơn vị ${key}\n` }
      await sender.send(key, { login, url: '/lam-viec/nhap-lieu', fields: { kind: 'units' }, file })
      for (let tries = 0; tries < 1_200; tries++) {
        const [run] = await sender.find<{ id: string; status: string }>(
          'select id, status from import_run where file_name = $1',
          key,
        )
        if (run?.status === 'written') return
        if (run?.status === 'checked')
          await sender.send(`${key}-write`, { login, url: `/lam-viec/nhap-lieu/${run.id}/ghi` })
        await sleep(200)
      }
      throw new Error(`${key} does not get on`)
    },
    sql: `select substring(name->>'vi' from 'crash-written-.*') as key, count(*)::int as times from support_unit
      where name->>'vi' like 'Đơn vị crash-written-%' group by 1`,
  },
]
