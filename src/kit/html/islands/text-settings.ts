import type { EditorWords } from '../../text/editor-words.ts'

export interface Choice {
  value: string
  label: string
}

/** What the page said to the editor in its data attributes. */
export interface EditorSettings {
  words: EditorWords
  /** Of the text, and of the page around it. */
  language: 'zh' | 'en'
  ui: 'zh' | 'en'
  places: Choice[]
  pollutants: Choice[]
  /** Address of a picture, with `{sha256}` in it. */
  picture: string
}

export const settingsOf = ({ dataset }: HTMLElement): EditorSettings => ({
  words: JSON.parse(dataset.words ?? '{}') as EditorWords,
  language: dataset.language === 'en' ? 'en' : 'zh',
  ui: dataset.ui === 'en' ? 'en' : 'zh',
  places: JSON.parse(dataset.places ?? '[]') as Choice[],
  pollutants: JSON.parse(dataset.pollutants ?? '[]') as Choice[],
  picture: dataset.picture ?? '/files/{sha256}',
})
