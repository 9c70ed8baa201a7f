import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { listen } from '../../../infra/local/ports.ts'
import { type LocalS3, startS3 } from '../../../infra/local/s3/s3.ts'
import { type AnswerFiles, createAnswerFiles, type FilePlace } from '../../../shared/store/s3/answer-files.ts'
import { bucketOf } from '../../../shared/store/s3/signing.ts'
import { sendForm, sentKey } from '../../make/upload.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
const back = 'http://localhost:3000/registrations/token'
let s3: LocalS3
let files: AnswerFiles

const filesAt = (endpoint: string): AnswerFiles =>
  createAnswerFiles(
    bucketOf('files', {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_S3: endpoint,
    }),
  )

beforeAll(async () => {
  s3 = await startS3({ buckets: ['files'], folder, signer: { accessKeyId: 'local', secretAccessKey: 'local', region: 'eu-west-1' } })
  files = filesAt(s3.endpoint)
})
afterAll(async () => {
  await s3.stop()
  rmSync(folder, { recursive: true, force: true })
})

let people = 0
const somebody = (question = 'plan'): FilePlace => ({ registration: { slug: 'demand', id: `person-${++people}`, round: 1 }, question })
const now = (): string => new Date().toISOString()
/** Sends a file and makes it the answer. */
const upload = async (place: FilePlace, name: string, content: string | Uint8Array<ArrayBuffer>) => {
  const response = await sendForm(await files.uploadForm(place, back, now()), { name, content })
  if (response.status !== 303) return response
  const { key, etag } = sentKey(response)
  expect(await files.take(place, key, etag, now())).toBe(true)
  return response
}

