import { personalLinkInputSchema } from '../../domain/mail/asked-mail.ts'
import { groupRegistrationInputSchema } from '../../domain/registration/group.ts'
import { registrationInputSchema } from '../../domain/registration/registration.ts'
import { acceptedOutput, groupRegisteringOutput, registeringOutput } from '../registering.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'
import { jonas, marie } from './people.ts'

export const registeringOperations = {
  register: {
    summary: 'Register for an event',
    description:
      'Registers one person, who receives an e-mail with a personal link. The answer is the same whether or not the address was registered before. Answers to the event’s own questions go into answers, by question id.',
    takes: takes(registrationInputSchema, {
      ...jonas,
      consent: true,
    }),
    answers: answers(201, 'How the person stands now', registeringOutput, { status: 'confirmed' }),
    faults: ['state-conflict', 'too-many', 'proof-of-work'],
    repeatable: true,
  },
  registerGroup: {
    summary: 'Register colleagues',
    description:
      'Registers several people from one organisation. Each receives an e-mail with a personal link, which says who registered them. Not available for events that need a personalKey.',
    takes: takes(groupRegistrationInputSchema, {
      organisation: jonas.organisation,
      country: jonas.country,
      role: jonas.role,
      registeredBy: 'Piet Jansen',
      consent: true,
      people: [
        { name: jonas.name, email: jonas.email },
        { ...marie, accessibilityNeeds: 'Captions' },
      ],
    }),
    answers: answers(201, 'How each person stands now', groupRegisteringOutput, {
      registrations: [
        { name: jonas.name, status: 'confirmed' },
        { name: marie.name, status: 'waitlisted' },
      ],
    }),
    faults: ['state-conflict', 'too-many', 'proof-of-work'],
    repeatable: true,
  },
  sendPersonalLink: {
    summary: 'Request a personal link to register',
    description:
      'For events for members or invited people: sends an e-mail whose link holds the personalKey that register needs. The answer is the same for every address, on the list or not.',
    takes: takes(personalLinkInputSchema, { email: jonas.email, language: 'en' }),
    answers: answers(202, 'Request received; an e-mail is sent if the address is on the list', acceptedOutput, { status: 'accepted' }),
    faults: ['state-conflict', 'too-many'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
