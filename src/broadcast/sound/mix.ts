import { framesASecond, type Rundown, soundRate } from '../edition.ts'
import { soundBed } from './bed.ts'
import { limit } from './limiter.ts'
import { integratedLoudness, truePeak } from './loudness.ts'
import { resample } from './resample.ts'

/** A line as it was spoken: one channel at the provider's own rate. */
export interface Voiced {
  samples: Float32Array
  rate: number
}

/** What a delivery wants of the sound. */
export interface LoudnessTarget {
  /** LKFS: −24 in ITU-R BS.1864, −23 in EBU R 128. */
  loudness: number
  /** dBTP. */
  truePeak: number
  channels: 1 | 2
}

export const usualLoudness: LoudnessTarget = { loudness: -24, truePeak: -2, channels: 2 }

export interface Mixed {
  channels: Float32Array[]
  /** As measured on the final mix, never before it: two equal channels are 3 LU louder than one. */
  loudness: number
  truePeak: number
}

/** How far the bed stays below a voice, and how loud it is where nobody speaks. */
const bedUnderVoice = 0.12
const bedAlone = 1

/**
 * The sound of an edition: the lines at their cues over a soft bed, brought to the target's loudness, peaks kept under
 * its ceiling. `clips` are the sounds of camera clips by part, at the film's rate. Without any voice the bed is all there is, and the sheet says so.
 */
export function mix(
  rundown: Rundown,
  voices: ReadonlyMap<string, Voiced>,
  target = usualLoudness,
  clips: ReadonlyMap<string, Float32Array> = new Map(),
): Mixed {
  const length = Math.round((rundown.frames / framesASecond) * soundRate)
  const sound = soundBed(length, soundRate)
  const bedGain = voices.size > 0 ? bedUnderVoice : bedAlone
  for (let i = 0; i < length; i++) sound[i] = sound[i]! * bedGain
  for (const { part, from } of rundown.parts) {
    const clip = clips.get(part.id)
    if (clip) addAt(sound, clip, Math.round((from / framesASecond) * soundRate))
  }
  for (const { cues } of rundown.parts)
    for (const { line, from } of cues) {
      const voice = voices.get(line)
      if (voice)
        addAt(
          sound,
          resample(voice.samples, voice.rate, soundRate),
          Math.round((from / framesASecond) * soundRate),
        )
    }
  return finish(sound, target)
}

function addAt(sound: Float32Array, voice: Float32Array, at: number) {
  const count = Math.min(voice.length, sound.length - at)
  for (let i = 0; i < count; i++) sound[at + i] = sound[at + i]! + voice[i]!
}

/** Gain, then the limiter; what the limiter took is measured again and given back as far as the ceiling lets it. */
function finish(sound: Float32Array, target: LoudnessTarget): Mixed {
  const channels = Array.from({ length: target.channels }, () => sound)
  const ceiling = 10 ** ((target.truePeak - 0.3) / 20)
  let loudness = integratedLoudness(channels)
  for (let round = 0; round < 3 && Number.isFinite(loudness); round++) {
    const missing = target.loudness - loudness
    if (Math.abs(missing) < 0.05) break
    const gain = 10 ** (missing / 20)
    for (let i = 0; i < sound.length; i++) sound[i] = sound[i]! * gain
    limit(sound, ceiling, soundRate)
    loudness = integratedLoudness(channels)
  }
  return { channels, loudness, truePeak: truePeak(channels) }
}
