import { boxesIn, viewOf } from './boxes.ts'

/** Seconds between 1904, where the clocks of MP4 and MOV begin, and 1970. */
const since1904 = 2_082_844_800

/** Boxes that hold others on the way to those with a time. */
const parents = new Set(['moov', 'trak', 'mdia'])
const timed = new Set(['mvhd', 'tkhd', 'mdhd'])

/**
 * Sets every creation and modification time within a movie box, in place: the same edition must be the same file, byte
 * for byte, whenever it is made (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2).
 * @param seconds since 1970
 */
export function setMoment(box: Uint8Array, seconds: number): void {
  visit(viewOf(box), 0, box.byteLength, BigInt(seconds + since1904))
}

function visit(view: DataView, from: number, to: number, moment: bigint) {
  for (const { type, body, end } of boxesIn(view, from, to))
    if (parents.has(type)) visit(view, body, end, moment)
    else if (timed.has(type)) write(view, body, moment)
}

/** Version and flags, then the two times: of 64 bits in version 1, of 32 in version 0. */
function write(view: DataView, at: number, moment: bigint) {
  for (const i of [0, 1])
    if (view.getUint8(at) === 1) view.setBigUint64(at + 4 + 8 * i, moment)
    else view.setUint32(at + 4 + 4 * i, Number(moment))
}
