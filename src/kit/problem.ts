import type { Language, Words } from './words.ts'

/**
 * What the person at the keyboard can put right: a wrong file, setting, form or address. Everything else that is
 * thrown is a bug. The words say what happened, what it means and what to do.
 */
export class Problem extends Error {
  readonly words: Words
  readonly status: 400 | 401 | 403 | 404 | 405 | 406 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 429 | 503
  /** A short stable name for programs, such as `unknown-station`. */
  readonly code: string

  constructor(code: string, words: Words, status: Problem['status'] = 400) {
    super(words.en)
    this.name = 'Problem'
    this.code = code
    this.words = words
    this.status = status
  }

  in(language: Language) {
    return this.words[language]
  }

  /** Problem details for programs (RFC 9457). */
  details(status: number = this.status) {
    return { type: 'about:blank', title: this.words.en, title_zh: this.words.zh, status, code: this.code }
  }
}
