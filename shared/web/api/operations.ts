import * as z from 'zod'
import { mostLines } from '../../domain/address-list.ts'
import { eventInputSchema, eventKindSchema, eventPatchSchema } from '../../domain/event.ts'
import { groupRegistrationInputSchema } from '../../domain/group-registration.ts'
import { registrationInputSchema } from '../../domain/registration.ts'
import { responseInputSchema } from '../../domain/survey.ts'
import { paths } from '../paths.ts'
import { letterOperations } from './letter-operations.ts'
import type { Operation } from './operation.ts'
import { registrationOperations } from './registration-operations.ts'
import {
  addedEntriesOutput,
  addressListOutput,
  eventListOutput,
  eventOutput,
  groupRegisteringOutput,
  invitationsOutput,
  massMailsOutput,
  ownEventOutput,
  registeringOutput,
  registrationHistoryOutput,
  registrationListOutput,
  removedEntriesOutput,
  responseOutput,
  summaryOutput,
  surveyOutput,
} from './schemas.ts'

export const eventListQuery = z.object({
  kind: eventKindSchema.optional(),
  topic: z.string().max(80).optional().describe('Topical Group or topic'),
  when: z.enum(['upcoming', 'past', 'all']).default('all'),
})

export const registrationListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  from: z.string().max(1000).optional().describe('Where the page begins; take it from next'),
})

export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().max(254).default('').describe('A whole address, or the beginning of a domain'),
  from: z.string().max(1000).optional().describe('Where the page begins; take it from next'),
})

export const entriesBody = z.strictObject({
  entries: z
    .array(z.string().max(1000))
    .min(1)
    .max(mostLines)
    .describe('Addresses, or domains that stand for every address in them, not for subdomains'),
})

const memberFaults = ['not-signed-in', 'not-allowed'] as const
const manageFaults = ['not-signed-in', 'not-allowed', 'not-found', 'state-conflict'] as const

