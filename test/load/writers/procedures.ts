import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Application } from '../../../src/application.ts'
import { hashOf } from '../../../src/features/dossiers/canonical.ts'
import type { Actor } from '../../../src/platform/command/index.ts'
import type { Kernel } from '../../../src/platform/feature.ts'
import { worldBeside } from '../../factories/council-world.ts'
import { readSheetFile } from '../sitting/compare.ts'
import { answersFor } from '../sitting/plan.ts'
import { uuidOf } from './sender.ts'
import { type Story, today } from './story.ts'

/** Deeds of several people one after the other; each step looks where the record stands, as people do after a crash. */
export const procedures: readonly Story[] = [
  {
    // Received, returned with reasons and filed again: each filing freezes what was filed.
    feature: 'dossiers',
    async tell(key, sender) {
      for (let step = 0; step < 20; step++) {
        const [{ id, status, told, owner } = {} as never] = await sender.find<{
          id: string
          status: string
          told: boolean
          owner: string
        }>(
          `select d.id, d.status, exists (select from dossier_action a where a.dossier_id = d.id and a.reason = $1) as told,
           (select a.username from account a join role_grant g on g.account_id = a.id
             where g.producer_id = d.producer_id order by a.username limit 1) as owner
           from dossier d where d.is_demo and d.place_code = '20044'
           and d.status in ('filed', 'commune.received', 'commune.returned') order by d.filed_on nulls last, d.id limit 1`,
          key,
        )
        if (told && status === 'filed') return
        const url = `/api/v1/dossiers/${id}/actions`
        const officer = 'can-bo-a-luoi-2'
        const name = `${key}-${status}`
        if (status === 'filed')
          await sender.send(name, { login: officer, url, json: { action: 'receive-commune' } })
        else if (status === 'commune.returned') {
          const open = await sender.find(
            'select id from dossier_remark where dossier_id = $1 and answer is null',
            id,
          )
          const answers = Object.fromEntries(open.map((each) => [each.id, 'Đã bổ sung.']))
          const answering = {
            login: owner,
            method: 'PUT',
            url: `/api/v1/dossiers/${id}/answers`,
            json: { answers },
          } as const
          if (open.length > 0) await sender.send(`${key}-answers`, answering)
          await sender.send(name, { login: owner, url, json: { action: 'file', declared: true } })
        } else
          await sender.send(name, {
            login: officer,
            url,
            json: {
              action: 'return-commune',
              reason: key,
              remarks: [{ about: { kind: 'whole' }, words: 'Bổ sung giấy tờ.' }],
            },
          })
      }
      throw new Error(`${key} does not get on`)
    },
    sql: `select reason as key, count(*)::int as times from dossier_action where reason like 'crash-%' group by 1`,
  },
  {
    // Suspended and resumed by turns: drafted, proposed, released by another person under its number.
    feature: 'recognition',
    async tell(key, sender) {
      for (let step = 0; step < 20; step++) {
        const [decision] = await sender.find<{ id: string; status: string; version: number }>(
          'select id, status, version from decision where title = $1',
          key,
        )
        if (!decision) {
          const [{ id, status } = {} as never] = await sender.find<{ id: string; status: string }>(
            `select r.id, r.status from recognition r join product p on p.id = r.product_id
             where r.is_demo and r.status in ('valid', 'suspended') and p.place_code = '19900' order by r.id limit 1`,
          )
          const measure = status === 'valid' ? 'suspend' : 'resume'
          const json = {
            title: key,
            measure,
            recognitions: [id],
            reason: 'Thử',
            signerName: 'Nguyễn Văn Thử',
          }
          await sender.send(key, { login: 'van-phong-1', url: '/api/v1/decisions', json })
          continue
        }
        const url = `/api/v1/decisions/${decision.id}`
        if (decision.status === 'draft')
          await sender.send(`${key}-proposal`, { login: 'van-phong-1', url: `${url}/proposal`, json: {} })
        else if (decision.status === 'proposed')
          await sender.send(`${key}-release`, {
            login: 'lanh-dao',
            url: `${url}/release`,
            json: {
              number: key,
              decidedOn: today(),
              signerName: 'Nguyễn Văn Thử',
              version: decision.version,
            },
          })
        else return
      }
      throw new Error(`${key} does not get on`)
    },
    sql: `select d.number as key, count(*)::int as times from decision d join recognition_event e on e.decision_id = d.id
      where d.number like 'crash-%' group by 1`,
  },
  {
    // Begun, written, proposed, approved by a leader: frozen with its figures.
    feature: 'reports',
    async tell(key, sender) {
      for (let step = 0; step < 30; step++) {
        const [report] = await sender.find<{ id: string; status: string; title: string; version: number }>(
          `select id, status, title, version from report where title = $1
           or (not is_demo and title not like 'crash-%' and status = 'draft') order by (title = $1) desc limit 1`,
          key,
        )
        const office = 'van-phong-1'
        const url = `/lam-viec/bao-cao/${report?.id}`
        if (!report)
          await sender.send(key, {
            login: office,
            url: '/lam-viec/bao-cao/soan',
            fields: { definition: 'year', ky: `${today().slice(0, 4)}-h1` },
          })
        else if (report.title !== key) {
          const [{ words } = {} as never] = await sender.find<{ words: Record<string, string> }>(
            `select words from report where is_demo and status = 'proposed' order by id limit 1`,
          )
          const parts = Object.entries(words).map(([id, text]) => [`words.${id}`, text] as const)
          const fields = {
            ...Object.fromEntries(parts),
            version: String(report.version),
            title: key,
            recipients: '',
          }
          await sender.send(`${key}-words`, { login: office, url, fields })
        } else if (report.status === 'draft')
          await sender.send(`${key}-proposal`, { login: office, url: `${url}/trinh` })
        else if (report.status === 'proposed') {
          const seen = /name="seen"[^>]*value="([^"]+)"/.exec(await sender.page('lanh-dao', url))?.[1] ?? ''
          await sender.send(`${key}-approval`, { login: 'lanh-dao', url: `${url}/duyet`, fields: { seen } })
        } else return
      }
      throw new Error(`${key} does not get on`)
    },
    sql: `select r.title as key, count(*)::int as times from report r join report_frozen f on f.report_id = r.id
      where r.title like 'crash-%' group by 1`,
  },
]

