import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http'
import { Agent as HttpsAgent, request as overHttps } from 'node:https'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import type { S3Storage } from '../config/index.ts'
import type { Shelf } from './folder.ts'

/** A call that fails for a passing reason (no connection, 5xx, 429) is tried this often in all. */
const attempts = 4
const silenceMs = 30_000

class StorageError extends Error {
  override name = 'StorageError'
}

/**
 * A bucket of an S3-compatible store: `ab/abcdef…` under its prefix, as in a folder. The bytes are signed with their own
 * hash, so the store itself refuses what was changed on the way; it acknowledges a write only when it is kept.
 */
export function s3Shelf(storage: S3Storage): Shelf {
  const call = caller(storage)
  const keyOf = (hash: string) => `${storage.prefix}${hash.slice(0, 2)}/${hash}`
  return {
    async adopt(path, hash) {
      const { size } = await stat(path)
      const answer = await call('PUT', keyOf(hash), { path, hash, size })
      await expectDone(answer, 'PUT')
    },
    async open(hash) {
      const answer = await call('GET', keyOf(hash))
      if (answer.statusCode === 404) return gone(answer)
      if (answer.statusCode !== 200) await expectDone(answer, 'GET')
      return answer as Readable
    },
    async size(hash) {
      const answer = await call('HEAD', keyOf(hash))
      answer.resume()
      if (answer.statusCode === 404) return undefined
      if (answer.statusCode !== 200) throw new StorageError(`HEAD was answered ${answer.statusCode}`)
      return Number(answer.headers['content-length'])
    },
    async remove(hash) {
      const answer = await call('DELETE', keyOf(hash))
      if (answer.statusCode === 404) gone(answer)
      else await expectDone(answer, 'DELETE')
    },
  }
}

function gone(answer: IncomingMessage): null {
  answer.resume()
  return null
}

async function expectDone(answer: IncomingMessage, verb: string): Promise<void> {
  const { statusCode = 0 } = answer
  answer.resume()
  if (statusCode < 200 || statusCode >= 300) throw new StorageError(`${verb} was answered ${statusCode}`)
}

type Verb = 'GET' | 'HEAD' | 'PUT' | 'DELETE'
interface Payload {
  readonly path: string
  readonly hash: string
  readonly size: number
}

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

function caller({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Storage) {
  const secure = endpoint.startsWith('https:')
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 32 })
  const once = async (method: Verb, key: string, payload?: Payload): Promise<IncomingMessage> => {
    const { url, headers } = await new AwsV4Signer({
      method,
      url: `${endpoint}/${bucket}/${key}`,
      headers: { 'x-amz-content-sha256': payload?.hash ?? emptyHash },
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
    }).sign()
    return send(method, url, Object.fromEntries(headers), payload)
  }
  const send = (
    method: Verb,
    url: URL,
    headers: Record<string, string>,
    payload?: Payload,
  ): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sized = payload ? { ...headers, 'content-length': String(payload.size) } : headers
      const outgoing = (secure ? overHttps : overHttp)(url, { method, headers: sized, agent })
      outgoing.setTimeout(silenceMs, () => outgoing.destroy(new StorageError(`${method}: no answer`)))
      outgoing.on('response', resolve).on('error', reject)
      if (payload) pipeline(createReadStream(payload.path), outgoing).catch(reject)
      else outgoing.end()
    })
  return async (method: Verb, key: string, payload?: Payload): Promise<IncomingMessage> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await once(method, key, payload).catch((error: Error) => error)
      const passing = answer instanceof Error || (answer.statusCode ?? 0) >= 500 || answer.statusCode === 429
      if (!passing) return answer
      if (attempt >= attempts) {
        if (!(answer instanceof Error)) return answer
        throw new StorageError(`${method}: ${answer.message || (answer as NodeJS.ErrnoException).code}`)
      }
      if (!(answer instanceof Error)) answer.resume()
      await sleep(100 * 3 ** (attempt - 1))
    }
  }
}
