import type { Actor, Problem } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { RequestContext, Route } from '../../platform/http/index.ts'
import { page, show } from '../../platform/http/index.ts'
import type { Lang, ProblemDictionary } from '../../platform/i18n/index.ts'
import { type AssetTable, buildAssets } from '../../web/assets.ts'
import { StylePage } from '../../web/style-page/style-page.tsx'
import { collect, everyFeature, tasksFor } from './collected.ts'
import { crawlerRoutes } from './crawlers.ts'
import { DeskPage } from './desk-page.tsx'
import { ProblemPage } from './problem-page.tsx'

export interface Frame {
  readonly feature: Feature
  readonly assets: AssetTable['files']
  /** Called once with every feature: from then on menu, desk and words are complete. */
  collect(features: readonly Feature[], dictionary: ProblemDictionary): void
  renderProblem(about: {
    lang: Lang
    status: number
    problems: readonly Problem[]
    path: string
    actor: Actor
  }): ReturnType<typeof ProblemPage>
}

/** The frame around every page, and the desk “Việc của tôi” that gathers what waits for a person. */
export async function createFrame(kernel: Kernel): Promise<Frame> {
  const assets = await buildAssets()
  const routes: Route[] = [
    page({
      path: '/lam-viec',
      permission: 'work.read',
      audit: null,
      handler: async (ctx: RequestContext) => {
        const tasks = await tasksFor({ actor: ctx.actor, lang: ctx.lang, today: ctx.today })
        return show(<DeskPage ctx={ctx} tasks={tasks} />)
      },
    }),
    page({
      path: '/lam-viec/kieu-dang',
      permission: 'work.read',
      audit: null,
      handler: (ctx: RequestContext) =>
        show(<StylePage lang={ctx.lang} frame={ctx.url.searchParams.has('khung') ? 'work' : 'public'} />),
    }),
  ]
  return {
    feature: { name: 'frame', routes: [...routes, ...crawlerRoutes(kernel, everyFeature)] },
    assets: assets.files,
    collect,
    renderProblem: (about) => <ProblemPage {...about} origin={kernel.config.baseUrl} />,
  }
}