export const operations: readonly Operation[] = [
  {
    id: 'listEvents',
    method: 'GET',
    path: paths.apiEvents,
    access: 'public',
    summary: 'List the published events, by start',
    query: eventListQuery,
    success: { status: 200, description: 'The events', schema: eventListOutput },
    faults: ['invalid'],
  },
  {
    id: 'getEvent',
    method: 'GET',
    path: paths.apiEvent,
    access: 'public',
    summary: 'Read a published event',
    success: { status: 200, description: 'The event', schema: eventOutput },
    faults: ['not-found'],
  },
  {
    id: 'createEvent',
    method: 'POST',
    path: paths.apiEvents,
    access: 'token',
    summary: 'Create an event as a draft of your own (organiser)',
    body: eventInputSchema,
    success: { status: 201, description: 'The draft', schema: ownEventOutput },
    faults: ['malformed-body', 'not-signed-in', 'not-allowed', 'invalid'],
  },
  {
    id: 'changeEvent',
    method: 'PATCH',
    path: paths.apiEvent,
    access: 'token',
    summary: 'Change an event of your own; what calendars show goes out to everybody registered (organiser)',
    body: eventPatchSchema,
    success: { status: 200, description: 'The changed event', schema: ownEventOutput },
    faults: ['malformed-body', ...manageFaults, 'invalid'],
  },
  {
    id: 'publishEvent',
    method: 'POST',
    path: paths.apiPublish,
    access: 'token',
    summary: 'Publish a draft of your own, which opens registration (organiser)',
    success: { status: 200, description: 'The published event', schema: ownEventOutput },
    faults: [...manageFaults, 'invalid'],
  },
  {
    id: 'cancelEvent',
    method: 'POST',
    path: paths.apiCancel,
    access: 'token',
    summary: 'Cancel an event of your own; everybody registered is told (organiser)',
    success: { status: 200, description: 'The cancelled event', schema: ownEventOutput },
    faults: manageFaults,
  },
  {
    id: 'register',
    method: 'POST',
    path: paths.apiRegistrations,
    access: 'public',
    summary: 'Register a person; the answer never tells whether the address was registered before',
    body: registrationInputSchema,
    success: { status: 201, description: 'A place, or a place on the waiting list', schema: registeringOutput },
    faults: ['malformed-body', 'not-found', 'state-conflict', 'invalid'],
  },
  {
    id: 'registerGroup',
    method: 'POST',
    path: paths.apiGroupRegistrations,
    access: 'public',
    summary: 'Register several people of one organisation, each with a mail and link of their own; not where a personalKey is needed',
    body: groupRegistrationInputSchema,
    success: { status: 201, description: 'What each of them got', schema: groupRegisteringOutput },
    faults: ['malformed-body', 'not-found', 'state-conflict', 'invalid'],
  },
  {
    id: 'listRegistrations',
    method: 'GET',
    path: paths.apiRegistrations,
    access: 'token',
    summary: 'List who registered for an event of your own (organiser)',
    query: registrationListQuery,
    success: { status: 200, description: 'A page of registrations, oldest first', schema: registrationListOutput },
    faults: ['not-signed-in', 'not-allowed', 'not-found', 'invalid'],
  },
  {
    id: 'readRegistration',
    method: 'GET',
    path: paths.apiRegistrationHistory,
    access: 'token',
    summary: 'Read a registration for an event of your own, with what happened to it and its mails (organiser)',
    success: { status: 200, description: 'The registration and its history', schema: registrationHistoryOutput },
    faults: ['not-signed-in', 'not-allowed', 'not-found'],
  },
  {
    id: 'listMassMails',
    method: 'GET',
    path: paths.apiMassMails,
    access: 'token',
    summary:
      'Follow the mails that everybody registered for an event of your own is owed: changes, reminders, surveys, messages (organiser)',
    success: { status: 200, description: 'Counts of each, newest first', schema: massMailsOutput },
    faults: ['not-signed-in', 'not-allowed', 'not-found'],
  },
  ...registrationOperations,
  ...letterOperations,
  {
    id: 'listInvited',
    method: 'GET',
    path: paths.apiInvited,
    access: 'token',
    summary: 'List who is invited to an event of your own (organiser)',
    query: listQuery,
    success: { status: 200, description: 'A page of the list, by domain', schema: addressListOutput },
    faults: ['not-signed-in', 'not-allowed', 'not-found', 'invalid'],
  },
  {
    id: 'addInvited',
    method: 'POST',
    path: paths.apiInvited,
    access: 'token',
    summary: 'Add people to the list of those invited to an event of your own (organiser)',
    body: entriesBody,
    success: { status: 200, description: 'How many were added; what was refused, and why', schema: addedEntriesOutput },
    faults: ['malformed-body', 'not-signed-in', 'not-allowed', 'not-found', 'invalid'],
  },
  {
    id: 'removeInvited',
    method: 'POST',
    path: paths.apiInvitedRemovals,
    access: 'token',
    summary: 'Take people off the list of those invited to an event of your own (organiser)',
    body: entriesBody,
    success: { status: 200, description: 'How many were taken off', schema: removedEntriesOutput },
    faults: ['malformed-body', 'not-signed-in', 'not-allowed', 'not-found', 'invalid'],
  },
  {
    id: 'sendInvitations',
    method: 'POST',
    path: paths.apiInvitations,
    access: 'token',
    summary: 'Send invitations to those on the list of an event of your own who had none (organiser)',
    success: { status: 202, description: 'The mails are on their way', schema: invitationsOutput },
    faults: manageFaults,
  },
  {
    id: 'listMembers',
    method: 'GET',
    path: paths.apiMembers,
    access: 'token',
    summary: 'List the members of the network (organiser)',
    query: listQuery,
    success: { status: 200, description: 'A page of the list, by domain', schema: addressListOutput },
    faults: [...memberFaults, 'invalid'],
  },
  {
    id: 'addMembers',
    method: 'POST',
    path: paths.apiMembers,
    access: 'token',
    summary: 'Add members of the network (organiser)',
    body: entriesBody,
    success: { status: 200, description: 'How many were added; what was refused, and why', schema: addedEntriesOutput },
    faults: ['malformed-body', ...memberFaults, 'invalid'],
  },
  {
    id: 'removeMembers',
    method: 'POST',
    path: paths.apiMemberRemovals,
    access: 'token',
    summary: 'Take members of the network off the list (organiser)',
    body: entriesBody,
    success: { status: 200, description: 'How many were taken off', schema: removedEntriesOutput },
    faults: ['malformed-body', ...memberFaults, 'invalid'],
  },
  {
    id: 'getSurvey',
    method: 'GET',
    path: paths.apiSurvey,
    access: 'public',
    summary: 'Read the survey of an event',
    success: { status: 200, description: 'The questions', schema: surveyOutput },
    faults: ['not-found'],
  },
  {
    id: 'respond',
    method: 'POST',
    path: paths.apiResponses,
    access: 'public',
    summary: 'Give feedback with the token of a survey link; it works once',
    body: responseInputSchema,
    success: { status: 201, description: 'The response was taken; nothing joins it to a person', schema: responseOutput },
    faults: ['malformed-body', 'not-found', 'state-conflict', 'gone', 'invalid'],
  },
  {
    id: 'getSummary',
    method: 'GET',
    path: paths.apiSummary,
    access: 'token',
    summary: 'Read the summary of an event (steering group: every event; organiser: the own ones)',
    success: { status: 200, description: 'Figures, and answers where at least five people gave them', schema: summaryOutput },
    faults: ['not-signed-in', 'not-allowed', 'not-found'],
  },
]
