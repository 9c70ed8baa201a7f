import { Agent, type AgentOptions } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { GetSendQuotaCommand, SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { senderAddress } from '../domain/basics/network.ts'

/**
 * How an attempt to send ended.
 * - `sent`: SES took the mail
 * - `throttled`: SES did not, but will soon; try again
 * - `parked`: SES takes no mail from us at present (daily quota, sending paused, no rights); nothing is wrong with the mail
 * - `rejected`: SES refuses this mail permanently
 * - `unknown`: no answer came, so it may or may not have been taken
 */
export type Sending =
  | { readonly outcome: 'sent'; readonly sesMessageId: string }
  | { readonly outcome: 'throttled' | 'parked' | 'rejected' | 'unknown'; readonly fault: string }

export interface RawMail {
  /** The outbox message's id; SES returns it with every event about the mail. */
  readonly id: string
  readonly recipient: string
  readonly raw: Uint8Array
}

const throttlings = new Set(['Throttling', 'ThrottlingException', 'TooManyRequestsException'])
const pauses = new Set(['AccountSendingPausedException', 'ConfigurationSetSendingPausedException'])
// The connection was never made, so nothing can have been taken.
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

const classify = (fault: unknown): Sending => {
  if (!(fault instanceof Error)) return { outcome: 'unknown', fault: 'NoError' }
  const { name } = fault
  if ('code' in fault && typeof fault.code === 'string' && unreached.has(fault.code)) return { outcome: 'throttled', fault: fault.code }
  if (throttlings.has(name)) return { outcome: /daily/i.test(fault.message) ? 'parked' : 'throttled', fault: name }
  const status = fault instanceof SESServiceException ? (fault.$metadata.httpStatusCode ?? 0) : 0
  if (pauses.has(name) || status === 403) return { outcome: 'parked', fault: name }
  return { outcome: status >= 400 && status < 500 ? 'rejected' : 'unknown', fault: name }
}

// SES may close an idle connection, and a mail lost on it would look the same as one sent: connections are reused
// only while mails follow each other closely.
const connections: AgentOptions = { keepAlive: true, timeout: 1000 }

/**
 * Sends raw mails through SES, naming the configuration set so that events about them are reported.
 * It tries once: SES has no idempotency token, and a retry after a lost answer would send the mail twice.
 */
export const createMailer = (configurationSet: string, timeoutMs = 10_000) => {
  const [httpAgent, httpsAgent] = [new Agent(connections), new SecureAgent(connections)]
  const client = new SESClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true, httpAgent, httpsAgent },
  })
  // It copies what goes out into a log that nobody keeps.
  client.middlewareStack.remove('loggerMiddleware')
  return {
    /** How many mails a second SES takes from this account; may be a fraction. */
    rate: async (): Promise<number> => {
      const { MaxSendRate } = await client.send(new GetSendQuotaCommand({}))
      return MaxSendRate === undefined || MaxSendRate <= 0 ? 1 : MaxSendRate
    },

    sendRaw: async ({ id, recipient, raw }: RawMail): Promise<Sending> => {
      try {
        const { MessageId } = await client.send(
          new SendRawEmailCommand({
            ConfigurationSetName: configurationSet,
            Source: senderAddress,
            Destinations: [recipient],
            RawMessage: { Data: raw },
            Tags: [{ Name: 'outbox', Value: id }],
          }),
        )
        return MessageId === undefined ? { outcome: 'unknown', fault: 'NoMessageId' } : { outcome: 'sent', sesMessageId: MessageId }
      } catch (fault) {
        return classify(fault)
      }
    },

    /** Closes idle connections before the process is frozen, when it could not notice that they died. */
    hangUp: (): void => {
      for (const { freeSockets } of [httpAgent, httpsAgent])
        for (const socket of Object.values(freeSockets).flatMap((sockets) => sockets ?? [])) socket.destroy()
    },
  }
}
export type Mailer = ReturnType<typeof createMailer>
/** What it takes to keep the pace and to send. */
export type Sender = Pick<Mailer, 'rate' | 'sendRaw'>
