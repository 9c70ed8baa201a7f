import * as z from 'zod'
import { attachmentSchema } from '../../domain/attachment/attachment.ts'
import { partnerCalendarSchema } from '../../domain/calendar/partner-calendar.ts'
import { slugSchema } from '../../domain/event/event.ts'
import { storedSessionSchema } from '../../domain/event/fields.ts'
import { proposalIdSchema } from '../../domain/proposal/proposal.ts'
import { faults } from '../../http/faults.ts'
import { type Operation, type OperationId, operations } from '../operations.ts'
import { longestHeaders } from '../registering.ts'
import { attachmentOperations } from './attachments.ts'
import { auditOperations } from './audit.ts'
import { namedSchemas, parameterSchema, referenceTo } from './components.ts'
import type { Answer, DescribedOperation, Sample } from './described-operation.ts'
import { eventOperations } from './events.ts'
import { feedbackOperations } from './feedback.ts'
import { groupLinkOperations } from './group-links.ts'
import { letterOperations } from './letters.ts'
import { listOperations, mailingOperations } from './lists.ts'
import { organiserOperations } from './organisers.ts'
import { ownRegistrationOperations } from './own-registration.ts'
import { partnerCalendarOperations } from './partner-calendars.ts'
import { type NamedFault, problemResponses } from './problems.ts'
import { proposalOperations } from './proposals.ts'
import { registeringOperations } from './registering.ts'
import { registrationOperations } from './registrations.ts'
import { repeatedIn } from './repeated.ts'
import { seriesOperations } from './series.ts'
import { sessionOperations } from './sessions.ts'
import { speakerOperations } from './speakers.ts'
import { templateOperations } from './templates.ts'

/** The topics of the API, in the order shown. */
const topics = [
  { name: 'Events', description: 'The public programme and, for organisers, the events they own', operations: eventOperations },
  { name: 'Sessions', description: 'The programme of an event, session by session', operations: sessionOperations },
  { name: 'Speakers', description: 'Asking people to speak, and what they answered', operations: speakerOperations },
  { name: 'Files', description: 'What everyone who can see an event can download', operations: attachmentOperations },
  { name: 'Organisers', description: 'Sharing an event with other organisers, and handing it over', operations: organiserOperations },
  { name: 'Templates', description: 'Events from which others are made', operations: templateOperations },
  { name: 'Partners’ calendars', description: 'What partners publish, beside our own programme', operations: partnerCalendarOperations },
  { name: 'Series', description: 'Events that people register for together', operations: seriesOperations },
  { name: 'Proposals', description: 'Proposing events to the steering group, and voting on them', operations: proposalOperations },
  {
    name: 'Working groups',
    description: 'Proposing events by a working group’s link, without an account',
    operations: groupLinkOperations,
  },
  { name: 'Registering', description: 'Registering for an event, alone or with colleagues', operations: registeringOperations },
  {
    name: 'Own registration',
    description: 'What people do with their own registration, by the token at the end of their personal link',
    operations: ownRegistrationOperations,
  },
  { name: 'Registrations', description: 'Who registered for an event, for its organiser', operations: registrationOperations },
  { name: 'Mailings', description: 'E-mails to many people at once', operations: mailingOperations },
  { name: 'Lists of people', description: 'Members of the network, and people invited to an event', operations: listOperations },
  { name: 'Replies', description: 'E-mails sent in reply to invitations, kept for 30 days', operations: letterOperations },
  { name: 'Record', description: 'What staff read, exported and changed', operations: auditOperations },
  { name: 'Feedback', description: 'Surveys, answers and summaries', operations: feedbackOperations },
] as const

/** The description of each operation. */
export const describedOperations: Readonly<Record<OperationId, DescribedOperation>> = {
  ...eventOperations,
  ...sessionOperations,
  ...speakerOperations,
  ...attachmentOperations,
  ...organiserOperations,
  ...proposalOperations,
  ...groupLinkOperations,
  ...auditOperations,
  ...templateOperations,
  ...partnerCalendarOperations,
  ...seriesOperations,
  ...registeringOperations,
  ...ownRegistrationOperations,
  ...registrationOperations,
  ...mailingOperations,
  ...listOperations,
  ...letterOperations,
  ...feedbackOperations,
}

const registrationId = z.string().regex(/^[\w-]{22}$/)
const letterId = z.string().regex(/^[\w-]{22}\.\S{1,300}$/)

/** Path parameters. */
const parameters = {
  slug: { name: 'slug', description: 'Name of the event or series, as in the address of its page', schema: slugSchema },
  token: { name: 'token', description: 'The token at the end of a personal link', schema: z.string() },
  registration: { name: 'id', description: 'Id of the registration', schema: registrationId },
  session: { name: 'id', description: 'Id of the session', schema: storedSessionSchema.shape.id },
  speaker: { name: 'id', description: 'Id of the speaker', schema: registrationId },
  proposal: { name: 'id', description: 'Id of the proposal', schema: proposalIdSchema },
  groupLink: { name: 'id', description: 'The end of a working group’s link', schema: proposalIdSchema },
  template: { name: 'id', description: 'Id of the template', schema: slugSchema },
  file: { name: 'id', description: 'Id of the file', schema: attachmentSchema.shape.id },
  partnerCalendar: { name: 'id', description: 'Id of the calendar', schema: partnerCalendarSchema.shape.id },
  letter: { name: 'id', description: 'Id of the reply', schema: letterId },
} as const

const pathParameters = ({ path }: Operation, { id = 'registration' }: DescribedOperation) =>
  [...path.pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({ $ref: `#/components/parameters/${name === 'id' ? id : name}` }))

const queryParameters = ({ query }: DescribedOperation) =>
  Object.entries(query?.shape ?? {}).map(([name, given]) => {
    const { description, ...schema } = parameterSchema(given)
    return { name, in: 'query', required: false, description, schema }
  })

