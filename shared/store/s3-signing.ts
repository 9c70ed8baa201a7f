import { createHash, createHmac } from 'node:crypto'
import type { Instant } from '../domain/wall-time.ts'

/** A bucket, where it is, and whose rights a signature lends. */
export interface Bucket {
  readonly name: string
  /** Its address, without a slash at the end. */
  readonly url: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string | undefined }
}

/** What Lambda's environment says about S3 and the function's own credentials. */
export interface Platform {
  readonly AWS_REGION: string
  readonly AWS_ACCESS_KEY_ID: string
  readonly AWS_SECRET_ACCESS_KEY: string
  readonly AWS_SESSION_TOKEN?: string | undefined
  readonly AWS_ENDPOINT_URL_S3?: string | undefined
}

/** The bucket at an address of its own, so that a page can allow forms to it and to no other; at another endpoint below its path. */
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
    sessionToken: platform.AWS_SESSION_TOKEN,
  },
})

const algorithm = 'AWS4-HMAC-SHA256'

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** An instant as signatures have it: `20151229T000000Z`. */
const stampOf = (now: Instant): string => `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

const scopeOf = (bucket: Bucket, stamp: string): string => `${stamp.slice(0, 8)}/${bucket.region}/s3/aws4_request`

/** Signs a text with the key of a day, region and service (S3 API Reference, "Signature Calculations for the Authorization Header"). */
export const signatureOf = (bucket: Bucket, stamp: string, text: string): string => {
  const key = scopeOf(bucket, stamp).split('/').reduce<string | Buffer>(hmac, `AWS4${bucket.credentials.secretAccessKey}`)
  return hmac(key, text).toString('hex')
}

/** Escapes all but the unreserved characters of RFC 3986, as `UriEncode()` of the S3 API Reference does. */
export const uriEncoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

interface Presigned {
  readonly method: 'GET' | 'DELETE'
  readonly key: string
  /** How long the address works. */
  readonly seconds: number
  readonly query?: Readonly<Record<string, string>>
}

/**
 * An address that lets whoever has it do one thing with one object for a while
 * (S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)").
 */
export const presignedUrl = (bucket: Bucket, { method, key, seconds, query = {} }: Presigned, now: Instant): string => {
  const url = new URL(`${bucket.url}/${key.split('/').map(uriEncoded).join('/')}`)
  const stamp = stampOf(now)
  const scope = scopeOf(bucket, stamp)
  const { accessKeyId, sessionToken } = bucket.credentials
  const parameters = {
    ...query,
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': stamp,
    'X-Amz-Expires': String(seconds),
    ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  }
  const canonicalQuery = Object.entries(parameters)
    .map(([name, value]) => [uriEncoded(name), uriEncoded(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&')
  const canonical = [method, url.pathname, canonicalQuery, `host:${url.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n')
  const signature = signatureOf(bucket, stamp, [algorithm, stamp, scope, sha256(canonical)].join('\n'))
  return `${url.origin}${url.pathname}?${canonicalQuery}&X-Amz-Signature=${signature}`
}

/** A form by which a browser sends a file to the bucket itself: multipart, the fields first, then the file as `file`. */
export interface UploadForm {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** Stands in a field of a form for the name of the file that is chosen; S3 puts it in. */
export const chosenFileName = `\${filename}`

interface Post {
  /** Fields as they must come, `key` among them; one may be `chosenFileName`. */
  readonly fields: Readonly<Record<string, string>>
  readonly minBytes: number
  readonly maxBytes: number
  /** How long the form works. */
  readonly seconds: number
}

/** The form with its signed policy (S3 API Reference, "Creating a POST Policy" and "Calculating a Signature" of browser-based uploads). */
export const signedPost = (bucket: Bucket, { fields, minBytes, maxBytes, seconds }: Post, now: Instant): UploadForm => {
  const stamp = stampOf(now)
  const { accessKeyId, sessionToken } = bucket.credentials
  const all = {
    ...fields,
    'x-amz-algorithm': algorithm,
    'x-amz-credential': `${accessKeyId}/${scopeOf(bucket, stamp)}`,
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
  return { action: `${bucket.url}/`, fields: { ...all, policy, 'x-amz-signature': signatureOf(bucket, stamp, policy) } }
}
