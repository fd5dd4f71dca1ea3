import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogueWorld } from '../../../../test/factories/index.ts'
import { undoRun } from '../../imports/imports.ts'

const world = await catalogueWorld()
const { db } = world.kernel

const heading = [
  'id',
  'product_name',
  'owner_name',
  'owner_kind',
  'commune',
  'district',
  'province',
  'star',
  'status',
  'year',
  'decision_no',
  'date',
  'date_kind',
  'source',
  'note',
]
type Cells = Partial<Record<(typeof heading)[number], string>>
const list = (...rows: Cells[]) => [heading, ...rows.map((row) => heading.map((name) => row[name] ?? ''))]

let keys = 0
const row = (about: Cells): Cells => ({
  id: `T-${++keys}`,
  product_name: `Sản phẩm thử ${keys}`,
  province: 'Thanh Hóa',
  star: '3',
  status: 'recognized',
  ...about,
})

const productNamed = (name: string) => db.selectFrom('product').selectAll().where('name', '=', name).execute()

/** Everything an import may touch, counted. */
async function counts() {
  const tables = [
    'producer',
    'product',
    'product_statement',
    'recognition',
    'recognition_event',
    'catalogue_entry',
    'import_key',
    'import_portion',
    'import_run',
    'import_row',
    'audit_entry',
  ] as const
  const found: Record<string, number> = {}
  for (const table of tables) {
    const { n } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    found[table] = Number(n)
  }
  return found
}

describe('a list of products', () => {
  it('makes products, owners, statements, recognitions and entries of the catalogue', async () => {
    const { done, reports } = await world.importList(
      list(
        row({
          product_name: 'Mắm tép thử',
          owner_name: 'HTX thử Hoằng Hóa',
          owner_kind: 'hop_tac_xa',
          district: 'Huyện Hoằng Hóa',
          star: '4',
          decision_no: '99/QĐ-UBND',
          date: '2024-03-12',
          date_kind: 'decision',
        }),
      ),
    )
    expect(done).toMatchObject({
      ok: true,
      value: { counts: { rows: 1, created: 1, refused: 0, doubtful: 0 } },
    })
    expect(reports[0]?.made.map((made) => made.kind)).toEqual([
      'producer',
      'product',
      'product-statement',
      'public-recognition',
    ])
    const [product] = await productNamed('Mắm tép thử')
    const recognition = await db
      .selectFrom('recognition')
      .selectAll()
      .where('product_id', '=', product!.id)
      .executeTakeFirst()
    expect(recognition).toMatchObject({
      star: 4,
      issued_on: '2024-03-12',
      valid_until: '2027-03-12',
      origin: 'public-source',
      regime: 'qd148-2023',
      decision_no: '99/QĐ-UBND',
    })
    const entry = await db
      .selectFrom('catalogue_entry')
      .selectAll()
      .where('product_id', '=', product!.id)
      .executeTakeFirst()
    expect(entry).toMatchObject({
      star: 4,
      standing: 'in-force',
      valid_until: '2027-03-12',
      province_code: '38',
    })
    const owner = await db
      .selectFrom('producer')
      .selectAll()
      .where('id', '=', product!.producer_id!)
      .executeTakeFirst()
    expect(owner).toMatchObject({ legal_type: 'hop-tac-xa', province_code: '38' })
  })

  it('leaves not stated what the source does not state', async () => {
    const { reports } = await world.importList(
      list(row({ product_name: 'Chỉ có năm', star: '', status: 'listed_star_unknown', year: '2020' })),
    )
    const [product] = await productNamed('Chỉ có năm')
    expect(product).toMatchObject({ producer_id: null, set_no: null, place_code: null })
    const recognition = await db
      .selectFrom('recognition')
      .selectAll()
      .where('product_id', '=', product!.id)
      .executeTakeFirst()
    expect(recognition).toMatchObject({
      star: null,
      issued_on: null,
      valid_until: null,
      status: 'not-stated',
      level: null,
    })
    expect(reports[0]?.remarks.map((remark) => remark.code)).toContain('owner-not-stated')
  })

  it('takes only the day of a decision for a day of issue', async () => {
    await world.importList(
      list(row({ product_name: 'Họp hội đồng', date: '2024-03-12', date_kind: 'council_meeting' })),
    )
    const [product] = await productNamed('Họp hội đồng')
    const recognition = await db
      .selectFrom('recognition')
      .selectAll()
      .where('product_id', '=', product!.id)
      .executeTakeFirst()
    expect(recognition).toMatchObject({ issued_on: null, valid_until: null })
    const statement = await db
      .selectFrom('product_statement')
      .selectAll()
      .where('product_id', '=', product!.id)
      .executeTakeFirst()
    expect(statement).toMatchObject({ stated_on: '2024-03-12', date_kind: 'council_meeting' })
  })

  it('an enterprise is not guessed to be a small one', async () => {
    await world.importList(list(row({ owner_name: 'Công ty TNHH thử', owner_kind: 'doanh_nghiep' })))
    const owner = await db
      .selectFrom('producer')
      .selectAll()
      .where('name', '=', 'Công ty TNHH thử')
      .executeTakeFirst()
    expect(owner).toMatchObject({ legal_type: null, source: { statedKind: 'doanh_nghiep' } })
  })

  it('records what is proposed, waiting or refused as the source’s words, never as a recognition; the refused one is not public', async () => {
    const names = ['Đề nghị', 'Chờ', 'Không đạt']
    const statuses = ['proposed_5star', 'assessed_pending_decision', 'not_recognized']
    await world.importList(
      list(...names.map((name, index) => row({ product_name: name, star: '', status: statuses[index] }))),
    )
    for (const name of names) {
      const [product] = await productNamed(name)
      expect(
        await db.selectFrom('recognition').select('id').where('product_id', '=', product!.id).execute(),
      ).toEqual([])
      expect(product!.is_public).toBe(name !== 'Không đạt')
    }
  })
})

