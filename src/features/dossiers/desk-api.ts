import { z } from 'zod'
import type { Problem, Result } from '../../platform/command/index.ts'
import { api, json, notFound, problems, type Reply, type Route } from '../../platform/http/index.ts'
import { apiStatus } from './api.ts'
import { askExtraTest, extraTestsOf, settleExtraTest } from './extra-tests.ts'
import { meetingOf, recordMeeting } from './meeting.ts'
import { type Parts, readable } from './parts.ts'
import { BULK_DEEDS, doForMany, foresee, MOST_AT_ONCE, undoForMany } from './queue/bulk.ts'
import { queueWords } from './queue/words.ts'
import { PhotoIds, photosOf } from './survey/photo-uploads.ts'
import { OUTCOMES, recordSurvey, surveysOf, TOPICS } from './survey/surveys.ts'

const BASE = '/api/v1/dossiers'
const byId = z.object({ id: z.uuid() })
const text = (most: number) => z.string().max(most)

const Bulk = z.object({
  deed: z.enum(BULK_DEEDS),
  ids: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
  roundId: z.uuid().nullable().default(null),
  accountIds: z.array(z.uuid()).max(50).default([]),
  /** What each dossier consists of has been checked. */
  checked: z.boolean().default(false),
  /** Only the summary: what would be done and what cannot; nothing is written. */
  foresee: z.boolean().default(false),
})

const Survey = z.object({
  /** Made by the sender: however often it arrives, it is recorded once. */
  id: z.uuid(),
  day: text(40),
  time: text(5).default(''),
  place: text(300).default(''),
  position: z
    .object({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      accuracy: z.number().min(0).max(1e6),
    })
    .nullable()
    .default(null),
  met: text(1000).default(''),
  findings: z.partialRecord(z.enum(TOPICS), text(4000)),
  outcome: z.enum(OUTCOMES),
  conclusion: text(4000),
  photos: PhotoIds,
})

/** What the desks' pages do beside a dossier, for programs: the same commands, the same refusals. */
export function deskApi(parts: Parts): Route[] {
  const { kernel, record, desk } = parts
  const { db } = kernel
  const done = async (result: Result<unknown>, body: () => Promise<unknown>): Promise<Reply> =>
    result.ok ? json(await body()) : refused(result.problems)
  const refused = (list: readonly Problem[]): Reply => problems(list, apiStatus(list))

  return [
    api({
      method: 'GET',
      path: `${BASE}/:id/meeting`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      summary: 'The commune’s meeting on a dossier; null where none is recorded',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? json({ meeting: await meetingOf(db, shown.dossier.id) }) : notFound()
      },
    }),
    api({
      method: 'PUT',
      path: `${BASE}/:id/meeting`,
      permission: 'dossier.report-commune',
      audit: 'dossier.record-meeting',
      summary:
        'Record the commune’s meeting (day as 2026-09-01 or 01/09/2026); said again it takes the place of the former record',
      params: byId,
      body: z.object({ heldOn: text(40), present: text(4000), conclusion: text(4000) }),
      handler: async (ctx) => {
        const dossierId = ctx.params.id
        const recorded = await ctx.run((inner) => recordMeeting(inner, { dossierId, ...ctx.body }))
        return done(recorded, async () => ({ meeting: await meetingOf(db, dossierId) }))
      },
    }),
    api({
      method: 'GET',
      path: `${BASE}/:id/surveys`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      summary: 'Field surveys of a dossier, the newest first',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? json({ items: await surveysOf(db, shown.dossier.id) }) : notFound()
      },
    }),
    api({
      method: 'POST',
      path: `${BASE}/:id/surveys`,
      permission: 'dossier.read',
      audit: 'dossier.survey',
      summary:
        'Record a field survey; its id makes it count once. `photos`: ids of uploads begun at /api/v1/survey-photos (tus), at most 8',
      params: byId,
      body: Survey,
      handler: async (ctx) => {
        const dossierId = ctx.params.id
        const photos = await photosOf(kernel.uploads, ctx.actor.accountId!, ctx.body.photos)
        if (!photos.ok) return refused(photos.problems)
        const recorded = await ctx.run((inner) =>
          recordSurvey(inner, record, { ...ctx.body, dossierId, photos: photos.value }),
        )
        return done(recorded, async () => ({ id: ctx.body.id }))
      },
    }),
    api({
      method: 'GET',
      path: `${BASE}/:id/tests`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      summary: 'Tests asked for beside those filed, and what they said',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? json({ items: await extraTestsOf(db, shown.dossier.id) }) : notFound()
      },
    }),
    api({
      method: 'POST',
      path: `${BASE}/:id/tests`,
      permission: 'dossier.advise',
      audit: 'dossier.extra-test',
      summary: 'Ask for a test, with the day by which its result is wanted',
      params: byId,
      body: z.object({ what: text(2000), until: text(40).default('') }),
      handler: async (ctx) => {
        const dossierId = ctx.params.id
        const asked = await ctx.run((inner) => askExtraTest(inner, record, { dossierId, ...ctx.body }))
        return done(asked, async () => ({ items: await extraTestsOf(db, dossierId) }))
      },
    }),
    api({
      method: 'PUT',
      path: `${BASE}/:id/tests/:seq`,
      permission: 'dossier.advise',
      audit: 'dossier.test-settled',
      summary: 'Note what a test said',
      params: z.object({ id: z.uuid(), seq: z.coerce.number().int().min(1).max(10_000) }),
      body: z.object({ result: text(2000), passed: z.boolean() }),
      handler: async (ctx) => {
        const { id: dossierId, seq } = ctx.params
        const settled = await ctx.run((inner) => settleExtraTest(inner, { dossierId, seq, ...ctx.body }))
        return done(settled, async () => ({ items: await extraTestsOf(db, dossierId) }))
      },
    }),
    api({
      method: 'POST',
      path: `${BASE}/bulk`,
      permission: 'dossier.check-province',
      audit: 'dossier.done-for-many',
      summary:
        'One deed for many dossiers: for all of them or, when one of them cannot, for none; `foresee` only says what would be',
      body: Bulk,
      handler: async (ctx) => {
        const { ids, foresee: only, ...choice } = ctx.body
        if (!only) {
          const bulk = await ctx.run((inner) => doForMany(inner, desk, ids, choice))
          return bulk.ok ? json(bulk.value) : refused(bulk.problems)
        }
        const prospects = await foresee(db, desk, ctx, ids, choice)
        return json({
          items: prospects.map(({ dossier, problems: against }) => ({ id: dossier.id, problems: against })),
        })
      },
    }),
    api({
      method: 'POST',
      path: `${BASE}/bulk/:bulk/undo`,
      permission: 'dossier.check-province',
      audit: 'dossier.undone-for-many',
      summary:
        'Take a deed for many back, by whoever did it, within half an hour and while no dossier of it has moved on',
      params: z.object({ bulk: z.uuid() }),
      handler: async (ctx) => {
        const undone = await ctx.run((inner) =>
          undoForMany(inner, desk, ctx.params.bulk, queueWords('vi').undoReason),
        )
        return undone.ok ? json(undone.value) : refused(undone.problems)
      },
    }),
  ]
}
