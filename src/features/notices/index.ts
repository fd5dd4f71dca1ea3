import type { Feature, Kernel } from '../../platform/feature.ts'
import type { NoticeTemplate, SendNotice } from '../../platform/notice.ts'
import { channelsOf } from './channels.ts'
import { noticeInvariants } from './invariants.ts'
import { messages as en, problems as problemsEn } from './messages.en.ts'
import { problems as problemsVi, messages as vi } from './messages.vi.ts'
import { remind, remindJob } from './remind.ts'
import { noticeRoutes } from './routes.tsx'
import { type People, type Post, sendNotice } from './send.ts'

export interface Notices {
  readonly feature: Feature
  /** Tells people something in the transaction of its cause. */
  readonly send: SendNotice
  /** Called once with every feature: from then on each kind has its words, and reminders are asked. */
  collect(features: readonly Feature[]): void
  /** Says today's reminders now; what was said before is not said again. Answers how many were told. */
  remindNow(): Promise<number>
}

/** What people are told: inbox, e-mail beside it, delivery log. */
export function createNotices(kernel: Kernel, people: People): Notices {
  const templates = new Map<string, NoticeTemplate>()
  let known: readonly Feature[] = []
  const post: Post = {
    people,
    channels: channelsOf(kernel),
    baseUrl: kernel.config.baseUrl,
    templateOf: (kind) => templates.get(kind),
  }
  const send: SendNotice = (ctx, notice) => sendNotice(ctx, post, notice)
  const remindNow = () => remind(kernel, known, send)
  return {
    send,
    remindNow,
    collect(features) {
      known = features
      for (const feature of features)
        for (const [kind, template] of Object.entries(feature.notices ?? {})) {
          if (!kind.startsWith(`${feature.name}.`)) throw new Error(`${kind} is no kind of ${feature.name}`)
          templates.set(kind, template)
        }
    },
    feature: {
      name: 'notices',
      routes: noticeRoutes({ kernel, post, templates }),
      menu: [
        {
          path: '/lam-viec/thong-bao/nhat-ky',
          label: { vi: vi.log, en: en.log },
          icon: 'send',
          permission: 'notice.manage',
          order: 920,
        },
      ],
      jobs: [remindJob(remindNow)],
      invariants: noticeInvariants,
      problems: { vi: problemsVi, en: problemsEn },
    },
  }
}