describe('identity', () => {
  it('one product at three stars over time is one product with several recognitions', async () => {
    const same = {
      product_name: 'Nước mắm nhiều hạng',
      owner_name: 'HTX Nhiều Hạng',
      district: 'Huyện Nga Sơn',
    }
    await world.importList(
      list(
        row({ ...same, star: '3', year: '2019' }),
        row({
          ...same,
          product_name: 'NƯỚC MẮM NHIỀU HẠNG',
          owner_name: 'Hợp tác xã Nhiều Hạng',
          star: '4',
          year: '2022',
        }),
        row({ ...same, star: '5', year: '2025' }),
      ),
    )
    const products = await productNamed('Nước mắm nhiều hạng')
    expect(products).toHaveLength(1)
    const stars = await db
      .selectFrom('recognition')
      .select('star')
      .where('product_id', '=', products[0]!.id)
      .execute()
    expect(stars.map(({ star }) => star).sort()).toEqual([3, 4, 5])
    const entry = await db
      .selectFrom('catalogue_entry')
      .select('star')
      .where('product_id', '=', products[0]!.id)
      .executeTakeFirst()
    expect(entry?.star).toBe(5)
  })

  it('the same name with different owners is different products, also across imports', async () => {
    const name = { product_name: 'Kem đậu xanh thử' }
    await world.importList(
      list(row({ ...name, owner_name: 'CTCP kem Một' }), row({ ...name, owner_name: 'CTCP kem Hai' })),
    )
    await world.importList(list(row({ ...name, owner_name: 'CTCP kem Ba' })))
    expect(await productNamed('Kem đậu xanh thử')).toHaveLength(3)
  })

  it('owners of one name in two communes are two; a row without commune fits both and is refused', async () => {
    const owner = { owner_name: 'HTX Tân Thành', district: 'Huyện Hà Trung' }
    const { reports } = await world.importList(
      list(
        row({ ...owner, commune: 'Xã Một' }),
        row({ ...owner, commune: 'Xã Hai' }),
        row({ ...owner, commune: 'Xã Hai' }),
        row(owner),
      ),
    )
    expect(reports.map((report) => report.outcome)).toEqual(['created', 'created', 'created', 'refused'])
    expect(reports[3]?.problems[0]?.code).toBe('owner-ambiguous')
    expect(
      await db.selectFrom('producer').select('id').where('name', '=', 'HTX Tân Thành').execute(),
    ).toHaveLength(2)
  })

  it('without an owner a name joins nothing, unless the source says again and one only fits', async () => {
    const place = { district: 'Huyện Thọ Xuân' }
    await world.importList(list(row({ ...place, product_name: 'Bánh gai thử', owner_name: 'Cơ sở Thử' })))
    const apart = await world.importList(list(row({ ...place, product_name: 'Bánh gai thử', year: '2023' })))
    expect(apart.reports[0]?.doubts[0]?.code).toBe('product-maybe-same')
    expect(await productNamed('Bánh gai thử')).toHaveLength(2)
    await world.importList(list(row({ ...place, product_name: 'Kẹo thử', owner_name: 'Cơ sở Thử' })))
    const joined = await world.importList(
      list(row({ ...place, product_name: 'Kẹo thử', status: 're_recognized' })),
    )
    expect(joined.reports[0]?.doubts[0]?.code).toBe('product-said-again')
    expect(await productNamed('Kẹo thử')).toHaveLength(1)
  })
})

