import type { AnyStore } from '../db/open.ts'
import type { Job } from '../jobs/jobs.ts'
import { publishHeads, seal } from './journal.ts'

/** Safe to run twice. Every minute seals what was written, and after midnight publishes the day's head. */
export const sealJob = (store: AnyStore): Job => ({
  name: 'journal.seal',
  title: { zh: '封存日志', en: 'Seal the journal' },
  every: '* * * * *',
  async run({ at, zone }) {
    // Once an hour also the lines that committed very late.
    const everything = at.toZonedDateTimeISO(zone).minute === 0
    const sealed = await seal(store, at, everything)
    const published = await publishHeads(store, zone, at)
    return `${sealed} sealed, ${published.length} heads published`
  },
})
