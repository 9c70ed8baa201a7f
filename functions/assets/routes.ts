import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [{ method: 'GET', path: paths.asset, access: 'public', page: 'asset' }] as const satisfies readonly Route[]
