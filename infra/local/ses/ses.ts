import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createTransport } from 'nodemailer'
import { readBody } from '../gateway/request-body.ts'
import { keptAlive, listen } from '../ports.ts'
import { arrives, type MailFate, type SesEvent, sesEvents, simulatedFate, type TaggedMail } from './mail-fate.ts'

/** A mail as passed to SES. */
export interface SentMail extends TaggedMail {
  /** The message, byte for byte. */
  readonly raw: Buffer
}

/**
 * What can go wrong, as with SES, immediately or later (`MailFate`). Only `hang-up-after` sends the mail all the same, which only an
 * event reveals.
 * `throttle`: too many per second; `daily-quota`: too many today; `reject`: SES rejects the mail;
 * `server-error`: an answer of 503; `hang-up-before`, `hang-up-after`: the connection is lost before or after SES accepts.
 */
export type MailFault = RefusedAs | 'hang-up-before' | 'hang-up-after' | MailFate
type RefusedAs = 'throttle' | 'daily-quota' | 'reject' | 'server-error'

interface ErrorAnswer {
  readonly status: number
  readonly code: string
  readonly message: string
}

const errors: Readonly<Record<RefusedAs, ErrorAnswer>> = {
  throttle: { status: 400, code: 'Throttling', message: 'Maximum sending rate exceeded.' },
  'daily-quota': { status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' },
  reject: { status: 400, code: 'MessageRejected', message: 'Email address is not verified.' },
  'server-error': { status: 503, code: 'ServiceUnavailable', message: 'Service is unable to handle the request.' },
}

const isRefusal = (fault: MailFault | undefined): fault is RefusedAs => fault !== undefined && fault in errors

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/'

const answer = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
}

const answerError = (response: ServerResponse, { status, code, message }: ErrorAnswer): void => {
  const type = status < 500 ? 'Sender' : 'Receiver'
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error>`
  answer(response, status, `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`)
}

const answerResult = (response: ServerResponse, action: string, result: string): void =>
  answer(
    response,
    200,
    `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  )

const members = (form: URLSearchParams, pattern: RegExp): string[] =>
  [...form].filter(([name]) => pattern.test(name)).map(([, value]) => value)

const mailOf = (form: URLSearchParams): SentMail => {
  const names = members(form, /^Tags\.member\.\d+\.Name$/)
  const values = members(form, /^Tags\.member\.\d+\.Value$/)
  return {
    source: form.get('Source') ?? '',
    destinations: members(form, /^Destinations\.member\.\d+$/),
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
    tags: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
    raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'),
  }
}

export interface LocalSes {
  /** Its URL, for `AWS_ENDPOINT_URL_SES`. */
  readonly endpoint: string
  /** How many mails it has accepted. */
  readonly accepted: () => number
  /** Decides for each mail what goes wrong with it; nothing does without it, or if it returns undefined. */
  readonly setFaults: (decide?: (mail: SentMail) => MailFault | undefined) => void
  /** Reports what becomes of each accepted mail, as SES does to its event destinations. */
  readonly tellEvents: (listener: (mail: SentMail, events: readonly SesEvent[]) => void) => void
  /** Sets the account's rate in mails per second, as reported by `GetSendQuota`. */
  readonly setMaxSendRate: (mailsPerSecond: number) => void
  readonly stop: () => Promise<void>
}

// The initial rate of an account outside the sandbox.
const firstMaxSendRate = 14

/** Where delivered mails go. */
interface Mailboxes {
  readonly take: (mail: SentMail) => Promise<unknown>
  readonly close: () => void
}

const nowhere: Mailboxes = { take: async () => undefined, close: () => undefined }

const bySmtp = (port: Promise<number>): Mailboxes => {
  const connected = port.then((known) =>
    createTransport({ host: '127.0.0.1', port: known, name: 'localhost', secure: false, ignoreTLS: true, pool: true }),
  )
  connected.catch(() => undefined)
  return {
    take: async ({ source, destinations, raw }) => (await connected).sendMail({ envelope: { from: source, to: [...destinations] }, raw }),
    close: () => void connected.then((transport) => transport.close()).catch(() => undefined),
  }
}

/**
 * The SES v1 query API (`SendRawEmail`, `GetSendQuota`) on a free port; forwards each mail's bytes by SMTP, once the port is known,
 * and answers when they are accepted. Without a port the mails go nowhere, and only `tellEvents` reports them.
 */
export const startSes = async ({ smtpPort }: { readonly smtpPort?: Promise<number> } = {}): Promise<LocalSes> => {
  const mailboxes = smtpPort === undefined ? nowhere : bySmtp(smtpPort)
  let decide: (mail: SentMail) => MailFault | undefined = () => undefined
  let accepted = 0
  let maxSendRate = firstMaxSendRate

  let tell: (mail: SentMail, events: readonly SesEvent[]) => void = () => undefined

  /** Accepts a mail: forwards it if it reaches the person, and reports its fate. Resolves to SES's id of the mail. */
  const accept = async (mail: SentMail, given: MailFate | undefined): Promise<string> => {
    const fate = given ?? mail.destinations.map(simulatedFate).find((each) => each !== undefined)
    if (arrives(fate)) await mailboxes.take(mail)
    accepted += 1
    const messageId = randomUUID()
    tell(mail, sesEvents(mail, messageId, fate))
    return messageId
  }

  const send = async (form: URLSearchParams, response: ServerResponse): Promise<void> => {
    const mail = mailOf(form)
    const fault = decide(mail)
    if (fault === 'hang-up-before') {
      response.destroy()
      return
    }
    if (isRefusal(fault)) return answerError(response, errors[fault])
    const messageId = await accept(mail, fault === 'hang-up-after' ? undefined : fault)
    if (fault === 'hang-up-after') response.destroy()
    else answerResult(response, 'SendRawEmail', `<MessageId>${messageId}</MessageId>`)
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, 20 * 1024 * 1024)
    const form = new URLSearchParams(body?.toString('utf8'))
    switch (form.get('Action')) {
      case 'SendRawEmail':
        return send(form, response)
      case 'GetSendQuota': {
        const quota = `<Max24HourSend>50000</Max24HourSend><MaxSendRate>${maxSendRate}</MaxSendRate><SentLast24Hours>${accepted}</SentLast24Hours>`
        return answerResult(response, 'GetSendQuota', quota)
      }
      default:
        return answerError(response, { status: 400, code: 'InvalidAction', message: 'The local SES does not know this action.' })
    }
  }

  const server = createServer(keptAlive, (request, response) => {
    handle(request, response).catch(() => answerError(response, errors['server-error']))
  })
  const port = await listen(server, 0)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    accepted: () => accepted,
    setFaults: (next) => {
      decide = next ?? (() => undefined)
    },
    tellEvents: (listener) => {
      tell = listener
    },
    setMaxSendRate: (mailsPerSecond) => {
      maxSendRate = mailsPerSecond
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
      mailboxes.close()
    },
  }
}