describe('places', () => {
  it('resolves the provinces of before and after 1/7/2025, and keeps the printed name', async () => {
    await world.importList(
      list(
        row({
          product_name: 'Của Quảng Nam',
          province: 'Quảng Nam',
          district: 'Thành phố Hội An',
          year: '2022',
        }),
        row({ product_name: 'Của Đà Nẵng', province: 'Thành phố Đà Nẵng', year: '2026' }),
        row({
          product_name: 'Của Huế',
          province: 'Thừa Thiên Huế',
          district: 'Huyện Quảng Điền',
          commune: 'Xã Quảng Phú',
          year: '2021',
        }),
      ),
    )
    const [old] = await productNamed('Của Quảng Nam')
    expect(old).toMatchObject({
      province_code: '48',
      source: { printedProvince: 'Quảng Nam', printedPlace: 'Thành phố Hội An' },
    })
    expect((await productNamed('Của Đà Nẵng'))[0]).toMatchObject({ province_code: '48' })
    const [hue] = await productNamed('Của Huế')
    expect(hue).toMatchObject({ province_code: '46', place_code: '19897' })
    const entry = await db
      .selectFrom('catalogue_entry')
      .selectAll()
      .where('product_id', '=', hue!.id)
      .executeTakeFirst()
    expect(entry).toMatchObject({ commune_code: '19885', place_name: 'Xã Đan Điền, Thành phố Huế' })
  })

  it('refuses a province nobody knows and a commune code of the wrong year', async () => {
    const { reports } = await world.importList([
      ['Tên sản phẩm', 'Tỉnh', 'hue_commune_code_2024', 'Mã xã'],
      ['Ở đâu đó', 'Atlantis', '', ''],
      ['Mã cũ ở cột mới', 'Thành phố Huế', '', '19897'],
      ['Mã không có', 'Thành phố Huế', '99999', ''],
    ])
    expect(reports.map((report) => report.problems[0]?.code)).toEqual([
      'province-unknown',
      'place-not-of-day',
      'place-not-of-day',
    ])
  })
})

