import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { soundRate } from '../edition.ts'
import { ffmpeg } from '../film/ffmpeg.ts'
import { longestSeconds } from './checks.ts'
import { run } from './program.ts'
import { VoiceError } from './provider.ts'
import { readWav, type Wav } from './wav.ts'

const missing = {
  zh: '未安装 ffmpeg，无法读取 MP3 和 M4A。请上传 WAV，或安装 ffmpeg。',
  en: 'ffmpeg is not installed, so MP3 and M4A cannot be read. Send a WAV, or install ffmpeg.',
}

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

/** What a sound file is by its first bytes, whatever its name or media type says. */
export function formatOfSound(bytes: Uint8Array): 'wav' | 'mp3' | 'mov' | null {
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WAVE') return 'wav'
  if (text(bytes, 4, 8) === 'ftyp') return 'mov'
  const frame = bytes[0] === 0xff && (bytes[1]! & 0xe6) === 0xe2
  return frame || text(bytes, 0, 3) === 'ID3' ? 'mp3' : null
}

/**
 * One channel of an uploaded sound: WAV, mono or stereo, by ourselves; MP3 and M4A where ffmpeg is installed.
 * Throws a VoiceError for anything else, fatal where ffmpeg is missing.
 */
export async function decoded(bytes: Uint8Array, program = ffmpeg): Promise<Wav> {
  const format = formatOfSound(bytes)
  if (format === 'mp3' || format === 'mov') return byProgram(bytes, format, program)
  return readWav(bytes, { mixed: true })
}

/** Told the format, as a file that ffmpeg may take for a list of others could lead it to any file or address. */
async function byProgram(bytes: Uint8Array, format: string, program: string): Promise<Wav> {
  const file = join(tmpdir(), `lantian-sound-${crypto.randomUUID()}`)
  const given = ['-v', 'error', '-nostdin', '-protocol_whitelist', 'file', '-f', format, '-i', file]
  const wanted = ['-vn', '-t', String(longestSeconds + 1), '-ac', '1', '-ar', String(soundRate)]
  try {
    await writeFile(file, bytes, { mode: 0o600 })
    const wav = await run({
      program,
      args: [...given, ...wanted, '-c:a', 'pcm_s16le', '-f', 'wav', 'pipe:1'],
      input: '',
      missing,
      maxBytes: 64 << 20,
      timeoutMs: 60_000,
    })
    return readWav(wav, { piped: true })
  } catch (error) {
    // What ffmpeg says names our temporary file; whoever sent the sound can only send another.
    if (error instanceof VoiceError && !error.fatal)
      throw new VoiceError({
        zh: '录音文件已损坏或没有声音，无法解码',
        en: 'The recording is damaged or has no sound: it cannot be decoded',
      })
    throw error
  } finally {
    await rm(file, { force: true })
  }
}
