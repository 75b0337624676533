import { Progress, parseOptions, usageProblem } from '../kit/cli.ts'
import { seal } from '../kit/journal/journal.ts'
import type { Command, CommandTools, House } from '../kit/room.ts'
import { addDays, type Day, dayAt, dayOf, hourEndedBy, isDay, isoOf } from '../kit/time.ts'
import { collect } from './collect.ts'
import { dayReport, days } from './days.ts'
import { type ImportReport, importFiles } from './import.ts'
import { indexCommand } from './index/index.ts'
import { cityNetworkIn, findStation, unknownStation } from './places.ts'
import type { Kind } from './pollutants.ts'
import { settle } from './settle.ts'
import { allSources } from './source-register.ts'
import { bulkSources, type Refusal } from './sources/index.ts'
import { cityOf } from './tables.ts'

const importCommand: Command = {
  name: 'air import',
  usage: 'air import <files or folders…> --source NAME',
  help: `Imports files of readings; safe to run twice. Sources: ${[...bulkSources.keys()].join(', ')}.`,
  async run({ args, house, print, note }) {
    const { values, positionals } = parseOptions(args, { source: { type: 'string' } }, 'some')
    const parser = values.source === undefined ? undefined : bulkSources.get(values.source)
    if (!parser) {
      const known = [...bulkSources.keys()].join(', ')
      throw usageProblem(`请用 --source 指明来源：${known}`, `Name the source with --source: ${known}`)
    }
    if (positionals.length === 0)
      throw usageProblem('请给出要导入的文件或文件夹', 'Name the files or folders to import')
    const opened = await house()
    const bars = { read: new Progress('reading '), rollup: new Progress('roll-ups') }
    const report = await importFiles(
      opened,
      parser,
      positionals,
      (title, done, of) => bars[title].show(done, of),
      // Whoever watches from outside learns what is safe on disk; on a terminal the bar says enough.
      (file, rows) => process.stderr.isTTY || note(`committed ${file} ${rows}`),
    )
    // No server may be running whose job would do it: what is not sealed can be changed unseen.
    await seal(opened.store, opened.clock())
    tellReport(report, print, note)
    return report.files > 0 && report.added + report.corrected + report.same > 0 ? 0 : 1
  },
}

/** What was taken, corrected and refused; refusals go to stderr with file, line and reason. */
function tellReport(report: ImportReport, print: CommandTools['print'], note: CommandTools['note']) {
  const place = ({ where, line, reason }: Refusal) =>
    `${where}${line === undefined ? '' : `:${line}`}: ${reason}`
  for (const mended of report.mended.kept) note(`mended   ${place(mended)}`)
  for (const refused of report.refused.kept) note(`refused  ${place(refused)}`)
  const { files, lines, hours, values, missing, added, corrected, same, others } = report
  print(
    JSON.stringify({
      files,
      lines,
      hours,
      values,
      missing,
      added,
      corrected,
      same,
      others,
      mended: report.mended.count,
      refused: report.refused.count,
    }),
  )
}

const daysCommand: Command = {
  name: 'air days',
  usage: 'air days --from DAY --to DAY [--station NAME]',
  help: 'Prints the day reports of the city, or of a station, one JSON line each.',
  async run({ args, house, print }) {
    const { values } = parseOptions(args, {
      from: { type: 'string' },
      to: { type: 'string' },
      station: { type: 'string' },
    })
    for (const name of ['from', 'to'] as const)
      if (!isDay(values[name] ?? ''))
        throw usageProblem(`--${name} 应为日期，如 2016-12-20`, `--${name} must be a day such as 2016-12-20`)
    if (values.from! > values.to!)
      throw usageProblem(
        `--from ${values.from} 晚于 --to ${values.to}`,
        `--from ${values.from} is after --to ${values.to}`,
      )
    const opened = await house()
    await settle(opened)
    const { db } = opened.store
    const { place, kind } = await placeAndKind(opened, values.station, values.from!, values.to!)
    // Nothing simulated or modelled passes for measured.
    const label = kind === 'reference' ? {} : { kind }
    // A year at a time, so that a long answer starts at once and stays small in memory.
    for (let from = values.from!; from <= values.to!; from = addDays(from, 366)) {
      const last = addDays(from, 365)
      for (const row of await days(db, place, from, last < values.to! ? last : values.to!))
        print(JSON.stringify({ ...dayReport(row), ...label }))
    }
    return 0
  },
}

async function placeAndKind(
  house: House,
  name: string | undefined,
  from: Day,
  to: Day,
): Promise<{ place: number; kind: Kind }> {
  if (name === undefined) {
    const kind = await cityNetworkIn(house.store.db, from, to)
    return { place: cityOf(kind), kind }
  }
  const station = await findStation(house, name)
  if (!station) throw unknownStation(name)
  return { place: station.id, kind: station.kind }
}

const statusCommand: Command = {
  name: 'air status',
  usage: 'air status',
  help: 'Says what each source last brought, and what the asked ones still lack.',
  async run({ args, house, print }) {
    parseOptions(args, {})
    const opened = await house()
    const zone = opened.settings.LANTIAN_ZONE
    const rows = await allSources(opened.store.db)
    const moment = (ms: number | null) =>
      ms === null
        ? null
        : Temporal.Instant.fromEpochMilliseconds(ms)
            .toZonedDateTimeISO(zone)
            .toString({ timeZoneName: 'never' })
    for (const { name, kind, tried_at, came_at, last_hour, last_count, fault, licence } of rows)
      print(
        JSON.stringify({
          source: name,
          kind,
          tried: moment(tried_at),
          came: moment(came_at),
          newestHour: last_hour === null ? null : isoOf(last_hour, zone),
          readings: last_count,
          fault,
          licence,
        }),
      )
    const stations = await opened.store.db
      .selectFrom('air_station')
      .select((eb) => ['kind', eb.fn.countAll<number>().as('stations')])
      .groupBy('kind')
      .execute()
    print(JSON.stringify({ today: dayOf(hourEndedBy(opened.clock()), zone), stations }))
    return 0
  },
}

const collectCommand: Command = {
  name: 'air collect',
  usage: 'air collect',
  help: 'Asks every live source once, now.',
  async run({ args, house, print }) {
    parseOptions(args, {})
    const opened = await house()
    const results = await collect(opened)
    await seal(opened.store, opened.clock())
    for (const { line } of results) print(line)
    return results.some(({ outcome }) => outcome === 'failed') ? 1 : 0
  },
}

const indexLines: Command = {
  name: 'index',
  usage: 'index',
  help: 'Reads JSON lines of concentrations on stdin, writes the index of each by a named standard. See docs/index.md.',
  async run({ args, clock }) {
    if (args.length > 0)
      throw usageProblem(
        '问题请从标准输入给出：lantian index < 文件',
        'Give the questions on standard input: lantian index < FILE',
      )
    // Questions without a date are about China's standards of today.
    const today = dayAt(clock(), 'Asia/Shanghai')
    await indexCommand(process.stdin, process.stdout, today)
    return 0
  },
}

export const commands: Command[] = [indexLines, importCommand, daysCommand, statusCommand, collectCommand]
