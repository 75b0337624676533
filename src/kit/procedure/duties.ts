import { type Duty, duty } from '../people/officer.ts'

/** Who helps a case on that nobody is left for. */
export const casesDuty: Duty = {
  key: 'procedures',
  words: { zh: '流程管理', en: 'Procedures' },
  help: {
    zh: '查看所有办理事项，在办理人离开时转办。',
    en: 'Sees every case, and hands on tasks whose holder is gone.',
  },
}

export const calendarDuty: Duty = {
  key: 'calendar',
  words: { zh: '工作日历', en: 'Calendar' },
  help: { zh: '设定中心的休息日和上班日。', en: 'Sets the days of rest and work of the centre.' },
}

export const mayManageCases = duty(casesDuty)
export const mayKeepCalendar = duty(calendarDuty)
