import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import * as z from 'zod'
import { demoPassword } from '../../../infra/local/issuer/accounts.ts'

/** A response of the API; bodies are JSON. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

interface Asked {
  /** Access token of a staff member or machine. */
  readonly token?: string
  readonly body?: unknown
  /** `Accept-Language` of the request. */
  readonly language?: string
  /** The loopback address that the request comes from, for somebody elsewhere. */
  readonly from?: string
}

export type Api = (method: 'GET' | 'POST' | 'PATCH', path: string, asked?: Asked) => Promise<Answer>

/** The service's API as used by a program on another machine. */
export const createApi =
  (siteUrl: string): Api =>
  async (method, path, { token, body, language, from } = {}) => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(language === undefined ? {} : { 'accept-language': language }),
    }
    const localAddress = from === undefined ? {} : { localAddress: from }
    const sent = request(siteUrl.replace('localhost', '127.0.0.1') + path, { method, headers, ...localAddress })
    sent.end(body === undefined ? undefined : JSON.stringify(body))
    const [response] = z.tuple([z.instanceof(IncomingMessage)]).parse(await once(sent, 'response'))
    return { status: response.statusCode ?? 0, body: await json(response) }
  }

/** Where a person's requests come from: an address of their own, as most people have. */
export const addressOf = ({ email }: { readonly email: string }): string => {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(email).digest()
  return `127.${a}.${b}.${Math.max(2, c % 255)}`
}

const discoverySchema = z.object({ token_endpoint: z.url() })
const tokenSchema = z.object({ access_token: z.string() })

/** The access token that a machine gets with its id and secret (RFC 6749 §4.4), at the endpoint named by the issuer. */
export const machineToken = async (issuerUrl: string, clientId: string): Promise<string> => {
  const discovered = await fetch(`${issuerUrl}/.well-known/openid-configuration`)
  const { token_endpoint: endpoint } = discoverySchema.parse(await discovered.json())
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${demoPassword}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return tokenSchema.parse(await response.json()).access_token
}
