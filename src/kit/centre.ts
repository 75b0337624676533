import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Problem } from './problem.ts'

const words = z.object({ zh: z.string().min(1), en: z.string().min(1) })

const district = z.object({
  /** Administrative division code, such as 110101. */
  code: z.string().regex(/^\d{6}$/),
  name: words,
  /** Column and row on the schematic map, from the north-west. */
  tile: z.tuple([z.int().min(0).max(40), z.int().min(0).max(40)]),
})

const station = z.object({
  code: z.string().min(1).max(40),
  name: words,
  /** Other names and codes that providers use or used for the same station. */
  aliases: z.array(z.string()).default([]),
  district: z.string().regex(/^\d{6}$/),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  type: z.enum(['urban', 'background', 'traffic']),
  /** True for the stations whose mean is the city's: the national urban assessment points. */
  evaluated: z.boolean(),
})

/** A centre and its city: all that differs from one city to the next. */
export const centreSchema = z.object({
  city: words,
  name: words,
  address: words,
  postcode: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  about: words,
  departments: z.array(z.object({ name: words, duty: words })),
  /** ICP record, public-security record, site code: as they are shown at the foot, with the register's address. */
  identifiers: z.array(z.object({ words, url: z.url({ protocol: /^https?$/ }).optional() })).default([]),
  districts: z.array(district),
  stations: z.array(station),
})

export type Centre = z.output<typeof centreSchema>
export type District = Centre['districts'][number]

/** Reads a centre from a JSON file; a Problem names the first wrong field. */
export function readCentre(file: string): Centre {
  const fault = (reason: string) =>
    new Problem('centre', {
      zh: `中心资料文件 ${file} 有误：${reason}`,
      en: `The centre's file ${file} is wrong: ${reason}`,
    })
  let data: unknown
  try {
    data = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw fault((error as Error).message)
  }
  const parsed = centreSchema.safeParse(data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw fault(`${issue?.path.join('.')}: ${issue?.message}`)
}
