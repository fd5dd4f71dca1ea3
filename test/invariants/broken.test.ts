import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Invariant } from '../../src/platform/feature.ts'
import { fileInvariants } from '../../src/platform/files/index.ts'
import { testApplication } from '../factories/index.ts'

/**
 * What `saolang check` holds, broken once each: a statement somebody with the database in hand might type. Triggers and foreign keys
 * are off for it, as they would be for that hand; the transaction is rolled back. The chain of the audit log reads in a transaction of
 * its own and is broken where it lives (src/platform/audit).
 */
const breaking: Readonly<Record<string, string | readonly [string, string]>> = {
  'every-grant-has-a-known-role': `update role_grant set role = 'emperor' where id = (select id from role_grant limit 1)`,
  'second-factor-is-on-where-it-is-proven': `update account set two_factor_enabled = true where id = (select id from account limit 1)`,
  'somebody-administers': `delete from role_grant where role = 'administrator'`,
  'An activity stands where its actions say': `update activity set status = 'cancelled' where id = (select id from activity where status <> 'cancelled' limit 1)`,
  'No activity gives more seats than it has, save to people written down in the room': `update activity set seats = 1
    where id = (select activity_id from activity_enrolment where status = 'enrolled' and way <> 'room' group by 1 having count(*) > 1 limit 1)`,
  'Who is attested was there': `delete from activity_attendance`,
  'sitting-is-the-fold-of-its-actions': `update sitting set held_on = coalesce(held_on, date '2026-01-01') + 1`,
  'agenda-is-the-fold-of-its-actions': `update sitting_item set sample_code = 'X99' where id = (select id from sitting_item limit 1)`,
  'seal-is-what-the-audit-says': `update score_sheet set seal_hash = repeat('0', 64) where id = (select id from score_sheet where status = 'sealed' limit 1)`,
  'opened-sheet-is-what-was-sealed': `update score_sheet set seal_hash = repeat('0', 64) where status = 'sealed'`,
  'result-can-be-formed-again': `update result set mean_num = mean_num + 1 where id = (select id from result where origin = 'system' limit 1)`,
  'agreed-item-has-one-result': `delete from result where id = (select r.id from result r join sitting_item i on i.id = r.item_id
    where i.phase = 'agreed' and r.superseded_by is null limit 1)`,
  'recused-member-has-no-counted-sheet': `update result set proof = jsonb_set(proof, '{recused}', (select jsonb_agg(one -> 'memberId')
    from jsonb_array_elements(proof -> 'counted') one)) where id = (select id from result where origin = 'system' limit 1)`,
  'proposal-is-what-was-laid-before-the-chairman': `insert into proposal (id, province_code, content, hash, made_by, made_at)
    values (gen_random_uuid(), '46', '{"lines": []}', repeat('0', 64), (select id from account limit 1), now())`,
  'A shop link that answers answered when it was last checked': `update shop_link_check set outcome = 'answers', checked_at = answered_at + interval '1 day'
    where answered_at is not null`,
  'a dossier stands where its actions lead': `update dossier set status = 'withdrawn' where id = (select id from dossier where status <> 'withdrawn' limit 1)`,
  'what was filed is unchanged: every manifest has its hash': `update dossier_manifest set hash = repeat('0', 64)
    where dossier_id = (select dossier_id from dossier_manifest limit 1)`,
  'a filed dossier has a manifest for each filing': `delete from dossier_manifest where dossier_id = (select dossier_id from dossier_manifest limit 1)`,
  'receipt numbers run without gap': `update number_sequence set last = last + 1 where scope like 'receipt%'`,
  'An entry of the list stands where its actions say': `update enrolment set status = 'dropped' where id = (select id from enrolment where status <> 'dropped' limit 1)`,
  'An inspection and a finding stand where their actions say': `update inspection set status = 'cancelled'
    where id = (select id from inspection where status <> 'cancelled' limit 1)`,
  'Signed minutes have a finding for each item that is not met, and no other': `update inspection set status = 'signed', signed_on = current_date,
    minutes = '{"findings": [{}, {}, {}]}'`,
  'a-notice-has-somebody-who-was-told': `delete from notice_copy`,
  'A plan stands where its steps say': `update plan set status = case status when 'draft' then 'submitted' else 'draft' end`,
  'No budget head is promised beyond its amount': `update plan_budget_head set amount = 1
    where id = (select head_id from plan_budget_use group by 1 having sum(amount) > 1 limit 1)`,
  'A task stands where its reports say': `update plan_task set status = 'done' where id = (select id from plan_task where status <> 'done' limit 1)`,
  'No amendment is older than its plan': `insert into plan_amendment
    (id, plan_id, number, decided_on, subject, subject_id, before, after, recorded_by, recorded_at)
    select gen_random_uuid(), id, '1/QĐ', '2000-01-01', 'task', id, '{}', '{}', 'x', now() from plan where issued_on is not null limit 1`,
  'a-merged-producer-has-its-merge-on-file': `update producer set merged_into = (select max(id::text)::uuid from producer)
    where id = (select min(id::text)::uuid from producer)`,
  'nothing-new-hangs-on-a-merged-producer': `update producer set merged_into = (select max(id::text)::uuid from producer)
    where id = (select producer_id from product where producer_id is not null limit 1)`,
  'A fair stands where its actions say': `update fair set status = 'cancelled' where id = (select id from fair where status <> 'cancelled' limit 1)`,
  'A published allotment comes out the same when it is calculated again from what it says': `update fair_action
    set lines = lines - 0 where action = 'allot'`,
  'No fair gives more stalls than it has, nor lets a stall stand empty while somebody waits': `update fair set stalls = 1
    where id = (select f.id from fair f join fair_application a on a.fair_id = f.id and a.status = 'stall'
      where f.status in ('allotted', 'held') group by 1 having count(*) > 1 limit 1)`,
  'No head of a plan carries more supports and fairs than it has': `update plan_budget_head set amount = 1
    where id = (select head_id from support where approved > 1 and head_id is not null limit 1)`,
  'A result of a fair comes from a producer who had a stall there, no earlier than its first day': `update trade_result set day = '2000-01-01'
    where fair_id is not null`,
  'every recognition of ours begins with the event of its issue': `delete from recognition_event where seq = 1`,
  'the remembered status of a recognition is the fold of its events': `update recognition set status = 'suspended'
    where id = (select r.id from recognition r join recognition_event e on e.recognition_id = r.id where r.status = 'valid' limit 1)`,
  'a product has at most one standing recognition of ours, and none that a source stated of an earlier day': `update recognition
    set product_id = (select product_id from recognition where status = 'valid' and valid_until >= current_date and origin <> 'public-source' limit 1)
    where status = 'valid' and valid_until >= current_date and origin <> 'public-source'`,
  'certificates of a province and year are numbered without gap': `update number_sequence set last = last + 1 where scope like 'certificate/%'`,
  'every certificate carries a proof that its published key verifies': `update certificate set payload = overlay(payload placing 'AAAA' from 20)
    where id = (select id from certificate limit 1)`,
  'a released decision and its recognitions agree': `update recognition set star = 3 where star = 4 and decision_id is not null`,
  'the-catalogue-agrees-with-the-records': `update catalogue_entry set star = null where star is not null`,
  'nothing-that-is-not-public-stands-in-the-catalogue': `update product set is_public = false where id = (select product_id from catalogue_entry limit 1)`,
  'A support stands where its actions say, with what they approved and paid': `update support set status = 'refused'
    where id = (select id from support where status <> 'refused' limit 1)`,
  'No head of a plan carries more support than it has': `update plan_budget_head set amount = 1
    where id = (select head_id from support where approved > 1 and head_id is not null limit 1)`,
  'No more is paid than was approved, and no more approved than asked': [
    'alter table support drop constraint approved_within_asked',
    'update support set asked = 1 where approved > 1',
  ],
  'a report stands where its actions lead': `update report set status = case status when 'draft' then 'approved' else 'draft' end`,
  'files-are-in-the-store': `insert into file (hash, size, media_type, original_name)
    values (repeat('f', 64), 1, 'image/png', 'x.png')`,
}

