import { encode as base64, wrap as wrapBase64 } from 'nodemailer/lib/base64'
import type MimeNode from 'nodemailer/lib/mime-node'
import { encode as quotedPrintable, wrap as wrapQuotedPrintable } from 'nodemailer/lib/qp'

const bodyOf = (node: MimeNode): string => {
  const { content } = node
  if (typeof content !== 'string' && !Buffer.isBuffer(content)) throw new TypeError('a part of a mail whose content is elsewhere')
  switch (node.getTransferEncoding()) {
    case 'base64':
      return wrapBase64(base64(content))
    case 'quoted-printable':
      return wrapQuotedPrintable(quotedPrintable(content))
    default:
      throw new TypeError('a part of a mail that is not encoded')
  }
}

const textOf = (node: MimeNode): string => {
  const headers = node.buildHeaders()
  if (!node.multipart) return `${headers}\r\n\r\n${bodyOf(node)}`
  const parts = node.childNodes.map((child) => `--${node.boundary}\r\n${textOf(child)}\r\n`)
  return `${headers}\r\n\r\n${parts.join('')}--${node.boundary}--\r\n`
}

/**
 * The bytes of a composed mail whose parts are all in memory and encoded for transfer: the same as from the library's `build`,
 * in a third of the time, since that pipes each part through several streams.
 */
export const mimeBytes = (root: MimeNode): Buffer => {
  const text = textOf(root).replace(/\r?\n/g, '\r\n')
  return Buffer.from(text.endsWith('\n') ? text : `${text}\r\n`, 'latin1')
}
