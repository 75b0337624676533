import { createFetcher } from '../../kit/fetch.ts'
import type { Job } from '../../kit/jobs/jobs.ts'
import type { House } from '../../kit/room.ts'
import { checkLinks } from './check.ts'
import type { LinkDb } from './find.ts'

/** Where this process serves the site; a process that only works knows the public address alone. */
const served = new WeakMap<House, string>()

/** Kept when the site opens, so that its own links and its front page can be asked. */
export const servedAt = (house: House, url: string) => void served.set(house, url)

const ownOf = (house: House): string | null => served.get(house) ?? house.settings.LANTIAN_URL ?? null

/** Requests a minute to one host: no more than a reader with patience. */
const pace = { perMinute: 12, burst: 1 }
const month = 30 * 86_400_000

/** The timetable of the rules. Each job is safe to run twice. */
export const ruleJobs = (house: House): Job[] => [
  {
    name: 'press.links',
    title: { zh: '检查链接', en: 'Check links' },
    every: '25 * * * *',
    run: async (tools) => {
      const own = ownOf(house)
      if (own === null) return 'the site has no address yet'
      const fetcher = outside(own)
      try {
        return await checkLinks(house.store.db as LinkDb, fetcher, own, tools)
      } finally {
        fetcher.close()
      }
    },
  },
  {
    name: 'press.probe',
    title: { zh: '探测首页', en: 'Ask the front page' },
    every: '*/5 * * * *',
    run: async ({ at }) => {
      const own = ownOf(house)
      if (own !== null) await probe(house.store.db as LinkDb, own, at.epochMilliseconds)
      return ''
    },
  },
]

/** Every public host, and of what is near only our own site. */
const outside = (own: string) =>
  createFetcher({
    allowedHosts: [],
    anyPublicHost: true,
    localDevices: [new URL(own).host],
    userAgent: `Lantian link check (+${own})`,
    retries: 0,
    pace,
  })

async function probe(db: LinkDb, own: string, at: number): Promise<void> {
  const fetcher = createFetcher({
    allowedHosts: [],
    localDevices: [new URL(own).host],
    userAgent: 'Lantian probe',
    retries: 0,
  })
  const begun = performance.now()
  let took: number | null = null
  try {
    await fetcher.get(own)
    took = Math.round(performance.now() - begun)
  } catch {
    // Whatever stood in the way, a reader would have stood before it too.
  } finally {
    fetcher.close()
  }
  await db
    .insertInto('press_probe')
    .values({ at, took })
    .onConflict((on) => on.column('at').doUpdateSet({ took }))
    .execute()
  await db
    .deleteFrom('press_probe')
    .where('at', '<', at - month)
    .execute()
}
