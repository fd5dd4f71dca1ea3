#!/usr/bin/env node
// npm run audit: known weaknesses of the packages the program runs with, as the npm registry tells them. High and critical
// ones fail. Where the registry cannot be asked (a build without network) it says so and does not fail.
import { spawnSync } from 'node:child_process'

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
let report
try {
  report = JSON.parse(stdout)
} catch {
  report = { error: { summary: 'no answer' } }
}
if (report.error || !report.metadata) {
  console.log(
    `audit: the registry could not be asked (${report.error?.summary || report.message || 'it gave no report'}); nothing was checked`,
  )
  process.exit(0)
}
const { vulnerabilities: found } = report.metadata
for (const [name, { severity, via }] of Object.entries(report.vulnerabilities))
  console.log(
    `${severity} ${name}: ${via.map((each) => (typeof each === 'string' ? each : each.title)).join('; ')}`,
  )
console.log(
  `audit: ${found.critical} critical, ${found.high} high, ${found.moderate} moderate, ${found.low} low`,
)
process.exit(found.critical + found.high > 0 ? 1 : 0)
