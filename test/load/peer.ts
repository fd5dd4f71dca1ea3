import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Measured, type Run, rounded } from './measure.ts'
import { serve } from './servers/child.ts'

const wordpress = '/usr/share/wordpress'
const theme = `${wordpress}/wp-content/themes/twentytwentythree`
const seconds = 5
const readers = 8
const posts = 200
/** An address this long is answered but never kept. */
const unkept = `?x=${'a'.repeat(450)}`

/**
 * The same kind of pages out of a content system many portals run on, in the same run: WordPress as Debian ships it (its own theme, no
 * cache added), 200 posts, thirty on the front page. Compared is the processor time of the page server alone, database left out.
 */
export const run: Run = async (note): Promise<Record<string, Measured>> => {
  if (!['mariadbd', 'mariadb-install-db', 'php'].every(isThere) || !existsSync(theme)) {
    note(
      'skipped: it needs Debian’s wordpress with its theme twentytwentythree, mariadb-server, php-cli and php-mysql',
    )
    return {}
  }
  const root = mkdtempSync(join(tmpdir(), 'saolang-peer-'))
  const peer = await openPeer(root)
  const ours = await serve('ours')
  try {
    await ours.settled()
    note(`WordPress ${peer.version} stands with ${posts} posts`)
    const ourUsage = async () => (await ours.usage()).cpu
    const taken = {
      peerFront: await load(`${peer.address}/`, peer.usage),
      peerArticle: await load(`${peer.address}/?p=${peer.articleId}`, peer.usage),
      front: await load(`${ours.address}/${unkept}`, ourUsage),
      list: await load(`${ours.address}/tin-tuc${unkept}`, ourUsage),
      kept: await load(`${ours.address}/tin-tuc`, ourUsage),
    }
    for (const [name, { ms, bytes }] of Object.entries(taken))
      note(`${name}: ${ms.toFixed(2)} ms, ${Math.round(bytes / 1000)} kB`)
    return {
      peer: {
        value: rounded(taken.peerFront.ms / taken.list.ms),
        unit: '× the processor time of ours',
        against: `WordPress ${peer.version}, front page of thirty posts, against the list of news anew`,
        ratio: rounded(taken.peerFront.ms / taken.list.ms),
        peer_front_ms: rounded(taken.peerFront.ms),
        peer_article_ms: rounded(taken.peerArticle.ms),
        front_anew_ms: rounded(taken.front.ms),
        list_anew_ms: rounded(taken.list.ms),
        list_kept_ms: rounded(taken.kept.ms),
      },
    }
  } finally {
    await ours.stop()
    await peer.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

/** Eight readers one page after the other, each page on a connection of its own: PHP's server ends it after every answer. */
async function load(
  url: string,
  usage: () => Promise<number> | number,
): Promise<{ ms: number; bytes: number }> {
  await read(url, 2)
  const before = await usage()
  const { pages, bytes } = await read(url, seconds)
  return { ms: ((await usage()) - before) / 1000 / pages, bytes: bytes / pages }
}

async function read(url: string, duration: number): Promise<{ pages: number; bytes: number }> {
  const until = performance.now() + duration * 1000
  const total = { pages: 0, bytes: 0 }
  const reader = async () => {
    while (performance.now() < until) {
      const bytes = await one(url)
      total.bytes += bytes
      total.pages += 1
    }
  }
  await Promise.all(Array.from({ length: readers }, reader))
  return total
}

function one(url: string): Promise<number> {
  const headers = { 'accept-encoding': 'br, gzip', 'user-agent': 'Mozilla/5.0 bench' }
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (response) => {
      let bytes = 0
      response.on('data', (part: Buffer) => {
        bytes += part.length
      })
      response.on('end', () =>
        response.statusCode === 200 && bytes > 0
          ? resolve(bytes)
          : reject(new Error(`${url}: ${response.statusCode}, ${bytes} bytes`)),
      )
      response.on('error', reject)
    }).on('error', reject)
  })
}

