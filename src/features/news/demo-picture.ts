import { Readable } from 'node:stream'
import sharp from 'sharp'
import { ok, type Result, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { addPicture, figureOf, shownPicture } from './pictures.ts'

/** A drawn row of stalls: the demo province has no photograph of anybody's fair. */
function drawing(): string {
  const stall = (x: number, shade: string) => {
    const folds = Array.from(
      { length: 6 },
      (_, at) =>
        `<path d="M${x + at * 40} 250h40v46a20 20 0 0 1-40 0Z" fill="${at % 2 === 0 ? shade : '#fdf6ea'}"/>`,
    ).join('')
    const goods = Array.from(
      { length: 5 },
      (_, at) =>
        `<rect x="${x + 22 + at * 40}" y="${392 - (at % 3) * 16}" width="28" height="${48 + (at % 3) * 16}" rx="5" fill="${['#b58b3b', '#6d8a5b', '#8c5a7d'][at % 3]}"/>`,
    ).join('')
    return `<path d="M${x + 8} 296v244M${x + 232} 296v244" stroke="#6b5a4a" stroke-width="8"/>${folds}${goods}
      <rect x="${x}" y="440" width="240" height="100" rx="4" fill="#d9c7a3"/><path d="M${x} 466h240" stroke="#b9a37a" stroke-width="3"/>`
  }
  const pennants = Array.from({ length: 16 }, (_, at) => {
    const [x, y] = [20 + at * 60, 120 + Math.round(26 * Math.sin((at / 15) * Math.PI))]
    return `<path d="M${x} ${y}h36l-18 34Z" fill="${at % 2 === 0 ? '#6a3d86' : '#c79a34'}"/>`
  }).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="600"><rect width="960" height="600" fill="#f3ead8"/>
    <path d="M0 250L150 180L330 236L520 168L720 232L960 186V420H0Z" fill="#c9d3c0"/><rect y="520" width="960" height="80" fill="#e2d4b6"/>
    <path d="M0 116q480 60 960 0" fill="none" stroke="#6b5a4a" stroke-width="3"/>${pennants}
    ${stall(60, '#6a3d86')}${stall(360, '#b3543e')}${stall(660, '#47755f')}</svg>`
}

/** Puts the drawing into the library as an editor would a photograph; answers what shows it in a text. */
export async function demoPicture(kernel: Kernel, placeCode: string): Promise<Result<string>> {
  const bytes = await sharp(Buffer.from(drawing())).png().toBuffer()
  const original = await kernel.files.put(Readable.from([bytes]), {
    maxBytes: 1_000_000,
    name: 'gian-hang.png',
  })
  if (!original.ok) return original
  const shown = await shownPicture(kernel.files, original.value.hash)
  if (!shown.ok) return shown
  const words = {
    alternative: 'Hình vẽ ba gian hàng sản phẩm dưới dây cờ đuôi nheo',
    caption: 'Hình vẽ minh họa tuần hàng OCOP.',
  }
  return kernel.run(system, async (ctx) => {
    const added = await addPicture(ctx, {
      originalHash: original.value.hash,
      shown: shown.value,
      placeCode,
      ...words,
    })
    const { width, height } = shown.value
    return added.ok ? ok(figureOf({ id: added.value.id, width, height, ...words })) : added
  })
}
