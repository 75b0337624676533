import { mkdirSync } from 'node:fs'
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

/** Seconds of a segment; key pictures stand closer than that. */
const segmentSeconds = 6

/** Cuts a finished MP4 into HLS with CMAF segments, without encoding anything. @returns the playlist's path */
export async function writeHls(film: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const playlist = join(folder, 'master.m3u8')
  const input = new Input({ source: new FilePathSource(film), formats: ALL_FORMATS })
  const output = new Output({
    format: new HlsOutputFormat({ segmentFormat: new CmafOutputFormat(), targetDuration: segmentSeconds }),
    target: new PathedTarget(playlist, ({ path }) => new FilePathTarget(path)),
  })
  const conversion = await Conversion.init({ input, output })
  await conversion.execute()
  return playlist
}
