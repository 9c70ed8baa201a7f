import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [
  { method: 'GET', path: paths.eventPicture, access: 'public', page: 'eventPicture', listed: true },
  { method: 'GET', path: paths.networkPicture, access: 'public', page: 'networkPicture', listed: true },
] as const satisfies readonly Route[]
