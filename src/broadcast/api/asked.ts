import { z } from 'zod'
import { fault, moment, oneLine, writing } from '../../kit/web/asked.ts'
import { editionKinds } from '../edition.ts'
import { shapeNames } from '../shape.ts'

/** Longest body of a request, in bytes: a whole script with every line rewritten fits. */
export const longestBody = 256 * 1024

const by = oneLine(80)
const matching = (pattern: RegExp, zh: string, en: string) =>
  z.string().refine((text) => pattern.test(text), fault(zh, en))
const id = matching(/^[a-z0-9][a-z0-9/_-]{0,79}$/i, '不是编号', 'is not an id')
const sha256 = matching(/^[0-9a-f]{64}$/, '不是 SHA-256 摘要', 'is not a SHA-256 digest')
const words = (longest: number) => z.strictObject({ zh: oneLine(longest), en: oneLine(longest) })
const frames = z.int().min(1).max(90_000)

export const proposalSchema = z.strictObject({ kind: z.enum(editionKinds), at: moment, by })

/** What an editor may change; see `changes.ts`. */
const changesSchema = z.strictObject({
  title: words(60).optional(),
  slotFrames: frames.nullable().optional(),
  lines: z
    .record(id, z.strictObject({ zh: oneLine(300).optional(), en: oneLine(600).optional() }))
    .optional(),
  parts: z
    .record(
      id,
      z.strictObject({
        title: words(60).optional(),
        leastFrames: frames.optional(),
        mayStretch: z.boolean().optional(),
        floated: z.boolean().optional(),
      }),
    )
    .optional(),
  order: z.array(id).max(100).optional(),
  clips: z
    .array(
      z.strictObject({
        id: matching(/^clip-[a-z0-9-]{1,40}$/, '应为 clip-… 形式', 'must be like clip-…'),
        title: words(60),
        // A name in the clips folder: a path or address of the editor's choosing would be opened by the house.
        media: matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/, '不是文件名', 'is not the name of a file'),
        frames,
        after: id.nullable(),
        lines: z
          .array(z.strictObject({ id, zh: oneLine(300), en: oneLine(600) }))
          .max(40)
          .default([]),
      }),
    )
    .max(20)
    .optional(),
  lowerThirds: z
    .array(z.strictObject({ id, of: id, words: words(80) }))
    .max(40)
    .optional(),
  crawl: z
    .array(z.strictObject({ id, words: words(200) }))
    .max(40)
    .optional(),
})

export const changeSchema = z.strictObject({ changes: changesSchema, revision: z.int().min(0), by })

export const makeSchema = z
  .strictObject({
    cuts: z
      .array(
        z.strictObject({
          shape: z.enum(shapeNames).default('wide'),
          language: z.enum(['zh', 'en', 'both']).default('both'),
          container: z.enum(['mp4', 'mov']).default('mp4'),
          burnedIn: z.boolean().default(true),
          /** In pieces for players of HLS, beside the film; otherwise as LANTIAN_BROADCAST_HLS says. */
          hls: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(9)
      .optional(),
    /** Delivery profiles that want a film of their own. */
    profiles: z.array(oneLine(40)).max(9).default([]),
    by,
  })
  .refine(
    ({ cuts = [] }) =>
      new Set(cuts.map((cut) => [cut.shape, cut.language, cut.container].join())).size === cuts.length,
    { path: ['cuts'], ...fault('有两个相同的', 'names a film twice') },
  )

export const signOffSchema = z.strictObject({
  film: sha256,
  by,
  note: writing(1000).nullable().default(null),
})

export const deliverySchema = z.strictObject({ profile: oneLine(40), by })

const asRunLine = z.strictObject({
  edition: id,
  version: z.int().min(1).nullable().default(null),
  scene: id.nullable().default(null),
  digest: sha256.nullable().default(null),
  channel: oneLine(80),
  from: moment,
  to: moment,
  deviation: writing(500).nullable().default(null),
  insteadOf: z.int().min(1).nullable().default(null),
})

export const asRunSchema = z.strictObject({
  source: z.enum(['screen', 'station']),
  by,
  lines: z.array(asRunLine).min(1).max(2_000),
})
