import { steeringOperations } from '../../shared/api/operations.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [
  { method: 'GET', path: paths.steering, access: 'session', page: 'overview' },
  { method: 'GET', path: paths.summary, access: 'session', page: 'summary' },
  ...steeringOperations,
] as const satisfies readonly Route[]
