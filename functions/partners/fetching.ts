import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { network } from '../../shared/domain/basics/network.ts'
import { type PartnerTrouble, partnerPatience } from '../../shared/domain/calendar/partner-calendar.ts'
import { isLoopback, isPublicAddress } from './public-addresses.ts'

/** What an address answered, or what was wrong. */
export type Fetched = { readonly text: string } | { readonly trouble: PartnerTrouble; readonly status?: number }

interface Way {
  /** Whether plain http is read from this machine itself. */
  readonly loopback: boolean
  /** Every address of a name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  readonly patienceMs?: number
}

const mostBytes = partnerPatience.megabytes * 1_000_000
const mostRedirects = 3
const patience = partnerPatience.seconds * 1000
const redirects = [301, 302, 303, 307, 308]

const resolveAll = async (host: string): Promise<readonly string[]> => (await lookup(host, { all: true })).map(({ address }) => address)

/** Always the addresses that were checked, whatever the name server says by now. */
const pinned =
  (addresses: readonly string[]): LookupFunction =>
  (_, { all }, found) => {
    const answers = addresses.map((address) => ({ address, family: isIP(address) }))
    if (all === true) found(null, answers)
    else found(null, answers[0]?.address ?? '', answers[0]?.family)
  }

type Target = { readonly addresses: readonly string[] } | { readonly trouble: PartnerTrouble }

/** The rest of `work`, unless the signal comes first. */
const until = <Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> =>
  Promise.race([work, new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))])

/** Where a URL leads, if it may be read: over https, and every address of its name is public. */
const targetOf = async (url: URL, { loopback, resolve = resolveAll }: Way, signal: AbortSignal): Promise<Target> => {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isPlain = url.protocol === 'http:' && loopback
  if (url.protocol !== 'https:' && !isPlain) return { trouble: 'not-secure' }
  const addresses = isIP(host) === 0 ? await until(signal, resolve(host)).catch(() => []) : [host]
  if (addresses.length === 0) return { trouble: signal.aborted ? 'slow' : 'unknown-host' }
  const mayConnect = isPlain ? addresses.every(isLoopback) : addresses.every(isPublicAddress) && url.port === ''
  return mayConnect ? { addresses } : { trouble: 'private-address' }
}

interface Answer {
  readonly status: number
  readonly location: string | undefined
  /** Undefined if it is too large. */
  readonly body: Buffer | undefined
}

const read = async (response: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response) {
    if (!Buffer.isBuffer(part)) continue
    bytes += part.length
    if (bytes > mostBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Asks once; follows nothing. */
const ask = (url: URL, addresses: readonly string[], signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? secureRequest : plainRequest
    const headers = {
      accept: 'text/calendar, */*;q=0.1',
      // What unpacks to gigabytes is never unpacked.
      'accept-encoding': 'identity',
      'user-agent': `Plenary calendar reader (${network.siteUrl})`,
    }
    const sent = request(url, { agent: false, lookup: pinned(addresses), headers, signal }, (response) => {
      const { statusCode: status = 0, headers: given } = response
      const body = status === 200 ? read(response) : Promise.resolve(Buffer.alloc(0))
      body.then((bytes) => resolve({ status, location: given.location, body: bytes }), reject).finally(() => sent.destroy())
    })
    sent.on('error', reject)
    sent.end()
  })

const textIn = ({ status, body }: Answer): Fetched => {
  if (status !== 200) return { trouble: 'answered', status }
  if (body === undefined) return { trouble: 'too-large' }
  const text = new TextDecoder().decode(body)
  return /^\s*BEGIN:VCALENDAR/i.test(text) ? { text } : { trouble: 'not-a-calendar' }
}

/** One step on the way to a calendar: what it says, or where it leads. */
const step = async (url: URL, way: Way, signal: AbortSignal): Promise<Fetched | { readonly next: URL | null }> => {
  const target = await targetOf(url, way, signal)
  if ('trouble' in target) return target
  const answer = await ask(url, target.addresses, signal).catch(() => undefined)
  if (answer === undefined) return { trouble: signal.aborted ? 'slow' : 'unreachable' }
  if (!redirects.includes(answer.status) || answer.location === undefined) return textIn(answer)
  return { next: URL.parse(answer.location, url) }
}

/**
 * Reads what somebody entered the address of, for ten seconds at most. Every step on the way is checked before connecting to it: the name
 * is resolved, all its addresses must be public, and the connection goes to these and no others.
 */
export const createFetching =
  (way: Way) =>
  async (address: string): Promise<Fetched> => {
    const signal = AbortSignal.timeout(way.patienceMs ?? patience)
    let url = URL.parse(address)
    for (let followed = 0; followed <= mostRedirects; followed++) {
      if (url === null) return { trouble: 'unreachable' }
      const stepped: Awaited<ReturnType<typeof step>> = await step(url, way, signal)
      if (!('next' in stepped)) return stepped
      url = stepped.next
    }
    return { trouble: 'too-many-redirects' }
  }
