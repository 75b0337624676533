/** A QR code: its side in modules, and where it is black as the path of an SVG. */
export interface Qr {
  size: number
  path: string
}

/** Modules of white that readers want around it (ISO/IEC 18004). */
const quiet = 4

/** Drawn here: what it says is a secret and no other server's business. */
export async function qrOf(text: string): Promise<Qr> {
  const { encode } = await import('uqr')
  const { data, size } = encode(text, { ecc: 'L', border: quiet })
  const path = data.flatMap((row, y) => row.flatMap((black, x) => (black ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: path.join('') }
}

/** Black on white in every mode: a reader wants it so. */
export const QrCode = ({ qr: { size, path }, label }: { qr: Qr; label: string }) => (
  <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
    <path d={path} />
  </svg>
)
