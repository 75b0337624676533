import type { AnyKysely } from '../db/store.ts'
import { type MessageKind, tell } from '../mail/mail.ts'
import type { PeopleDb } from '../people/officers.ts'
import type { House } from '../room.ts'
import { dayAt } from '../time.ts'
import { systemDuty } from './duties.ts'

export const troubleKind: MessageKind = {
  key: 'system-trouble',
  words: { zh: '定时任务失败', en: 'Jobs that fail' },
  usual: 'now',
}

/** Tells who keeps the program running that a job goes on failing, or that a task was given up. */
export async function tellGivenUp(
  { clock, settings }: Pick<House, 'clock' | 'settings'>,
  tx: AnyKysely,
  { name, message }: { name: string; message: string },
): Promise<void> {
  const at = clock()
  await tell(tx, {
    to: await whoRuns(tx, dayAt(at, settings.LANTIAN_ZONE)),
    kind: troubleKind,
    urgent: true,
    subject: { zh: `任务多次失败：${name}`, en: `A job fails again and again: ${name}` },
    lines: [{ zh: message.slice(0, 300), en: message.slice(0, 300) }],
    path: '/desk/jobs',
    at,
  })
}

async function whoRuns(db: PeopleDb, today: string): Promise<string[]> {
  const rows = await db
    .selectFrom('duty_held as d')
    .innerJoin('officer as o', 'o.id', 'd.officer')
    .select('o.id')
    .where('d.duty', '=', systemDuty.key)
    .where('d.from_day', '<=', today)
    .where((of) => of.or([of('d.until_day', 'is', null), of('d.until_day', '>=', today)]))
    .where((of) => of.or([of('o.left_on', 'is', null), of('o.left_on', '>=', today)]))
    .execute()
  return rows.map(({ id }) => id)
}
