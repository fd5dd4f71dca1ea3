/** The deeds each story of the crash bench does, by their names in the log. */
export const doneBy: Readonly<Record<string, string>> = {
  accounts: 'account.created',
  activities: 'activity.written-down',
  area: 'plan.pilot-told',
  buyers: 'buyer.asked buyer.passed-on buyer.answered buyer.closed',
  choices: 'notice.emails-chosen',
  communereport: 'dossier.write-commune-report',
  consents: 'consent.record consent.end',
  courses: 'activity.drafted activity.announce activity.cancel',
  documents: 'document.entered',
  dossiers: 'dossier.receive-commune dossier.return dossier.answer-remarks dossier.file',
  drafts: 'dossier.edit',
  enrolments: 'enrolment.proposed',
  evidence: 'paper.add',
  fairs:
    'fair.drafted fair.called fair.amended fair.edited fair.applied fair.allotted fair.stall-claimed fair.recalled fair.cost-added fair.cost-recalled fair.cancelled',
  funding: 'support.asked support.approved support.recalled support.withdrawn',
  grants: 'account.created grant.given grant.ended account.locked',
  imports: 'import.checked',
  inspections: 'inspection.plan inspection.cancel',
  loans: 'grant.lent grant.taken-back',
  meeting: 'dossier.record-meeting',
  merges: 'producer.created producer.merged producer.parted',
  misuse: 'misuse.reported',
  news: 'article.created',
  newsdesk:
    'article.created article.attached article.detached article.submitted article.returned article.published article.step-undone article.withdrawn',
  notes: 'inspection.noted inspection.team-assigned',
  opendata: 'open-data.published',
  openings: 'round.open round.close',
  papers: 'paper.add paper.remove paper.restore',
  pictures: 'picture.added picture.described picture.removed picture.put-back',
  pilot: 'plan.pilot-photographed plan.pilot-photo-removed plan.pilot-photo-restored plan.pilot-photo-shown',
  plans: 'plan.task-reported',
  privacy: 'personal.erasure-asked personal.erasure-withdrawn',
  producers: 'producer.created',
  products: 'product.created',
  promotion: 'selling-point.opened',
  proposals: 'proposal.made proposal.withdrawn',
  recognition: 'decision.drafted decision.proposed decision.released',
  remarks: 'plan.commented plan.comment-answered',
  reports: 'report.create report.edit report.propose report.approve',
  returns: 'return.filed',
  sheets: 'sheet.sealed',
  supply: 'supply.told',
  support: 'support.asked support.withdrawn',
  tasting: 'tasting.saved',
  tokens: 'access-token.made access-token.revoked',
  traces: 'trace.lot-opened',
  trade: 'selling-point.opened selling-point.products-set selling-point.closed trade.told trade.struck',
  units: 'support-unit.added',
  unitsgone: 'support-unit.added support-unit.changed support-unit.removed',
  visits:
    'inspection.plan inspection.cancel inspection.team-assigned inspection.photographed inspection.noted inspection.sign inspection.finding-answered inspection.finding-reviewed',
  written: 'import.checked import.confirmed import.written',
}

/** Deeds that no story does, and why. Every deed is one transaction with its mark and its line of the log (`once.test.ts`). */
export const spared: Readonly<Record<string, string>> = {
  'signing in and proving who one is: each try counts, nothing is to be done once':
    'session.asked session.started session.ended password.changed password.recovery-asked password.refused password.set passkey.added passkey.asked passkey.removed openid.linked openid.unlinked two-factor.codes-renewed two-factor.disabled two-factor.enabled two-factor.reset two-factor.started',
  'killed in a bench or test of its own: `-- issuing`, `-- sitting`, `sheets/killed.test.ts`':
    'certificate.issued certificate.printing-started certificate.reissued certificate.signatures-taken certificate.signing-started decision.signed sheet.saved sheet.copy-kept sheet.copy-settled minutes.signed sitting.step sitting.attend',
  'takes a copy of everything: `backup` has its own tests': 'backup.asked backup.drill-asked',
  'resumed piece by piece, by the test of uploads that break off': 'paper.upload',
  'keeps nothing': 'score.try certificate.examined',
  'cannot be taken back, once for a person, a list, a plan or a key':
    'personal.erased certificate-key.rotated enrolment.list-approved plan.published plan.drafted plan.copied inspection.plan-approved report.issue report.sign fair.held appeal.dismissed appeal.filed appeal.to-panel dossier.notify-result dossier.rejudge ministry.recorded ministry.sent',
  'done by a job over what is there; told in the same transaction as the deeds around it':
    'fair.stall-lapsed fair.moved-up activity.seat-passed-on inspection.finding-reopened paper.deposit report.reminded notice.sent-again notice.read',
  'another field or step of a record that a story writes, by the same lock and the same way':
    'account.edited account.invited account.unlocked activity.attended activity.attested activity.changed activity.enrolled activity.evaluated activity.hold activity.invited activity.material-added activity.material-removed activity.roll-written activity.withdrawn article.address-moved article.file-restored article.link-ignored article.link-watched article.moved-several article.saved article.steps-undone article.version-restored consent.contest consent.make-code consent.wrong-code conflict.decided conflict.recorded interest.declared council.founded council.history-recorded council.member-added council.seat-ended decision.cancelled document.attached document.changed document.detached document.file-restored document.related document.unrelated enrolment.moved fair.application-withdrawn fair.cost-paid import.headings-learned import.row-mended import.undone inspection.measure-proposed inspection.stepped-back misuse.handled paper.add-files paper.correct paper.remove-file paper.confirmed paper.found paper.printed paper.typed paper.voided personal.consented producer.edited producer.kept-apart product.edited product.label-added product.pictured product.revocation-recorded product.revocation-struck recognition.record-struck recognition.recorded return.task-settled sitting.add-item sitting.code-sample sitting.invite sitting.order-items sitting.plan support.paid support.refuse support.result-recorded trace.gtin-set trace.lot-withdrawn',
  'a plan as it is drafted: parts of one record under one version, as in the pilot’s area':
    'plan.budget-added plan.budget-allotted plan.budget-changed plan.head-changed plan.milestone-added plan.milestone-marked plan.part-removed plan.part-restored plan.stepped plan.target-added plan.target-changed plan.task-added plan.task-changed',
  'a report between offices: steps of the composer, whose way from draft to ink is done':
    'report.ask report.asked report.comment report.comment-settle report.comment-settled report.commented report.contribute report.contributed report.discard report.merge report.remind report.return report.send',
  'a dossier at the province: steps of the same table of actions as at the commune, whose way is done':
    'dossier.accept-into-round dossier.act dossier.advisory-report dossier.assign dossier.change-set dossier.done-for-many dossier.extra-test dossier.leave-round dossier.office-report dossier.pin dossier.propose dossier.put-before-council dossier.receive-province dossier.record-past dossier.record-struck dossier.refuse dossier.report-commune dossier.start dossier.suggest dossier.survey dossier.test-settled dossier.undone-for-many dossier.unpin dossier.withdraw',
}
