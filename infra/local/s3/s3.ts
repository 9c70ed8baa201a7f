import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { readBody } from '../gateway/request-body.ts'
import { keptAlive, listen } from '../ports.ts'
import { localResources } from '../template/arns.ts'
import { resourcesOf } from '../template/template.ts'
import { postedObject } from './browser-post.ts'
import type { CreatedObject } from './notifications.ts'
import { type Objects, openObjects, type StoredObject } from './objects.ts'
import { denied, escapedXml, refusalXml, type S3Refusal } from './refusal.ts'
import { checkPresigned, checkSignedHeaders, type Signer } from './signature.ts'

export interface LocalS3 {
  /** Its URL, for `AWS_ENDPOINT_URL_S3`. Buckets are paths below it. */
  readonly endpoint: string
  /** Stores an object on behalf of another AWS service. */
  readonly put: (bucket: string, key: string, bytes: Buffer) => void
  readonly stop: () => Promise<void>
}

/** The names of the template's buckets: their logical ids. */
export const bucketsOf = (template: Template): readonly string[] =>
  resourcesOf(template, 'AWS::S3::Bucket', z.object({}), localResources).map(({ logicalId }) => logicalId)

// More than any policy here allows, so that the policy, not this server, refuses what is too long.
const longestBody = 32 * 1024 * 1024

const noSuchBucket: S3Refusal = { status: 404, code: 'NoSuchBucket', message: 'The specified bucket does not exist' }
const notAllowed: S3Refusal = {
  status: 405,
  code: 'MethodNotAllowed',
  message: 'The specified method is not allowed against this resource.',
}
const internalError: S3Refusal = { status: 500, code: 'InternalError', message: 'We encountered an internal error. Please try again.' }

const refuse = (response: ServerResponse, refusal: S3Refusal): void => {
  response.writeHead(refusal.status, { 'content-type': 'application/xml' }).end(refusalXml(refusal))
}

/** The answer to ListObjectsV2. */
const listXml = (keys: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult>${keys.map((key) => `<Contents><Key>${escapedXml(key)}</Key></Contents>`).join('')}</ListBucketResult>`

/** Metadata as S3 returns it: non-ASCII text in an encoded word (RFC 2047). */
const headerText = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`

const answerObject = (request: IncomingMessage, response: ServerResponse, object: StoredObject, query: URLSearchParams): void => {
  const { bytes, etag, storedAt, contentType, metadata } = object
  const asked = /^bytes=0-(\d+)$/.exec(request.headers.range ?? '')?.[1]
  const part = asked === undefined ? bytes : bytes.subarray(0, Number(asked) + 1)
  const disposition = query.get('response-content-disposition')
  response
    .writeHead(asked === undefined ? 200 : 206, {
      'content-type': contentType,
      'content-length': part.length,
      'last-modified': new Date(storedAt).toUTCString(),
      etag: `"${etag}"`,
      ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, headerText(value)])),
      ...(asked === undefined ? {} : { 'content-range': `bytes 0-${part.length - 1}/${bytes.length}` }),
      ...(disposition === null ? {} : { 'content-disposition': disposition }),
    })
    .end(part)
}

/** Answers with an object, or with the list of all. */
const read = (
  request: IncomingMessage,
  response: ServerResponse,
  { objects, key, query }: { readonly objects: Objects; readonly key: string; readonly query: URLSearchParams },
): void => {
  if (key === '') {
    response.writeHead(200, { 'content-type': 'application/xml' }).end(listXml(objects.list(query.get('prefix') ?? '')))
    return
  }
  const object = objects.get(key)
  if (object === undefined) refuse(response, denied())
  else answerObject(request, response, object, query)
}

const changed: S3Refusal = {
  status: 412,
  code: 'PreconditionFailed',
  message: 'At least one of the pre-conditions you specified did not hold',
}

const servePresigned = (
  request: IncomingMessage,
  response: ServerResponse,
  of: { readonly objects: Objects; readonly key: string; readonly query: URLSearchParams; readonly signer: Signer },
): void => {
  const { method, url = '/', headers } = request
  const known = method === 'GET' || method === 'DELETE'
  const refused = known ? checkPresigned(of.signer, method, headers.host ?? '', url) : notAllowed
  if (refused !== undefined) refuse(response, refused)
  else if (method === 'GET') read(request, response, of)
  else {
    of.objects.remove(of.key)
    response.writeHead(204).end()
  }
}

