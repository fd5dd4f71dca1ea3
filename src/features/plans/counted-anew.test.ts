import { expect, it } from 'vitest'
import { Browser, fixedClock, testApplication } from '../../../test/factories/index.ts'
import { ok, refuse, system } from '../../platform/command/index.ts'

it('the plan’s page is drawn anew after a deed of another feature that its targets count, not after any other', async () => {
  const app = await testApplication({ clock: fixedClock('2026-06-15') })
  const { kernel } = app
  const path = '/ke-hoach/2026'
  const visitor = new Browser(app)
  const isKept = () => kernel.cache.get(path, '2026-06-15') !== undefined
  const deed = (action: string, happens = true) =>
    kernel.run(system, async (ctx) => {
      ctx.audit({ action, subjectKind: 'plan', subjectId: '2026', place: null, detail: {} })
      return happens ? ok() : refuse('forbidden')
    })
  for (const action of [
    'return.filed',
    'support.paid',
    'inspection.sign',
    'trace.lot-opened',
    'dossier.file',
  ]) {
    expect((await visitor.get(path)).status).toBe(200)
    expect(isKept()).toBe(true)
    await deed('article.edit')
    await deed(action, false)
    expect(isKept(), 'nothing counted has happened').toBe(true)
    await deed(action)
    expect(isKept(), action).toBe(false)
  }
})
