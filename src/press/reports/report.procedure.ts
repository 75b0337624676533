import type { AnyKysely } from '../../kit/db/store.ts'
import { type Letter, send } from '../../kit/mail/mail.ts'
import { type Case, type Entering, procedure } from '../../kit/procedure/procedure.ts'
import type { Language } from '../../kit/words.ts'
import { chiefEditor, editor } from '../duties.ts'

/** What a reader tells us of: 我要找错. */
export const faultKinds = {
  wording: { zh: '错别字、用语不当', en: 'A wrong word or bad wording' },
  fact: { zh: '内容有误', en: 'Something that is not so' },
  link: { zh: '链接打不开', en: 'A link that leads nowhere' },
  use: { zh: '看不清、用不了', en: 'Something that cannot be read or used' },
  other: { zh: '其他', en: 'Something else' },
} as const
export type FaultKind = keyof typeof faultKinds

export interface Report {
  kind: FaultKind
  /** Path on our site that it is about, as the reader came from it. */
  page: string
  text: string
  /** Where an answer goes, in the reader's language; '' for none wanted. */
  email: string
  language: Language
  answer: string
}

/** Ten working days at most pass in good houses between a reader's word and its answer; we take five. */
const term = { workdays: 5 }

/** 网站纠错: a reader tells of an error; an editor mends it or says why it is none. */
export const reportProcedure = procedure<Report>()({
  key: 'site-report',
  version: 1,
  words: { zh: '网站纠错', en: 'Error told by a reader' },
  initial: 'received',
  title: ({ kind, text }) => ({
    zh: `${faultKinds[kind].zh}：${short(text)}`,
    en: `${faultKinds[kind].en}: ${short(text)}`,
  }),
  fields: {
    kind: { words: { zh: '类别', en: 'Kind' }, kind: 'choice', choices: faultKinds },
    page: { words: { zh: '网页', en: 'Page' }, kind: 'line' },
    text: { words: { zh: '读者的话', en: 'The reader’s words' }, kind: 'text' },
    email: { words: { zh: '联系邮箱', en: 'E-mail' }, kind: 'line' },
    answer: { words: { zh: '答复', en: 'Answer' }, kind: 'text' },
  },
  states: {
    received: {
      words: { zh: '待核实', en: 'To be looked into' },
      task: { who: { duty: editor }, due: term, escalate: { after: 3, to: chiefEditor } },
      on: {
        mended: {
          words: { zh: '属实，已改正', en: 'So it is; mended' },
          to: 'mended',
          takes: ['answer'],
          needs: ['answer'],
        },
        noFault: {
          words: { zh: '不是错误', en: 'No error' },
          to: 'noFault',
          takes: ['answer'],
          needs: ['answer'],
        },
        discard: {
          words: { zh: '无关内容', en: 'Nothing to do with the site' },
          to: 'discarded',
          reason: 'needed',
        },
      },
    },
    mended: { words: { zh: '已改正', en: 'Mended' }, final: true, enter: answerReader },
    noFault: { words: { zh: '不是错误', en: 'No error' }, final: true, enter: answerReader },
    discarded: { words: { zh: '已关闭', en: 'Closed' }, final: true },
  },
})

/** The editor's answer goes out with his deed; a reader who left no address wants none. */
async function answerReader(tx: AnyKysely, { id, data }: Case<Report>, { at }: Entering): Promise<undefined> {
  const { email, language, answer, text, page } = data
  if (email === '') return undefined
  const letter: Letter = {
    subject: { zh: `您的纠错（编号 ${id}）已答复`, en: `Answer to what you told us (number ${id})` },
    parts: [
      { text: { zh: answer, en: answer } },
      { text: { zh: `您写的是：${text}`, en: `You wrote: ${text}` } },
    ],
    path: page.replace(/^\/en(?=\/|$)/, '') || '/',
    button: { zh: '打开网页', en: 'Open the page' },
  }
  await send(tx, { to: [{ address: email, language }], letter, source: 'site-report', at })
}

/** The beginning of a text, as a heading holds it. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return [...line].length > 40 ? `${[...line].slice(0, 40).join('')}…` : line
}
