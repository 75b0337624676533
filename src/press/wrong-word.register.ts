import { anyOfficer, duty } from '../kit/people/officer.ts'
import * as kit from '../kit/register/register.ts'
import { chiefEditor } from './duties.ts'

/** Words that must not appear in what the centre publishes, with what to write instead. */
export const wrongWords = kit.register('press_wrong_word', {
  words: { zh: '错词', en: 'Wrong word' },
  many: { zh: '错词表', en: 'Wrong words' },
  fields: {
    wrong: kit.text({ zh: '错误写法', en: 'Wrong' }, { max: 60, unique: true }),
    correct: kit.text({ zh: '应写作', en: 'Write instead' }, { max: 60, optional: true }),
    note: kit.text({ zh: '说明', en: 'Note' }, { max: 200, optional: true }),
  },
  list: { columns: ['wrong', 'correct', 'note'], order: 'wrong' },
  may: { see: anyOfficer, change: duty(chiefEditor) },
})