/** Dossiers made for the council alone were never written; their filing froze that. */
async function freeze({ pool }: Kernel, dossiers: readonly string[]): Promise<void> {
  await pool.query(
    `insert into dossier_manifest (dossier_id, filing, content, hash, frozen_at)
     select id, 1, '{}', $2, now() from unnest($1::uuid[]) id`,
    [dossiers, hashOf({})],
  )
  await pool.query(
    `update dossier_action set detail = '{"filing": 1}' where action = 'file' and dossier_id = any($1)`,
    [dossiers],
  )
}

/**
 * Sheets sealed by the members of a council of their own, opened for this process. The key names the item and the member, so that
 * the next process can seal it again.
 */
export async function sealing(
  { kernel }: Application,
  round: string,
): Promise<{ story: Story; keys: string[] }> {
  const world = await worldBeside(kernel, 4)
  const producer = await world.producer({ name: `HTX crash ${round}` })
  const dossiers: string[] = []
  for (let n = 0; n < 6; n++) dossiers.push(await world.dossier(producer, { setNo: 21 }))
  await freeze(kernel, dossiers)
  const { sittingId, itemIds } = await world.sitting(dossiers)
  await world.run(world.chair, (ctx) => world.councils.openScoring(ctx, { sittingId, itemIds }))
  const sheet = readSheetFile(readFileSync('regulation/qd26-2026/sheets/21-thu-cong-my-nghe.json', 'utf8'))
  const people = [world.chair, ...world.members]
  const keys = itemIds.flatMap((item) => people.map((one) => `crash-sheets-${item}.${one.accountId}`))
  return {
    keys,
    story: {
      feature: 'sheets',
      async tell(key) {
        const [itemId = '', accountId = ''] = key.slice('crash-sheets-'.length).split('.')
        const grant = {
          role: 'council-member',
          place: '46',
          agencyId: null,
          from: '2026-01-01',
          to: null,
        } as const
        const member: Actor = { accountId, name: 'Thành viên', grants: [grant], lang: 'vi' }
        const about = { itemId, key: uuidOf(key), baseRevision: 0, round: 1, device: null }
        for (;;) {
          const sealed = await kernel
            .run(member, (ctx) => world.councils.seal(ctx, { ...about, content: answersFor(sheet, 1, 1) }))
            .catch(() => undefined)
          if (sealed?.ok) return
          if (sealed) throw new Error(`${key}: ${sealed.problems[0]?.code}`)
          await sleep(50)
        }
      },
      sql: sheetsSql,
    },
  }
}

export const sheetsSql = `select 'crash-sheets-' || s.item_id || '.' || m.account_id as key, count(*)::int as times
  from score_sheet s join council_member m on m.id = s.member_id where s.status = 'sealed' and s.seal_hash is not null
  group by 1`
