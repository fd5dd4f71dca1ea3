import type { Kernel } from '../../platform/feature.ts'
import type { RequestContext } from '../../platform/http/index.ts'
import type { Numbering } from '../../rules/numbering/index.ts'
import { type Actor, may } from '../../rules/permissions/index.ts'
import type { AssetTable } from '../../web/assets.ts'
import { runningConsent } from '../consents/index.ts'
import type { Places } from '../places/index.ts'
import type { Regulation } from '../regulation/index.ts'
import type { Desk } from './commune.ts'
import { type Dossier, dossierById } from './dossier.ts'
import type { DossierLaw, Laws } from './law.ts'
import type { RecordAction } from './record.ts'
import { couldEdit } from './steps.ts'

/** What the routes of this feature are built from. */
export interface Parts {
  readonly kernel: Kernel
  readonly regulation: Regulation
  readonly laws: Laws
  readonly record: RecordAction
  readonly numbering: Numbering
  readonly desk: Desk
  /** Bundled scripts by address, for the worker that answers without network. */
  readonly assets?: AssetTable['files'] | undefined
  /** The name of a commune or province as it stands today. */
  readonly placeName: (code: string) => string
  readonly places: Places
  readonly resultPage?: ResultPage | undefined
}

/** Where a reader finds the standing result of a dossier; null where there is none or not for them. */
export type ResultPage = (
  reader: { readonly actor: Actor; readonly today: string },
  dossierId: string,
) => Promise<string | null>

export interface Shown {
  readonly dossier: Dossier
  readonly law: DossierLaw
}

/** The dossier, if this person may read it; the reading is written down. */
export async function readable(
  { kernel, laws }: Parts,
  ctx: RequestContext,
  id: string,
  { silent = false } = {},
): Promise<Shown | null> {
  const dossier = await dossierById(kernel.db, id)
  const law = dossier && laws(dossier.regime)
  if (!dossier || !law || !may(ctx.actor, 'dossier.read', dossier.resource, ctx.today)) return null
  if (!silent) ctx.subject('dossier', dossier.id, dossier.placeCode)
  return { dossier, law }
}

/** May this person change the dossier now, and does only a consent stand in the way? */
export async function editing(
  { kernel }: Parts,
  ctx: RequestContext,
  dossier: Dossier,
): Promise<{ mayEdit: boolean; consentNeeded: boolean }> {
  if (!couldEdit(dossier, ctx.actor, ctx.today)) return { mayEdit: false, consentNeeded: false }
  if (may(ctx.actor, 'dossier.edit', { producerId: dossier.producer.id }, ctx.today))
    return { mayEdit: true, consentNeeded: false }
  const consent = await runningConsent(kernel.db, ctx.actor, dossier.producer.id, ctx.today)
  return { mayEdit: consent !== null, consentNeeded: consent === null }
}
