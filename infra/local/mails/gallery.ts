import type { IncomingMessage } from 'node:http'
import { emblemPng } from '../../../shared/mail/look/emblem.ts'
import { mime } from '../../../shared/mail/mime/mime.ts'
import { mailOf } from '../../../shared/mail/rendered-mail.ts'
import type { HttpAnswer } from '../gateway/proxy-result.ts'
import { galleryPath } from './address.ts'
import { sampleLinks } from './filled-message.ts'
import { galleryView, readWanted } from './gallery-view.ts'
import { type Sample, samples } from './samples.ts'
import { readShowing, shownMail } from './shown-mail.ts'

// The mails have sample data, but their markup is under test: nothing may run or load from elsewhere.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'"

const answer = (status: number, type: string, body: string | Buffer): HttpAnswer => ({
  status,
  headers: {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  },
  cookies: [],
  body: Buffer.from(body),
})

const html = 'text/html; charset=utf-8'
const text = 'text/plain; charset=utf-8'

const rawOf = async ({ message }: Sample): Promise<Buffer> => mime(message, await mailOf(message, sampleLinks))

/** `<sample>.html` as displayed, `<sample>.eml` byte for byte. */
const onePart = async (file: string, query: URLSearchParams): Promise<HttpAnswer> => {
  const sample = samples.find(({ name }) => file === `${name}.html` || file === `${name}.eml`)
  if (sample === undefined) return answer(404, text, 'There is no such mail.\n')
  if (file.endsWith('.eml')) return answer(200, text, await rawOf(sample))
  return answer(200, html, shownMail((await mailOf(sample.message, sampleLinks)).html, readShowing(query)))
}

/**
 * Every kind of mail with sample data, made by the same functions as real mails: a page of them all in one language,
 * each mail's HTML for a frame, its bytes, and the emblem.
 */
export const gallery = async (request: IncomingMessage): Promise<HttpAnswer> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, text, 'The mails can only be looked at.\n')
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === `${galleryPath}/eu-emblem.png`) return answer(200, 'image/png', emblemPng)
  if (pathname !== galleryPath) return onePart(pathname.slice(galleryPath.length + 1), searchParams)
  const wanted = readWanted(searchParams)
  const shown = samples.filter(({ message }) => message.language === wanted.language)
  const mails = shown.map(async (sample) => ({
    name: sample.name,
    kind: sample.message.kind,
    mail: await mailOf(sample.message, sampleLinks),
    head: (await rawOf(sample)).toString('latin1').split('\r\n\r\n')[0] ?? '',
  }))
  return answer(200, html, await galleryView(await Promise.all(mails), wanted))
}
