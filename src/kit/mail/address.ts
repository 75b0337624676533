import { z } from 'zod'

const form = z.email().max(254)

/** Whether mail can go there: one address, nothing around it, nothing in it that a mail's head could be broken with. */
export const isMailAddress = (text: string): boolean =>
  form.safeParse(text).success && text.lastIndexOf('@') <= 64

/** A text as one line without control characters: what stands in a mail's head ends there. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

/** An address for who need not know it: `l…@example.org`. */
export const veiled = (address: string): string =>
  address.replace(/^(.)[^@]*/u, (_, first: string) => `${first}…`)
