import { z } from 'zod'
import { fault } from '../web/asked.ts'
import { longestPassword, shortestPassword } from './accounts.ts'

/** What everybody tries first here: the house, its city, and the rows and words of the usual lists. */
const known = [
  'lantian',
  '蓝天',
  'beijing',
  '北京',
  'admin',
  'password',
  'passw0rd',
  'welcome',
  'iloveyou',
  'woaini',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc',
  '1q2w3e4r5t6y',
  '0123456789',
  '9876543210',
  'abcdefghijklmnopqrstuvwxyz',
]
/** What must be left when the known words are taken out, and so many different signs at least. */
const fewestOwn = 6
const fewestSigns = 5

/** Whether a password is long, and yet among the first that are tried: a known word, a row of keys, a sign over and over. */
export function easilyGuessed(password: string): boolean {
  const plain = password.toLowerCase()
  if (new Set(plain).size < fewestSigns) return true
  const own = known.reduce((text, word) => text.replaceAll(word, ''), plain)
  // A year or a few digits behind a known word are no secret.
  return own !== plain && [...own.replace(/[\d\s!@#$._-]/g, '')].length < fewestOwn
}

/** A password that may be chosen: long, of any signs, and not one of the first that are tried. */
export const password = z
  .string()
  .max(longestPassword)
  .refine(
    (text) => [...text].length >= shortestPassword,
    fault('至少 12 个字符', 'must have at least 12 characters'),
  )
  .refine(
    (text) => !easilyGuessed(text),
    fault('太容易猜到，请换一个', 'is too easy to guess; choose another'),
  )
