import { createServer } from 'node:http'

/** Raw node:http that answers every request with the same bytes and headers: what nothing in JavaScript can beat. */
let body = Buffer.alloc(0)
let headers: Record<string, string> = {}
const server = createServer({ keepAliveTimeout: 65_000 }, (_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address) process.send?.({ address: `http://127.0.0.1:${address.port}` })
})
process.on('message', (message: string | { body: string; headers: Record<string, string> }) => {
  if (typeof message === 'object') {
    body = Buffer.from(message.body, 'base64')
    headers = message.headers
    process.send?.({ ready: true })
  } else if (message === 'cpu') process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() })
  else if (message === 'stop') process.exit(0)
})