const queries = repeatedIn(
  'parameters',
  Object.values(describedOperations).flatMap((each) => queryParameters(each).map((value) => ({ name: `query-${value.name}`, value }))),
)

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Names the request: repeated with the same key, it registers nobody twice and is answered as the first time. With another body it is refused (422). Kept for a day; use a UUID',
  schema: { type: 'string', maxLength: longestHeaders['idempotency-key'] },
}

const proofOfWork = {
  name: 'Proof-Of-Work',
  in: 'header',
  required: false,
  description:
    'Repeats a request after a problem of the type proof-of-work: its challenge and the solution (counter, derivedKey) as JSON in base64. It counts once.',
  schema: { type: 'string', maxLength: longestHeaders['proof-of-work'] },
}

const namedFaults = Object.keys(faults).filter((fault): fault is NamedFault => fault !== 'internal' && fault !== 'proof-of-work')

/** What can go wrong: what follows from the operation's access, path, query and body, plus the faults it names. */
const faultsOf = (operation: Operation, { query, takes, faults: besides = [] }: DescribedOperation): readonly NamedFault[] => {
  const found = new Set<string>([
    ...(takes === undefined ? [] : ['malformed-body', 'too-large']),
    ...(operation.access === 'token' ? ['not-signed-in', 'not-allowed'] : []),
    ...(operation.path.pattern.includes('{') ? ['not-found'] : []),
    ...(takes === undefined && query === undefined ? [] : ['invalid']),
    ...besides,
  ])
  return namedFaults.filter((fault) => found.has(fault))
}

const nameOf = (sample: Sample, io: 'input' | 'output'): string => referenceTo(sample.schema, io).$ref.replace(/^.*\//, '')

const shownExample = ({ example }: Sample) => ({ value: example })

const examples = repeatedIn(
  'examples',
  Object.values(describedOperations).flatMap(({ takes, answers }) => [
    { name: nameOf(answers, 'output'), value: shownExample(answers) },
    ...(takes === undefined ? [] : [{ name: nameOf(takes, 'input'), value: shownExample(takes) }]),
  ]),
)

const bodyOf = (sample: Sample, io: 'input' | 'output') => ({
  'application/json': { schema: referenceTo(sample.schema, io), examples: { example: examples.inPlace(shownExample(sample)) } },
})

const filesOf = ({ files = [] }: Answer) =>
  Object.fromEntries(files.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))

const describeOperation = (operation: Operation, tag: string, described: DescribedOperation) => {
  const { summary, description, takes, mayBeEmpty = false, answers, repeatable, faults: besides = [] } = described
  return {
    operationId: operation.operation,
    tags: [tag],
    summary,
    description,
    parameters: [
      ...pathParameters(operation, described),
      ...queryParameters(described).map((parameter) => queries.inPlace(parameter)),
      ...(repeatable === true ? [{ $ref: '#/components/parameters/idempotencyKey' }] : []),
      ...(besides.includes('proof-of-work') ? [{ $ref: '#/components/parameters/proofOfWork' }] : []),
    ],
    ...(takes === undefined ? {} : { requestBody: { required: !mayBeEmpty, content: bodyOf(takes, 'input') } }),
    responses: {
      [answers.status]: { description: answers.description, content: { ...bodyOf(answers, 'output'), ...filesOf(answers) } },
      ...Object.fromEntries(faultsOf(operation, described).map((fault) => [faults[fault], { $ref: `#/components/responses/${fault}` }])),
    },
    // Others need what the document as a whole says.
    ...(operation.access === 'token' ? {} : { security: [] }),
  }
}

const described = () => {
  const byId = new Map<string, Operation>(operations.map((operation) => [operation.operation, operation]))
  return topics.flatMap(({ name, operations: ids }) =>
    Object.entries<DescribedOperation>(ids).flatMap(([id, said]) => {
      const operation = byId.get(id)
      return operation === undefined ? [] : [{ operation, described: describeOperation(operation, name, said) }]
    }),
  )
}

const sharedParameters = () => ({
  ...Object.fromEntries(
    Object.entries(parameters).map(([name, { schema, ...said }]) => [
      name,
      { ...said, in: 'path', required: true, schema: parameterSchema(schema) },
    ]),
  ),
  ...queries.components,
  idempotencyKey,
  proofOfWork,
})

interface About {
  readonly title: string
  readonly siteUrl: string
  readonly contact: { readonly name: string; readonly url: string; readonly email: string }
}

/** The OpenAPI 3.1 description of the API, built from the schemas that check its requests. */
export const describeApi = ({ title, siteUrl, contact }: About) => ({
  openapi: '3.1.0',
  info: {
    title,
    version: '1',
    description:
      'Events, registrations and feedback of the network. Texts are in the language asked for by Accept-Language. Clients should ignore fields of answers they do not know: more may be added. Pages of any site can read what needs no token (CORS): events, series and this description.',
    contact,
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [{ url: siteUrl }],
  security: [{ issuer: [] }],
  tags: topics.map(({ name, description }) => ({ name, description })),
  paths: Object.fromEntries(
    Object.entries(Object.groupBy(described(), ({ operation }) => operation.path.pattern)).map(([path, of = []]) => [
      path,
      Object.fromEntries(of.map((each) => [each.operation.method.toLowerCase(), each.described])),
    ]),
  ),
  components: {
    schemas: namedSchemas(),
    responses: problemResponses(),
    parameters: sharedParameters(),
    examples: examples.components,
    securitySchemes: {
      issuer: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'Access token of the OpenID provider. Programs get one with the client_credentials grant; its scopes, such as plenary/organiser, are their roles. ID tokens are refused.',
      },
    },
  },
})
