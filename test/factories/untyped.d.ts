declare module 's3rver' {
  /** An S3 server for tests; it brings no types of its own. */
  export default class S3rver {
    constructor(options: {
      port: number
      address: string
      silent: boolean
      directory: string
      configureBuckets: { name: string; configs: readonly unknown[] }[]
    })
    run(): Promise<{ address: string; port: number }>
    close(): Promise<void>
  }
}

declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'
  /** An OpenID provider for tests; it brings no types of its own. */
  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    callback(): RequestListener
  }
}

declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      readonly targetFormat: 'woff2'
      readonly keepAllGlyphs?: boolean
      readonly noHinting?: boolean
    },
  ): Promise<Buffer>
}
