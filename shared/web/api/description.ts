import * as z from 'zod'
import { faults } from '../problem.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { problemOutput } from './schemas.ts'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' })
  return rest
}

const pathParameters = (operation: Operation) =>
  [...operation.path.pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

const queryParameters = (operation: Operation) =>
  Object.entries(operation.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: z.toJSONSchema(z.object({ schema }), { io: 'input', unrepresentable: 'any' }).properties?.['schema'] ?? {},
  }))

const responses = ({ success, faults: named }: Operation) => ({
  [success.status]: { description: success.description, content: { 'application/json': { schema: schemaOf(success.schema, 'output') } } },
  ...Object.fromEntries(
    named.map((fault) => [
      faults[fault],
      { description: fault, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  ),
})

const describeOperation = (operation: Operation) => ({
  operationId: operation.id,
  summary: operation.summary,
  parameters: [...pathParameters(operation), ...queryParameters(operation)],
  ...(operation.body === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body, 'input') } } } }),
  responses: responses(operation),
  security: operation.access === 'token' ? [{ issuer: [] }] : [],
})

/** The description of the API in OpenAPI 3.1, made from the schemas that check its requests. */
export const describeApi = (about: { title: string; siteUrl: string }) => {
  const byPath = Object.groupBy(operations, (operation) => operation.path.pattern)
  return {
    openapi: '3.1.0',
    info: { title: about.title, version: '1', license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: about.siteUrl }],
    paths: Object.fromEntries(
      Object.entries(byPath).map(([path, of = []]) => [
        path,
        Object.fromEntries(of.map((operation) => [operation.method.toLowerCase(), describeOperation(operation)])),
      ]),
    ),
    components: {
      schemas: { Problem: schemaOf(problemOutput, 'output') },
      securitySchemes: {
        issuer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Access token of the OpenID provider; machines get one with the grant client_credentials.',
        },
      },
    },
  }
}
