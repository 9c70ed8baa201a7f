import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type LocalS3, startS3 } from '../../../infra/local/s3/s3.ts'
import { type Bucket, bucketOf, presignedUrl, signedPost, signedRequest } from '../../../shared/store/s3/signing.ts'
import { type ChosenFile, sendForm } from '../../make/upload.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
const signer = { accessKeyId: 'local', secretAccessKey: 'local', region: 'eu-west-1' }
let s3: LocalS3
let bucket: Bucket

const start = () => startS3({ buckets: ['files'], folder, signer })
const bucketAt = ({ endpoint }: LocalS3, secret = 'local'): Bucket =>
  bucketOf('files', {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_ENDPOINT_URL_S3: endpoint,
  })

beforeAll(async () => {
  s3 = await start()
  bucket = bucketAt(s3)
})
afterAll(async () => {
  await s3.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => rmSync(join(folder, 'files'), { recursive: true, force: true }))

const file: ChosenFile = { name: 'plan.pdf', content: '%PDF-1.7' }
const fields = { key: 'answers/a', 'Content-Type': 'application/octet-stream', 'x-amz-meta-filename': `\${filename}` }
const form = (at = Date.now(), of = bucket) =>
  signedPost(of, { fields, minBytes: 1, maxBytes: 100, seconds: 3600 }, new Date(at).toISOString())
const changedPolicy = async (change: (policy: string) => string): Promise<string> =>
  Buffer.from(change(Buffer.from((await form()).fields['policy'] ?? '', 'base64').toString())).toString('base64')

const said = async (response: Response) => {
  const text = await response.text()
  return [response.status, /<Code>(.*)<\/Code>/.exec(text)?.[1], /<Message>(.*)<\/Message>/.exec(text)?.[1]]
}
const stored = (): readonly string[] => {
  try {
    return readdirSync(join(folder, 'files'))
  } catch {
    return []
  }
}

const address = (method: 'GET' | 'DELETE', at = Date.now(), of = bucket) =>
  presignedUrl(of, { method, key: 'answers/a', seconds: 60 }, new Date(at).toISOString())

describe('an upload allowed by its policy', () => {
  test('is stored, replacing an earlier one, with the browser’s name for it', async () => {
    expect((await sendForm(await form(), { name: 'old.pdf', content: 'old' })).status).toBe(204)
    expect((await sendForm(await form(), { ...file, name: 'Plan é "2".pdf' })).status).toBe(204)
    expect(stored()).toHaveLength(1)
    const response = await fetch(await address('GET'))
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      200,
      '%PDF-1.7',
      'application/octet-stream',
    ])
    const name = /^=\?UTF-8\?B\?(.+)\?=$/.exec(response.headers.get('x-amz-meta-filename') ?? '')?.[1] ?? ''
    expect(Buffer.from(name, 'base64').toString()).toBe('Plan é "2".pdf')
  })

  test('redirects the browser, with what was stored where', async () => {
    const { url } = bucket
    const redirecting = await signedPost(
      bucket,
      { fields: { ...fields, success_action_redirect: `${url}/back?x=1` }, minBytes: 1, maxBytes: 100, seconds: 60 },
      new Date().toISOString(),
    )
    const response = await sendForm(redirecting, file)
    expect(response.status).toBe(303)
    const next = new URL(response.headers.get('location') ?? '')
    expect([next.origin + next.pathname, Object.fromEntries(next.searchParams)]).toEqual([
      `${url}/back`,
      { x: '1', bucket: 'files', key: 'answers/a', etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) },
    ])
  })

  test('is still there after a restart', async () => {
    await sendForm(await form(), file)
    const again = await start()
    expect(await (await fetch(await address('GET', Date.now(), bucketAt(again)))).text()).toBe('%PDF-1.7')
    await again.stop()
  })
})

