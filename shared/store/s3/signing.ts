import { Sha256 } from '@smithy/core/checksum'
import { escapeUriPath } from '@smithy/core/protocols'
import { getCanonicalQuery, SignatureV4 } from '@smithy/signature-v4'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { UploadForm } from '../../domain/registration-form/file-answer.ts'

/** A bucket, its address, and the credentials that sign for it. */
export interface Bucket {
  readonly name: string
  /** Its address, without a trailing slash. */
  readonly url: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }
}

/** What Lambda's environment says about S3 and the function's credentials. */
export interface Platform {
  readonly AWS_REGION: string
  readonly AWS_ACCESS_KEY_ID: string
  readonly AWS_SECRET_ACCESS_KEY: string
  readonly AWS_SESSION_TOKEN?: string | undefined
  readonly AWS_ENDPOINT_URL_S3?: string | undefined
}

/** The bucket at its own host, so that a page can allow forms to it and to no other; on other endpoints as a path. */
export const bucketOf = (name: string, platform: Platform): Bucket => ({
  name,
  url:
    platform.AWS_ENDPOINT_URL_S3 === undefined
      ? `https://${name}.s3.${platform.AWS_REGION}.amazonaws.com`
      : `${platform.AWS_ENDPOINT_URL_S3}/${name}`,
  region: platform.AWS_REGION,
  credentials: {
    accessKeyId: platform.AWS_ACCESS_KEY_ID,
    secretAccessKey: platform.AWS_SECRET_ACCESS_KEY,
    ...(platform.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: platform.AWS_SESSION_TOKEN }),
  },
})

// S3 paths are escaped once, as they appear in the URL.
const signerOf = ({ region, credentials }: Bucket) =>
  new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false })

const payloadHash = 'x-amz-content-sha256'
// The payload is not signed; the header that says so is read only by the signer, and is neither sent nor put in the URL.
const unsent = { unsignableHeaders: new Set([payloadHash]), unhoistableHeaders: new Set([payloadHash]) }

interface Presigned {
  readonly method: 'GET' | 'DELETE'
  readonly key: string
  /** How long the URL is valid. */
  readonly seconds: number
  readonly query?: Readonly<Record<string, string>>
}

/**
 * A URL that lets its holder do one thing with one object for a while
 * (S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)").
 */
export const presignedUrl = async (bucket: Bucket, { method, key, seconds, query = {} }: Presigned, now: Instant): Promise<string> => {
  const { origin, protocol, host, hostname, pathname: path } = new URL(`${bucket.url}/${escapeUriPath(key)}`)
  const request = { method, protocol, hostname, path, query: { ...query }, headers: { host, [payloadHash]: 'UNSIGNED-PAYLOAD' } }
  const signed = await signerOf(bucket).presign(request, { ...unsent, signingDate: new Date(now), expiresIn: seconds })
  return `${origin}${path}?${getCanonicalQuery(signed)}&X-Amz-Signature=${signed.query?.['X-Amz-Signature']}`
}

interface Signed {
  readonly method: 'PUT'
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * A request without a body that is signed in its headers, since S3 reads some only there
 * (S3 API Reference, "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)").
 */
export const signedRequest = async (bucket: Bucket, { method, key, headers }: Signed, now: Instant) => {
  const { href: url, protocol, host, hostname, pathname: path } = new URL(`${bucket.url}/${escapeUriPath(key)}`)
  const request = { method, protocol, hostname, path, query: {}, headers: { ...headers, host, [payloadHash]: 'UNSIGNED-PAYLOAD' } }
  const { host: _, ...sent } = (await signerOf(bucket).sign(request, { signingDate: new Date(now) })).headers
  return { url, method, headers: sent }
}

/** A placeholder in a form field for the name of the chosen file; S3 fills it in. */
export const chosenFileName = `\${filename}`

interface Post {
  /** Fields as they must be sent, including `key`; one may be `chosenFileName`. */
  readonly fields: Readonly<Record<string, string>>
  readonly minBytes: number
  readonly maxBytes: number
  /** How long the form is valid. */
  readonly seconds: number
}

/** An instant in the form used by signatures: `20151229T000000Z`. */
const stampOf = (now: Instant): string => `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** Signs a policy with the key of a day, region and service. */
export const signPolicy = (bucket: Bucket, policy: string, now: Instant): Promise<string> =>
  signerOf(bucket).sign(policy, { signingDate: new Date(now) })

/** The form with its signed policy (S3 API Reference, "Creating a POST Policy" and "Calculating a Signature" of browser-based uploads). */
export const signedPost = async (bucket: Bucket, { fields, minBytes, maxBytes, seconds }: Post, now: Instant): Promise<UploadForm> => {
  const stamp = stampOf(now)
  const { accessKeyId, sessionToken } = bucket.credentials
  const all = {
    ...fields,
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${accessKeyId}/${stamp.slice(0, 8)}/${bucket.region}/s3/aws4_request`,
    'x-amz-date': stamp,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  }
  const conditions = [
    { bucket: bucket.name },
    ...Object.entries(all).map(([name, value]) => (value === chosenFileName ? ['starts-with', `$${name}`, ''] : { [name]: value })),
    ['content-length-range', minBytes, maxBytes],
  ]
  const expiration = new Date(Date.parse(now) + seconds * 1000).toISOString()
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64')
  const signature = await signPolicy(bucket, policy, now)
  return { action: `${bucket.url}/`, fields: { ...all, policy, 'x-amz-signature': signature } }
}
