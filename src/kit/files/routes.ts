import type { Context, Hono } from 'hono'
import type { Officer } from '../people/officer.ts'
import { whoAsks } from '../people/sign-in.ts'
import type { House } from '../room.ts'
import { kindOfType } from './kinds.ts'
import { type MayRead, type ReadableFile, readableFile } from './reading.ts'
import { noSuchFile } from './refusals.ts'
import { sendFile, sendMade } from './send.ts'
import type { FilesDb } from './tables.ts'
import { variantOf } from './variants.ts'
import { type Cut, parseVariant, percent, shapeSize, type Variant, variantName, widthsFor } from './widths.ts'

const digest = ':sha256{[0-9a-f]{64}}'

/** Files and pictures under addresses that never change their content. `mayRead` are the answers of all rooms. */
export function fileRoutes(web: Hono, house: House, mayRead: readonly MayRead[]): void {
  const fileOf = (c: Context) =>
    readableFile(house, c.req.param('sha256')!, () => officerOf(house, c), mayRead)
  const send = async (c: Context) => sendFile(house, c, await fileOf(c))
  web.get(`/files/${digest}`, send)
  web.get(`/files/${digest}/:name{.+}`, send)
  web.get(`/pictures/${digest}/:variant{[^/]+}`, async (c) => {
    const variant = parseVariant(c.req.param('variant'))
    if (!variant) throw noSuchFile()
    return sendPicture(house, c, await fileOf(c), variant)
  })
}

const officerOf = async (house: House, c: Context): Promise<Officer | null> =>
  (await whoAsks(house, c))?.officer ?? null

async function sendPicture(
  house: House,
  c: Context,
  file: ReadableFile,
  variant: Variant,
): Promise<Response> {
  const { sha256, size, width, height, open, type } = file
  if (!kindOfType(type).picture || width === null || height === null) throw noSuchFile()
  const { cut } = variant
  const seen = cut ? shapeSize({ width, height }, cut.shape).width : width
  if (!widthsFor(seen).includes(variant.width) || !(await isUsedCut(house, sha256, cut))) throw noSuchFile()
  const path = await variantOf(house, { sha256, size, width, height }, variant)
  const etag = `"${sha256}-${variantName(variant)}"`
  return sendMade(c, path, `image/${variant.format}`, { etag, open })
}

/** Cuts are made round the middle and round the points that somebody has chosen: nobody can ask for ten thousand others. */
async function isUsedCut(house: House, sha256: string, cut: Cut | null): Promise<boolean> {
  if (cut === null || (cut.x === percent(0.5) && cut.y === percent(0.5))) return true
  const use = await (house.store.db as FilesDb)
    .selectFrom('file_use')
    .select('about')
    .where('sha256', '=', sha256)
    .where('focal_x', '=', cut.x)
    .where('focal_y', '=', cut.y)
    .executeTakeFirst()
  return use !== undefined
}
