import { paths } from '../../shared/web/paths.ts'
import type { Route } from '../../shared/web/route.ts'

export const routes = [
  { method: 'GET', path: paths.signIn, access: 'public' },
  { method: 'GET', path: paths.signInReturn, access: 'public' },
  { method: 'POST', path: paths.signOut, access: 'public' },
] as const satisfies readonly Route[]