const house = await testApplication()
const invariants: readonly Invariant[] = [
  ...house.features.flatMap((feature) => feature.invariants ?? []),
  ...fileInvariants(house.kernel.files, false),
]
/** Foreign keys are put aside by a superuser only, as the role of our own server is. */
const { rows } = await sql<{ on: string }>`SELECT current_setting('is_superuser') AS on`.execute(
  house.kernel.db,
)

it('each sentence of the check has its breach here, and no other', () => {
  // It needs a report that was frozen: src/features/reports/composer/composer.test.ts.
  const elsewhere = ['a frozen report is made again from its cut to the same hash']
  const names = invariants.map(({ name }) => name)
  expect(names.sort()).toEqual([...Object.keys(breaking), ...elsewhere].sort())
})

describe.runIf(rows[0]!.on === 'on')('saolang check finds', () => {
  it.each(Object.entries(breaking))('%s', async (name, statement) => {
    const { run } = invariants.find((one) => one.name === name)!
    const found = house.kernel.db.transaction().execute(async (trx) => {
      await sql`SET LOCAL session_replication_role = replica`.execute(trx)
      const [last, ...before] = [statement].flat().reverse()
      for (const each of before) await sql.raw(each).execute(trx)
      const broken = await sql.raw(last!).execute(trx)
      expect(broken.numAffectedRows, 'there is something to break').toBeGreaterThan(0n)
      throw Object.assign(new Error('rolled back'), { found: await run(trx) })
    })
    const error = (await found.catch((thrown: unknown) => thrown)) as Error & { found?: unknown[] }
    expect(error.message).toBe('rolled back')
    expect(error.found?.length).toBeGreaterThan(0)
  })
})
