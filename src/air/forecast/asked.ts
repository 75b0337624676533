import { z } from 'zod'
import { day, fault, oneLine, writing } from '../../kit/web/asked.ts'
import { pollutants } from '../pollutants.ts'

/** Longest body of a request, in bytes. */
export const longestBody = 16 * 1024

const person = { reason: writing(1000), by: oneLine(80) }
const index = z.int().min(0).max(500)

/** What it takes to overrule a day. HJ 633 names chief pollutants above 50 only. */
export const overruleSchema = z
  .strictObject({
    day,
    low: index,
    high: index,
    chief: z
      .array(z.enum(pollutants))
      .max(pollutants.length)
      .refine(
        (list) => new Set(list).size === list.length,
        fault('同一种污染物写了两次', 'names a pollutant twice'),
      )
      .default([]),
    text: z
      .strictObject({ zh: writing(600), en: writing(600) })
      .nullable()
      .default(null),
    ...person,
  })
  .refine(({ low, high }) => low <= high, {
    path: ['low'],
    ...fault('不能大于 high', 'must not be above high'),
  })
  .refine(({ high, chief }) => high <= 50 || chief.length > 0, {
    path: ['chief'],
    ...fault('high 大于 50 时至少写一种首要污染物', 'must name a pollutant when high is above 50'),
  })
  .refine(({ high, chief }) => high > 50 || chief.length === 0, {
    path: ['chief'],
    ...fault('high 不大于 50 时没有首要污染物', 'must be empty when high is 50 or below'),
  })

export const withdrawalSchema = z.strictObject(person)

export type NewOverrule = z.output<typeof overruleSchema>
export type Withdrawal = z.output<typeof withdrawalSchema>
