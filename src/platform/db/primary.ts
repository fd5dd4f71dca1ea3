import pg from 'pg'

/**
 * The servers a `DATABASE_URL` names, each by an address of its own: the one in it, and those of `?standby=host:port` (again
 * for each further one). All else in the address (who signs in, `sslmode`, options) is for all of them alike.
 */
export function placesOf(url: string): readonly [first: string, ...others: string[]] {
  const address = new URL(url)
  const standbys = address.searchParams.getAll('standby')
  address.searchParams.delete('standby')
  const others = standbys.map((text) => {
    const { hostname, port } = new URL(`postgres://${text}`)
    const other = new URL(address)
    other.hostname = hostname
    other.port = port
    // What names the server in another way than the address itself.
    for (const name of ['host', 'port']) other.searchParams.delete(name)
    return other.href
  })
  return [address.href, ...others]
}

/** How a pool is told where to connect next; `pg` reads its options anew for every connection. */
type Movable = pg.Pool & { options: { connectionString?: string } }

const searchMs = 500

/**
 * Keeps a pool on whichever server takes writes: when a connection breaks or is refused, all places are asked, and new
 * connections go to the one that is no standby. Promoting a standby, and keeping the former primary away, is the
 * cluster's business.
 */
export function followPrimary(pool: pg.Pool, places: readonly string[]): () => void {
  const movable = pool as Movable
  let searching = false
  let stopped = false
  const search = async (): Promise<void> => {
    if (searching || stopped) return
    searching = true
    while (!stopped) {
      const found = await firstPrimary(places)
      if (found) {
        movable.options.connectionString = found
        break
      }
      await new Promise((resolve) => setTimeout(resolve, searchMs).unref())
    }
    searching = false
  }
  pool.on('error', () => void search())
  const timer = setInterval(async () => {
    if (!(await isPrimary(movable.options.connectionString!))) await search()
  }, 2_000)
  timer.unref()
  return () => {
    stopped = true
    clearInterval(timer)
  }
}

export async function firstPrimary(places: readonly string[]): Promise<string | undefined> {
  const asked = await Promise.all(places.map(isPrimary))
  return places[asked.indexOf(true)]
}

async function isPrimary(place: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: place,
    connectionTimeoutMillis: 1_500,
    query_timeout: 1_500,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
    return rows[0]?.standby === false
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