describe('bad rows', () => {
  it.each([
    ['required', { product_name: '' }],
    ['too-long', { product_name: 'a'.repeat(10_000) }],
    ['name-pictograph', { product_name: 'Mè xửng 🍬' }],
    ['name-without-letter', { product_name: '123' }],
    ['star-unknown', { star: '6' }],
    ['star-unknown', { star: 'ba' }],
    ['year-unknown', { year: '2031' }],
    ['year-unknown', { year: 'năm ngoái' }],
    ['day-unknown', { date: '30/02/2024', date_kind: 'decision' }],
    ['day-in-future', { date: '2026-09-02', date_kind: 'decision' }],
    ['day-before-programme', { date: '2017-01-01', date_kind: 'decision' }],
  ] as [string, Cells][])('are refused as %s, and the good ones are taken', async (code, about) => {
    const { done, reports } = await world.importList(list(row(about), row({})))
    expect(done).toMatchObject({ ok: true, value: { counts: { refused: 1, created: 1 } } })
    expect(reports.find((report) => report.outcome === 'refused')?.problems[0]?.code).toBe(code)
  })

  it('keeps decomposed letters as composed ones, and a name in capitals as printed', async () => {
    await world.importList(
      list(row({ product_name: 'Tré Nam Phổ'.normalize('NFD') }), row({ product_name: 'BÁNH CANH NAM PHỔ' })),
    )
    expect(await productNamed('Tré Nam Phổ')).toHaveLength(1)
    const [shown] = await productNamed('Bánh Canh Nam Phổ')
    expect(shown?.source?.printedName).toBe('BÁNH CANH NAM PHỔ')
  })

  it('a key twice with another text is refused, the same row twice counts once', async () => {
    const first = row({ id: 'TWICE' })
    const { reports } = await world.importList(list(first, first, { ...first, star: '4' }))
    expect(reports.map((report) => report.outcome)).toEqual(['created', 'unchanged', 'refused'])
    expect(reports[2]?.problems[0]?.code).toBe('key-twice')
  })

  it('a list that breaks off at its end leaves nothing behind', async () => {
    const before = await counts()
    const path = join(world.dir, 'broken.csv')
    await writeFile(path, `product_name,province\nMột,Huế\nHai,Huế\n"Ba,Huế\n`)
    const done = await world.imports.importFile({ kind: 'products', path, dryRun: false })
    expect(done).toMatchObject({ ok: false, problems: [{ code: 'list-broken-quote' }] })
    expect(await counts()).toEqual(before)
  })

  it('finds the heading under a title and says which column is missing', async () => {
    const titled = await world.importList([
      ['DANH SÁCH SẢN PHẨM OCOP'],
      ['(kèm theo Quyết định)'],
      ['STT', 'Tên sản phẩm (*)', 'Chủ thể', 'Hạng sao', 'Tỉnh'],
      ['1', 'Có đầu đề', 'HTX Đầu Đề', '3 sao', 'Huế'],
    ])
    expect(titled.done).toMatchObject({ ok: true, value: { counts: { created: 1 } } })
    const none = await world.importList([
      ['STT', 'Chủ thể'],
      ['1', 'HTX'],
    ])
    expect(none.done).toMatchObject({
      ok: false,
      problems: [{ code: 'list-without-heading', data: { missing: 'Tên sản phẩm' } }],
    })
  })

  it('cells beyond the headings refuse their row: an unquoted comma has moved them', async () => {
    const { reports } = await world.importList([
      ['product_name', 'province'],
      ['Đèn', 'rổ', 'Huế'],
    ])
    expect(reports[0]?.problems[0]?.code).toBe('cell-without-heading')
  })
})

