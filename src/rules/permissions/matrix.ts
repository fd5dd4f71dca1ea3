import type { Role, Scope } from './roles.ts'

type Row = Partial<Record<Role, Scope>>

/** What every signed-in person may do with what is theirs, whatever the role. */
const SIGNED_IN = {
  producer: 'own',
  'commune-officer': 'own',
  'provincial-office': 'own',
  'advisory-team': 'own',
  'council-member': 'own',
  secretary: 'own',
  chair: 'own',
  leader: 'own',
  agency: 'own',
  inspector: 'own',
  editor: 'own',
  auditor: 'own',
  administrator: 'own',
} as const satisfies Row

/** Those who see the whole process of a dossier of their place, but no sealed score. */
const OFFICE_VIEW = { 'provincial-office': 'place', leader: 'place', auditor: 'place' } as const satisfies Row

/** Those who hear a dossier in a council: only what is on their agenda. */
const COUNCIL = {
  'council-member': 'assigned',
  secretary: 'assigned',
  chair: 'assigned',
} as const satisfies Row

/**
 * Who may what: one row a permission, `<thing>.<verb>`; a role that is not named may not. Add rows here and nowhere else.
 * `permissions.test.ts` holds the nevers (sealed sheets, conflict of interest, evidence, personal data).
 */
