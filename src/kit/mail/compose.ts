import { oneLine } from './address.ts'
import type { Letter, Reading } from './letter.tsx'
import { htmlOf, textOf } from './letter.tsx'

export interface Envelope {
  from: string
  to: string
  /** The first part of the Message-ID. */
  name: string
  at: Temporal.Instant
  /** Whole address at which one click leaves the list (RFC 8058). */
  leave?: string
}

/** The mail as it goes over the wire: plain text and HTML of the same letter. */
export async function mailOf(letter: Letter, reading: Reading, envelope: Envelope): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const { from, to, name, at, leave } = envelope
  const composer = new MailComposer({
    from: { name: oneLine(reading.from), address: from },
    to: { name: '', address: to },
    subject: oneLine(letter.subject[reading.language]),
    messageId: `<${name}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    // RFC 5322 knows no "GMT".
    date: new Date(at.epochMilliseconds).toUTCString().replace('GMT', '+0000'),
    text: textOf(letter, reading),
    html: htmlOf(letter, reading),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': reading.language === 'zh' ? 'zh-CN' : 'en',
      ...(leave && {
        'List-Unsubscribe': `<${leave}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  })
  return composer.compile().build()
}
