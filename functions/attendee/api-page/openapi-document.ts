import * as z from 'zod'

/** A JSON Schema, as far as the readable page shows it. */
export interface JsonSchema {
  readonly $ref?: string | undefined
  readonly type?: string | readonly string[] | undefined
  readonly description?: string | undefined
  readonly enum?: readonly unknown[] | undefined
  readonly const?: unknown
  readonly default?: unknown
  readonly format?: string | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly maxLength?: number | undefined
  readonly items?: JsonSchema | undefined
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined
  readonly required?: readonly string[] | undefined
  readonly anyOf?: readonly JsonSchema[] | undefined
  readonly oneOf?: readonly JsonSchema[] | undefined
}

const jsonSchema: z.ZodType<JsonSchema> = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  get items() {
    return jsonSchema.optional()
  },
  get properties() {
    return z.record(z.string(), jsonSchema).optional()
  },
  required: z.array(z.string()).optional(),
  get anyOf() {
    return z.array(jsonSchema).optional()
  },
  get oneOf() {
    return z.array(jsonSchema).optional()
  },
})

const content = z.record(
  z.string(),
  z.object({ schema: jsonSchema.optional(), examples: z.record(z.string(), z.object({ value: z.unknown().optional() })).default({}) }),
)

/** A reference to a named component. */
const reference = z.object({ $ref: z.string() })

const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: jsonSchema.default({}),
})

const response = z.object({ description: z.string(), content: content.optional() })

const operation = z.object({
  operationId: z.string(),
  summary: z.string().default(''),
  description: z.string().optional(),
  parameters: z.array(z.union([reference, parameter])).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.union([reference, response])),
  /** Empty if it needs none; what the document says if left out. */
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
})

/** The parts of an OpenAPI 3.1 document shown on the readable page; the rest is allowed and ignored. */
export const openApiDocumentSchema = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().optional() }),
  servers: z.array(z.object({ url: z.string() })).default([]),
  paths: z.record(
    z.string(),
    z.object({
      get: operation.optional(),
      post: operation.optional(),
      put: operation.optional(),
      patch: operation.optional(),
      delete: operation.optional(),
    }),
  ),
  components: z
    .object({ schemas: z.record(z.string(), jsonSchema).default({}), parameters: z.record(z.string(), parameter).default({}) })
    .default({ schemas: {}, parameters: {} }),
})
export type OpenApiDocument = z.infer<typeof openApiDocumentSchema>
export type OpenApiOperation = z.infer<typeof operation>

/** The name at the end of a reference. */
export const nameIn = ({ $ref }: z.infer<typeof reference>): string => $ref.slice($ref.lastIndexOf('/') + 1)
