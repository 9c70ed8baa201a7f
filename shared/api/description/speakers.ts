import { removedSpeakerOutput, speakerInput, speakerListOutput, speakerOutput, speakerPatch } from '../speakers.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'

const sessions: string[] = ['panel-buyers-who-move-a-market']
const asked = {
  name: 'Ana Silva',
  email: 'ana.silva@example.org',
  language: 'en',
  role: 'chair',
  sessions,
  rehearsal: '2030-05-13T16:00',
} as const
const added = { id: 'mT8cQ1vZr4Xe6LwB2yNsKg', state: 'invited', ...asked, addedAt: '2030-03-01T09:00:00.000Z' } as const
const invited = { ...added, invitedAt: '2030-03-01T09:00:00.000Z', asked: 1 } as const
const confirmed = {
  ...invited,
  state: 'confirmed',
  organisation: 'Ministry of the Interior',
  biography: 'Ana Silva has bought innovation for security for ten years.',
  recording: 'yes',
  needs: 'A step-free way to the stage.',
  answeredAt: '2030-03-02T10:30:00.000Z',
} as const

export const speakerOperations = {
  listSpeakers: {
    summary: 'List speakers',
    description:
      'The speakers of an event you organise, by name, with what they answered. Those who confirmed are in the programme; needs and link to slides are for organisers only.',
    answers: answers(200, 'The speakers', speakerListOutput, { speakers: [confirmed] }),
  },
  addSpeaker: {
    summary: 'Add a speaker',
    description:
      'Adds a speaker to an event you organise. With `invite`, they are e-mailed their own link, by which they confirm or decline; without, ask them later. Each address can speak once at an event, in any number of its sessions.',
    takes: takes(speakerInput, { ...asked, invite: true }),
    answers: answers(201, 'The speaker', speakerOutput, invited),
    faults: ['state-conflict'],
  },
  getSpeaker: {
    summary: 'Read a speaker',
    description: 'A speaker of an event you organise, with what they answered.',
    answers: answers(200, 'The speaker', speakerOutput, confirmed),
    id: 'speaker',
  },
  changeSpeaker: {
    summary: 'Change a speaker',
    description:
      'Changes the fields you send and leaves the others as they are; null removes the rehearsal. The address cannot change: remove the speaker and add the right address instead.',
    takes: takes(speakerPatch, { rehearsal: '2030-05-13T17:00' }),
    answers: answers(200, 'The changed speaker', speakerOutput, {
      ...confirmed,
      rehearsal: '2030-05-13T17:00',
    }),
    id: 'speaker',
    faults: ['state-conflict'],
  },
  inviteSpeaker: {
    summary: 'Invite a speaker',
    description:
      'E-mails a speaker their own link: for the first time, again if they have not answered or declined, or just the link if they have confirmed. Those who do not answer are reminded once, after a week or three days before the event.',
    answers: answers(200, 'The speaker', speakerOutput, invited),
    id: 'speaker',
    faults: ['state-conflict'],
  },
  removeSpeaker: {
    summary: 'Remove a speaker',
    description: 'Removes a speaker from an event you organise: their link stops working, and everything they entered is deleted.',
    answers: answers(200, 'They are removed', removedSpeakerOutput, { id: added.id }),
    id: 'speaker',
    faults: ['state-conflict'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
