import { paths } from '../../shared/web/paths.ts'
import type { Route } from '../../shared/web/route.ts'

export const routes = [{ method: 'GET', path: paths.asset, access: 'public', page: 'asset' }] as const satisfies readonly Route[]
