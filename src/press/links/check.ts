import type { Fetcher } from '../../kit/fetch.ts'
import type { JobTools } from '../../kit/jobs/jobs.ts'
import { findLinks, type LinkDb } from './find.ts'
import { afterLook, verdictOf } from './verdict.ts'

/** Links asked in one run, so that a run ends; what is left is asked in the next. */
const most = 300
/** A page longer than this is there. */
const maxBytes = 64 << 10

/**
 * Reads the links of what is live and asks those that are due, one after the other and no host in a hurry. Safe to
 * run twice. @param own address of our own site, where paths lead
 * @returns one line about what was done
 */
export async function checkLinks(
  db: LinkDb,
  fetcher: Fetcher,
  own: string,
  tools: JobTools,
): Promise<string> {
  const { at, progress, signal } = tools
  const now = at.epochMilliseconds
  await findLinks(db, now)
  const due = await db
    .selectFrom('press_link')
    .select(['url', 'failing_since'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('url')
    .limit(most)
    .execute()
  let broken = 0
  for (const [done, link] of due.entries()) {
    signal.throwIfAborted()
    progress(done, due.length)
    const after = afterLook(link, verdictOf(await look(fetcher, link.url, own, signal)), now)
    if (after.standing === 'broken') broken++
    await db.updateTable('press_link').set(after).where('url', '=', link.url).execute()
  }
  return due.length === 0 ? '' : `${due.length} links, ${broken} broken`
}

/** What the address answers: null where it does, else the error. */
async function look(fetcher: Fetcher, url: string, own: string, signal: AbortSignal): Promise<unknown> {
  try {
    await fetcher.get(new URL(url, own), { signal, maxBytes })
    return null
  } catch (error) {
    signal.throwIfAborted()
    return error
  }
}
