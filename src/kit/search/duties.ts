import { type Duty, duty } from '../people/officer.ts'

export const synonymsDuty: Duty = {
  key: 'search',
  words: { zh: '搜索词管理', en: 'Search words' },
  help: { zh: '编辑搜索用的同义词', en: 'Keeps the synonyms of the search' },
}

export const mayKeepSynonyms = duty(synonymsDuty)
