import type { Context, Rect } from '../picture/sprite.ts'

/** Our mark, as on the site: a sun above the horizon under a clear sky. Drawn on 32 × 32 units. */
export function drawLogo(context: Context, { x, y, width }: Rect): void {
  context.save()
  context.translate(x, y)
  context.scale(width / 32, width / 32)
  context.fillStyle = '#1d6fb8'
  context.beginPath()
  context.roundRect(0, 0, 32, 32, 7)
  context.fill()
  context.fillStyle = '#ffffff'
  context.beginPath()
  context.arc(16, 18, 6.5, 0, Math.PI * 2)
  context.fill()
  context.fillStyle = '#1d6fb8'
  context.beginPath()
  context.roundRect(0, 20, 32, 12, [0, 0, 7, 7])
  context.fill()
  drawHorizon(context)
  context.restore()
}

function drawHorizon(context: Context) {
  context.strokeStyle = '#ffffff'
  context.lineWidth = 1.6
  context.lineCap = 'round'
  for (const [from, to, at] of [
    [5, 27, 20.5],
    [8, 24, 24.5],
    [12, 20, 28],
  ] as const) {
    context.beginPath()
    context.moveTo(from, at)
    context.lineTo(to, at)
    context.stroke()
  }
}
