import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { registerAacEncoder } from '@mediabunny/aac-encoder'
import {
  AudioSample,
  AudioSampleSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  type MetadataTags,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import { soundRate } from '../edition.ts'
import { codecName, type FilmFormat } from '../h264/parameters.ts'
import { type Chapter, withChapters } from './chapter-track.ts'
import { setMoment } from './moment.ts'
import type { FilmedPictures } from './pictures.ts'

/** `mp4` for the web, with AAC, ready to play while it loads; `mov` as the master, with uncompressed sound. */
export type ContainerKind = 'mp4' | 'mov'

/** Sound of a whole edition at 48 kHz; one channel, or two of the same length. */
export interface Sound {
  channels: readonly Float32Array[]
  language: 'zho' | 'eng'
}

/** Bits a second of AAC: plenty for speech. */
const aacBits = { 1: 96_000, 2: 128_000 } as const

export interface FilmFile {
  file: string
  kind: ContainerKind
  format: FilmFormat
  /** May still be in the making: sound is encoded meanwhile. */
  pictures: Promise<FilmedPictures>
  sound: Sound | null
  tags: MetadataTags
  /** Its parts in order, as players list them. */
  chapters?: readonly Chapter[]
  /** What the file says of when it was made: seconds since 1970. */
  moment: number
}

let registered = false

/**
 * Writes a film. Every picture lasts exactly one frame. The file has its name only when it is whole: killed in the
 * middle, or with a full disk, there is none.
 */
export async function writeFilm({
  file,
  kind,
  format,
  pictures,
  sound,
  tags,
  chapters = [],
  moment,
}: FilmFile): Promise<void> {
  if (!registered) {
    registerAacEncoder()
    registered = true
  }
  const part = `${file}.part`
  const bare = `${file}.bare`
  const movie = { data: new Uint8Array(), position: 0 }
  const options = {
    fastStart: 'in-memory' as const,
    onMoov: (data: Uint8Array, position: number) =>
      void Object.assign(movie, { data: data.slice(), position }),
  }
  const container = kind === 'mp4' ? new Mp4OutputFormat(options) : new MovOutputFormat(options)
  const output = new Output({ format: container, target: new FilePathTarget(bare) })
  const video = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(video, { frameRate: format.rate })
  const audio = sound && new AudioSampleSource(codecOf(kind, sound))
  if (audio) output.addAudioTrack(audio, { languageCode: sound.language })
  output.setMetadataTags(tags)
  try {
    await output.start()
    const [film] = await Promise.all([pictures, audio && addSound(audio, sound)])
    await addPictures(video, film, format)
    await output.finalize()
    const language = sound?.language ?? 'und'
    const { moov, texts } = withChapters(movie.data, movie.position, chapters, format.rate, language)
    setMoment(moov, moment)
    const behind = movie.position + movie.data.length
    await written(part, [bare, 0, movie.position], [moov, texts], [bare, behind, Number.POSITIVE_INFINITY])
    await rename(part, file)
  } catch (error) {
    await output.cancel().catch(() => {})
    await rm(part, { force: true })
    throw error
  } finally {
    await rm(bare, { force: true })
  }
}

/** A stretch of a file, from one byte up to another. */
type Stretch = readonly [file: string, from: number, to: number]

/** Writes a file to the disk out of a stretch of another, something new, and one more stretch; never all in memory. */
async function written(file: string, before: Stretch, middle: readonly Uint8Array[], after: Stretch) {
  const stretch = ([from, start, to]: Stretch) =>
    createReadStream(from, { start, end: to - 1, highWaterMark: 1 << 20 })
  await pipeline(
    async function* () {
      yield* stretch(before)
      yield* middle.filter(({ length }) => length > 0)
      yield* stretch(after)
    },
    createWriteStream(file, { flush: true }),
  )
}

const codecOf = (kind: ContainerKind, { channels }: Sound) =>
  kind === 'mov'
    ? { codec: 'pcm-s16' as const }
    : { codec: 'aac' as const, bitrate: aacBits[channels.length === 1 ? 1 : 2] }

/** A second of sound at a time. */
async function addSound(audio: AudioSampleSource, { channels }: Sound) {
  const length = channels[0]!.length
  for (let from = 0; from < length; from += soundRate) {
    const count = Math.min(soundRate, length - from)
    const data = new Float32Array(count * channels.length)
    for (const [i, channel] of channels.entries()) data.set(channel.subarray(from, from + count), i * count)
    const sample = new AudioSample({
      data,
      format: 'f32-planar',
      numberOfChannels: channels.length,
      sampleRate: soundRate,
      timestamp: from / soundRate,
    })
    await audio.add(sample)
    sample.close()
  }
  audio.close()
}

async function addPictures(video: EncodedVideoPacketSource, film: FilmedPictures, format: FilmFormat) {
  const decoderConfig: VideoDecoderConfigLike = {
    codec: codecName,
    codedWidth: format.width,
    codedHeight: format.height,
    description: film.configuration,
    colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
  }
  let number = 0
  for (const { units } of film.scenes)
    for (const unit of units) {
      const packet = new EncodedPacket(
        withLength(unit),
        isKey(unit) ? 'key' : 'delta',
        number / format.rate,
        1 / format.rate,
      )
      await video.add(packet, number === 0 ? { decoderConfig } : undefined)
      number++
    }
}

type VideoDecoderConfigLike = NonNullable<
  NonNullable<Parameters<EncodedVideoPacketSource['add']>[1]>['decoderConfig']
>

/** nal_unit_type 5 is a picture that needs no other. */
const isKey = (unit: Uint8Array) => (unit[0]! & 31) === 5

/** Containers put four bytes of length before a NAL unit, in place of a start code. */
function withLength(unit: Uint8Array): Uint8Array {
  const out = new Uint8Array(unit.length + 4)
  new DataView(out.buffer).setUint32(0, unit.length)
  out.set(unit, 4)
  return out
}
