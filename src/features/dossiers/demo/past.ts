import type { Actor, CommandContext, Result } from '../../../platform/command/index.ts'
import { recordPast } from '../history/record-past.ts'
import { pastLawOf } from '../history/routes.tsx'
import type { Parts } from '../parts.ts'

const FILED = '2026-05-12'
const RECEIVED = '2026-05-14'

/** A dossier filed under the former rules and not finished in their days (Điều 12 khoản 2): why it was filed anew. */
export async function recordDemoPast(
  { regulation }: Parts,
  scene: {
    readonly today: string
    readonly office: Actor
    on<T>(day: string, actor: Actor, body: (ctx: CommandContext) => Promise<Result<T>>): Promise<T>
  },
  productId: string,
): Promise<void> {
  if (scene.today <= RECEIVED) return
  const step = { points: null, star: null, decisionNo: '', issuer: '' }
  await scene.on(scene.today, scene.office, (ctx) =>
    recordPast(
      ctx,
      {
        lawOf: (id) => pastLawOf(regulation, id),
        recordEarlier: () => Promise.reject(new Error('this course ends without a recognition')),
      },
      {
        productId,
        regime: 'qd148-2023-qd1489-2025',
        kind: 'first',
        steps: [
          { ...step, action: 'file', day: FILED },
          { ...step, action: 'receive-commune', day: RECEIVED },
        ],
      },
    ),
  )
}