const MATRIX_ROWS = {
  // What everybody may see (public views only: nothing personal, nothing before its decision)
  'portal.read': { public: 'all' },
  'register.read': { public: 'all' },
  'plan.read': { public: 'all' },
  'open-data.read': { public: 'all' },
  'score.try': { public: 'all' },
  'misuse.report': { public: 'all' },
  /** Taking part needs no account: a telephone number and a code do. */
  'activity.enrol': { public: 'all' },
  /** A buyer from outside has no account. */
  'buyer.ask': { public: 'all' },

  // Accounts
  'account.sign-in': { public: 'all' },
  'account.edit-own': SIGNED_IN,
  'account.manage': { administrator: 'place' },
  'grant.manage': { administrator: 'place' },
  'notice.read-own': SIGNED_IN,
  'notice.manage': { 'provincial-office': 'place', administrator: 'place' },
  'work.read': SIGNED_IN,

  // Producers, products, evidence
  'producer.read': {
    producer: 'own',
    'commune-officer': 'place',
    inspector: 'assigned',
    ...OFFICE_VIEW,
    ...COUNCIL,
  },
  'producer.create': { producer: 'own', 'commune-officer': 'place', 'provincial-office': 'place' },
  'producer.edit': { producer: 'own', 'commune-officer': 'place', 'provincial-office': 'place' },
  'producer.merge': { 'provincial-office': 'place' },
  'producer.act-for': { 'commune-officer': 'place' },
  'producer.read-personal': { producer: 'own', 'commune-officer': 'place', 'provincial-office': 'place' },
  'product.read': {
    producer: 'own',
    'commune-officer': 'place',
    'advisory-team': 'assigned',
    inspector: 'assigned',
    ...OFFICE_VIEW,
    ...COUNCIL,
  },
  'product.edit': { producer: 'own', 'commune-officer': 'place', 'provincial-office': 'place' },
  'product.merge': { 'provincial-office': 'place' },
  'paper.read': {
    producer: 'own',
    'commune-officer': 'place',
    'advisory-team': 'assigned',
    inspector: 'assigned',
    ...OFFICE_VIEW,
    ...COUNCIL,
  },
  'paper.edit': { producer: 'own', 'commune-officer': 'place' },

  // Dossiers (Điều 6, 7)
  'dossier.read': {
    producer: 'own',
    'commune-officer': 'place',
    'advisory-team': 'assigned',
    ...OFFICE_VIEW,
    ...COUNCIL,
  },
  'dossier.edit': { producer: 'own', 'commune-officer': 'place' },
  'dossier.file': { producer: 'own', 'commune-officer': 'place' },
  'dossier.withdraw': { producer: 'own', 'commune-officer': 'place' },
  'dossier.appeal': { producer: 'own', 'commune-officer': 'place' },
  'dossier.receive': { 'commune-officer': 'place' },
  'dossier.report-commune': { 'commune-officer': 'place' },
  'dossier.propose': { 'commune-officer': 'place' },
  'dossier.check-province': { 'provincial-office': 'place' },
  'dossier.refuse': { 'provincial-office': 'place' },
  'dossier.assign': { 'provincial-office': 'place' },
  'dossier.advise': { 'advisory-team': 'assigned' },
  'dossier.record-history': { 'provincial-office': 'place' },
  'round.read': { producer: 'all', 'commune-officer': 'all', agency: 'all', ...OFFICE_VIEW, ...COUNCIL },
  'round.manage': { 'provincial-office': 'place' },

  // Councils: a member's sheet is the member's alone until its phase opens
  'council.read': { ...OFFICE_VIEW, ...COUNCIL, 'advisory-team': 'assigned' },
  'council.manage': { 'provincial-office': 'place' },
  'session.read': { ...OFFICE_VIEW, ...COUNCIL },
  'session.run': { secretary: 'assigned', chair: 'assigned' },
  'session.phase': { chair: 'assigned' },
  'conflict.declare': { ...COUNCIL, 'advisory-team': 'assigned', inspector: 'assigned' },
  'conflict.manage': { 'provincial-office': 'place', secretary: 'assigned', chair: 'assigned' },
  'sheet.write': { 'council-member': 'own', chair: 'own' },
  'sheet.read-own': { 'council-member': 'own', chair: 'own' },
  'sheet.enter-paper': { secretary: 'assigned' },
  /** Other members' sheets, once the phase is open: the feature checks that the reader's own is in. */
  'sheet.read-opened': { ...COUNCIL, ...OFFICE_VIEW },
  'minutes.write': { secretary: 'assigned', chair: 'assigned' },
  'minutes.read': { ...OFFICE_VIEW, ...COUNCIL },

  // Results, decisions, certificates (Điều 7 khoản 3 điểm d đến g; Điều 8)
  'result.agree': { chair: 'assigned' },
  'result.read': { ...OFFICE_VIEW, ...COUNCIL },
  /** Lays the council's results before the Chairman (Điều 7 khoản 3 điểm đ). */
  'result.propose': { 'provincial-office': 'place' },
  'result.read-own': { producer: 'own', 'commune-officer': 'place' },
  'decision.read': { ...OFFICE_VIEW, chair: 'assigned', secretary: 'assigned' },
  'decision.draft': { 'provincial-office': 'place' },
  'decision.release': { leader: 'place' },
  'certificate.issue': { 'provincial-office': 'place' },
  /** The office's own signature under papers of a released decision. */
  'certificate.sign': { 'provincial-office': 'place', leader: 'place' },
  'certificate.read-own': { producer: 'own', 'commune-officer': 'place', ...OFFICE_VIEW },
  'recognition.read': { 'commune-officer': 'place', inspector: 'place', ...OFFICE_VIEW },
  'recognition.record': { 'provincial-office': 'place' },
  'recognition.suspend': { 'provincial-office': 'place' },
  'recognition.revoke': { 'provincial-office': 'place' },
  'ministry.send': { 'provincial-office': 'place' },
  'ministry.record': { 'provincial-office': 'place' },

  // Programme: plan, tasks, activities, returns
  'plan.edit': { 'provincial-office': 'place' },
  'plan.approve': { leader: 'place' },
  'plan.progress': { agency: 'all', 'commune-officer': 'all', ...OFFICE_VIEW },
  'task.read': { agency: 'agency', 'commune-officer': 'place', ...OFFICE_VIEW },
  'task.report': { agency: 'agency', 'commune-officer': 'place', 'provincial-office': 'place' },
  'task.manage': { 'provincial-office': 'place' },
  'contribution.edit': { agency: 'agency', 'provincial-office': 'place' },
  'registration.read': {
    producer: 'own',
    'commune-officer': 'place',
    agency: 'all',
    ...OFFICE_VIEW,
  },
  'registration.edit': { producer: 'own', 'commune-officer': 'place', 'provincial-office': 'place' },
  'activity.read': { agency: 'all', 'commune-officer': 'place', producer: 'all', ...OFFICE_VIEW },
  'activity.manage': { agency: 'agency', 'commune-officer': 'place', 'provincial-office': 'place' },
  'promotion.manage': { agency: 'agency', 'provincial-office': 'place' },
  'promotion.read': { producer: 'own', 'commune-officer': 'place', agency: 'agency', ...OFFICE_VIEW },
  'fair.apply': { producer: 'own', 'commune-officer': 'place' },
  'trade.report': { producer: 'own', 'commune-officer': 'place', 'provincial-office': 'place' },
  'selling-point.edit': { 'commune-officer': 'place', 'provincial-office': 'place' },
  'support.manage': { agency: 'agency', 'provincial-office': 'place' },
  'support.request': { producer: 'own', 'commune-officer': 'place' },
  'support.read': { producer: 'own', 'commune-officer': 'place', agency: 'agency', ...OFFICE_VIEW },
  'return.write': { producer: 'own', 'commune-officer': 'place' },
  'return.read': { producer: 'own', 'commune-officer': 'place', inspector: 'assigned', ...OFFICE_VIEW },

  // Inspection (Điều 9)
  'inspection.read': { producer: 'own', inspector: 'assigned', 'commune-officer': 'place', ...OFFICE_VIEW },
  'inspection.manage': { 'provincial-office': 'place' },
  'inspection.perform': { inspector: 'assigned' },
  'inspection.answer': { producer: 'own', 'commune-officer': 'place' },
  'misuse.manage': { 'provincial-office': 'place', inspector: 'assigned' },

  // Reports
  'report.read': { 'commune-officer': 'place', agency: 'all', ...OFFICE_VIEW },
  'report.freeze': { 'provincial-office': 'place' },
  /** What a leader approves is frozen. */
  'report.approve': { leader: 'place' },
  'report.contribute': { agency: 'agency', 'commune-officer': 'place' },
  'dashboard.read': OFFICE_VIEW,

  // Portal content
  'article.read-draft': { editor: 'place', 'provincial-office': 'place', leader: 'place' },
  'article.edit': { editor: 'place', 'provincial-office': 'place' },
  'article.publish': { editor: 'place' },
  'document.edit': { editor: 'place', 'provincial-office': 'place' },
  'support-unit.edit': { editor: 'place', 'provincial-office': 'place' },

  // Keeping the house
  'open-data.manage': { 'provincial-office': 'place' },
  'audit.read': { auditor: 'place' },
  'audit.read-own': SIGNED_IN,
  'personal.export': { producer: 'own', administrator: 'place' },
  'personal.erase': { administrator: 'place' },
  'import.run': { 'provincial-office': 'place', administrator: 'place' },
  'export.run': { administrator: 'place' },
  'backup.run': { administrator: 'all' },
  'job.read': { administrator: 'all' },
  'certificate-key.read': { administrator: 'all', leader: 'all', auditor: 'all' },
  'certificate-key.rotate': { administrator: 'all' },
  'settings.manage': { administrator: 'place' },
  'health.read': { public: 'all' },
} as const satisfies Record<string, Row>

export type Permission = keyof typeof MATRIX_ROWS

/** The one matrix: permission × role → scope. */
export const MATRIX: Readonly<Record<Permission, Row>> = MATRIX_ROWS

export const PERMISSIONS = Object.keys(MATRIX_ROWS) as Permission[]
