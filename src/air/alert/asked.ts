import { z } from 'zod'
import { moment, oneLine, writing } from '../../kit/web/asked.ts'
import { tiers } from './types.ts'

/** Longest body of a request, in bytes. */
export const longestBody = 64 * 1024

const publicText = z.strictObject({ zh: writing(4000), en: writing(4000) }).nullable()
const person = { reason: writing(2000), by: oneLine(80) }

/** What it takes to issue an alert. */
export const issueSchema = z.strictObject({
  tier: z.enum(tiers),
  /** Default: now. */
  effective: moment.optional(),
  expires: moment,
  ...person,
  text: publicText.default(null),
  exercise: z.boolean().default(false),
})

/** What is left out of a change stays as it was. */
export const updateSchema = z.strictObject({
  tier: z.enum(tiers).optional(),
  effective: moment.optional(),
  expires: moment.optional(),
  ...person,
  text: publicText.default(null),
})

export const cancelSchema = z.strictObject({ ...person, text: publicText.default(null) })

export type Issue = z.output<typeof issueSchema>
export type Update = z.output<typeof updateSchema>
export type Cancel = z.output<typeof cancelSchema>
