import { type Duty, duty, either } from '../kit/people/officer.ts'

/** 编辑: writes and reworks. */
export const editor: Duty = {
  key: 'press-editor',
  words: { zh: '编辑', en: 'Editor' },
  help: {
    zh: '撰写、翻译和修改稿件，送审。',
    en: 'Writes, translates and reworks articles, and hands them in for review.',
  },
}

/** 审核: the second of the three reviews. */
export const reviewer: Duty = {
  key: 'press-reviewer',
  words: { zh: '稿件审核', en: 'Reviewer' },
  help: {
    zh: '审核稿件，退回修改或送签发。',
    en: 'Reviews articles; returns them, or passes them on to be signed.',
  },
}

/** 签发: the chief editor signs, and keeps columns, topics and the home page. */
export const chiefEditor: Duty = {
  key: 'press-chief',
  words: { zh: '总编（签发）', en: 'Chief editor' },
  help: {
    zh: '签发、更正和撤下稿件；管理栏目、专题和首页。',
    en: 'Signs, corrects and withdraws articles; keeps columns, topics and the home page.',
  },
}

export const mayWrite = either(duty(editor), duty(reviewer), duty(chiefEditor))
export const maySign = duty(chiefEditor)