const isCopy = ({ method, headers }: IncomingMessage): boolean => method === 'PUT' && headers['x-amz-copy-source'] !== undefined

/** Copies an object within its bucket (CopyObject). */
const copy = (
  request: IncomingMessage,
  response: ServerResponse,
  { bucket, objects, key, signer }: { readonly bucket: string; readonly objects: Objects; readonly key: string; readonly signer: Signer },
): void => {
  const source = decodeURIComponent(String(request.headers['x-amz-copy-source'] ?? '')).replace(/^\//, '')
  const object = source.startsWith(`${bucket}/`) ? objects.get(source.slice(bucket.length + 1)) : undefined
  const wanted = String(request.headers['x-amz-copy-source-if-match'] ?? '').replaceAll('"', '')
  const unsigned = checkSignedHeaders(signer, 'PUT', request.url ?? '', request.headers)
  if (unsigned !== undefined) refuse(response, unsigned)
  else if (object === undefined) refuse(response, denied())
  else if (wanted !== '' && wanted !== object.etag) refuse(response, changed)
  else {
    const { etag } = objects.put({ ...object, key })
    response.writeHead(200, { 'content-type': 'application/xml' }).end(`<CopyObjectResult><ETag>"${etag}"</ETag></CopyObjectResult>`)
  }
}

const takePost = async (
  request: IncomingMessage,
  response: ServerResponse,
  { bucket, put, signer }: { bucket: string; put: Objects['put']; signer: Signer },
): Promise<void> => {
  const body = await readBody(request, longestBody)
  const posted = await postedObject({ bucket, body, contentType: request.headers['content-type'] ?? '' }, signer)
  if ('code' in posted) return refuse(response, posted)
  const { etag } = put(posted)
  if (posted.redirect === undefined || !URL.canParse(posted.redirect)) {
    response.writeHead(204, { etag: `"${etag}"` }).end()
    return
  }
  const next = new URL(posted.redirect)
  for (const [name, value] of Object.entries({ bucket, key: posted.key, etag: `"${etag}"` })) next.searchParams.append(name, value)
  response.writeHead(303, { location: next.href, etag: `"${etag}"` }).end()
}

/**
 * S3 on a free port, with these private buckets in a folder: browsers post objects with a signed policy, and presigned
 * objects can be read, listed and deleted. A missing object is "forbidden", as in S3 for callers without the right to list.
 */
export const startS3 = async (options: {
  readonly buckets: readonly string[]
  readonly folder: string
  readonly signer: Signer
  /** Called for every new object. */
  readonly created?: (object: CreatedObject) => void
}): Promise<LocalS3> => {
  const { folder, signer, created } = options
  const buckets = new Map(options.buckets.map((name) => [name, openObjects(join(folder, name))]))

  const putIn =
    (bucket: string, objects: Objects): Objects['put'] =>
    (object) => {
      const stored = objects.put(object)
      created?.({ bucket, key: stored.key, size: stored.bytes.length, etag: stored.etag })
      return stored
    }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = request.url ?? '/'
    const { pathname, searchParams } = new URL(address, 'http://s3')
    const [, bucket = '', ...rest] = pathname.split('/')
    const key = rest.map(decodeURIComponent).join('/')
    const objects = buckets.get(bucket)
    if (objects === undefined) return refuse(response, noSuchBucket)
    if (request.method === 'POST' && key === '') return takePost(request, response, { bucket, put: putIn(bucket, objects), signer })
    if (isCopy(request)) return copy(request, response, { bucket, objects, key, signer })
    servePresigned(request, response, { objects, key, query: searchParams, signer })
  }

  const server = createServer(keptAlive, (request, response) => {
    handle(request, response).catch(() => refuse(response, internalError))
  })
  const port = await listen(server, 0)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    put: (bucket, key, bytes) => {
      const objects = buckets.get(bucket)
      if (objects === undefined) throw new Error(`the template has no bucket ${bucket}`)
      putIn(bucket, objects)({ key, contentType: 'binary/octet-stream', metadata: {}, bytes })
    },
    stop: async () => {
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
