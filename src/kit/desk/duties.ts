import { type Duty, duty } from '../people/officer.ts'

/** Who keeps the program itself running. */
export const systemDuty: Duty = {
  key: 'system',
  words: { zh: '系统运行', en: 'System' },
  help: {
    zh: '查看定时任务和操作日志，重试失败的任务。',
    en: 'Sees jobs and the journal, tries failed tasks again.',
  },
}

export const mayRunSystem = duty(systemDuty)
