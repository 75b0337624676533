import type { Doc } from '../text/document.ts'
import type { Day } from '../time.ts'
import { balanced } from './lines.ts'
import type { Printed, Printer } from './print.ts'

/** An official document as it goes to paper, by GB/T 9704-2012. */
export interface OfficialPaper {
  /** With a red head, an upward paper with signers, a letter, an order, minutes. */
  form: 'document' | 'upward' | 'letter' | 'order' | 'minutes'
  title: string
  /** Its lines, where somebody broke them by sense; else they are broken between words, evenly. */
  titleLines?: readonly string[]
  /** Full names of the institutions, the host first. */
  issuers: readonly string[]
  /** The red mark, such as 某某中心文件; without it the issuer with 文件, 令 or 纪要 as the form wants. */
  mark?: string
  /** Such as 蓝环宣〔2027〕8号. */
  number: string
  /** Who signed an upward paper. */
  signers?: readonly string[]
  urgency?: '特急' | '加急'
  /** Number of this copy; printed with six digits. */
  copyNo?: number
  to?: readonly string[]
  body: Doc
  /** Names of the attachments, without punctuation. */
  attachments?: readonly string[]
  /** Attachments that are printed with it, each on a new page. */
  annexes?: readonly { title: string; body: Doc }[]
  /** Names under the text; without it the issuers. */
  signedBy?: readonly string[]
  day: Day
  /** None; an empty place for the stamp; a sample marked 样章. There is no printable seal. */
  seal: 'none' | 'empty' | 'sample'
  /** The note below the date, without brackets. */
  note?: string
  cc?: readonly string[]
  printedBy: string
  printedOn: Day
  /** Of minutes: who was there, excused, sitting in. */
  present?: readonly { label: '出席' | '请假' | '列席'; names: readonly string[] }[]
}

/** Characters of 2号 that fit into the type area: 28 of 3号, by their points. */
const titleWidth = Math.floor((28 * 16) / 22)

/** `2027年2月8日`: Arabic digits without leading zeros. */
const dateOf = (day: Day) => {
  const { year, month, day: date } = Temporal.PlainDate.from(day)
  return `${year}年${month}月${date}日`
}

const markTail = { document: '文件', upward: '文件', letter: '', order: '令', minutes: '纪要' } as const

/** What the template reads. */
function dataOf({ day, present, ...paper }: OfficialPaper): object {
  const date = Temporal.PlainDate.from(day)
  return {
    ...paper,
    titleLines: paper.titleLines ?? balanced(paper.title, titleWidth),
    issuer: paper.issuers.join('、'),
    mark: paper.mark ?? paper.issuers[0]! + markTail[paper.form],
    signers: paper.signers ?? [],
    copyNo: paper.copyNo === undefined ? undefined : String(paper.copyNo).padStart(6, '0'),
    to: paper.to ?? [],
    attachments: paper.attachments ?? [],
    annexes: paper.annexes ?? [],
    signedBy: paper.signedBy ?? paper.issuers,
    cc: paper.cc ?? [],
    date: dateOf(day),
    made: [date.year, date.month, date.day],
    printedOn: dateOf(paper.printedOn),
    present: present?.map(({ label, names }) => [label, names.join('、')]),
  }
}

/**
 * Sets an official document.
 * @param made the moment that is written into the file; of the same paper and moment the same bytes come
 */
export const officialPaper = (
  printer: Printer,
  paper: OfficialPaper,
  made: Temporal.Instant,
): Promise<Printed> => printer.print('gongwen', dataOf(paper), made)
