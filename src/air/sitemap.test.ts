import assert from 'node:assert/strict'
import { createApp } from '../kit/web/app.tsx'
import { atNoon } from './embeds/testing.ts'
import { room } from './index.ts'
import { settle } from './settle.ts'
import { sitemap } from './sitemap.ts'
import { inBothHouses, say, wholeDay } from './testing.ts'

inBothHouses('every page of the air room is on the map and answers', atNoon, async (house) => {
  await say(house, wholeDay('D', '2026-11-22', { pm25: 80 }))
  await say(house, wholeDay('D', '2026-11-24', { pm25: 80 }, 10))
  await settle(house)
  const paths = (await sitemap(house)).map(({ path }) => path)
  assert.equal(new Set(paths).size, paths.length)
  for (const path of [
    '/air',
    '/air/pollutants/pm25',
    '/air/districts/110101',
    '/air/stations/far',
    '/air/history/day/2026-11-22',
  ])
    assert.ok(paths.includes(path), path)
  // The day that is still running has no report yet.
  assert.equal(paths.includes('/air/history/day/2026-11-24'), false)
  const web = createApp(house, [room])
  for (const path of paths) {
    // These need what other parts of the house bring: the API and the jobs.
    if (path === '/data' || path === '/air/quality') continue
    assert.equal((await web.request(path)).status, 200, path)
  }
})
