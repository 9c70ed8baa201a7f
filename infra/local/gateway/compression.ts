import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { parseAccept } from 'hono/utils/accept'
import type { HttpAnswer } from './proxy-result.ts'

// What CloudFront compresses, of the types that the service has.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
const types = new Set([
  'application/javascript',
  'application/json',
  'application/xml',
  'image/svg+xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
])
const statuses = new Set([200, 403, 404])
const [smallest, largest] = [1000, 10_000_000]

const encoders = {
  // Higher qualities take much longer for little.
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
}

/** The encoding that CloudFront takes: Brotli where the client accepts it, whatever it would like best. */
const encodingFor = (accepted: string | undefined): keyof typeof encoders | undefined => {
  const wanted = parseAccept(accepted ?? '')
    .filter(({ q }) => q > 0)
    .map(({ type }) => type.toLowerCase())
  return (['br', 'gzip'] as const).find((encoding) => wanted.includes(encoding))
}

const isCompressible = ({ status, headers, body }: HttpAnswer): boolean =>
  statuses.has(status) &&
  headers['content-encoding'] === undefined &&
  types.has((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '') &&
  body.length >= smallest &&
  body.length <= largest

const varyOn = (given: string | undefined): string => {
  const names = (given ?? '').split(',').map((name) => name.trim())
  return [...names.filter((name) => name !== '' && name.toLowerCase() !== 'accept-encoding'), 'Accept-Encoding'].join(', ')
}

/** Compresses an answer as CloudFront does, for a client that sent this `Accept-Encoding`. */
export const compressed = async (answer: HttpAnswer, accepted: string | undefined): Promise<HttpAnswer> => {
  if (!isCompressible(answer)) return answer
  const { etag, vary, ...headers } = answer.headers
  const varying = { ...headers, vary: varyOn(vary) }
  const encoding = encodingFor(accepted)
  if (encoding === undefined) return { ...answer, headers: { ...varying, ...(etag !== undefined && { etag }) } }
  // The bytes are no longer those that a strong tag stands for.
  const weak = etag === undefined ? {} : { etag: etag.replace(/^(?!W\/)/, 'W/') }
  return { ...answer, headers: { ...varying, ...weak, 'content-encoding': encoding }, body: await encoders[encoding](answer.body) }
}
