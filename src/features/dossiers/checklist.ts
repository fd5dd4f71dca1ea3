import type { Dossier } from './dossier.ts'

/** What the commune looks for when it checks a dossier (Điều 6 khoản 1, Điều 7 khoản 1); the paper set may follow the electronic one. */
export function checklistOf(dossier: Pick<Dossier, 'kind'>): readonly string[] {
  const all = ['mau-01', 'mau-02', 'tai-lieu', 'ban-giay', 'ban-dien-tu']
  return dossier.kind === 'reevaluation' ? [...all, 'cap-nhat'] : all
}

/** What was not ticked when the commune last received it; empty before that. */
export function missingItems(dossier: Pick<Dossier, 'kind' | 'actions' | 'status'>): readonly string[] {
  if (dossier.status !== 'commune.received') return []
  const ticked = dossier.actions.findLast((one) => one.action === 'receive-commune')?.detail.checklist
  if (!Array.isArray(ticked)) return []
  return checklistOf(dossier).filter((item) => !ticked.includes(item))
}
