import type pg from 'pg'

/** A table as it is carried in a backup. */
export interface CarriedTable {
  readonly schema: string
  readonly name: string
  /** In their order; generated columns are computed again. */
  readonly columns: string[]
  /** By which rows are ordered, so that the same content gives the same bytes. */
  readonly key: string[]
}

export interface CarriedSequence {
  readonly schema: string
  readonly name: string
  readonly last: string | null
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
export const fullName = ({ schema, name }: { schema: string; name: string }) =>
  `${quote(schema)}.${quote(name)}`
export const columnList = (columns: readonly string[]) => columns.map(quote).join(', ')

/** The job queue is rebuilt, and of its jobs only those still to be done are carried. */
const carried = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')`

export async function readTables(client: pg.ClientBase): Promise<CarriedTable[]> {
  const { rows } = await client.query<CarriedTable & { key: string[] | null }>(`
    select n.nspname as schema, c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(a.attname::text order by k.place) from pg_index i,
          unnest(i.indkey::int2[]) with ordinality k(attnum, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${carried}
    order by 1, 2`)
  return rows.map((table) => ({ ...table, key: table.key ?? table.columns }))
}

export async function readSequences(client: pg.ClientBase): Promise<CarriedSequence[]> {
  const { rows } = await client.query<CarriedSequence>(`
    select schemaname as schema, sequencename as name, last_value::text as last
    from pg_sequences where schemaname !~ '^pg_' and schemaname <> 'pgboss' order by 1, 2`)
  return rows
}

/** One spelling of every value, whatever the server's settings. */
export const plainSpelling = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
  set local bytea_output = 'hex'; set local extra_float_digits = 1`
