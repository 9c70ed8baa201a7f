import { removedSessionOutput, savedSessionOutput, sessionInput, sessionPatch } from '../sessions.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'

const said = {
  title: 'Panel: buyers who move a market',
  kind: 'panel',
  start: '2030-05-14T10:00',
  end: '2030-05-14T11:00',
  room: 'Plenary hall',
  track: 'Influence',
} as const
const people = { speakers: [{ name: 'Ana Silva', organisation: 'Ministry of the Interior' }], chair: { name: 'Olga Novak' } }
const saved = { id: 'panel-buyers-who-move-a-market', ...said, ...people, choose: false, warnings: [] }

const told = 'If attendees chose the session and the event is published, those who chose it are told.'

export const sessionOperations = {
  addSession: {
    summary: 'Add a session',
    description:
      'Adds a session to an event you organise. Its times are wall times in the zone of the event, between its start and its end. Its id never changes.',
    takes: takes(sessionInput, { ...said, ...people }),
    answers: answers(201, 'The session', savedSessionOutput, saved),
    faults: ['state-conflict'],
  },
  changeSession: {
    summary: 'Change a session',
    description: `Changes the fields you send and leaves the others as they are; null removes an optional field (RFC 7396). With the ETag of an earlier answer in If-Match, it fails if somebody else changed the session since. ${told}`,
    takes: takes(sessionPatch, { room: 'Room A', chair: null }),
    answers: answers(200, 'The changed session', savedSessionOutput, {
      ...saved,
      room: 'Room A',
      chair: undefined,
      warnings: [{ code: 'same-room', sessions: [saved.id, 'opening'], room: 'Room A' }],
    }),
    id: 'session',
    faults: ['state-conflict'],
  },
  removeSession: {
    summary: 'Remove a session',
    description: `Removes a session from its event; its places are gone. If-Match works as for changes. ${told}`,
    answers: answers(200, 'It is removed', removedSessionOutput, { id: saved.id }),
    id: 'session',
    faults: ['state-conflict'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
