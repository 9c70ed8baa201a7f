import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type MimeNode from 'nodemailer/lib/mime-node'
import { network, senderAddress } from '../../domain/basics/network.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { emblemId, emblemPng } from '../look/emblem.ts'
import type { Mail } from '../rendered-mail.ts'
import { mimeBytes } from './bytes.ts'

// A boundary has at most 70 characters (RFC 2046 §5.1.1), a message id may have more.
const boundaryOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 32)

/**
 * The headers for one-click unsubscribing in mail programs (RFC 8058 §3.1). On one line: the composer would fold
 * the address, and signatures have broken at such folds.
 */
const oneClick = (address: string) => ({
  'List-Unsubscribe': { prepared: true, value: `<${address}>` },
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** Declares that the text's lines may be reflowed (RFC 3676); the composer has no option for it. */
const sayFlowed = (node: MimeNode): void => {
  if (/^text\/plain/.test(String(node.getHeader('Content-Type'))))
    node.setHeader('Content-Type', 'text/plain; charset=utf-8; format=flowed')
  node.childNodes.forEach(sayFlowed)
}

/**
 * A mail as a tree of parts.
 * The HTML is related to the emblem it shows (RFC 2387), inside the alternative, so that text and calendar are its siblings.
 * With a calendar object it is the tree that Google, Outlook and Apple understand: mixed, containing
 * alternative (text, HTML, text/calendar with its method) and the same calendar bytes as a file.
 */
export const composed = (message: OutboxMessage, mail: Mail): MimeNode => {
  const root = new MailComposer({
    from: { name: network.name, address: senderAddress },
    to: { name: message.recipient.name, address: message.recipient.email },
    replyTo: network.contactEmail,
    subject: mail.subject,
    date: new Date(message.createdAt),
    messageId: `<${message.id}@${network.mail.domain}>`,
    headers: {
      'Content-Language': message.language,
      // RFC 3834: silences auto-responders. Not `All`, which would silence failure notices as well.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...(mail.unsubscribe === undefined ? {} : oneClick(mail.unsubscribe)),
    },
    text: mail.text,
    html: mail.html,
    encoding: 'quoted-printable',
    baseBoundary: boundaryOf(message.id),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: [{ cid: emblemId, filename: 'eu-emblem.png', content: emblemPng, contentType: 'image/png', contentDisposition: 'inline' }],
    ...(mail.calendar === undefined
      ? {}
      : {
          icalEvent: {
            method: mail.calendar.method,
            filename: 'invite.ics',
            content: Buffer.from(mail.calendar.text),
            contentTransferEncoding: 'base64',
          },
        }),
  }).compile()
  sayFlowed(root)
  return root
}

/** The bytes of a mail. The same message gives the same bytes, so that sending it again is harmless. */
export const mime = (message: OutboxMessage, mail: Mail): Buffer => mimeBytes(composed(message, mail))
