import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [
  { method: 'GET', path: paths.myData, access: 'public', page: 'myDataForm' },
  { method: 'POST', path: paths.myData, access: 'public', page: 'sendMyData' },
  { method: 'GET', path: paths.myDataSent, access: 'public', page: 'myDataSent' },
  { method: 'GET', path: paths.myDataErased, access: 'public', page: 'myDataErased' },
  { method: 'GET', path: paths.myDataShown, access: 'public', page: 'shownData' },
  { method: 'GET', path: paths.myDataJson, access: 'public', page: 'dataAsJson' },
  { method: 'GET', path: paths.myDataText, access: 'public', page: 'dataAsText' },
  { method: 'GET', path: paths.myDataErase, access: 'public', page: 'eraseForm' },
  { method: 'POST', path: paths.myDataErase, access: 'public', page: 'erase' },
  { method: 'GET', path: paths.retention, access: 'public', page: 'retention', listed: true },
] as const satisfies readonly Route[]
