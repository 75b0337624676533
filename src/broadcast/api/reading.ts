import type { Context, Hono } from 'hono'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { isDay } from '../../kit/time.ts'
import { bearer } from '../../kit/web/bearer.ts'
import { laid } from '../changes.ts'
import { isDemonstration } from '../demonstration.ts'
import { editionNamed, editionsBetween, unknownEdition } from '../editions.ts'
import { planOf, signedEditions, unknownVersion, versionOf, versionsOf } from '../versions.ts'
import { json, versionIn } from './answers.ts'
import { editionLine, transcriptJson, versionJson } from './json.ts'

const mostListed = 500

function open(c: Context, body: object) {
  c.header('access-control-allow-origin', '*')
  return json(c, body)
}

/**
 * What nobody has signed is the newsroom's: it is read with the token, and at a demonstration centre.
 * @throws Problem for a token that is none
 */
async function seesDrafts(house: House, c: Context): Promise<boolean> {
  if (c.req.header('authorization') === undefined) return isDemonstration(house)
  bearer(house, c)
  return true
}

/** Editions, versions and transcripts: to everybody as they were signed off, to the newsroom as they stand. */
export function readingRoutes(web: Hono, house: House, root: string): void {
  const zone = house.settings.LANTIAN_ZONE
  web.get(`${root}/editions`, async (c) => {
    const today = house.clock().toZonedDateTimeISO(zone).toPlainDate()
    const from = dayIn(c, 'from') ?? today.subtract({ days: 7 }).toString()
    const to = dayIn(c, 'to') ?? today.toString()
    const all = await seesDrafts(house, c)
    const editions = await editionsBetween(house, from, to, mostListed)
    const signed = all
      ? null
      : await signedEditions(
          house,
          editions.map(({ id }) => id),
        )
    const shown = editions.filter(({ id }) => signed === null || signed.has(id))
    return open(c, { from, to, data: shown.map(editionLine) })
  })
  const found = async (c: Context) => {
    const edition = await editionNamed(house, c.req.param('id')!)
    const all = await seesDrafts(house, c)
    const versions = (await versionsOf(house, edition.id)).filter(({ signOff }) => all || signOff !== null)
    // To a stranger an edition without a signed version is none.
    if (!all && versions.length === 0) throw unknownEdition()
    return { edition, versions, all }
  }
  web.get(`${root}/editions/:id`, async (c) => {
    const { edition, versions } = await found(c)
    return open(c, {
      ...editionLine(edition),
      versions: versions.map((version) => versionJson(version, zone)),
    })
  })
  web.get(`${root}/editions/:id/transcript`, async (c) => {
    const { edition, versions, all } = await found(c)
    const { edition: plan } = all ? laid(edition.machine, edition.changes) : await planOf(house, versions[0]!)
    return open(c, transcriptJson(edition, plan))
  })
  web.get(`${root}/editions/:id/versions/:version`, async (c) => {
    const version = await versionOf(house, c.req.param('id'), versionIn(c))
    if (version.signOff === null && !(await seesDrafts(house, c))) throw unknownVersion()
    return open(c, versionJson(version, zone))
  })
}

function dayIn(c: Context, name: string): string | null {
  const text = c.req.query(name)
  if (text === undefined) return null
  if (isDay(text)) return text
  throw new Problem('wrong-day', {
    zh: `${name} 不是日期，例如 2026-11-25。`,
    en: `${name} is not a day such as 2026-11-25.`,
  })
}
