import { paths } from '../../shared/web/paths.ts'
import type { Route } from '../../shared/web/route.ts'

export const routes = [
  { method: 'GET', path: paths.steering, access: 'session' },
  { method: 'GET', path: paths.summary, access: 'session' },
  { method: 'GET', path: paths.apiSummary, access: 'token' },
] as const satisfies readonly Route[]
