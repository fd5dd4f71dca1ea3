/** Where each file of the look is served; filled once by `buildAssets`, read while pages are rendered. */
let urls: ReadonlyMap<string, string> | undefined

export function setAssetUrls(built: ReadonlyMap<string, string>): void {
  urls = built
}

/**
 * The address of a built file: `asset('site.css')`, `asset('entry.js')`. Before the build has run (a test that renders
 * a single component) the plain name is given; after it an unknown name is a defect.
 */
export function asset(name: string): string {
  if (!urls) return `/assets/${name}`
  const url = urls.get(name)
  if (!url) throw new Error(`no asset is called ${name}; built are: ${[...urls.keys()].join(', ')}`)
  return url
}
