import { framesASecond } from '../edition.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** hh:mm:ss.mmm of a frame number; SRT writes a comma, WebVTT and TTML a point. */
export function timecode(frame: number, point: '.' | ','): string {
  const ms = Math.round((frame * 1000) / framesASecond)
  const seconds = Math.floor(ms / 1000)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${clock}${point}${String(ms % 1000).padStart(3, '0')}`
}
