import { issuingProcess } from '../../factories/recognition-world.ts'

/**
 * The process that is killed while it issues: releases a decision with all its certificates, then prints them. It says `open`
 * before it begins, `released` after the commit and `done` at the end. Run again it goes on where the last one died.
 */
const [url, dataDir, decisionId, leader] = process.argv.slice(2)
const work = await issuingProcess(url!, dataDir!, JSON.parse(leader!))
process.stdout.write('open\n')
await work.release(decisionId!)
process.stdout.write('released\n')
await work.print(decisionId!)
process.stdout.write('done\n')
await work.close()
process.exit(0)
