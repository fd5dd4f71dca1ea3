import { existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** How a browser is started for journeys and measurements. */
export function chromiumLaunch(): { executablePath: string; args: string[] } {
  const executablePath = process.env.CHROME_PATH ?? places.find((path) => existsSync(path))
  if (!executablePath) throw new Error('no Chromium: set CHROME_PATH, or run npm test, which installs one')
  return { executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] }
}
