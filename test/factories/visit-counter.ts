/** A process that counts visits as the server does, as fast as it can, until it is killed: `node … <database> <prefix>`. */
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { flush } from '../../src/features/visits/books.ts'
import { VisitMeter } from '../../src/features/visits/meter.ts'
import { connect } from '../../src/platform/db/index.ts'

const [, , url = '', instance = ''] = process.argv
const { db } = connect(url, 1)
const meter = new VisitMeter(() => false)
const request = new IncomingMessage(new Socket())
request.rawHeaders = [
  'User-Agent',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36',
]
let hits = 0

const visits = setInterval(() => {
  for (let n = 0; n < 7; n++, hits++) meter.hit(request, Date.now())
  // Said only after it was counted: what the reader of this line knows of is at most what was answered.
  process.stdout.write(`hits ${hits}\n`)
}, 2)

for (;;) {
  const before = hits
  await flush(db, meter, instance, new Date())
  process.stdout.write(`booked ${before}\n`)
  await new Promise((resolve) => setTimeout(resolve, 20))
  if (process.ppid === 1) break
}
clearInterval(visits)
