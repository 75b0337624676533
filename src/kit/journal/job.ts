import type { AnyStore } from '../db/open.ts'
import type { Job } from '../jobs/jobs.ts'
import { publishHeads, seal } from './journal.ts'

/**
 * Safe to run twice. Seals what was written, and after midnight publishes the day's head. Other processes learn from the
 * sealed lines what has changed, so it must not be long.
 */
export const sealJob = (store: AnyStore): Job => ({
  name: 'journal.seal',
  title: { zh: '封存日志', en: 'Seal the journal' },
  every: '*/10 * * * * *',
  async run({ at, zone }) {
    const { minute, second } = at.toZonedDateTimeISO(zone)
    // Once an hour also the lines that committed very late.
    const everything = minute === 0 && second < 10
    const sealed = await seal(store, at, everything)
    const published = await publishHeads(store, zone, at)
    return sealed + published.length === 0 ? '' : `${sealed} sealed, ${published.length} heads published`
  },
})
