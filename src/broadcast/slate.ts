import { type Edition, framesASecond, type Part, type Segment, type Slate } from './edition.ts'

const title = { zh: '节目信息板', en: 'Slate' }

/** A slate of so many seconds. */
export const slatePart = (slate: Slate, seconds: number): Part => ({
  id: 'slate',
  scene: 'slate',
  title,
  validity: { valid: true },
  lines: [],
  leastFrames: seconds * framesASecond,
  mayStretch: false,
  expendable: 0,
  floated: false,
  media: null,
  slate,
})

/** The programme behind so many seconds of what it is and for whom, as stations cue it. A slot grows by as much. */
export function withSlate(edition: Edition, slate: Slate, seconds: number): Edition {
  if (seconds === 0) return edition
  const before: Segment = { id: 'slate', title, parts: [slatePart(slate, seconds)] }
  return {
    ...edition,
    slotFrames: edition.slotFrames === null ? null : edition.slotFrames + seconds * framesASecond,
    segments: [before, ...edition.segments],
  }
}
