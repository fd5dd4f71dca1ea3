// Prints the permission matrix into docs/permissions.md: `node --import tsx scripts/permissions.ts`. A test holds it true.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LENDABLE_ROLES, MATRIX, PERMISSIONS, ROLES, type Role } from '../src/rules/permissions/index.ts'

export const permissionsPath = fileURLToPath(new URL('../docs/permissions.md', import.meta.url))

const short: Readonly<Record<Role, string>> = {
  producer: 'producer',
  'commune-officer': 'commune',
  'provincial-office': 'office',
  'advisory-team': 'advisory',
  'council-member': 'member',
  secretary: 'secretary',
  chair: 'chair',
  leader: 'leader',
  agency: 'agency',
  inspector: 'inspector',
  editor: 'editor',
  auditor: 'auditor',
  administrator: 'admin',
  public: 'public',
}

/** The page as it follows from `src/rules/permissions/matrix.ts`. */
export function permissionsPage(): string {
  const head = `| permission | ${ROLES.map((role) => short[role]).join(' | ')} |`
  const rule = `|---|${ROLES.map(() => ':-:').join('|')}|`
  const rows = PERMISSIONS.map(
    (permission) =>
      `| \`${permission}\` | ${ROLES.map((role) => MATRIX[permission][role] ?? '').join(' | ')} |`,
  )
  return `# Who may what

Printed from \`src/rules/permissions/matrix.ts\` by \`node --import tsx scripts/permissions.ts\`; a test fails when this page is behind.
Empty: never. **own** things of the account or of the producers it acts for · **place** things governed by the grant's place ·
**agency** things in which the grant's agency takes part · **assigned** things put into this person's hands · **all** everything.
What everybody may (\`public: all\`) needs no session. A conflict of interest closes a dossier to judging roles whatever stands here.

${PERMISSIONS.length} permissions × ${ROLES.length} roles. Lendable for some days: ${LENDABLE_ROLES.join(', ')}.

${[head, rule, ...rows].join('\n')}
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(permissionsPath, permissionsPage())
