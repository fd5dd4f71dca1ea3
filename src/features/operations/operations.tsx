import { z } from 'zod'
import { ok } from '../../platform/command/index.ts'
import { slowMs } from '../../platform/db/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { forgetOnce, form, goTo, page, show } from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { defineJob, enqueue } from '../../platform/jobs/index.ts'
import { backUp, drill, drillIsDue, sweepBackups } from './backups.ts'
import { needsCare } from './care.ts'
import { readFigures } from './figures.ts'
import { SystemPage, systemPath } from './pages/system-page.tsx'
import './tables.ts'

const nothing = z.object({})
/** A large province takes its time; what takes longer than this has got stuck. */
const patience = 6 * 3600

/** The administrator's room: how the instance fares, its backups, and the drill that proves them. */
export function createOperations(kernel: Kernel, about: { readonly migrationsDir: string }): Feature {
  // A backup or a drill under way is broken off when the server stops: nothing of it stays, and it runs again.
  const leaving = new AbortController()
  const backupNow = defineJob({
    name: 'backup.take',
    schema: nothing,
    schedule: { daily: '01:10' },
    retries: 1,
    timeoutSeconds: patience,
    handler: () => backUp(kernel, leaving.signal),
  })
  const drillNow = defineJob({
    name: 'backup.drill',
    schema: nothing,
    retries: 0,
    timeoutSeconds: patience,
    handler: () => drill(kernel, about.migrationsDir, leaving.signal),
  })
  const drillWhenDue = defineJob({
    name: 'backup.drill-when-due',
    schema: nothing,
    schedule: { daily: '02:30' },
    retries: 0,
    timeoutSeconds: patience,
    handler: async () => {
      if (await drillIsDue(kernel, kernel.clock())) await drill(kernel, about.migrationsDir, leaving.signal)
    },
  })
  const forget = defineJob({
    name: 'requests.forget',
    schema: nothing,
    schedule: { daily: '03:20' },
    handler: () => forgetOnce(kernel.db, kernel.clock()),
  })
  return {
    name: 'operations',
    jobs: [backupNow, drillNow, drillWhenDue, forget],
    start: async () => {
      await sweepBackups(kernel.config)
      return async () => undefined
    },
    leave: () => leaving.abort(new Error('the server was stopped')),
    menu: [
      {
        path: systemPath,
        label: { vi: 'Hệ thống', en: 'System' },
        icon: 'settings',
        permission: 'job.read',
        order: 960,
      },
    ],
    routes: [
      page({
        path: systemPath,
        permission: 'job.read',
        audit: null,
        handler: async (ctx) => {
          const figures = await readFigures(kernel)
          return show(
            <SystemPage
              ctx={ctx}
              figures={figures}
              care={needsCare(figures, kernel.config, ctx.now)}
              hasFolder={kernel.config.backupDir !== undefined}
              slowMs={slowMs}
              asked={ctx.url.searchParams.get('da') === 'xep'}
            />,
          )
        },
      }),
      ...(
        [
          ['sao-luu', 'backup.asked', backupNow],
          ['dien-tap', 'backup.drill-asked', drillNow],
        ] as const
      ).map(([part, audit, job]) =>
        form({
          path: `${systemPath}/${part}`,
          permission: 'backup.run',
          audit,
          handler: async (ctx) => {
            await ctx.run(async (command) => {
              await enqueue(command.db, job, {}, { key: 'asked' })
              return ok()
            })
            return goTo(`${localPath(ctx.lang, systemPath)}?da=xep`)
          },
        }),
      ),
    ],
  }
}
