import { describe, expect, it } from 'vitest'
import { catalogueWorld } from '../../../../test/factories/index.ts'
import { undoRun } from '../../imports/imports.ts'

const world = await catalogueWorld()
const { db } = world.kernel

const heading = ['id', 'product_name', 'owner_name', 'star', 'status', 'decision_no', 'date', 'date_kind']
type Cells = Partial<Record<(typeof heading)[number], string>>
const list = (...rows: Cells[]) => [heading, ...rows.map((row) => heading.map((name) => row[name] ?? ''))]
const owned = { owner_name: 'HTX Hai Bản', status: 'recognized', date_kind: 'decision' }

async function written(...rows: Cells[]): Promise<string> {
  const { done } = await world.importList(list(...rows))
  if (!done.ok) throw new Error(JSON.stringify(done.problems))
  return done.value.runId
}
const undo = (runId: string) =>
  world.kernel.run({ accountId: null, name: 'Người thử', grants: [], lang: 'vi' }, (ctx) =>
    undoRun(ctx, world.imports.kinds, runId),
  )

/** What anybody may read of the products on file, and what a further list would find. */
async function standing() {
  const { rows } = await world.kernel.pool.query(
    `SELECT p.name, p.version, p.source,
      (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.row_key) FROM product_statement s WHERE s.product_id = p.id) AS said,
      (SELECT jsonb_agg(to_jsonb(r) || jsonb_build_object('events', (SELECT jsonb_agg(jsonb_build_array(e.kind, e.day, e.detail) ORDER BY e.seq)
        FROM recognition_event e WHERE e.recognition_id = r.id)) ORDER BY r.source ->> 'rowId')
        FROM recognition r WHERE r.product_id = p.id) AS recognised,
      (SELECT jsonb_agg(jsonb_build_array(c.star, c.standing, c.valid_until)) FROM catalogue_entry c WHERE c.product_id = p.id) AS shown,
      (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.row_key) FROM import_key k WHERE k.subject_id = p.id) AS keys
     FROM product p ORDER BY p.name`,
  )
  return rows
}

describe('the undo of a list that renewed what an earlier one had made', () => {
  const first: Cells[] = [
    {
      id: 'HAI-1',
      product_name: 'Bánh hai bản',
      ...owned,
      star: '3',
      decision_no: '10/QĐ-UBND',
      date: '2024-03-12',
    },
    { id: 'HAI-2', product_name: 'Kẹo hai bản', ...owned, star: '3', status: 'pending' },
    { id: 'HAI-3', product_name: 'Mứt hai bản', ...owned, star: '4', date: '2023-06-01' },
    { id: 'HAI-4', product_name: 'Mứt hai bản', ...owned, star: '4', date: '2025-01-01' },
  ]
  const second: Cells[] = [
    { ...first[0], star: '5', decision_no: '99/QĐ-UBND', date: '2025-04-01' },
    { ...first[1], status: 'recognized', date: '2025-04-01' },
    { ...first[2], product_name: 'Mứt đổi tên', star: '5' },
  ]

  it('gives back stars, decisions, statements and names, and takes back the recognition it made', async () => {
    await written(...first)
    const before = await standing()
    const renewing = await written(...second)
    expect(await standing()).not.toEqual(before)
    expect(await undo(renewing)).toMatchObject({ ok: true })
    expect(await standing()).toEqual(before)
  })

  it('leaves the earlier list known: again it changes nothing, and its own undo takes everything back', async () => {
    const { done } = await world.importList(list(...first))
    expect(done).toMatchObject({ ok: true, value: { counts: { unchanged: 4, created: 0 } } })
    const [{ run_id: earlier }] = (await db
      .selectFrom('import_key')
      .select('run_id')
      .where('row_key', '=', 'HAI-1')
      .execute()) as [{ run_id: string }]
    expect(await undo(earlier)).toMatchObject({ ok: true })
    expect(await standing()).toEqual([])
  })

  it('is refused where something was decided of a renewed recognition since', async () => {
    await written(...first)
    const renewing = await written(...second)
    await world.kernel.pool.query(
      `INSERT INTO recognition_event (recognition_id, seq, kind, day, at, actor_name, detail)
       SELECT id, 2, 'suspended', '2025-05-01', now(), 'Người thử', '{}' FROM recognition WHERE source ->> 'rowId' = 'HAI-1'`,
    )
    const before = await standing()
    expect(await undo(renewing)).toMatchObject({
      ok: false,
      problems: [{ code: 'recognition-has-history' }],
    })
    expect(await standing()).toEqual(before)
  })

  it('is refused where the list is older than the keeping of what rows replaced', async () => {
    const renewing = await written({ ...first[3], star: '3' })
    await db.updateTable('import_portion').set({ keys: null }).where('run_id', '=', renewing).execute()
    expect(await undo(renewing)).toMatchObject({ ok: false, problems: [{ code: 'import-before-not-kept' }] })
  })
})
