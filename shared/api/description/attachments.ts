import { attachmentOutput, pictureOutput } from '../attachments.ts'
import { attachFileInput, fileFormOutput, setPictureInput } from '../file-forms.ts'
import { namedEventOutput } from '../managed-event.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'

const id = 'kqx3ZbT0wL5rVn8yHd2mQe'
const key = `sent-attachments/building-market-demand/${id}`

export const attachmentOperations = {
  makeFileForm: {
    summary: 'Get a form that uploads a file',
    description:
      'Returns where to send a file of at most 20 MB within an hour: a POST of multipart/form-data with these fields, then the file as file. Attach it with attachFile; until then nobody sees it, and after a day it is deleted.',
    answers: answers(201, 'The form', fileFormOutput, { action: 'https://files.example.org/', fields: { key } }),
    faults: ['state-conflict'],
  },
  attachFile: {
    summary: 'Attach an uploaded file to an event',
    description:
      'Everyone who can see the event can download it. It must be what its name says: a PDF, an office document without macros, a picture or plain text. Repeating it changes nothing.',
    takes: takes(attachFileInput, { key, title: 'Agenda' }),
    answers: answers(201, 'The file', attachmentOutput, {
      id,
      title: 'Agenda',
      size: 48_213,
      type: 'pdf',
      url: `https://events.example.org/events/building-market-demand/files/${id}`,
    }),
    faults: ['state-conflict'],
  },
  setPicture: {
    summary: 'Show an uploaded picture with an event',
    description: 'Replaces the one before. A JPEG, PNG or WebP file of at most 2 MB, with what it shows in words.',
    takes: takes(setPictureInput, { key, alt: 'A full lecture hall' }),
    answers: answers(201, 'The picture', pictureOutput, {
      alt: 'A full lecture hall',
      width: 1600,
      height: 900,
      url: `https://events.example.org/pictures/building-market-demand/own/${id}`,
    }),
    faults: ['state-conflict'],
  },
  removePicture: {
    summary: 'Remove the picture of an event',
    description: 'Deletes the picture for good.',
    answers: answers(200, 'It is removed', namedEventOutput, { slug: 'building-market-demand' }),
    faults: ['state-conflict'],
  },
  removeFile: {
    summary: 'Remove a file from an event',
    description: 'Deletes the file for good.',
    answers: answers(200, 'It is removed', namedEventOutput, { slug: 'building-market-demand' }),
    faults: ['state-conflict'],
    id: 'file',
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
