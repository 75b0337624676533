import {
  ALL_FORMATS,
  AudioSampleSink,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
} from 'mediabunny'
import { framesASecond } from './edition.ts'
import { hasFfmpeg } from './film/ffmpeg.ts'
import { longestBlack, unpackedSound } from './film/measure.ts'
import { integratedLoudness, truePeak } from './sound/loudness.ts'

/** What a film file really is, read from the file itself. */
export interface FilmFacts {
  frames: number
  /** Frames that do not begin exactly 1/25 s behind the one before. */
  offBeat: number
  width: number
  height: number
  /** Such as `avc1.42c028`. */
  codec: string
  /** `bt709/bt709/bt709/limited`. */
  colour: string
  /** Frames of the longest stretch in which nothing changes. */
  longestFrozen: number
  /** Frames of the longest stretch of black pictures; null where nobody could look. */
  longestBlack: number | null
  /** Frames that need no other: every scene begins with one. */
  keys: readonly number[]
  sound: { codec: string; channels: number; rate: number; seconds: number } | null
  /** Measured on the samples; null where the sound is packed and cannot be unpacked here. */
  loudness: number | null
  truePeak: number | null
}

/** A picture that repeats the one before is 11 bytes in our stream; nothing that changes fits into so few. */
const repeatedBytes = 16
const tolerance = 1e-4

export interface Reading {
  /** Whether packed sound and pictures can be unpacked here. */
  program?: boolean
  /** Frames at which a scene begins: there, and nowhere else, a whole picture is a new one. */
  cuts?: readonly number[]
}

/** Reads a film. @throws for a file that is no film, or is damaged */
export async function factsOf(path: string, reading: Reading = {}): Promise<FilmFacts> {
  const { program = hasFfmpeg(), cuts } = reading
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) })
  const video = await input.getPrimaryVideoTrack()
  if (!video) throw new Error('there is no picture in it')
  const audio = await input.getPrimaryAudioTrack()
  const colour = await video.getColorSpace()
  const beat = await beatOf(new EncodedPacketSink(video), cuts)
  return {
    ...beat,
    width: await video.getCodedWidth(),
    height: await video.getCodedHeight(),
    codec: (await video.getCodecParameterString()) ?? 'unknown',
    colour: [colour.primaries, colour.transfer, colour.matrix, colour.fullRange ? 'full' : 'limited'].join(
      '/',
    ),
    sound: audio ? await soundOf(audio) : null,
    longestBlack: program ? await longestBlack(path) : null,
    ...(audio ? await measured(audio, path, program) : { loudness: null, truePeak: null }),
  }
}

async function beatOf(sink: EncodedPacketSink, cuts?: readonly number[]) {
  let offBeat = 0
  const packets: Packet[] = []
  for await (const { timestamp, type, byteLength } of sink.packets(undefined, undefined, {
    metadataOnly: true,
  })) {
    if (Math.abs(timestamp - packets.length / framesASecond) > tolerance) offBeat++
    packets.push({ bytes: byteLength, key: type === 'key' })
  }
  const keys = packets.flatMap(({ key }, i) => (key ? [i] : []))
  return { frames: packets.length, offBeat, keys, longestFrozen: longestStill(packets, cuts ?? keys) }
}

interface Packet {
  bytes: number
  key: boolean
}

/**
 * Frames of the longest stretch in which nothing changes. A whole picture that is there for seeking only, between two
 * that change nothing, changes nothing either.
 * @param cuts frames at which a new picture begins
 */
export function longestStill(packets: readonly Packet[], cuts: readonly number[]): number {
  const begins = new Set(cuts)
  let still = 0
  let longest = 0
  for (const [i, { bytes, key }] of packets.entries()) {
    const same = bytes <= repeatedBytes || (key && still > 0 && !begins.has(i))
    still = same ? still + 1 : 0
    longest = Math.max(longest, still)
  }
  return longest
}

async function soundOf(track: InputAudioTrack) {
  return {
    codec: (await track.getCodec()) ?? 'unknown',
    channels: await track.getNumberOfChannels(),
    rate: await track.getSampleRate(),
    seconds: await track.computeDuration(),
  }
}

/** Loudness of the file itself: of PCM always, of packed sound where it can be unpacked. */
async function measured(
  track: InputAudioTrack,
  path: string,
  program: boolean,
): Promise<Pick<FilmFacts, 'loudness' | 'truePeak'>> {
  const plain = (await track.getCodec())?.startsWith('pcm-')
  if (!plain && !program) return { loudness: null, truePeak: null }
  const channels = plain
    ? await samplesOf(track)
    : await unpackedSound(path, await track.getNumberOfChannels())
  return { loudness: integratedLoudness(channels), truePeak: truePeak(channels) }
}

async function samplesOf(track: InputAudioTrack): Promise<Float32Array[]> {
  const pieces: Float32Array[][] = []
  for await (const sample of new AudioSampleSink(track).samples()) {
    pieces.push(
      Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
        const plane = new Float32Array(sample.numberOfFrames)
        sample.copyTo(plane, { planeIndex, format: 'f32-planar' })
        return plane
      }),
    )
    sample.close()
  }
  return Array.from({ length: pieces[0]?.length ?? 0 }, (_, i) => joined(pieces.map((piece) => piece[i]!)))
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
