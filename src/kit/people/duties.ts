import { type Duty, duty } from './officer.ts'

/** Who looks after the people of the house: officers, their duties, their way in. */
export const peopleDuty: Duty = {
  key: 'people',
  words: { zh: '人员管理', en: 'People' },
  help: {
    zh: '添加工作人员，给予和收回职责，发登录链接。',
    en: 'Adds officers, gives and ends duties, makes sign-in links.',
  },
}

export const mayManagePeople = duty(peopleDuty)
