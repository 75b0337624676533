import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { Progress, parseOptions, usageProblem } from '../kit/cli.ts'
import { Problem } from '../kit/problem.ts'
import type { Command, House } from '../kit/room.ts'
import { editionOf } from './blueprint/index.ts'
import { type EditionKind, editionKinds, framesASecond } from './edition.ts'
import { gatherAir } from './gather.ts'
import type { ScreenLanguage } from './scenes/stage.ts'
import { type ShapeName, shapeNames } from './shape.ts'
import { voicesCommand } from './voice/commands.ts'
import { narrate } from './voice/index.ts'
import { voiceNames } from './voice/provider.ts'
import { recordCommand } from './voice/record-command.ts'

const languages = ['zh', 'en', 'both'] as const

/** One of a list, or a Problem that names the list. */
function oneOf<T extends string>(name: string, value: string | undefined, known: readonly T[], usual: T): T {
  if (value === undefined) return usual
  const found = known.find((one) => one === value)
  if (found) return found
  throw usageProblem(
    `--${name} 应为 ${known.join('、')} 之一`,
    `--${name} must be one of ${known.join(', ')}`,
  )
}

function momentOf(house: House, text: string | undefined): Temporal.ZonedDateTime {
  const zone = house.settings.LANTIAN_ZONE
  if (text === undefined) return house.clock().toZonedDateTimeISO(zone)
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone)
  } catch {
    throw usageProblem(
      '--at 应为当地时间，如 2016-12-20T18:00',
      '--at must be a local time such as 2016-12-20T18:00',
    )
  }
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (Number.isInteger(seconds) && seconds >= 10 && seconds <= 3600) return seconds
  throw usageProblem('--seconds 应为 10 到 3600 的整数', '--seconds must be a whole number from 10 to 3600')
}

const make: Command = {
  name: 'broadcast make',
  usage:
    'broadcast make --edition KIND --out FOLDER [--at LOCAL-TIME] [--shape …] [--lang …] [--seconds N] [--voice NAME] [--master]',
  help: `Makes a film of an edition (${editionKinds.join(', ')}) from the air of a moment. --shape ${shapeNames.join('|')}, --lang ${languages.join('|')}, --seconds fills a slot to the frame, --voice ${voiceNames.join('|')} speaks it, --master writes a MOV with PCM.`,
  async run({ args, house, print, note }) {
    const { values } = parseOptions(args, {
      edition: { type: 'string' },
      at: { type: 'string' },
      out: { type: 'string' },
      shape: { type: 'string' },
      lang: { type: 'string' },
      seconds: { type: 'string' },
      voice: { type: 'string' },
      master: { type: 'boolean' },
    })
    const kind: EditionKind = oneOf('edition', values.edition, editionKinds, 'evening')
    const shape: ShapeName = oneOf('shape', values.shape, shapeNames, 'wide')
    const language: ScreenLanguage = oneOf('lang', values.lang, languages, 'both')
    const seconds = secondsOf(values.seconds)
    const voice = values.voice && oneOf('voice', values.voice, voiceNames, 'none')
    if (!values.out) throw usageProblem('请用 --out 指明文件夹', 'Name the folder with --out')
    const opened = await house()
    const at = momentOf(opened, values.at)
    const air = await gatherAir(opened, at.toInstant())
    if (!air) throw noAir()
    const local = at.toString({ timeZoneName: 'never', smallestUnit: 'minute' })
    const slot = seconds === undefined ? {} : { slotFrames: seconds * framesASecond }
    const edition = editionOf(kind, local, air, slot)
    const speaking = new Progress('lines   ')
    const narration = await narrate(opened, edition, {
      ...(voice && { voice }),
      ...(language === 'en' && { language }),
      onProgress: (lines, of) => speaking.show(lines, of),
    })
    const bar = new Progress('frames  ')
    // Drawing and containers are loaded only by who makes a film.
    const { makeEdition } = await import('./make.ts')
    const made = await makeEdition(edition, {
      folder: resolve(values.out),
      shape,
      language,
      container: values.master ? 'mov' : 'mp4',
      narration,
      workers: availableParallelism(),
      onProgress: (frames, of) => bar.show(frames, of),
    })
    for (const { zh, en } of made.notes) note(`${zh} ${en}`)
    const { files, rundown, loudness, truePeak, airDigest } = made
    print(
      JSON.stringify({
        edition: edition.id,
        frames: rundown.frames,
        seconds: rundown.frames / framesASecond,
        off: rundown.off,
        loudness: round(loudness),
        truePeak: round(truePeak),
        airDigest,
        files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
      }),
    )
    return 0
  },
}

const round = (value: number) => Math.round(value * 100) / 100

const noAir = () =>
  new Problem('no-air', {
    zh: '那个时刻之前没有任何读数，无法制作节目。请先导入数据。',
    en: 'There is no reading before that moment, so no edition can be made. Import data first.',
  })

export const commands: Command[] = [make, voicesCommand, recordCommand]
