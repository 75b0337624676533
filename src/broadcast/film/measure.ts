import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { framesASecond, soundRate } from '../edition.ts'
import { ffmpeg } from './ffmpeg.ts'

/** Runs the program over a film; what it says of faults is thrown. */
async function over(file: string, args: readonly string[], heard: (piece: Buffer) => void): Promise<string> {
  const child = spawn(ffmpeg, ['-hide_banner', '-nostats', '-nostdin', '-xerror', '-i', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-mostSaid)
  })
  child.stdout.on('data', heard)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`ffmpeg cannot read it: ${said.trim().slice(-300)}`)
  return said
}

const mostSaid = 200_000

/** The sound of a film as a listener gets it, unpacked: its channels at the film's rate. @throws when it is damaged */
export async function unpackedSound(file: string, channels: number): Promise<Float32Array[]> {
  const pieces: Buffer[] = []
  const out = ['-vn', '-ac', String(channels), '-ar', String(soundRate), '-f', 'f32le', '-']
  await over(file, ['-map', '0:a:0', ...out], (piece) => pieces.push(piece))
  const all = Buffer.concat(pieces)
  const samples = new Float32Array(all.buffer.slice(all.byteOffset, all.byteOffset + (all.length & ~3)))
  if (channels === 1) return [samples]
  return Array.from({ length: channels }, (_, channel) => {
    const one = new Float32Array(Math.floor(samples.length / channels))
    for (let i = 0; i < one.length; i++) one[i] = samples[i * channels + channel]!
    return one
  })
}

/** Black to within three hundredths of the way to white: our night sky is lighter. So much of the picture must be. */
const blackness =
  'scale=iw/8:ih/8:flags=neighbor,blackdetect=d=0.02:pixel_black_th=0.03:picture_black_ratio_th=0.995'

/** Frames of the longest stretch of black pictures. @throws when the film is damaged */
export async function longestBlack(file: string): Promise<number> {
  const said = await over(file, ['-map', '0:v:0', '-vf', blackness, '-f', 'null', '-'], () => {})
  const lengths = [...said.matchAll(/black_duration:([\d.]+)/g)].map(([, seconds]) => Number(seconds))
  return Math.round(Math.max(0, ...lengths) * framesASecond)
}
