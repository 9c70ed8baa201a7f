import type { IncomingMessage } from 'node:http'
import { type HttpAnswer, jsonAnswer } from '../gateway/proxy-result.ts'
import { readBody } from '../gateway/request-body.ts'
import type { Mailroom } from './mailroom.ts'

export const inboundPath = '/local/inbound'

// The largest mail that SES stores (SES service quotas, "Email receiving").
const longestMail = 40 * 1024 * 1024

const problem = (status: number, title: string, detail: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer =>
  jsonAnswer(status, { type: 'about:blank', title, status, detail }, { 'content-type': 'application/problem+json', ...headers })

/**
 * `POST` of a mail's bytes receives it as SES would, for the mailbox that organises invitations or the address in `?to=`.
 * It answers once the mail is stored; processing follows, as in AWS.
 */
export const answerInbound = async (request: IncomingMessage, receive: Mailroom): Promise<HttpAnswer> => {
  if (request.method !== 'POST')
    return problem(405, 'Method Not Allowed', 'Mails are received with POST; the body is the mail, byte for byte.', { allow: 'POST' })
  const raw = await readBody(request, longestMail)
  if (raw === undefined) return problem(413, 'Content Too Large', 'SES takes mails of 40 MB at most.')
  const to = new URL(request.url ?? '/', 'http://local').searchParams.get('to') ?? undefined
  const id = receive(raw, to)
  return id === undefined ? problem(422, 'Unprocessable Content', 'No receipt rule takes mail for this address.') : jsonAnswer(202, { id })
}
