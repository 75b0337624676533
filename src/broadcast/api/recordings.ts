import type { Context, Hono } from 'hono'
import { z } from 'zod'
import type { House } from '../../kit/room.ts'
import { oneLine, readAsked } from '../../kit/web/asked.ts'
import { writeDoor } from '../../kit/web/write-door.ts'
import { dropRecording, linesToRecord, takeRecording } from '../voice/record.ts'
import { mostBytes } from '../voice/recording.ts'
import { json } from './answers.ts'

const docs = 'docs/voice.md'
const language = z.enum(['zh', 'en'])
const listSchema = z.strictObject({ lang: language })
const deedSchema = z.strictObject({ lang: language, by: oneLine(80) })

const place = '/editions/:id/recordings'

/** Presenters' recordings, line by line: which there are, put one, take one away. All of it needs the token. */
export function recordingRoutes(web: Hono, house: House, root: string): void {
  const [own, size] = writeDoor(house, mostBytes)
  web.get(`${root}${place}`, own, async (c) => {
    const { lang } = readAsked(listSchema, JSON.stringify({ lang: c.req.query('lang') ?? 'zh' }), docs)
    const edition = c.req.param('id')
    const data = await linesToRecord(house, { edition, language: lang })
    const missing = data.filter(({ state }) => state !== 'recorded').length
    return json(c, { edition, language: lang, missing, data })
  })
  web.put(`${root}${place}/:lang/:line{.+}`, own, size, async (c) => {
    const sound = new Uint8Array(await c.req.arrayBuffer())
    const taken = await takeRecording(house, { ...asked(c), sound })
    return json(c, taken, taken.replaced ? 200 : 201)
  })
  web.delete(`${root}${place}/:lang/:line{.+}`, own, async (c) => {
    await dropRecording(house, asked(c))
    return c.body(null, 204)
  })
}

function asked(c: Context) {
  const given = { lang: c.req.param('lang'), by: c.req.query('by') }
  const { lang, by } = readAsked(deedSchema, JSON.stringify(given), docs)
  return { edition: c.req.param('id')!, line: c.req.param('line')!, language: lang, by }
}
