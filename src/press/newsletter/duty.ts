import { type Duty, duty } from '../../kit/people/officer.ts'

/** Who sends the newsletter, and alone sees who reads it. */
export const newsletterDuty: Duty = {
  key: 'press-newsletter',
  words: { zh: '简报', en: 'Newsletter' },
  help: {
    zh: '编辑和发出简报，查看订阅者名单。',
    en: 'Edits and sends the newsletter, and sees who subscribed.',
  },
}

export const mayMail = duty(newsletterDuty)
