import { z } from 'zod'
import { parseDay } from '../../../platform/i18n/index.ts'
import { Goal, type Scope } from '../../../rules/targets/index.ts'
import { parseNumber } from '../../../rules/vietnamese/index.ts'
import { measureIds } from '../measures.ts'
import { budgetSources } from '../tables.ts'

/** A day that must be given, as people type it. */
export const dayTyped = z.string('required').transform((typed, issue) => {
  const day = parseDay(typed)
  if (day === null)
    issue.addIssue({ code: 'custom', message: typed.trim() === '' ? 'required' : 'plan-day-invalid' })
  return day ?? ''
})

const maybeDay = z
  .string()
  .default('')
  .transform((typed, issue) => {
    if (typed.trim() === '') return null
    const day = parseDay(typed)
    if (day === null) issue.addIssue({ code: 'custom', message: 'plan-day-invalid' })
    return day
  })

/** Đồng as people write them: 150.000.000. Whole, below a million billions. */
export const amountTyped = ({ zero }: { zero: boolean }) =>
  z.string('required').transform((typed, issue) => {
    const amount = parseNumber(typed) ?? Number.NaN
    if (!Number.isInteger(amount) || amount < (zero ? 0 : 1) || amount > 1e15)
      issue.addIssue({ code: 'custom', message: 'budget-amount-missing' })
    return amount
  })

export const headForm = z.object({
  titleVi: z.string().min(1, 'required').max(600),
  titleEn: z.string().max(600).default(''),
  expectedOn: dayTyped,
  legalBases: z.string().max(10_000).default(''),
  purposeVi: z.string().max(10_000).default(''),
  purposeEn: z.string().max(10_000).default(''),
  version: z.coerce.number().int(),
})

/** The paper of an amendment, where the plan is published. */
const paper = {
  version: z.coerce.number().int(),
  amendmentNumber: z.string().max(100).default(''),
  amendmentOn: maybeDay,
  amendmentReason: z.string().max(1000).default(''),
}

const spoken = {
  wordsVi: z.string('required').min(1, 'required').max(1000),
  wordsEn: z.string().max(1000).default(''),
}

/** Money is a measure too. */
const wholeNumber = /^[1-9]\d{0,12}$/
const goalTyped = z
  .string()
  .default('')
  .transform((typed) => typed.replaceAll(/[.\s]/g, ''))

export const targetForm = z
  .object({
    ...spoken,
    ...paper,
    measure: z.enum(measureIds, 'required'),
    goalKind: z.enum(['at-least', 'range', 'share', 'milestones'], 'required'),
    goalValue: goalTyped,
    goalTo: goalTyped,
    place: z.string().max(20).default(''),
    sector: z.string().max(10).default(''),
    star: z.enum(['', '1', '2', '3', '4', '5']).default(''),
    from: maybeDay,
    to: maybeDay,
    redefine: z.string().max(10).default(''),
  })
  .superRefine((value, issue) => {
    const miss = (path: string, message: string) => issue.addIssue({ code: 'custom', path: [path], message })
    if (value.goalKind !== 'milestones' && !wholeNumber.test(value.goalValue))
      miss('goalValue', 'goal-number-missing')
    if (value.goalKind === 'range' && !wholeNumber.test(value.goalTo)) miss('goalTo', 'goal-number-missing')
    if (value.goalKind === 'share' && Number(value.goalValue) > 100) miss('goalValue', 'percent-out-of-range')
  })

/** What the target counts, as typed; what was left empty is the whole. */
export function scopeOf(value: z.output<typeof targetForm>): Scope {
  const { place, sector, star, from, to } = value
  return {
    ...(place && { place }),
    ...(sector && { sector }),
    ...(star && { star: Number(star) }),
    ...(from && { from }),
    ...(to && { to }),
  }
}

/** The goal as typed; milestones are those of the plan. */
export function goalOf(value: z.output<typeof targetForm>, milestones: readonly string[]): Goal {
  const number = Number(value.goalValue)
  switch (value.goalKind) {
    case 'at-least':
      return { kind: 'at-least', value: number }
    case 'range':
      return { kind: 'range', from: number, to: Number(value.goalTo) }
    case 'share':
      return Goal.parse({ kind: 'share', ...percent(number) })
    case 'milestones':
      return { kind: 'milestones', ids: [...milestones] }
  }
}

/** 100 % is 1 of 1, as the plan of 2024 says it; else the percentage as it was typed. */
const percent = (number: number) =>
  number === 100 ? { numerator: 1, denominator: 1 } : { numerator: number, denominator: 100 }

export const taskForm = z.object({
  ...spoken,
  ...paper,
  groupNo: z
    .string()
    .regex(/^\d{0,2}$/)
    .default(''),
  lead: z.string().max(100).default(''),
  coordinating: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((value) => (typeof value === 'string' ? [value] : value).filter(Boolean)),
  dueOn: maybeDay,
  dueWordsVi: z.string().max(300).default(''),
})

export const budgetForm = z.object({
  ...spoken,
  ...paper,
  source: z.enum(budgetSources, 'required'),
  amount: amountTyped({ zero: false }),
})

/** The amending paper as typed; null where none was. */
export function amendmentOf(value: {
  amendmentNumber: string
  amendmentOn: string | null
  amendmentReason: string
}) {
  return value.amendmentOn === null
    ? null
    : { number: value.amendmentNumber, decidedOn: value.amendmentOn, reason: value.amendmentReason }
}
