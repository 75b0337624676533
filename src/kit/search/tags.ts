import type { Language } from '../words.ts'
import type { Searchable } from './searchable.ts'

/** Beside the words stand tags: what no query can write, as none of its tokens has a colon. */
export const openTag = ':o'
export const languageTag = (language: Language) => `:l${language}`
export const kindTag = (kind: string) => `:k${bytes(kind)}`
export const facetTag = (name: string, value: string) => `:f${bytes(name)}:${bytes(value)}`

/** What may hold anything is written as its bytes. */
const bytes = (text: string) => Buffer.from(text.slice(0, 100)).toString('hex')

/** Whether everybody finds such things. */
export const isOpen = ({ may }: Pick<Searchable, 'may'>) => may === undefined || may === null
