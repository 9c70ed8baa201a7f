import { proposalOperations } from '../../shared/api/operations.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [...proposalOperations] as const satisfies readonly Route[]
