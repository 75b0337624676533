import type { Job, JobTools } from '../kit/jobs/jobs.ts'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import type { Words } from '../kit/words.ts'
import { deliverNext } from './delivery/deliver.ts'
import type { EditionKind } from './edition.ts'
import { newestEdition, propose, type StoredEdition } from './editions.ts'
import { noteLate } from './late.ts'
import { makeNext } from './making.ts'
import { type Newsroom, newsroom } from './newsroom.ts'
import { tidy } from './tidy.ts'
import { momentOf, slots } from './timetable.ts'
import { askVersion, usualCut, versionsOf } from './versions.ts'

const titles: Readonly<Record<EditionKind, Words>> = {
  evening: { zh: '提出晚间播报', en: 'Propose the evening bulletin' },
  morning: { zh: '提出早间播报', en: 'Propose the morning minute' },
  hourly: { zh: '提出整点画面', en: 'Propose the hourly loop' },
  heavy: { zh: '有预警时提出特别播报', en: 'Propose a special while an alert is in force' },
  week: { zh: '提出一周回顾', en: 'Propose the week in review' },
  month: { zh: '提出一月回顾', en: 'Propose the month in review' },
}

/** The timetable of the broadcast. Each job is safe to run twice; one process at a time has each. */
export function jobs(house: House, room: Newsroom = newsroom): Job[] {
  const kinds = (Object.keys(slots) as (keyof typeof slots)[]).filter(
    (kind) => kind !== 'hourly' || house.settings.LANTIAN_BROADCAST_HOURLY,
  )
  return [
    ...kinds.map((kind) => ({
      name: `broadcast.${kind}`,
      title: titles[kind],
      every: slots[kind].every,
      // A new house has something to show.
      atOnce: kind === 'evening',
      run: ({ at, zone }: JobTools) => prepare(house, kind, momentOf(kind, at, zone), room),
    })),
    {
      name: 'broadcast.heavy',
      title: titles.heavy,
      every: '4,19,34,49 * * * *',
      run: ({ at }) => prepareHeavy(house, at, room),
    },
    {
      name: 'broadcast.make',
      title: { zh: '制作影片', en: 'Make the films that wait' },
      every: '* * * * *',
      run: (tools) => makeAll(house, tools, room),
    },
    {
      name: 'broadcast.deliver',
      title: { zh: '交付影片', en: 'Deliver what was signed off' },
      every: '* * * * *',
      run: ({ signal }) => deliverAll(house, signal),
    },
    {
      name: 'broadcast.late',
      title: { zh: '检查读数更正', en: 'See whether readings were corrected after the film' },
      every: '*/10 * * * *',
      run: () => noteLate(house, room),
    },
    {
      name: 'broadcast.tidy',
      title: { zh: '清理未签发的草稿', en: 'Remove old drafts' },
      every: '45 3 * * *',
      run: () => tidy(house),
    },
  ]
}

const by = 'job:broadcast'

/** Proposes an edition and puts it on the list of what is made; one that has a version already is left as it is. */
async function prepare(
  house: House,
  kind: EditionKind,
  at: Temporal.Instant,
  room: Newsroom,
): Promise<string> {
  const edition = await propose(house, { kind, at, by }, room).catch(withoutAir)
  if (!edition) return 'no reading was ever made: nothing to broadcast'
  return ask(house, edition)
}

async function ask(house: House, { id }: StoredEdition): Promise<string> {
  if ((await versionsOf(house, id)).length > 0) return ''
  await askVersion(house, id, { cuts: [usualCut], by })
  return `${id} proposed`
}

function withoutAir(error: unknown): null {
  if (error instanceof Problem && error.code === 'no-air') return null
  throw error
}

/** One special for each alert and tier: for the hour in which it was first seen in force. Exercises get none. */
async function prepareHeavy(house: House, at: Temporal.Instant, room: Newsroom): Promise<string> {
  const alert = (await room.gather(house, at))?.alert
  if (!alert || alert.exercise) return ''
  const before = (await newestEdition(house, 'heavy'))?.machine.air.alert
  if (before?.tier === alert.tier && before.since === alert.since) return ''
  const moment = at
    .toZonedDateTimeISO(house.settings.LANTIAN_ZONE)
    .round({ smallestUnit: 'minute', roundingMode: 'floor' })
  return prepare(house, 'heavy', moment.toInstant(), room)
}

async function makeAll(house: House, { signal, progress }: JobTools, room: Newsroom): Promise<string> {
  const told: string[] = []
  for (;;) {
    signal.throwIfAborted()
    const version = await makeNext(house, { signal, progress }, room)
    if (!version) return told.join('; ')
    const { edition, number, state, fault } = version
    told.push(`${edition} ${number} ${state}${fault ? `: ${fault.en}` : ''}`)
    // The next minute tries again: a disk that is full now may have room then.
    if (state !== 'made') return told.join('; ')
  }
}

async function deliverAll(house: House, signal: AbortSignal): Promise<string> {
  const told: string[] = []
  for (;;) {
    signal.throwIfAborted()
    const delivered = await deliverNext(house, signal)
    if (!delivered) return told.join('; ')
    told.push(delivered)
  }
}
