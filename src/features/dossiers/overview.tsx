import type { Problem } from '../../platform/command/index.ts'
import { type FormReading, type Reply, type RequestContext, show } from '../../platform/http/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { openRoundsOf } from '../rounds/index.ts'
import { askedAnew } from './asked-anew.ts'
import { communeReportOf } from './commune.ts'
import { AskedAnewSection, DeskRecords } from './desk/records.tsx'
import { examine } from './examine.ts'
import { extraTestsOf } from './extra-tests.ts'
import { manifestsOf } from './manifest.ts'
import { meetingOf } from './meeting.ts'
import { DeskForms } from './pages/desk-forms.tsx'
import { OverviewPage } from './pages/overview-page.tsx'
import { editing, type Parts, type Shown } from './parts.ts'
import { advisersFor } from './province.ts'
import { remarksOf } from './remarks.ts'
import { actionsFor, clocksOf } from './steps.ts'
import { surveysOf } from './survey/surveys.ts'

/** The dossier's own page, with whatever this person may do next; after a refusal, with the reasons. */
export async function showOverview(
  parts: Parts,
  ctx: RequestContext,
  { dossier, law }: Shown,
  problems?: readonly Problem[],
  typed?: FormReading['fields'],
): Promise<Reply> {
  const { db } = parts.kernel
  const mayAssign = may(ctx.actor, 'dossier.assign', dossier.resource, ctx.today)
  const [
    examination,
    manifests,
    remarks,
    report,
    edit,
    rounds,
    advisers,
    assigned,
    surveys,
    tests,
    meeting,
    result,
  ] = await Promise.all([
    examine(db, dossier, law, ctx.today),
    manifestsOf(db, dossier.id),
    remarksOf(db, dossier.id),
    communeReportOf(db, dossier.id),
    editing(parts, ctx, dossier),
    openRoundsOf(db, dossier.provinceCode),
    mayAssign ? advisersFor(db, dossier, ctx.today) : [],
    mayAssign ? assignedTo(db, dossier.id) : [],
    surveysOf(db, dossier.id),
    extraTestsOf(db, dossier.id),
    meetingOf(db, dossier.id),
    parts.resultPage?.(ctx, dossier.id) ?? null,
  ])
  const actions = actionsFor(dossier, law, ctx.actor, ctx.today)
  return show(
    <OverviewPage
      ctx={ctx}
      dossier={dossier}
      law={law}
      placeName={parts.placeName(dossier.placeCode)}
      rulesName={parts.regulation.regime(dossier.regime)?.name ?? dossier.regime}
      examination={examination}
      manifests={manifests}
      remarks={remarks}
      clocks={clocksOf(dossier, law, ctx.today)}
      mayEdit={edit.mayEdit}
      consentNeeded={edit.consentNeeded}
      actions={actions}
      hasReport={report?.issuedAt != null}
      result={result}
      anew={
        dossier.kind === 'reevaluation' && edit.mayEdit ? (
          <AskedAnewSection
            lang={ctx.lang}
            dossier={dossier}
            law={law}
            asked={askedAnew(dossier, law, examination.papers, ctx.today)}
          />
        ) : null
      }
      records={
        <DeskRecords
          lang={ctx.lang}
          dossier={dossier}
          surveys={surveys}
          tests={tests}
          meeting={meeting}
          hasReport={report?.issuedAt != null}
          reported={
            may(ctx.actor, 'dossier.advise', dossier.resource, ctx.today) ||
            may(ctx.actor, 'dossier.check-province', dossier.resource, ctx.today)
          }
        />
      }
      desk={
        <DeskForms
          ctx={ctx}
          dossier={dossier}
          law={law}
          actions={actions}
          rounds={rounds}
          advisers={advisers}
          assigned={assigned}
          mayAssign={mayAssign}
          typed={typed}
        />
      }
      typed={typed}
      problems={problems}
    />,
    { status: problems ? 422 : 200 },
  )
}

async function assignedTo(db: Parts['kernel']['db'], dossierId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('dossier_assignment')
    .select('account_id')
    .where('dossier_id', '=', dossierId)
    .execute()
  return rows.map((row) => row.account_id)
}
