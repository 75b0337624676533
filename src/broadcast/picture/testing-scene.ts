import type { CrawlStyle } from './crawl.ts'
import type { Rect, Scene } from './sprite.ts'

/** A scene for tests: a bar that grows, a box that slides, a plate that comes and goes right under the crawl. */
export function testScene(
  id: string,
  width: number,
  height: number,
  frames: number,
  tone = '#14304f',
): Scene {
  const bar: Rect = { x: 10, y: 12, width: width - 20, height: 20 }
  const plate: Rect = { x: 20, y: 112, width: 90, height: 22 }
  const box = (frame: number) => 10 + 3 * Math.min(frame, 20)
  return {
    id,
    frames,
    background(context) {
      const sky = context.createLinearGradient(0, 0, 0, height)
      sky.addColorStop(0, tone)
      sky.addColorStop(1, '#d8e8f4')
      context.fillStyle = sky
      context.fillRect(0, 0, width + 16, height + 16)
    },
    sprites: [
      {
        rect: bar,
        key: (frame) => Math.min(frame, 30),
        draw(context, frame) {
          context.fillStyle = '#00e400'
          context.fillRect(bar.x, bar.y, (bar.width * Math.min(frame, 30)) / 30, bar.height)
        },
      },
      {
        rect: { x: 0, y: 40, width: 120, height: 30 },
        key: box,
        draw(context, frame) {
          context.fillStyle = '#ff7e00'
          context.fillRect(box(frame), 44, 24, 20)
        },
      },
      {
        rect: plate,
        key: (frame) => (frame >= 15 && frame < 25 ? 'shown' : 'away'),
        draw(context, frame) {
          if (frame < 15 || frame >= 25) return
          context.fillStyle = '#000'
          context.fillRect(plate.x, plate.y, plate.width, plate.height)
          context.fillStyle = '#fff'
          context.fillRect(plate.x + 8, plate.y + 8, plate.width - 16, 3)
        },
      },
    ],
  }
}

/** Stripes that run by in place of letters, so that no font is needed. */
export const testCrawl: CrawlStyle = {
  text: 'stripes',
  y: 80,
  height: 32,
  step: 4,
  measure: () => 300,
  paint(context, _text, width) {
    context.fillStyle = '#041a30'
    context.fillRect(0, 0, width, 32)
    context.fillStyle = '#ffe08a'
    for (let x = 0; x < width; x += 23) context.fillRect(x, 6, 5 + (x % 11), 20)
  },
}
