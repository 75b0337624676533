import { duty, type Permission } from '../kit/people/officer.ts'
import { maySign, mayWrite, reviewer } from './duties.ts'

/** Who may do what with articles, as the desk lists it. */
export const permissions: readonly Permission[] = [
  {
    deed: {
      zh: '看稿件，起草、翻译、修改，开始更正',
      en: 'See, write, translate and rework articles, begin corrections',
    },
    may: mayWrite,
  },
  { deed: { zh: '审核别人的稿件', en: 'Review what others wrote' }, may: duty(reviewer) },
  {
    deed: {
      zh: '签发别人的稿件，排期，撤下，调整已发布稿件的栏目和专题',
      en: 'Sign what others wrote, set its hour, withdraw it, move what is published',
    },
    may: maySign,
  },
]