describe('a file sent with the form', () => {
  test.each(['plan.pdf', 'Étude (version 2), 50 %.pdf', '計画 & план.pdf', `o'neil "final".pdf`])('is stored as %s', async (name) => {
    const place = somebody()
    expect(await files.get(place, now())).toBeUndefined()
    const response = await upload(place, name, `%PDF-1.7 ${'x'.repeat(2000)}`)
    expect([response.status, response.headers.get('location')?.split('?')[0]]).toEqual([303, back])
    expect(await files.get(place, now())).toEqual({ state: 'kept', name, size: 2009, storedAt: expect.stringMatching(/^\d{4}-.*Z$/) })
  })

  test('replaces the one before, and can be removed, even twice', async () => {
    const place = somebody()
    await upload(place, 'first.txt', 'first')
    await upload(place, 'second.txt', 'second!')
    expect(await files.get(place, now())).toMatchObject({ name: 'second.txt', size: 7 })
    await files.remove(place, now())
    await files.remove(place, now())
    expect(await files.get(place, now())).toBeUndefined()
  })

  test('is only what was sent until it is taken, as it was when that was decided, and then gone from there', async () => {
    const place = somebody()
    const form = await files.uploadForm(place, back, now())
    const first = sentKey(await sendForm(form, { name: 'first.txt', content: 'first' }))
    expect([files.isUploadFor(place, first.key), files.isUploadFor(somebody(), first.key)]).toEqual([true, false])
    expect([await files.get(place, now()), await files.getUpload(first.key, now())]).toMatchObject([undefined, { name: 'first.txt' }])
    const second = sentKey(await sendForm(form, { name: 'second.txt', content: 'second' }))
    expect([second.key, await files.take(place, first.key, first.etag, now())]).toEqual([first.key, false])
    expect(await files.take(place, second.key, second.etag, now())).toBe(true)
    expect([await files.get(place, now()), await files.getUpload(second.key, now())]).toMatchObject([{ name: 'second.txt' }, undefined])
    expect(await files.take(place, second.key, second.etag, now())).toBe(false)
  })

  test('may have five megabytes but not a byte more', async () => {
    const place = somebody()
    expect((await upload(place, 'large.txt', new Uint8Array(5 * 1024 * 1024 + 1).fill(65))).status).toBe(400)
    expect(await files.get(place, now())).toBeUndefined()
    expect((await upload(place, 'large.txt', new Uint8Array(5 * 1024 * 1024).fill(65))).status).toBe(303)
    expect(await files.get(place, now())).toMatchObject({ size: 5 * 1024 * 1024 })
  })

  test('does not count if it is not what its name says', async () => {
    const place = somebody()
    await upload(place, 'plan.pdf', 'MZ program')
    expect(await files.get(place, now())).toEqual({ state: 'refused' })
  })

  test.each([1_000, 400_000])('does not count if it is a document of %i bytes with macros under a harmless name', async (bytes) => {
    const harmless = somebody()
    const place = somebody()
    const document = (listed: string): string => `PK\u0003\u0004${'x'.repeat(bytes)}PK\u0001\u0002${listed}PK\u0005\u0006`
    await upload(harmless, 'letter.docx', document('word/document.xml'))
    await upload(place, 'letter.docx', document('word/vbaProject.bin'))
    expect([await files.get(harmless, now()), await files.get(place, now())]).toMatchObject([{ state: 'kept' }, { state: 'refused' }])
  })

  test('is not the answer of another person, question or registration', async () => {
    const place = somebody()
    await upload(place, 'plan.pdf', '%PDF-1.7')
    const { registration } = place
    const others: readonly FilePlace[] = [
      { registration: { ...registration, id: 'another' }, question: 'plan' },
      { registration: { ...registration, round: 2 }, question: 'plan' },
      { registration: { ...registration, slug: 'other' }, question: 'plan' },
      { registration, question: 'letter' },
    ]
    expect(await Promise.all(others.map((other) => files.get(other, now())))).toEqual([undefined, undefined, undefined, undefined])
  })

  test('is downloaded under its name by anyone with the URL, never displayed', async () => {
    const place = somebody()
    await upload(place, `Étude "1".pdf`, '%PDF-1.7')
    const response = await fetch(await files.downloadUrl(place, `Étude "1".pdf`, now()))
    expect([response.headers.get('content-disposition'), response.headers.get('content-type'), await response.text()]).toEqual([
      `attachment; filename*=UTF-8''%C3%89tude%20%221%22.pdf`,
      'application/octet-stream',
      '%PDF-1.7',
    ])
  })

  test('cannot be sent an hour later, nor downloaded after five minutes', async () => {
    const place = somebody()
    const [hourAgo, sixMinutesAgo] = [3_601_000, 301_000].map((ms) => new Date(Date.now() - ms).toISOString())
    expect((await sendForm(await files.uploadForm(place, back, hourAgo ?? ''), { name: 'a.txt', content: 'a' })).status).toBe(403)
    await upload(place, 'a.txt', 'a')
    expect((await fetch(await files.downloadUrl(place, 'a.txt', sixMinutesAgo ?? ''))).status).toBe(403)
  })
})

describe('when S3 has problems', () => {
  const answering = async (statuses: readonly number[], code: string) => {
    const left = [...statuses]
    const server = createServer((request, response) => {
      const status = left.shift()
      request.resume()
      if (status === undefined) response.destroy()
      else response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`)
    })
    const port = await listen(server, 0)
    return { files: filesAt(`http://127.0.0.1:${port}`), left, stop: () => server.close() }
  }

  test('the request is retried once', async () => {
    const unwell = await answering([503, 403], 'AccessDenied')
    expect(await unwell.files.get(somebody(), now())).toBeUndefined()
    expect(unwell.left).toEqual([])
    unwell.stop()
  })

  test.each([
    ['a fault that stays', [500, 500], 'InternalError', 'InternalError'],
    ['credentials that are not valid', [403], 'InvalidAccessKeyId', 'InvalidAccessKeyId'],
    ['a lost connection', [], '', 'fetch failed'],
  ])('%s is a fault, not a missing file', async (_, statuses, code, message) => {
    const unwell = await answering(statuses, code)
    await expect(unwell.files.get(somebody(), now())).rejects.toThrow(message)
    unwell.stop()
  })
})
