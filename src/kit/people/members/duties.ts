import type { MessageKind } from '../../mail/mail.ts'
import { type Duty, duty } from '../officer.ts'

/** Who looks after the people from outside. */
export const membersDuty: Duty = {
  key: 'members',
  words: { zh: '会员管理', en: 'Members' },
  help: {
    zh: '审核学校、社区、社会组织和企业的登记申请。',
    en: 'Decides which schools, communities, NGOs and companies are registered.',
  },
}

export const mayDecideOrganisations = duty(membersDuty)

export const organisationKind: MessageKind = {
  key: 'organisations',
  words: { zh: '单位待审核', en: 'Organisations that wait' },
  usual: 'daily',
}
