import pg from 'pg'

interface Place {
  readonly host: string
  readonly port: number
}

/**
 * The servers a `DATABASE_URL` names: the one in its address, and those of `?standby=host:port` (again for each further
 * one). The rest of the address is for all of them.
 */
export function placesOf(url: string): { readonly plain: string; readonly places: readonly Place[] } {
  const address = new URL(url)
  const standbys = address.searchParams.getAll('standby')
  address.searchParams.delete('standby')
  const first = { host: decodeURIComponent(address.hostname), port: Number(address.port || 5432) }
  const others = standbys.map((text) => {
    const { hostname, port } = new URL(`postgres://${text}`)
    return { host: hostname, port: Number(port || 5432) }
  })
  return { plain: address.href, places: [first, ...others] }
}

/** How a pool is told where to connect next; `pg` reads its options anew for every connection. */
type Movable = pg.Pool & { options: { host?: string; port?: number } }

const searchMs = 500

/**
 * Keeps a pool on whichever server takes writes: when a connection breaks or is refused, all places are asked, and new
 * connections go to the one that is no standby. Promoting a standby, and keeping the former primary away, is the
 * cluster's business.
 */
export function followPrimary(pool: pg.Pool, places: readonly Place[], config: pg.ClientConfig): () => void {
  const movable = pool as Movable
  let searching = false
  let stopped = false
  const search = async (): Promise<void> => {
    if (searching || stopped) return
    searching = true
    while (!stopped) {
      const found = await firstPrimary(places, config)
      if (found) {
        movable.options.host = found.host
        movable.options.port = found.port
        break
      }
      await new Promise((resolve) => setTimeout(resolve, searchMs).unref())
    }
    searching = false
  }
  pool.on('error', () => void search())
  const timer = setInterval(async () => {
    const { host, port } = movable.options
    if (!(await isPrimary({ host: host!, port: port! }, config))) await search()
  }, 2_000)
  timer.unref()
  return () => {
    stopped = true
    clearInterval(timer)
  }
}

export async function firstPrimary(
  places: readonly Place[],
  config: pg.ClientConfig,
): Promise<Place | undefined> {
  const asked = await Promise.all(places.map((place) => isPrimary(place, config)))
  return places[asked.indexOf(true)]
}

async function isPrimary(place: Place, config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...config, ...place, connectionTimeoutMillis: 1_500, query_timeout: 1_500 })
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
