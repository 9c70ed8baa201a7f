import { createServer, type Server } from 'node:http'

/** A SendRawEmail request as read by SES. */
interface Accepted {
  readonly source: string | null
  readonly destinations: readonly string[]
  readonly configurationSet: string | null
  readonly tag: readonly (string | null)[]
  readonly raw: Buffer
  /** When it was accepted, in epoch milliseconds. */
  readonly at: number
}

/** How the fake answers: accepts the mail, immediately or after 1.5 s, gives an error, stays silent, or hangs up after accepting. */
export type Answer =
  | 'take'
  | 'take-late'
  | 'silence'
  | 'hang-up'
  | { readonly status: number; readonly code: string; readonly message?: string }

const lateMs = 1500

interface Taken {
  readonly body: Buffer
  readonly at: number
}

// Parsed on demand: parsing every mail immediately would delay answers under load and distort the times.
const read = ({ body, at }: Taken): Accepted => {
  const form = new URLSearchParams(body.toString())
  return {
    source: form.get('Source'),
    destinations: [...form.entries()].filter(([name]) => name.startsWith('Destinations.member.')).map(([, value]) => value),
    configurationSet: form.get('ConfigurationSetName'),
    tag: [form.get('Tags.member.1.Name'), form.get('Tags.member.1.Value')],
    raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'),
    at,
  }
}

const reply = (action: string, result: string): string =>
  `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`

/** The SES query API for sending, on a free local port; `rate` is how many mails per second it claims to take. */
export const startFakeSes = async (rate = 1000) => {
  const taken: Taken[] = []
  let answer: Answer = 'take'
  let requests = 0
  let connections = 0

  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const at = Date.now()
      const body = Buffer.concat(chunks)
      if (body.includes('Action=GetSendQuota')) {
        response.writeHead(200, { 'content-type': 'text/xml' }).end(reply('GetSendQuota', `<MaxSendRate>${rate}</MaxSendRate>`))
        return
      }
      requests++
      if (answer === 'silence') return
      if (typeof answer === 'object') {
        const { status, code, message = '' } = answer
        response.writeHead(status, { 'content-type': 'text/xml' })
        response.end(
          `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
        )
        return
      }
      taken.push({ body, at })
      const takeIt = () =>
        response.writeHead(200, { 'content-type': 'text/xml' }).end(reply('SendRawEmail', '<MessageId>ses-1</MessageId>'))
      if (answer === 'hang-up') request.socket.destroy()
      else if (answer === 'take-late') setTimeout(takeIt, lateMs)
      else takeIt()
    })
  })
  server.on('connection', () => connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    endpoint: `http://127.0.0.1:${port}`,
    /** The mails accepted, in order of arrival. */
    accepted: (): readonly Accepted[] => taken.map(read),
    requests: (): number => requests,
    /** How many connections were made since its behaviour was last set. */
    connections: (): number => connections,
    answerWith: (next: Answer): void => {
      answer = next
      taken.length = 0
      requests = 0
      connections = 0
    },
    stop: async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type FakeSes = Awaited<ReturnType<typeof startFakeSes>>
