import { zipSync } from 'fflate'
import { sharp } from './picture-size.ts'

const text = (words: string) => new TextEncoder().encode(words)

/** A picture of one colour. */
export async function pictureOf(
  format: 'png' | 'jpeg' | 'webp' | 'avif' | 'gif',
  { width = 60, height = 40, colour = '#3366aa' } = {},
): Promise<Buffer> {
  const library = await sharp()
  const picture = library({ create: { width, height, channels: 3, background: colour } })
  return picture.toFormat(format).toBuffer()
}

/** Left half red, right half blue, with what a camera writes: place, and that it was held sideways where asked for. */
export async function photoOf({ width = 1600, height = 900, orientation = 1 } = {}): Promise<Buffer> {
  const library = await sharp()
  const right = await library({ create: { width: width / 2, height, channels: 3, background: '#0000ff' } })
    .png()
    .toBuffer()
  return library({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: right, left: width / 2, top: 0 }])
    .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' } })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer()
}

const office = (part: string) =>
  Buffer.from(zipSync({ '[Content_Types].xml': text('<Types/>'), [part]: text('<x/>') }))

/** The beginnings of files of every kind that has no picture in it. */
export const samples: Record<string, Buffer> = {
  'a.pdf': Buffer.from('%PDF-1.7\n%âãÏÓ\n'),
  'a.zip': Buffer.from(zipSync({ 'readme.txt': text('hello') })),
  'a.docx': office('word/document.xml'),
  'a.xlsx': office('xl/workbook.xml'),
  'a.pptx': office('ppt/presentation.xml'),
  'a.ofd': Buffer.from(zipSync({ 'OFD.xml': text('<ofd/>') })),
  'a.mp4': Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'),
  'a.m4a': Buffer.from('\0\0\0\x18ftypM4A \0\0\x02\0isomiso2', 'latin1'),
  'a.mp3': Buffer.from('ID3\x04\0\0\0\0\0\x00', 'latin1'),
  'a.wav': Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'),
  'a.csv': Buffer.from('站点,PM2.5\n1001A,35\n'),
  'a.txt': Buffer.from([0xc4, 0xe3, 0xba, 0xc3]),
  'a.doc': Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
}

/** An archive whose table of contents declares so much. */
export function bombOf({ entries = 1, unpacked = 4_000_000_000, packed = 10 }): Buffer {
  const rows = Array.from({ length: entries }, (_, i) => {
    const name = Buffer.from(`${i}`)
    const row = Buffer.alloc(46)
    row.writeUInt32LE(0x02014b50, 0)
    row.writeUInt32LE(packed, 20)
    row.writeUInt32LE(unpacked, 24)
    row.writeUInt16LE(name.length, 28)
    return Buffer.concat([row, name])
  })
  const table = Buffer.concat(rows)
  const first = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(60)])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(entries, 0xfffe), 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(first.length, 16)
  return Buffer.concat([first, table, end])
}
