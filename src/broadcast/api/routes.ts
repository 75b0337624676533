import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { House } from '../../kit/room.ts'
import { readAsked } from '../../kit/web/asked.ts'
import { limited } from '../../kit/web/limit.ts'
import { writeDoor } from '../../kit/web/write-door.ts'
import { asRunOf, logAsRun } from '../as-run.ts'
import { readAsRunCsv } from '../as-run-csv.ts'
import { checksOf, passes } from '../checks.ts'
import { askDelivery, deliveriesOf, filmFor } from '../delivery/deliver.ts'
import { cutFor, profileNamed, profilesOf } from '../delivery/profile.ts'
import { type ChangesAsked, change, editionNamed, propose } from '../editions.ts'
import { type Newsroom, newsroom } from '../newsroom.ts'
import { signOff } from '../sign-off.ts'
import { askVersion, type Cut, planOf, unknownVersion, usualCut, versionOf } from '../versions.ts'
import { json, versionIn } from './answers.ts'
import {
  asRunSchema,
  changeSchema,
  deliverySchema,
  longestBody,
  makeSchema,
  proposalSchema,
  signOffSchema,
} from './asked.ts'
import { planJson, versionJson } from './json.ts'
import { readingRoutes } from './reading.ts'
import { recordingRoutes } from './recordings.ts'

const root = '/api/v1/broadcast'
const docs = 'docs/delivery.md'

/** Who may write, and how much. */
type Door = ReturnType<typeof writeDoor>

/** The API of the broadcast: everybody reads what was signed off; the rest needs the token. */
export function broadcastApi(web: Hono, house: House, room: Newsroom = newsroom): void {
  const pace = limited(house)
  web.use(`${root}/*`, pace)
  readingRoutes(web, house, root)
  const [own, small] = writeDoor(house, longestBody)
  inside(web, house, own)
  writing(web, house, [own, small], room)
  airing(web, house, [own, small])
  recordingRoutes(web, house, root)
}

/** What only editors and stations read. */
function inside(web: Hono, house: House, own: MiddlewareHandler) {
  const zone = house.settings.LANTIAN_ZONE
  web.get(`${root}/editions/:id/plan`, own, async (c) =>
    json(c, planJson(await editionNamed(house, c.req.param('id')), zone)),
  )
  web.get(`${root}/editions/:id/versions/:version/checks`, own, async (c) => {
    const version = await versionOf(house, c.req.param('id'), versionIn(c))
    const name = c.req.query('profile')
    const profile = name === undefined ? null : await profileNamed(house, name)
    const film = profile ? filmFor(version, profile) : version.made?.films[0]
    if (version.state !== 'made' || !film) throw unknownVersion()
    const { edition } = await planOf(house, version)
    const checks = await checksOf(house, version, film, edition, profile)
    return json(c, { film: film.name, passed: passes(checks), checks })
  })
  web.get(`${root}/editions/:id/versions/:version/deliveries`, own, async (c) => {
    const deliveries = await deliveriesOf(house, await versionOf(house, c.req.param('id'), versionIn(c)))
    return json(c, { data: deliveries })
  })
  web.get(`${root}/profiles`, own, async (c) => {
    // Where a profile leads and with which key is nobody's business but the house's.
    const profiles = await profilesOf(house)
    return json(c, {
      data: profiles.map(({ destination, ...profile }) => ({ ...profile, destination: destination.kind })),
    })
  })
}

function writing(web: Hono, house: House, door: Door, room: Newsroom) {
  const zone = house.settings.LANTIAN_ZONE
  web.post(`${root}/editions`, ...door, async (c) => {
    const asked = readAsked(proposalSchema, await c.req.text(), docs)
    return json(c, planJson(await propose(house, asked, room), zone), 201)
  })
  web.put(`${root}/editions/:id/changes`, ...door, async (c) => {
    const asked = readAsked(changeSchema, await c.req.text(), docs)
    return json(c, planJson(await change(house, c.req.param('id'), withoutUndefined(asked)), zone))
  })
  web.post(`${root}/editions/:id/versions`, ...door, async (c) => {
    const { cuts, profiles, by } = readAsked(makeSchema, await c.req.text(), docs)
    const wanted: Cut[] = (cuts ?? (profiles.length > 0 ? [] : [usualCut])).map((cut) => ({
      ...usualCut,
      ...cut,
    }))
    for (const name of new Set(profiles)) wanted.push(cutFor(await profileNamed(house, name)))
    return json(c, versionJson(await askVersion(house, c.req.param('id'), { cuts: wanted, by }), zone), 202)
  })
  web.post(`${root}/editions/:id/versions/:version/sign-off`, ...door, async (c) => {
    const asked = readAsked(signOffSchema, await c.req.text(), docs)
    const signed = await signOff(house, { edition: c.req.param('id'), version: versionIn(c), ...asked }, room)
    return json(c, versionJson(signed, zone), 201)
  })
  web.post(`${root}/editions/:id/versions/:version/deliveries`, ...door, async (c) => {
    const asked = readAsked(deliverySchema, await c.req.text(), docs)
    const [edition, version] = [c.req.param('id'), versionIn(c)]
    await askDelivery(house, { edition, version, ...asked })
    return json(c, { data: await deliveriesOf(house, await versionOf(house, edition, version)) }, 202)
  })
}

function airing(web: Hono, house: House, door: Door) {
  web.get(`${root}/editions/:id/as-run`, door[0], async (c) =>
    json(c, { data: await asRunOf(house, c.req.param('id')) }),
  )
  web.post(`${root}/as-run`, ...door, async (c) => {
    const text = await c.req.text()
    const asked = /^text\/csv\b/i.test(c.req.header('content-type') ?? '') ? fromCsv(c, text) : text
    const { source, by, lines } = readAsked(asRunSchema, asked, docs)
    return json(c, await logAsRun(house, lines, { source, by }), 201)
  })
}

/** A station's list as the JSON that stands for it: the same rules then read both. */
function fromCsv(c: Context, text: string): string {
  const lines = readAsRunCsv(text).map(({ version, ...line }) => ({
    ...line,
    ...(version === undefined ? {} : { version: /^\d{1,9}$/.test(version) ? Number(version) : version }),
  }))
  return JSON.stringify({ source: 'station', by: c.req.query('by') ?? 'station', lines })
}

/** zod leaves `undefined` where nothing was said; a change that is not there is not there. */
const withoutUndefined = (asked: object): ChangesAsked => JSON.parse(JSON.stringify(asked))
