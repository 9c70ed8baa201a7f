import { createHash, createHmac } from 'node:crypto'
import { denied, type S3Refusal, unknownKey, wrongSignature } from './refusal.ts'

/** Whose signatures the local S3 accepts, and where. */
export interface Signer {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** The expected signature of a text, for a credential's day; undefined if the credential is for another signer, region or service. */
const expected = (signer: Signer, credential: string, text: string): string | undefined => {
  const [accessKeyId, day = '', region, service, end] = credential.split('/')
  if (accessKeyId !== signer.accessKeyId || region !== signer.region || service !== 's3' || end !== 'aws4_request') return undefined
  const key = hmac(hmac(hmac(hmac(`AWS4${signer.secretAccessKey}`, day), region), service), end)
  return hmac(key, text).toString('hex')
}

/** Checks a text's signature against its credential; returns S3's error if it is wrong. */
export const checkSignature = (signer: Signer, credential: string, text: string, signature: string): S3Refusal | undefined => {
  if (credential.split('/')[0] !== signer.accessKeyId) return unknownKey
  return expected(signer, credential, text) === signature ? undefined : wrongSignature
}

const stampForm = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** The instant of a stamp such as `20151229T000000Z`, in ms since 1970. */
const timeOf = (stamp: string): number => Date.parse(stamp.replace(stampForm, '$1-$2-$3T$4:$5:$6Z'))

const authorizationForm = /^AWS4-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/

/** Checks a request without a query whose signature is in its headers (AWS Signature Version 4). */
export const checkSignedHeaders = (
  signer: Signer,
  method: string,
  address: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): S3Refusal | undefined => {
  const header = (name: string): string => String(headers[name] ?? '').trim()
  const [, credential = '', signed = '', signature = ''] = authorizationForm.exec(header('authorization')) ?? []
  const names = signed.split(';')
  // All of Amazon's own headers must be signed.
  if (!Object.keys(headers).every((name) => !name.startsWith('x-amz-') || names.includes(name)) || !names.includes('host')) return denied()
  const canonical = [method, address, '', ...names.map((name) => `${name}:${header(name)}`), '', signed, header('x-amz-content-sha256')]
  const stamp = header('x-amz-date')
  if (!(Math.abs(Date.now() - timeOf(stamp)) <= 900_000)) return denied('Request has expired')
  const scope = credential.split('/').slice(1).join('/')
  const hash = createHash('sha256').update(canonical.join('\n')).digest('hex')
  return checkSignature(signer, credential, ['AWS4-HMAC-SHA256', stamp, scope, hash].join('\n'), signature)
}

const longestSeconds = 7 * 86_400

/** Checks that a request's URL has a valid, unexpired signature (query parameters, AWS Signature Version 4). */
export const checkPresigned = (signer: Signer, method: string, host: string, address: string): S3Refusal | undefined => {
  const [path = '', query = ''] = address.split('?')
  const sent = query.split('&').filter((part) => part !== '')
  const of = (name: string): string => new URLSearchParams(query).get(name) ?? ''
  const [algorithm, credential, stamp] = [of('X-Amz-Algorithm'), of('X-Amz-Credential'), of('X-Amz-Date')]
  if (algorithm !== 'AWS4-HMAC-SHA256' || of('X-Amz-SignedHeaders') !== 'host') return denied()
  const seconds = Number(of('X-Amz-Expires'))
  if (!(seconds >= 1 && seconds <= longestSeconds)) return denied('X-Amz-Expires must be between 1 and 604800 seconds')
  // As sent: if it is escaped differently from S3's way, the signature differs on AWS too.
  const canonicalQuery = sent
    .filter((part) => !part.startsWith('X-Amz-Signature='))
    .sort()
    .join('&')
  const canonical = [method, path, canonicalQuery, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n')
  const scope = credential.split('/').slice(1).join('/')
  const text = [algorithm, stamp, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
  const refusal = checkSignature(signer, credential, text, of('X-Amz-Signature'))
  if (refusal !== undefined) return refusal
  const begins = timeOf(stamp)
  if (!(Date.now() >= begins - 900_000)) return denied('Request is not yet valid')
  return Date.now() <= begins + seconds * 1000 ? undefined : denied('Request has expired')
}
