import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Device, Hall } from '../factories/hall/index.ts'
import { percentile, type Run, rounded } from './measure.ts'
import { compareWith } from './sitting/compare.ts'
import { answersFor, isAway, needsSecondRound, secondAnswers, voters } from './sitting/plan.ts'
import { prepare } from './sitting/prepare.ts'

const products = Number(process.env.SITTING_PRODUCTS ?? 117)
/** Products after which sheets are opened and results agreed, as a hall does before each break. */
const stretch = 9

/**
 * A whole sitting over HTTP against a server of its own: 15 members, 117 products, the network of some members away for stretches
 * at a time, the serving process killed twice (kill −9) while sheets are being sealed. At the end: is every acknowledged seal there,
 * once; and do the minutes say what a recomputation that shares no code with the program says?
 */
export const run: Run = async (note) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-sitting-'))
  await chmod(dataDir, 0o711)
  const scene = await prepare(dataDir, voters, products)
  const hall = new Hall(dataDir)
  try {
    await hall.open()
    const devices = scene.people.map((person, index) => new Device(hall, person, index))
    for (const device of devices) await device.signIn()
    const [chair, ...rest] = devices.filter((device) => device.person.votes)
    const members = [chair!, ...rest]
    const secretary = devices.find((device) => !device.person.votes)!
    for (const member of members) member.listen(scene.sittingId)
    const crashes = new Set([Math.floor(products / 3), Math.floor((products * 2) / 3)])
    const called: number[] = []
    const pushed: number[] = []
    const bare: number[] = []
    const processor: number[] = []
    for (const [index, itemId] of scene.itemIds.entries()) {
      const from = performance.now()
      const heard = Promise.all(members.filter((m) => !isAway(m.index, index)).map((m) => m.hear(itemId)))
      const used = await hall.processorMs()
      await chair!.step(scene.sittingId, 'call-and-score', itemId)
      called.push(performance.now() - from)
      processor.push((await hall.processorMs()) - used)
      await heard
      bare.push(await chair!.bare())
      pushed.push(performance.now() - from)
      const sealing = members.map((member) =>
        member.score(scene.sittingId, itemId, answersFor(scene.sheet, member.index, index), {
          away: isAway(member.index, index),
          draftFirst: (index + member.index) % 5 === 0,
        }),
      )
      if (crashes.has(index)) await hall.crash(30 + Math.random() * 120)
      await Promise.all(sealing)
      if ((index + 1) % stretch !== 0 && index + 1 < scene.itemIds.length) continue
      await Promise.all(members.map((member) => member.deliver()))
      await settle(scene, members, chair!, index)
      note(`${index + 1}/${products} products, ${hall.crashes} crashes`)
    }
    await chair!.step(scene.sittingId, 'close')
    await secretary.sign(scene.sittingId)
    await chair!.sign(scene.sittingId)
    for (const device of devices) device.leave()
    const found = await compareWith(dataDir, scene, members)
    const seals = members.flatMap((member) => member.sealMs)
    const pages = members.flatMap((member) => member.pageMs)
    const p95 = (values: readonly number[]) => rounded(percentile(values, 95))
    return {
      sitting: {
        value: p95(called),
        unit: 'ms',
        next_product_p95_ms: p95(called),
        next_product_p50_ms: rounded(percentile(called, 50)),
        next_product_processor_ms: rounded(processor.reduce((sum, one) => sum + one, 0) / processor.length),
        pushed_p50_ms: rounded(percentile(pushed, 50)),
        pushed_p95_ms: p95(pushed),
        sheet_page_p50_ms: rounded(percentile(pages, 50)),
        sheet_page_p95_ms: p95(pages),
        seal_p50_ms: rounded(percentile(seals, 50)),
        seal_p95_ms: p95(seals),
        // What else ran on the machine meanwhile: above its number of cores, times are its own as much as ours.
        load_average: rounded(loadavg()[1]!),
        against: 'a bare answer (/healthz) of the same server meanwhile, p50',
        ratio: rounded(percentile(called, 50) / percentile(bare, 50)),
        members: voters,
        products,
        crashes: hall.crashes,
        offline_seals: members.reduce((sum, member) => sum + member.offlineSeals, 0),
        resent: members.reduce((sum, member) => sum + member.resent, 0),
        ...found,
      },
    }
  } finally {
    await hall.close()
    const home = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
    if (home) await rm(home, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Opens what this stretch has scored, scores a second round where members lie far apart, and agrees. */
async function settle(
  scene: Awaited<ReturnType<typeof prepare>>,
  members: readonly Device[],
  chair: Device,
  last: number,
): Promise<void> {
  const from = Math.floor(last / stretch) * stretch
  for (let index = from; index <= last; index++) {
    const itemId = scene.itemIds[index]!
    await chair.step(scene.sittingId, 'open-sheets', itemId)
    if (needsSecondRound(scene.sheet, index)) {
      await chair.step(scene.sittingId, 'second-round', itemId, 'Thảo luận, chấm lại')
      await Promise.all(
        members.map((member) =>
          member.score(scene.sittingId, itemId, secondAnswers(scene.sheet, member.index, index), {
            away: false,
            draftFirst: false,
            round: 2,
          }),
        ),
      )
      await chair.step(scene.sittingId, 'open-sheets', itemId)
    }
    await chair.step(scene.sittingId, 'agree', itemId)
  }
}