describe('again, changed, and undone', () => {
  it('a dry run promises what the run does, and writes nothing', async () => {
    const rows = list(row({ product_name: 'Thử trước', owner_name: 'HTX Thử Trước' }), row({ star: '9' }))
    const before = await counts()
    const dry = await world.importList(rows, { dryRun: true })
    expect(await counts()).toEqual(before)
    const real = await world.importList(rows)
    if (!dry.done.ok || !real.done.ok) throw new Error('refused')
    expect(real.done.value.counts).toEqual(dry.done.value.counts)
  })

  it('the same list again changes nothing', async () => {
    const rows = list(
      row({ owner_name: 'HTX Hai Lần' }),
      row({}),
      row({ date: '2024-05-05', date_kind: 'decision' }),
    )
    await world.importList(rows)
    const before = await counts()
    const again = await world.importList(rows)
    expect(again.done).toMatchObject({
      ok: true,
      value: { counts: { unchanged: 3, created: 0, updated: 0 } },
    })
    const after = await counts()
    for (const table of ['producer', 'product', 'product_statement', 'recognition', 'recognition_event'])
      expect(after[table]).toBe(before[table])
  })

  it('a row that its source changed renews the product, unless somebody edited it here', async () => {
    const first = row({ id: 'CHANGES', product_name: 'Tên cũ', star: '3', year: '2024' })
    const other = row({ id: 'EDITED', product_name: 'Sẽ sửa', star: '3' })
    await world.importList(list(first, other))
    await db
      .updateTable('product')
      .set({ version: 2, name: 'Sửa tại đây' })
      .where('name', '=', 'Sẽ sửa')
      .execute()
    const { reports } = await world.importList(
      list({ ...first, product_name: 'Tên mới', star: '4' }, { ...other, star: '4' }),
    )
    expect(reports.map((report) => report.outcome)).toEqual(['updated', 'updated'])
    const [renewed] = await productNamed('Tên mới')
    const recognitions = await db
      .selectFrom('recognition')
      .selectAll()
      .where('product_id', '=', renewed!.id)
      .execute()
    expect(recognitions.map(({ star }) => star)).toEqual([4])
    expect(reports[1]?.doubts[0]?.code).toBe('edited-here-since')
    expect(await productNamed('Sửa tại đây')).toHaveLength(1)
  })

  it('an import is taken back whole', async () => {
    const before = await counts()
    const { done } = await world.importList(
      list(
        row({ owner_name: 'HTX Lấy Lại', date: '2024-05-05', date_kind: 'decision' }),
        row({ owner_name: 'HTX Lấy Lại' }),
      ),
    )
    if (!done.ok) throw new Error('refused')
    const undone = await world.kernel.run(
      { accountId: null, name: 'Người thử', grants: [], lang: 'vi' },
      (ctx) => undoRun(ctx, world.imports.kinds, done.value.runId),
    )
    expect(undone.ok).toBe(true)
    const after = await counts()
    for (const table of [
      'producer',
      'product',
      'product_statement',
      'recognition',
      'recognition_event',
      'catalogue_entry',
      'import_key',
      'import_portion',
    ])
      expect([table, after[table]]).toEqual([table, before[table]])
  })

  it('an import that others build on is not taken back, not even in part', async () => {
    const { done } = await world.importList(list(row({ product_name: 'Đã sửa sau nhập' }), row({})))
    if (!done.ok) throw new Error('refused')
    await db.updateTable('product').set({ version: 2 }).where('name', '=', 'Đã sửa sau nhập').execute()
    const before = await counts()
    const undone = await world.kernel.run(
      { accountId: null, name: 'Người thử', grants: [], lang: 'vi' },
      (ctx) => undoRun(ctx, world.imports.kinds, done.value.runId),
    )
    expect(undone).toMatchObject({
      ok: false,
      problems: [{ code: 'import-in-use', data: { names: 'Đã sửa sau nhập' } }],
    })
    expect(await counts()).toEqual(before)
  })

  it('two imports of one list at once make it once', async () => {
    const rows = list(row({ product_name: 'Cùng lúc', owner_name: 'HTX Cùng Lúc' }))
    const both = await Promise.all([world.importList(rows), world.importList(rows)])
    expect(both.map(({ done }) => done.ok)).toEqual([true, true])
    expect(await productNamed('Cùng lúc')).toHaveLength(1)
  })
})

it('the catalogue agrees with the records after all of this', async () => {
  for (const invariant of world.register.feature.invariants ?? [])
    expect([invariant.name, await invariant.run(db)]).toEqual([invariant.name, []])
})
