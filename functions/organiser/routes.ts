import { paths } from '../../shared/web/paths.ts'
import type { Route } from '../../shared/web/route.ts'

export const routes = [
  { method: 'GET', path: paths.organiser, access: 'session' },
  { method: 'GET', path: paths.newEvent, access: 'session' },
  { method: 'POST', path: paths.newEvent, access: 'session' },
  { method: 'GET', path: paths.manageEvent, access: 'session' },
  { method: 'GET', path: paths.editEvent, access: 'session' },
  { method: 'POST', path: paths.editEvent, access: 'session' },
  { method: 'POST', path: paths.publishEvent, access: 'session' },
  { method: 'GET', path: paths.cancelEvent, access: 'session' },
  { method: 'POST', path: paths.cancelEvent, access: 'session' },
  { method: 'GET', path: paths.eventRegistrations, access: 'session' },
  { method: 'GET', path: paths.registrationFile, access: 'session' },
  { method: 'GET', path: paths.eventRegistrationsFile, access: 'session' },
  { method: 'POST', path: paths.apiEvents, access: 'token' },
  { method: 'PATCH', path: paths.apiEvent, access: 'token' },
  { method: 'POST', path: paths.apiPublish, access: 'token' },
  { method: 'POST', path: paths.apiCancel, access: 'token' },
  { method: 'GET', path: paths.apiRegistrations, access: 'token' },
  { method: 'POST', path: paths.approveRegistration, access: 'session' },
  { method: 'POST', path: paths.declineRegistration, access: 'session' },
] as const satisfies readonly Route[]
