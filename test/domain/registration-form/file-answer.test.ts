import { describe, expect, test } from '@jest/globals'
import { fileAnswer, fileQuestionsOf } from '../../../shared/domain/registration-form/file-answer.ts'
import { makeEventInput } from '../../make/programme.ts'

const storedAt = '2026-03-04T05:06:07.000Z'

const judged = (name: string, start: string | readonly number[]) =>
  fileAnswer({ name, start: typeof start === 'string' ? new TextEncoder().encode(start) : Uint8Array.from(start), size: 1000, storedAt })

const zip = 'PK\u0003\u0004...'

describe('a file counts as an answer', () => {
  test.each([
    ['plan.pdf', '%PDF-1.7\n'],
    ['Plan.PDF', '%PDF-1.4'],
    ['scanner.pdf', '\r\n%PDF-1.4'],
    ['with-mark.pdf', '\ufeff%PDF-1.4'],
    ['late.pdf', `${' '.repeat(1000)}%PDF-1.4`],
    ['letter.docx', zip],
    ['letter.odt', zip],
    ['scan.png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    ['photo.jpg', [0xff, 0xd8, 0xff, 0xe0]],
    ['photo.jpeg', [0xff, 0xd8, 0xff, 0xe1]],
    ['notes.txt', 'Notes, été'],
    ['計画.v2.txt', 'x'],
  ])('if it is what its name says: %s', (name, start) => {
    expect(judged(name, start)).toEqual({ state: 'kept', name, size: 1000, storedAt })
  })
})

describe('a file does not count', () => {
  test.each([
    ['a kind that is not taken', 'tool.exe', 'MZ'],
    ['a web page', 'page.html', '<html>'],
    ['another kind behind the name of a document', 'plan.pdf', 'MZ\u0090'],
    ['a picture that calls itself another', 'scan.png', [0xff, 0xd8, 0xff, 0xe0]],
    ['a program that calls itself text', 'notes.txt', [0x4d, 0x5a, 0]],
    ['no ending', 'plan', '%PDF-1.7'],
    ['an ending alone in another', 'plan.pdf.', '%PDF-1.7'],
    ['no name', '', '%PDF-1.7'],
    ['a name with a line break', 'plan\r\nx.pdf', '%PDF-1.7'],
    ['a name that turns the reading direction to hide its ending', 'plan\u202efdp.pdf', '%PDF-1.7'],
    ['a name of more than 200 characters', `${'x'.repeat(197)}.pdf`, '%PDF-1.7'],
    ['nothing in it', 'plan.pdf', ''],
  ])('with %s', (_, name, start) => {
    expect(judged(name, start)).toEqual({ state: 'refused' })
  })
})

test.each([
  ['letter.docx', 'word/vbaProject.bin'],
  ['letter.docx', 'word/vbaData.xml'],
  ['letter.odt', 'Basic/script-lc.xml'],
  ['letter.odt', 'Scripts/python/evil.py'],
])('a document with macros does not count, whatever it calls itself: %s with %s', (name, listed) => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  const end = (list: string) => ({ name, start: bytes(zip), end: bytes(`PK\u0001\u0002${list}PK\u0005\u0006`), size: 1000, storedAt })
  expect(fileAnswer(end(listed))).toEqual({ state: 'refused' })
  expect(fileAnswer(end('word/document.xml')).state).toBe('kept')
})

test('files are requested under the conditions of their questions', () => {
  const options = ['speaker', 'guest'].map((id) => ({ id, label: id }))
  const form = makeEventInput({
    attendeeTypes: options,
    questions: [
      { id: 'photo', type: 'file', label: 'Photo', required: false },
      { id: 'talk', type: 'choice', label: 'Talk?', required: true, options, when: { question: 'attendeeType', is: ['speaker'] } },
      { id: 'slides', type: 'file', label: 'Slides', help: 'PDF', required: true, when: { question: 'talk', is: ['speaker'] } },
    ],
  })
  const photo = { id: 'photo', label: 'Photo', required: false }
  const slides = { id: 'slides', label: 'Slides', help: 'PDF', required: true }
  expect(fileQuestionsOf(form)).toEqual([photo, slides])
  expect(fileQuestionsOf(form, { attendeeType: 'speaker', answers: { talk: 'speaker' } })).toEqual([photo, slides])
  expect(fileQuestionsOf(form, { attendeeType: 'guest', answers: { talk: 'speaker' } })).toEqual([photo])
})
