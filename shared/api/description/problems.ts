import type { Challenge } from '../../domain/basics/proof-of-work.ts'
import { type Fault, faults } from '../../http/faults.ts'

interface DescribedFault {
  readonly description: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly message: string }[]
}

const hexOf = (digits: string): string => digits.repeat(32 / digits.length)

/** Its answer has the status of `too-many`, with which it is described. */
const proofOfWork = {
  type: '/api/v1#proof-of-work',
  status: faults['proof-of-work'],
  title: 'A proof of work is needed',
  detail: 'Solve the challenge with an ALTCHA library, then send the same request again with the result in the header Proof-Of-Work.',
  challenge: {
    parameters: {
      algorithm: 'PBKDF2/SHA-256',
      cost: 1000,
      data: { event: 'building-market-demand', people: 1, until: 1904659200, request: hexOf('5a') },
      keyLength: 32,
      keyPrefix: hexOf('0b'),
      keySignature: hexOf('1c').repeat(2),
      nonce: hexOf('2d'),
      salt: hexOf('3e'),
    },
    signature: hexOf('4f').repeat(2),
  } satisfies Challenge,
}

/** The faults that operations name. */
export type NamedFault = Exclude<Fault, 'internal' | 'proof-of-work'>

const described: Readonly<Record<NamedFault, DescribedFault>> = {
  'malformed-body': {
    description: 'The body is not JSON.',
    title: 'The request cannot be read',
    detail: 'Send a JSON object as application/json.',
  },
  'not-signed-in': {
    description: 'There is no valid access token. The gateway answers with a plain message; a token that names nobody gets a problem.',
    title: 'You are not signed in',
    detail: 'Your account does not have the role needed for this.',
  },
  'not-allowed': {
    description: 'The token lacks the scope, to which the gateway answers with a plain message, or the event belongs to another organiser.',
    title: 'You do not have permission',
    detail: 'Only the organiser of this event can do this.',
  },
  'not-found': {
    description: 'There is nothing at this address. Drafts of other organisers are not found either.',
    title: 'Not found',
    detail: 'There is no event at this address.',
  },
  'state-conflict': {
    description: 'The event or the registration is not in a state that allows this.',
    title: 'This is not possible at the moment',
    detail: 'Registration for this event is not open.',
  },
  gone: {
    description: 'The link has already been used.',
    title: 'No longer available',
    detail: 'This link has already been used. Thank you for your feedback.',
  },
  'too-large': {
    description:
      'The body has more than 64 kB or 500 values (events: 512 kB, lists and marks of attendance: 2.2 MB, or 6,000 values), or more than 12 levels.',
    title: 'The request is too large',
    detail: 'This is more than can be sent at once. Go back and send less, for example fewer lines or shorter texts.',
  },
  'too-many': {
    description:
      'Too many requests of this kind came from this network or for this address. Retry-After says when to try again. A registration may be asked for a proof of work first: a problem of the type proof-of-work.',
    title: 'Too many at once',
    detail:
      'Many people have just registered for this event from the network you are using, and have yet to confirm their addresses. Your registration has not been saved. Try again in half an hour, or from another network.',
  },
  invalid: {
    description: 'Some fields are not valid; errors lists each of them.',
    title: 'Some fields are not valid',
    detail: 'Correct the fields listed under errors and send the request again.',
    errors: [{ field: 'email', code: 'email', message: 'Enter an e-mail address such as name@organisation.eu' }],
  },
}

const problemBody = (fault: NamedFault) => {
  const { description: _, ...said } = described[fault]
  return {
    schema: { $ref: '#/components/schemas/Problem' },
    examples: {
      example: { value: { type: `/api/v1#${fault}`, status: faults[fault], ...said } },
      ...(fault === 'too-many' ? { 'proof-of-work': { value: proofOfWork } } : {}),
    },
  }
}

// Requests without a valid token or its scope stop at API Gateway, which does not answer with problem details.
const gatewayBody = (message: string) => ({
  schema: { $ref: '#/components/schemas/GatewayMessage' },
  examples: { example: { value: { message } } },
})
const gatewayMessages: Readonly<Partial<Record<NamedFault, string>>> = { 'not-signed-in': 'Unauthorized', 'not-allowed': 'Forbidden' }

const contentOf = (fault: NamedFault) => {
  const message = gatewayMessages[fault]
  return {
    ...(message === undefined ? {} : { 'application/json': gatewayBody(message) }),
    'application/problem+json': problemBody(fault),
  }
}

const isNamed = (fault: string): fault is NamedFault => Object.hasOwn(described, fault)

/** The answers that many operations share, by problem name. */
export const problemResponses = () =>
  Object.fromEntries(
    Object.keys(described)
      .filter(isNamed)
      .map((fault) => [fault, { description: described[fault].description, content: contentOf(fault) }]),
  )
