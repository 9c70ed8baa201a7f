import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [
  { method: 'GET', path: paths.signIn, access: 'public', page: 'signIn' },
  { method: 'GET', path: paths.signInReturn, access: 'public', page: 'signInReturn' },
  { method: 'POST', path: paths.signOut, access: 'public', page: 'signOut' },
] as const satisfies readonly Route[]