describe('refused like S3 does, and nothing stored:', () => {
  const hour = 3_600_000
  test.each([
    ['too big', async () => sendForm(await form(), { ...file, content: 'x'.repeat(101) }), 400, 'EntityTooLarge', /maximum/],
    [
      'far too big',
      async () => sendForm(await form(), { ...file, content: new Uint8Array(33 * 1024 * 1024) }),
      400,
      'EntityTooLarge',
      /maximum/,
    ],
    ['empty', async () => sendForm(await form(), { ...file, content: '' }), 400, 'EntityTooSmall', /minimum/],
    ['no file', async () => sendForm(await form(), undefined), 400, 'InvalidArgument', /exactly one file/],
    ['expired', async () => sendForm(await form(Date.now() - hour - 1000), file), 403, 'AccessDenied', /Policy expired/],
    ['another key', async () => sendForm(await form(), file, { key: 'answers/b' }), 403, 'AccessDenied', /\["eq", "\$key", "answers\/a"\]/],
    ['another type', async () => sendForm(await form(), file, { 'Content-Type': 'text/html' }), 403, 'AccessDenied', /"\$content-type"/],
    ['a further field', async () => sendForm(await form(), file, { acl: 'public-read' }), 403, 'AccessDenied', /Extra input fields: acl/],
    [
      'another size by a changed policy',
      async () => sendForm(await form(), file, { policy: await changedPolicy((text) => text.replace('100', '999')) }),
      403,
      'SignatureDoesNotMatch',
      /signature/,
    ],
    ['no policy', async () => sendForm(await form(), file, { policy: '' }), 403, 'AccessDenied', /Access Denied/],
    [
      'another signature',
      async () => sendForm(await form(), file, { 'x-amz-signature': '0'.repeat(64) }),
      403,
      'SignatureDoesNotMatch',
      /signature/,
    ],
    [
      'signed with another secret',
      async () => sendForm(await form(Date.now(), bucketAt(s3, 'guessed')), file),
      403,
      'SignatureDoesNotMatch',
      /signature/,
    ],
    [
      'somebody else’s key',
      async () => sendForm(await form(), file, { 'x-amz-credential': 'other/20260101/eu-west-1/s3/aws4_request' }),
      403,
      'InvalidAccessKeyId',
      /not exist/,
    ],
    [
      'another bucket',
      async () => sendForm({ ...(await form()), action: (await form()).action.replace('/files/', '/other/') }, file),
      404,
      'NoSuchBucket',
      /bucket/,
    ],
    [
      'a name of more than 2 kB',
      async () => sendForm(await form(), { ...file, name: `${'n'.repeat(2100)}.pdf` }),
      400,
      'MetadataTooLarge',
      /metadata/,
    ],
    [
      'a body that is no form',
      async () => fetch((await form()).action, { method: 'POST', body: 'hello' }),
      400,
      'InvalidArgument',
      /exactly one file/,
    ],
  ] as const)('%s', async (_, send, status, code, message) => {
    expect(await said(await send())).toEqual([status, code, expect.stringMatching(message)])
    expect(stored()).toEqual([])
  })
})

describe('a copy', () => {
  const copied = async (from: string, etag: string, change: Readonly<Record<string, string>> = {}) => {
    const headers = { 'x-amz-copy-source': `/files/${from}`, 'x-amz-copy-source-if-match': `"${etag}"` }
    const { url, ...request } = await signedRequest(bucket, { method: 'PUT', key: 'answers/b', headers }, new Date().toISOString())
    return fetch(url, { ...request, headers: { ...request.headers, ...change } })
  }
  const etag = createHash('md5').update('%PDF-1.7').digest('hex')
  beforeEach(async () => sendForm(await form(), file))

  test('needs the object as it was, and a signature of all that it asks for', async () => {
    expect((await copied('answers/a', etag)).status).toBe(200)
    expect(await said(await copied('answers/a', '0'.repeat(32)))).toEqual([412, 'PreconditionFailed', expect.any(String)])
    expect(await said(await copied('answers/none', etag))).toEqual([403, 'AccessDenied', expect.any(String)])
    const other = { 'x-amz-copy-source': '/files/answers/other' }
    expect(await said(await copied('answers/a', etag, other))).toEqual([403, 'SignatureDoesNotMatch', expect.any(String)])
    expect(await said(await copied('answers/a', etag, { 'x-amz-acl': 'public-read' }))).toEqual([403, 'AccessDenied', expect.any(String)])
  })
})

describe('a stored object', () => {
  beforeEach(async () => sendForm(await form(), file))

  test('is returned in part if a range is requested, with its total length', async () => {
    const response = await fetch(await address('GET'), { headers: { range: 'bytes=0-3' } })
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([206, '%PDF', 'bytes 0-3/8'])
  })

  test('is gone after deletion, and absent looks like forbidden, as it does without the right to list', async () => {
    expect((await fetch(await address('DELETE'), { method: 'DELETE' })).status).toBe(204)
    expect(await said(await fetch(await address('GET')))).toEqual([403, 'AccessDenied', 'Access Denied'])
    expect((await fetch(await address('DELETE'), { method: 'DELETE' })).status).toBe(204)
  })

  test.each([
    ['without a signature', () => fetch(`${bucket.url}/answers/a`), 403, 'AccessDenied', /Access Denied/],
    ['with one that is too old', async () => fetch(await address('GET', Date.now() - 61_000)), 403, 'AccessDenied', /expired/],
    ['with one from the future', async () => fetch(await address('GET', Date.now() + 1_000_000)), 403, 'AccessDenied', /not yet valid/],
    [
      'with one for another object',
      async () => fetch((await address('GET')).replace('answers/a', 'answers/b')),
      403,
      'SignatureDoesNotMatch',
      /signature/,
    ],
    [
      'with one that was prolonged',
      async () => fetch((await address('GET')).replace('Expires=60', 'Expires=6000')),
      403,
      'SignatureDoesNotMatch',
      /signature/,
    ],
    [
      'with one under another name for the browser',
      async () => fetch(`${await address('GET')}&response-content-disposition=inline`),
      403,
      'SignatureDoesNotMatch',
      /signature/,
    ],
    ['for reading, to delete', async () => fetch(await address('GET'), { method: 'DELETE' }), 403, 'SignatureDoesNotMatch', /signature/],
    ['to write with', async () => fetch(await address('GET'), { method: 'PUT', body: 'x' }), 405, 'MethodNotAllowed', /method/],
  ] as const)('cannot be reached %s', async (_, send, status, code, message) => {
    expect(await said(await send())).toEqual([status, code, expect.stringMatching(message)])
    expect(await (await fetch(await address('GET'))).text()).toBe('%PDF-1.7')
  })
})
