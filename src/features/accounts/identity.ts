import type { FastifyRequest } from 'fastify'
import { today } from '../../platform/clock/index.ts'
import { type Actor, visitor } from '../../platform/command/index.ts'
import { prepared } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { Grant, Role } from '../../rules/permissions/index.ts'
import { formerName, signedCookie } from './auth/cookies.ts'
import { tokenHash } from './auth/secret-token.ts'
import './actor.ts'

/** One row answers who asks: session, account and the grants of today. Read anew each time, so nothing can be stale. */
interface Row {
  entry_id: string
  seen_at: Date | null
  account_id: string
  name: string
  lang: 'vi' | 'en'
  unread: number
  /** Came with a second factor that is still there, or is exempt. */
  proven: boolean
  second_factor: boolean
  former_cookie: boolean
  grants: readonly {
    role: Role
    place: string | null
    agencyId: string | null
    producerId: string | null
    from: string
    to: string | null
    lentBy: string | null
  }[]
}

/** A lent role is worth what its lender's own is today: it ends with that one, and when the lender is locked. */
const lenderHoldsIt = `EXISTS (SELECT FROM role_grant o JOIN account lender ON lender.id = o.account_id
    WHERE o.account_id = g.delegated_by AND o.role = g.role AND o.delegated_by IS NULL
      AND o.place_code IS NOT DISTINCT FROM g.place_code AND o.agency_id IS NOT DISTINCT FROM g.agency_id
      AND o.ended_at IS NULL AND o.from_day <= $2 AND (o.to_day IS NULL OR o.to_day >= $2)
      AND lender.locked_at IS NULL)`

/** Who acts for a producer acts for the records it was laid together with too: dossiers and papers stay where they were filed. */
const grantsOfToday = `COALESCE((SELECT json_agg(json_build_object('role', g.role, 'place', g.place_code, 'agencyId', g.agency_id,
    'producerId', one.id, 'from', g.from_day, 'to', g.to_day,
    'lentBy', g.delegated_by) ORDER BY g.from_day, g.id)
    FROM role_grant g CROSS JOIN LATERAL (SELECT g.producer_id AS id
      UNION SELECT record FROM producer_family(g.producer_id) AS record) one
    WHERE g.account_id = a.id AND g.ended_at IS NULL
      AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)
      AND (g.delegated_by IS NULL OR ${lenderHoldsIt})), '[]'::json) AS grants`

/** Notices not yet read: every page of the work area shows the number. */
const unread =
  '(SELECT count(*)::int FROM notice_copy n WHERE n.account_id = a.id AND n.read_at IS NULL) AS unread'

const hasFactor = '(a.two_factor_enabled OR EXISTS (SELECT FROM account_passkey k WHERE k.account_id = a.id))'

const bySession = prepared<Row, [string, string, boolean]>(`
  SELECT s.id AS entry_id, s.seen_at, a.id AS account_id, a.name, a.lang, ${unread}, ${grantsOfToday},
    (a.is_demo OR s.second_factor AND ${hasFactor}) AS proven,
    s.second_factor, s.former_cookie
  FROM account_session s JOIN account a ON a.id = s.account_id
  WHERE s.token = $1 AND s.expires_at > now() AND a.locked_at IS NULL AND (NOT a.is_demo OR $3)`)

/** A token is made where a session has all its roles; it stands for the second factor as long as the account has one. */
const byAccessToken = prepared<Row, [string, string, boolean]>(`
  SELECT t.id AS entry_id, t.seen_at, a.id AS account_id, a.name, a.lang, ${unread}, ${grantsOfToday},
    (a.is_demo OR ${hasFactor}) AS proven,
    false AS second_factor, false AS former_cookie
  FROM account_token t JOIN account a ON a.id = t.account_id
  WHERE t.token = $1 AND t.revoked_at IS NULL AND t.last_day >= $2 AND a.locked_at IS NULL
    AND (NOT a.is_demo OR $3)`)

/** How a request proved who it comes from. */
export interface Proof {
  readonly kind: 'session' | 'access-token'
  readonly id: string
  readonly secondFactor: boolean
}

/** A mark of last use is precise to this: a write for every page would serve nobody. */
const seenEveryMs = 5 * 60_000

export class Identity {
  private readonly proofs = new WeakMap<FastifyRequest, Proof>()

  constructor(
    private readonly kernel: Kernel,
    private readonly cookie: { readonly name: string; readonly secret: string },
    private readonly secondFactorRoles: ReadonlySet<Role>,
  ) {}

  /** Who asks. A bearer token, right or wrong, is the only proof looked at: a cookie never stands in for it. */
  async resolveActor(request: FastifyRequest): Promise<Actor> {
    const bearer = /^Bearer\b *(\S*)/i.exec(request.headers.authorization ?? '')
    if (bearer) return bearer[1] ? this.find(request, 'access-token', bearer[1]) : visitor
    const { name, secret } = this.cookie
    const token = signedCookie(request, name, secret)
    if (token) return this.find(request, 'session', token)
    const former = formerName(name) === name ? null : signedCookie(request, formerName(name), secret)
    return former ? this.find(request, 'session', former, true) : visitor
  }

  /** The session of this very request; null for visitors and for programs with a token. */
  sessionOf(request: FastifyRequest): string | null {
    const proof = this.proofs.get(request)
    return proof?.kind === 'session' ? proof.id : null
  }

  /** Whether the session of this very request was opened with a second factor. */
  hasSecondFactor(request: FastifyRequest): boolean {
    return this.proofs.get(request)?.secondFactor === true
  }

  private async find(
    request: FastifyRequest,
    kind: Proof['kind'],
    token: string,
    byFormerName = false,
  ): Promise<Actor> {
    const { kernel } = this
    const query = kind === 'session' ? bySession : byAccessToken
    const [row] = await query(kernel.pool, tokenHash(token), today(kernel.clock), kernel.config.demo)
    if (!row || (byFormerName && !row.former_cookie)) return visitor
    this.proofs.set(request, { kind, id: row.entry_id, secondFactor: row.second_factor })
    this.markSeen(kind, row)
    const { account_id: accountId, name, lang, unread } = row
    const grants = collect(row.grants)
    const waits = ({ role }: Grant) => !row.proven && this.secondFactorRoles.has(role)
    if (!grants.some(waits)) return { accountId, name, lang, unread, grants }
    return {
      accountId,
      name,
      lang,
      unread,
      grants: grants.filter((grant) => !waits(grant)),
      withheld: grants.filter(waits),
    }
  }

  private markSeen(kind: Proof['kind'], row: Row): void {
    const now = new Date()
    if (row.seen_at && now.getTime() - row.seen_at.getTime() < seenEveryMs) return
    const table = kind === 'session' ? 'account_session' : 'account_token'
    void this.kernel.db
      .updateTable(table)
      .set({ seen_at: now })
      .where('id', '=', row.entry_id)
      .execute()
      .catch(() => undefined)
  }
}

/** Grants of the same days for several producers are one grant for all of them. */
function collect(rows: Row['grants']): Grant[] {
  const grants: Grant[] = []
  const byProducerDays = new Map<string, string[]>()
  for (const { producerId, lentBy, ...held } of rows) {
    const grant: Grant = { ...held, ...(lentBy && { lentBy }) }
    if (producerId === null) {
      grants.push(grant)
      continue
    }
    const days = `${grant.role}/${grant.place}/${grant.from}/${grant.to}`
    const known = byProducerDays.get(days)
    if (known) known.push(producerId)
    else {
      const producerIds = [producerId]
      byProducerDays.set(days, producerIds)
      grants.push({ ...grant, producerIds })
    }
  }
  return grants
}