/** WordPress with a MariaDB of its own, reachable by a socket in its folder only. */
async function openPeer(root: string) {
  const folder = join(root, 'mysql')
  const socket = join(root, 'mysql.sock')
  const site = join(root, 'site')
  const asMysql = process.getuid?.() === 0 ? ['--user=root'] : []
  execFileSync(
    'mariadb-install-db',
    [`--datadir=${folder}`, '--auth-root-authentication-method=normal', ...asMysql],
    {
      stdio: 'ignore',
    },
  )
  const database = spawn(
    'mariadbd',
    ['--no-defaults', `--datadir=${folder}`, `--socket=${socket}`, '--skip-networking', ...asMysql],
    { stdio: 'ignore' },
  )
  for (let tries = 0; !existsSync(socket); tries++) {
    if (tries > 300) throw new Error('MariaDB did not open')
    await sleep(100)
  }
  cpSync(wordpress, site, { recursive: true, dereference: true })
  writeFileSync(join(site, 'wp-config.php'), configOf(socket))
  execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, '-u', 'root', '-e', 'CREATE DATABASE peer'])
  writeFileSync(join(site, 'fill.php'), filling)
  const [articleId = '', version = ''] = execFileSync('php', ['fill.php'], { cwd: site, encoding: 'utf8' })
    .trim()
    .split('\n')
    .at(-1)!
    .split(' ')
  const port = 20_000 + (process.pid % 20_000)
  const pages = spawn(
    'php',
    ['-d', 'opcache.enable=1', '-d', 'opcache.enable_cli=1', '-S', `127.0.0.1:${port}`, '-t', site],
    { stdio: 'ignore', env: { ...process.env, PHP_CLI_SERVER_WORKERS: '2' } },
  )
  const address = `http://127.0.0.1:${port}`
  for (let tries = 0; ; tries++) {
    if (
      await fetch(`${address}/`).then(
        (response) => response.ok,
        () => false,
      )
    )
      break
    if (tries > 100) throw new Error('WordPress did not answer')
    await sleep(100)
  }
  return {
    address,
    version,
    articleId,
    usage: () => family(pages.pid!).reduce((sum, pid) => sum + microseconds(pid), 0),
    stop: async () => {
      for (const pid of family(pages.pid!).reverse()) process.kill(pid, 'SIGTERM')
      await ended(database)
    },
  }
}

const configOf = (socket: string) => `<?php
define('DB_NAME', 'peer'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', ''); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true); $table_prefix = 'wp_';
if (isset($_SERVER['HTTP_HOST'])) { define('WP_HOME', 'http://' . $_SERVER['HTTP_HOST']); define('WP_SITEURL', WP_HOME); }
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`

const filling = `<?php
define('WP_INSTALLING', true); $_SERVER['HTTP_HOST'] = 'localhost';
require __DIR__ . '/wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Cổng thông tin', 'bench', 'bench@example.vn', true, '', 'bench-only');
update_option('posts_per_page', 30);
$text = '<p>' . str_repeat('Chương trình mỗi xã một sản phẩm công nhận sản phẩm của các chủ thể trong tỉnh. ', 12) . '</p>';
for ($n = 1; $n <= ${posts}; $n++)
  $id = wp_insert_post(['post_title' => "Tin số $n về sản phẩm OCOP", 'post_content' => str_repeat($text, 4),
    'post_excerpt' => "Tóm tắt tin số $n", 'post_status' => 'publish']);
echo "\\n" . $id . ' ' . $GLOBALS['wp_version'] . "\\n";
`

/** A process and those it started. */
function family(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => Number(statOf(Number(name))[1]) === pid)
  return [pid, ...children.map(Number)]
}

/** Fields of /proc/pid/stat from the third on; empty where the process has gone. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}

function microseconds(pid: number): number {
  const [user = 0, system = 0] = statOf(pid).slice(11, 13).map(Number)
  return (user + system) * 10_000
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function isThere(program: string): boolean {
  return (process.env.PATH ?? '')
    .split(':')
    .concat('/usr/sbin')
    .some((dir) => existsSync(join(dir, program)))
}
