import {
  ALL_FORMATS,
  AudioSampleSink,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
} from 'mediabunny'
import { framesASecond } from './edition.ts'
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
  /** Frames that need no other: every scene begins with one. */
  keys: readonly number[]
  sound: { codec: string; channels: number; rate: number; seconds: number } | null
  /** Measured on the samples; null where the sound is packed, and was measured before. */
  loudness: number | null
  truePeak: number | null
}

/** A picture that repeats the one before is 11 bytes in our stream; nothing that changes fits into so few. */
const repeatedBytes = 16
const tolerance = 1e-4

/** Reads a film. @throws for a file that is no film */
export async function factsOf(path: string): Promise<FilmFacts> {
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) })
  const video = await input.getPrimaryVideoTrack()
  if (!video) throw new Error('there is no picture in it')
  const audio = await input.getPrimaryAudioTrack()
  const colour = await video.getColorSpace()
  const beat = await beatOf(new EncodedPacketSink(video))
  return {
    ...beat,
    width: await video.getCodedWidth(),
    height: await video.getCodedHeight(),
    codec: (await video.getCodecParameterString()) ?? 'unknown',
    colour: [colour.primaries, colour.transfer, colour.matrix, colour.fullRange ? 'full' : 'limited'].join(
      '/',
    ),
    sound: audio ? await soundOf(audio) : null,
    ...(audio ? await measured(audio) : { loudness: null, truePeak: null }),
  }
}

async function beatOf(sink: EncodedPacketSink) {
  let frames = 0
  let offBeat = 0
  let still = 0
  let longestFrozen = 0
  const keys: number[] = []
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    if (Math.abs(packet.timestamp - frames / framesASecond) > tolerance) offBeat++
    if (packet.type === 'key') keys.push(frames)
    still = packet.byteLength <= repeatedBytes ? still + 1 : 0
    longestFrozen = Math.max(longestFrozen, still)
    frames++
  }
  return { frames, offBeat, longestFrozen, keys }
}

async function soundOf(track: InputAudioTrack) {
  return {
    codec: (await track.getCodec()) ?? 'unknown',
    channels: await track.getNumberOfChannels(),
    rate: await track.getSampleRate(),
    seconds: await track.computeDuration(),
  }
}

/** Loudness of what can be read without a decoder: the PCM of a master. */
async function measured(track: InputAudioTrack): Promise<Pick<FilmFacts, 'loudness' | 'truePeak'>> {
  if (!(await track.getCodec())?.startsWith('pcm-')) return { loudness: null, truePeak: null }
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
  const channels = Array.from({ length: pieces[0]?.length ?? 0 }, (_, i) =>
    joined(pieces.map((piece) => piece[i]!)),
  )
  return { loudness: integratedLoudness(channels), truePeak: truePeak(channels) }
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
