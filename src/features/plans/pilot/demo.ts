import { Readable } from 'node:stream'
import sharp from 'sharp'
import { type CommandContext, ok, type Result } from '../../../platform/command/index.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import type { CommandDeps } from '../change.ts'
import { markMilestone } from '../commands.ts'
import { tellPilot } from './commands.ts'
import { addPilotPhoto } from './photos.ts'

/** A drawn vineyard that says what it is: the demo province has no photographs of anybody's field. */
const drawing = (sky: string, rows: number) => {
  const vines = Array.from({ length: rows }, (_, at) => {
    const y = 290 + at * Math.round(250 / rows)
    return `<path d="M0 ${y}q160 -34 320 0t320 0t320 0" fill="none" stroke="#4a6b3a" stroke-width="${6 + at * 2}"/>`
  }).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="600"><rect width="960" height="600" fill="${sky}"/>
    <path d="M0 290L210 110L380 230L560 70L960 290Z" fill="#7f9a86"/><rect y="280" width="960" height="320" fill="#cdbf8f"/>${vines}</svg>`
}

/** Made before the command: pictures take a moment. */
export async function drawDemoPhotos(files: FileStore): Promise<readonly string[]> {
  const hashes: string[] = []
  for (const [sky, rows] of [
    ['#dfe9ee', 5],
    ['#f1dfc4', 8],
  ] as const) {
    const bytes = await sharp(Buffer.from(drawing(sky, rows)))
      .webp({ quality: 80 })
      .toBuffer()
    const stored = await files.put(Readable.from([bytes]), { maxBytes: 1_000_000, name: 'minh-hoa.webp' })
    if (stored.ok) hashes.push(stored.value.hash)
  }
  return hashes
}

/** Invented figures of the pilot, marked as such wherever they stand. The notice of Kế hoạch 135 states none. */
export async function demoPilot(
  ctx: CommandContext,
  plan: { readonly id: string; readonly issuedOn: string },
  photos: readonly string[],
  deps: CommandDeps,
): Promise<Result<void>> {
  const [steps, head, commune] = await Promise.all([
    ctx.db
      .selectFrom('plan_milestone')
      .select(['id', 'code'])
      .where('plan_id', '=', plan.id)
      .orderBy('ordinal')
      .execute(),
    ctx.db
      .selectFrom('plan_budget_head')
      .select('id')
      .where('plan_id', '=', plan.id)
      .orderBy('amount', 'desc')
      .executeTakeFirst(),
    deps.places.communes(deps.provinceCode, ctx.today).find(({ name }) => name.includes('Phú Lộc')),
  ])
  const [first] = steps
  if (!first) return ok()
  const marked = await markMilestone(
    ctx,
    first.id,
    { doneOn: plan.issuedOn, note: 'Biên bản liên kết vùng nguyên liệu (minh họa)' },
    deps,
  )
  if (!marked.ok) return marked
  const told = await tellPilot(
    ctx,
    plan.id,
    {
      areaWords: 'Nho rừng và dâu rừng, các hộ liên kết trồng theo hợp đồng bao tiêu (minh họa)',
      areaPlace: commune?.code ?? null,
      areaAres: 350,
      headId: head?.id ?? null,
      budget: head ? 90_000_000 : null,
      version: 0,
    },
    deps,
    true,
  )
  if (!told.ok) return told
  for (const [at, hash] of photos.entries()) {
    const added = await addPilotPhoto(
      ctx,
      plan.id,
      {
        hash,
        milestoneId: first.id,
        takenOn: plan.issuedOn,
        takenAt: at === 0 ? '08:30' : '',
        placeWords: at === 0 ? 'Vùng nguyên liệu (minh họa)' : '',
        point: null,
        note: at === 0 ? 'Hình vẽ minh họa vùng nguyên liệu' : 'Hình vẽ minh họa, không rõ nơi chụp',
        isPublic: at === 0,
        isDemo: true,
      },
      deps,
    )
    if (!added.ok) return added
  }
  return ok()
}
