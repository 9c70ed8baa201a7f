import type * as z from 'zod'
import type { Path } from '../paths.ts'
import type { Fault } from '../problem.ts'
import type { Access } from '../route.ts'

/** One operation of the API, with the schemas that check it and from which its description is made. */
export interface Operation {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: Path<string>
  readonly access: Access
  readonly summary: string
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly success: { readonly status: 200 | 201 | 202; readonly description: string; readonly schema: z.ZodType }
  readonly faults: readonly Fault[]
}
