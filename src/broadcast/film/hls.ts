import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  ALL_FORMATS,
  CmafOutputFormat,
  Conversion,
  FilePathSource,
  FilePathTarget,
  HlsOutputFormat,
  Input,
  Output,
  PathedTarget,
} from 'mediabunny'
import { setMoment } from './moment.ts'

/** Seconds of a segment, or up to the next key picture where that comes later. */
const segmentSeconds = 6

/**
 * Cuts a finished MP4 into HLS with CMAF segments, without encoding anything.
 * @param moment what the files say of when they were made: seconds since 1970
 * @returns the files, the master playlist first
 */
export async function writeHls(film: string, folder: string, moment: number): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const playlist = join(folder, 'master.m3u8')
  const input = new Input({ source: new FilePathSource(film), formats: ALL_FORMATS })
  const output = new Output({
    format: new HlsOutputFormat({ segmentFormat: new CmafOutputFormat(), targetDuration: segmentSeconds }),
    target: new PathedTarget(playlist, ({ path }) => new FilePathTarget(path)),
  })
  const conversion = await Conversion.init({ input, output })
  await conversion.execute()
  const names = readdirSync(folder).toSorted()
  for (const name of names.filter((one) => one.startsWith('init-'))) {
    const box = readFileSync(join(folder, name))
    setMoment(box, moment)
    writeFileSync(join(folder, name), box)
  }
  return [playlist, ...names.map((name) => join(folder, name)).filter((path) => path !== playlist)]
}
