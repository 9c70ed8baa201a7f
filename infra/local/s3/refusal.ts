import { randomUUID } from 'node:crypto'

/** An error as S3 words it. */
export interface S3Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

export const denied = (message = 'Access Denied'): S3Refusal => ({ status: 403, code: 'AccessDenied', message })

export const wrongSignature: S3Refusal = {
  status: 403,
  code: 'SignatureDoesNotMatch',
  message: 'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
}

export const unknownKey: S3Refusal = {
  status: 403,
  code: 'InvalidAccessKeyId',
  message: 'The AWS Access Key Id you provided does not exist in our records.',
}

export const escapedXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The error's XML, as S3 sends it. */
export const refusalXml = ({ code, message }: S3Refusal): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapedXml(message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`
