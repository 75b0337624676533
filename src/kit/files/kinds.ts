/** A kind of file that is known by its first bytes. */
export interface Kind {
  type: string
  /** Its own ending first, then others that are as good. */
  endings: readonly string[]
  /** Shown by the browser where it stands; everything else is only kept. */
  inline?: true
  /** A picture that we make other sizes of. */
  picture?: true
}

const kind = (type: string, endings: string, more: Omit<Kind, 'type' | 'endings'> = {}): Kind => ({
  type,
  endings: endings.split(' '),
  ...more,
})
const picture = { inline: true, picture: true } as const
const inline = { inline: true } as const
const office = 'application/vnd.openxmlformats-officedocument'

export const kinds = {
  png: kind('image/png', 'png', picture),
  jpeg: kind('image/jpeg', 'jpg jpeg jpe jfif', picture),
  webp: kind('image/webp', 'webp', picture),
  avif: kind('image/avif', 'avif', picture),
  gif: kind('image/gif', 'gif', picture),
  mp4: kind('video/mp4', 'mp4 m4v', inline),
  mp3: kind('audio/mpeg', 'mp3', inline),
  m4a: kind('audio/mp4', 'm4a', inline),
  wav: kind('audio/wav', 'wav', inline),
  pdf: kind('application/pdf', 'pdf'),
  docx: kind(`${office}.wordprocessingml.document`, 'docx'),
  xlsx: kind(`${office}.spreadsheetml.sheet`, 'xlsx'),
  pptx: kind(`${office}.presentationml.presentation`, 'pptx'),
  ofd: kind('application/ofd', 'ofd'),
  zip: kind('application/zip', 'zip'),
  doc: kind('application/msword', 'doc wps'),
  xls: kind('application/vnd.ms-excel', 'xls et'),
  ppt: kind('application/vnd.ms-powerpoint', 'ppt dps'),
  csv: kind('text/csv', 'csv'),
  text: kind('text/plain', 'txt text log md srt vtt'),
} satisfies Record<string, Kind>

/** What nobody knows, and what runs in a browser: kept as bytes, never shown. */
export const unknown: Kind = kind('application/octet-stream', '')

const byType = new Map<string, Kind>(Object.values(kinds).map((one) => [one.type, one]))
export const kindOfType = (type: string): Kind => byType.get(type) ?? unknown

/** The kind whose files are called so. */
export const kindOfEnding = (ending: string): Kind | undefined =>
  Object.values(kinds).find(({ endings }) => endings.includes(ending))

/** Bytes of a file that tell its kind. */
export const headBytes = 4096

const begins = (head: Uint8Array, bytes: readonly number[], at = 0) =>
  bytes.every((byte, i) => head[at + i] === byte)
const ascii = (head: Uint8Array, at: number, length: number) =>
  Buffer.from(head.subarray(at, at + length)).toString('latin1')

const marks: readonly [Kind, readonly number[]][] = [
  [kinds.png, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  [kinds.jpeg, [0xff, 0xd8, 0xff]],
  [kinds.gif, [0x47, 0x49, 0x46, 0x38, 0x37, 0x61]],
  [kinds.gif, [0x47, 0x49, 0x46, 0x38, 0x39, 0x61]],
  [kinds.pdf, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  [kinds.zip, [0x50, 0x4b, 0x03, 0x04]],
  [kinds.mp3, [0x49, 0x44, 0x33]],
]

const brands: Record<string, Kind> = {
  avif: kinds.avif,
  avis: kinds.avif,
  'M4A ': kinds.m4a,
  'M4B ': kinds.m4a,
  isom: kinds.mp4,
  iso2: kinds.mp4,
  iso4: kinds.mp4,
  iso5: kinds.mp4,
  iso6: kinds.mp4,
  mp41: kinds.mp4,
  mp42: kinds.mp4,
  avc1: kinds.mp4,
  dash: kinds.mp4,
  MSNV: kinds.mp4,
  'M4V ': kinds.mp4,
}

/**
 * The kind that the first bytes show, whatever a file is called; null for none of ours. The inside of a ZIP may say
 * more; texts have no mark of their own, so their name decides which they are (`textOf`).
 */
export function kindOfBytes(head: Uint8Array): Kind | null {
  const marked = marks.find(([, bytes]) => begins(head, bytes))?.[0]
  if (marked) return marked
  const riff = ascii(head, 0, 4) === 'RIFF' ? ascii(head, 8, 4) : ''
  if (riff === 'WEBP') return kinds.webp
  if (riff === 'WAVE') return kinds.wav
  if (ascii(head, 4, 4) === 'ftyp') return brands[ascii(head, 8, 4)] ?? null
  return isMpegAudio(head) ? kinds.mp3 : null
}

/** A frame of MPEG audio, layer III, without the tag that usually stands before it. */
function isMpegAudio(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head
  const rate = third >> 4
  return first === 0xff && (second & 0xe6) === 0xe2 && rate > 0 && rate < 15 && (third & 0x0c) !== 0x0c
}

const oldOffice = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const oldKinds: readonly Kind[] = [kinds.doc, kinds.xls, kinds.ppt]
const textKinds: readonly Kind[] = [kinds.csv, kinds.text]

/** Kinds whose bytes are alike and which only the name tells apart: old Office documents and texts. */
export function kindByName(head: Uint8Array, ending: string): Kind | null {
  const called = kindOfEnding(ending)
  if (!called) return null
  if (oldKinds.includes(called)) return begins(head, oldOffice) ? called : null
  return textKinds.includes(called) && isText(head) ? called : null
}

/** Text in UTF-8 or GB 18030: no control characters but those of writing. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte))) return false
  return ['utf-8', 'gb18030'].some((name) => {
    try {
      // The last character may be cut.
      new TextDecoder(name, { fatal: true }).decode(head, { stream: true })
      return true
    } catch {
      return false
    }
  })
}
