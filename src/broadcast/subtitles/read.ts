/** A subtitle as it lies in a file: seconds, and its lines. */
export interface ReadCue {
  from: number
  to: number
  lines: readonly string[]
}

/** Reads a subtitle file of ours back. @throws Error for what no player would take */
export function readSubtitles(name: string, text: string): ReadCue[] {
  if (text.includes('\ufffd')) throw new Error('it is not UTF-8')
  if (name.endsWith('.xml')) return readImsc(text)
  const body = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  if (name.endsWith('.srt')) return blocksOf(body).map((block, i) => readSrt(block, i + 1))
  const [head = '', ...blocks] = blocksOf(body)
  if (!/^WEBVTT(?:[ \t\n]|$)/.test(head)) throw new Error('it does not begin with WEBVTT')
  return blocks.filter((block) => !/^(?:NOTE|STYLE|REGION)\b/.test(block)).map(readVtt)
}

const blocksOf = (text: string) => text.split(/\n{2,}/).filter((block) => block.trim() !== '')

function readSrt(block: string, number: number): ReadCue {
  const [first, times = '', ...lines] = block.trimEnd().split('\n')
  if (first !== String(number)) throw new Error(`number ${number} is missing`)
  return { ...timesIn(times, ','), lines }
}

function readVtt(block: string): ReadCue {
  const lines = block.trimEnd().split('\n')
  const at = lines.findIndex((line) => line.includes('-->'))
  return { ...timesIn(lines[at] ?? '', '.'), lines: lines.slice(at + 1).map(plain) }
}

function timesIn(line: string, point: '.' | ',') {
  const [from, to] = line.split(' --> ')
  return { from: secondsOf(from ?? '', point), to: secondsOf(to ?? '', point) }
}

function secondsOf(time: string, point: '.' | ','): number {
  const parts = new RegExp(`^(\\d{2,}):([0-5]\\d):([0-5]\\d)[${point}](\\d{3})$`).exec(time)
  if (!parts) throw new Error(`“${time.slice(0, 40)}” is no time`)
  const [hours, minutes, seconds, thousandths] = parts.slice(1).map(Number)
  return hours! * 3600 + minutes! * 60 + seconds! + thousandths! / 1000
}

function readImsc(text: string): ReadCue[] {
  if (!/<tt\s[^>]*xmlns="http:\/\/www\.w3\.org\/ns\/ttml"/.test(text) || !text.trimEnd().endsWith('</tt>'))
    throw new Error('it is not TTML')
  const cues = [...text.matchAll(/<p\s([^>]*)>([\s\S]*?)<\/p>/g)]
  if (cues.length !== [...text.matchAll(/<p[\s>]/g)].length) throw new Error('a paragraph has no end')
  return cues.map(([, attributes = '', content = '']) => {
    const time = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
    const lines = content.split(/<br\s*\/>/).map((line) => plain(line.replace(/<[^>]*>/g, '')))
    return { from: secondsOf(time('begin'), '.'), to: secondsOf(time('end'), '.'), lines }
  })
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => signs[name]!).replaceAll('&#13;', '\r')
