import { once } from 'node:events'
import { rooms } from './centre.ts'
import { tellGivenUp } from './kit/desk/given-up.ts'
import { startJobs } from './kit/jobs/jobs.ts'
import { jobsOf, tasksOf } from './kit/jobs/of-house.ts'
import type { House } from './kit/room.ts'
import { createApp } from './kit/web/app.tsx'
import { followJournal } from './kit/web/follow.ts'
import { listen } from './kit/web/server.ts'

/**
 * Runs until it is asked to stop (SIGINT, SIGTERM): then it takes nothing new, lets what is under way end, and closes.
 * @returns the exit code
 */
export async function serve(house: House, parts: { web: boolean; jobs: boolean }): Promise<number> {
  const stopping = new AbortController()
  const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  for (const room of rooms) await room.welcome?.(house)
  const running = parts.web ? await listen(createApp(house, rooms), house) : null
  if (running) {
    house.log.info({ url: running.url }, 'open')
    process.stdout.write(`蓝天 Lantian: ${running.url}\n`)
    for (const room of rooms) await room.opened?.(house, running.url)
  }
  const following = followJournal(house, stopping.signal)
  const jobs = parts.jobs
    ? startJobs(house.store, jobsOf(house, rooms), {
        zone: house.settings.LANTIAN_ZONE,
        clock: house.clock,
        log: house.log,
        signal: stopping.signal,
        handlers: tasksOf(house, rooms),
        givenUp: (tx, what) => tellGivenUp(house, tx, what),
        ended: (job, outcome) => house.metrics.jobs.inc({ job, outcome }),
      })
    : null
  await asked
  house.log.info('closing')
  stopping.abort()
  await Promise.all([running?.stop(), jobs, following])
  return 0
}
