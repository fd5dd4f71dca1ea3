// The Chromium in which the journeys run: one that is there, else installed from Debian.
import { spawnSync } from 'node:child_process'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const works = (command, args) =>
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 30_000 }).status === 0

/** Path of a browser that starts, or undefined after saying what to do. */
export function findBrowser() {
  if (process.env.CHROME_PATH) {
    if (works(process.env.CHROME_PATH, ['--version'])) return process.env.CHROME_PATH
    console.error(`CHROME_PATH=${process.env.CHROME_PATH} does not start; looking for another browser.`)
  }
  return lookAround() ?? (install() ? lookAround() : undefined) ?? complain()
}

const lookAround = () => places.find((path) => works(path, ['--version']))

/** On Debian and its kin, as root or where sudo asks for no password. */
function install() {
  if (!works('apt-get', ['--version'])) return false
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (prefix.length > 0 && !works('sudo', ['-n', 'true'])) return false
  console.log('No Chromium found: installing Debian’s for the journeys…')
  return [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ].every((command) => {
    const [first, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command]
    return spawnSync(first, rest, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
  })
}

function complain() {
  console.error(
    'No Chromium or Chrome was found and none could be installed. Install one (Debian: apt-get install chromium) or set CHROME_PATH.',
  )
  return undefined
}
