import { readFile } from 'node:fs/promises'
import { parseOptions, usageProblem } from '../../kit/cli.ts'
import { seal } from '../../kit/journal/journal.ts'
import { Problem } from '../../kit/problem.ts'
import type { Command } from '../../kit/room.ts'
import type { Language } from '../../kit/words.ts'
import { dropRecording, linesToRecord, prepare, takeRecording } from './record.ts'

const soundIn = (file: string) =>
  readFile(file).catch(({ message }: Error) => {
    throw new Problem('no-file', {
      zh: `无法读取 ${file}：${message}`,
      en: `Cannot read ${file}: ${message}`,
    })
  })

function languageOf(text: string | undefined): Language {
  if (text === undefined || text === 'zh' || text === 'en') return text ?? 'zh'
  throw usageProblem('--lang 应为 zh 或 en', '--lang must be zh or en')
}

/** `lantian broadcast record`. */
export const recordCommand: Command = {
  name: 'broadcast record',
  usage:
    'broadcast record --edition ID [--lang zh|en] [--by NAME] [--line LINE FILE | --line LINE --delete | --prepare]',
  help: 'Lists the lines of an edition and which still lack a recording; with --line takes in a file (WAV; MP3 and M4A where ffmpeg is installed) or deletes one. --prepare writes the words to read into the folder.',
  async run({ args, house, print }) {
    const { values, positionals } = parseOptions(
      args,
      {
        edition: { type: 'string' },
        lang: { type: 'string' },
        line: { type: 'string' },
        by: { type: 'string' },
        delete: { type: 'boolean' },
        prepare: { type: 'boolean' },
      },
      'some',
    )
    const { edition, line, by = 'lantian broadcast record' } = values
    if (!edition) throw usageProblem('请用 --edition 指明节目', 'Name the edition with --edition')
    const files = line === undefined || values.delete ? 0 : 1
    if (positionals.length !== files || (values.delete && line === undefined) || (values.prepare && line))
      throw usageProblem(
        '录音请写 --line 句子 文件；删除请写 --line 句子 --delete',
        'Say --line LINE FILE to record, --line LINE --delete to delete',
      )
    const place = { edition, language: languageOf(values.lang) }
    const opened = await house()
    if (values.prepare) print(await prepare(opened, { ...place, by }))
    else if (line === undefined)
      for (const { line: id, state, text } of await linesToRecord(opened, place))
        print(`${state}\t${id}\t${text}`)
    else if (values.delete) await dropRecording(opened, { ...place, line, by })
    else {
      const sound = await soundIn(positionals[0]!)
      print(JSON.stringify(await takeRecording(opened, { ...place, line, by, sound })))
    }
    // No server may be running whose job would do it.
    if (line !== undefined || values.prepare) await seal(opened.store, opened.clock())
    return 0
  },
}
