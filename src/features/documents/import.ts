import { sql } from 'kysely'
import { failed, ok, type Problem } from '../../platform/command/index.ts'
import { matchKey, parseDay, tidy } from '../../rules/vietnamese/index.ts'
import { columnOf, type ImportKind, rowKind } from '../imports/index.ts'
import { type DocumentInput, documentKey, documentKinds, enterDocument } from './commands.ts'

/** Lists of documents: number, day, issuer and title are needed; the rest as the list has it. */
export function documentImport(
  purge: (tags: readonly string[]) => Promise<void>,
  placeCode: string,
): ImportKind {
  return rowKind<DocumentInput>({
    id: 'documents',
    subject: 'document',
    label: { vi: 'Văn bản', en: 'Documents' },
    hint: {
      vi: 'Mỗi dòng một văn bản: số ký hiệu, ngày ban hành, cơ quan ban hành, trích yếu.',
      en: 'One document to a line: number, day, issuer, title.',
    },
    columns: [
      columnOf('number', 'Số, ký hiệu', 'Number', ['số ký hiệu', 'số văn bản', 'số hiệu', 'ký hiệu'], true),
      columnOf(
        'title',
        'Trích yếu',
        'Title',
        ['tên văn bản', 'nội dung', 'trích yếu nội dung', 'về việc'],
        true,
      ),
      columnOf('issuer', 'Cơ quan ban hành', 'Issuer', ['đơn vị ban hành', 'nơi ban hành', 'cơ quan'], true),
      columnOf('issuedOn', 'Ngày ban hành', 'Issued on', ['ngày ký', 'ngày', 'ngày văn bản'], true),
      columnOf('kind', 'Loại văn bản', 'Kind', ['loại', 'hình thức']),
      columnOf('field', 'Lĩnh vực', 'Field', []),
      columnOf('signer', 'Người ký', 'Signer', []),
      columnOf('effectiveFrom', 'Ngày hiệu lực', 'In force from', ['có hiệu lực từ', 'hiệu lực từ']),
      columnOf('effectiveTo', 'Ngày hết hiệu lực', 'In force to', ['hết hiệu lực']),
      columnOf('note', 'Ghi chú', 'Note', []),
    ],
    identity: (values) => [documentKey(values.number ?? ''), values.issuer ?? '', values.issuedOn ?? ''],
    read: (values) => {
      const problems: Problem[] = []
      const day = (field: string, needed: boolean): string | null => {
        const text = values[field] ?? ''
        const read = text === '' ? null : parseDay(text)
        if (text !== '' && read === null) problems.push({ code: 'row-day-unreadable', field, data: { text } })
        if (text === '' && needed) problems.push({ code: 'required', field })
        return read
      }
      const text = (field: string, most: number, needed = false) => {
        const written = tidy(values[field] ?? '')
        if (needed && written === '') problems.push({ code: 'required', field })
        if (written.length > most) problems.push({ code: 'too-long', field, data: { maximum: most } })
        return written
      }
      const input = {
        number: text('number', 100, true),
        title: text('title', 1000, true),
        issuer: text('issuer', 300, true),
        issuedOn: day('issuedOn', true) ?? '',
        kind:
          documentKinds.find((kind) => kind === matchKey(values.kind ?? '').replaceAll(' ', '-')) ?? 'khac',
        field: text('field', 200),
        signer: text('signer', 200),
        effectiveFrom: day('effectiveFrom', false),
        effectiveTo: day('effectiveTo', false),
        note: text('note', 2000),
        regime: null,
        placeCode,
      }
      return problems.length > 0 ? failed(...problems) : ok(input)
    },
    name: ({ number }) => number,
    likely: async (ctx, input) => {
      const near = await ctx.db
        .selectFrom('legal_document')
        .select(['number', 'issuer'])
        .where('number_key', '=', documentKey(input.number))
        .limit(3)
        .execute()
      return near.map((each) => ({
        code: 'row-maybe-same',
        data: { name: `${each.number}, ${each.issuer}` },
      }))
    },
    create: (ctx, input) => enterDocument(ctx, input, purge),
    takeBack: async (ctx, made) => {
      const ids = made.map(({ id }) => id)
      const { rows } = await sql<{ number: string }>`
        SELECT number FROM legal_document d WHERE id = ANY(${ids}::uuid[]) AND (version <> 1
          OR EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = d.id)
          OR EXISTS (SELECT 1 FROM document_relation r WHERE d.id IN (r.document_id, r.other_id)))`.execute(
        ctx.db,
      )
      if (rows.length > 0) return rows.map(({ number }) => number)
      await ctx.db.deleteFrom('legal_document').where(sql<boolean>`id = ANY(${ids}::uuid[])`).execute()
      ctx.after(() => purge(['documents']))
      return []
    },
  })
}
