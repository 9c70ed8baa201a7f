const option = (id: string, label: string) => ({ id, label })

/** Questions that an event may ask at registration: every type, chained conditions, long wording. */
export const registrationQuestions = {
  attendeeTypes: [
    option('speaker', 'Speaker'),
    option('participant', 'Participant'),
    option('observer', 'Observer from outside the network'),
  ],
  questions: [
    {
      id: 'title-of-your-talk',
      type: 'text',
      label: 'Title of your talk',
      required: true,
      when: { question: 'attendeeType', is: ['speaker'] },
    },
    {
      id: 'workshops',
      type: 'choices',
      label: 'Which workshops interest you?',
      help: 'Rooms are given out by what you say here; you can still move on the day.',
      options: [
        option('needs', 'From a shared need to a common requirement'),
        option('pcp', 'Pre-commercial procurement in practice'),
        option('ip', 'Intellectual property'),
      ],
      max: 2,
    },
    {
      id: 'dinner',
      type: 'choice',
      label: 'Will you come to the dinner on the first evening?',
      required: true,
      options: [option('yes', 'Yes'), option('no', 'No')],
    },
    {
      id: 'diet',
      type: 'choice',
      label: 'What do you eat?',
      required: true,
      options: [option('everything', 'Everything'), option('vegetarian', 'Vegetarian'), option('other', 'Something else')],
      when: { question: 'dinner', is: ['yes'] },
    },
    {
      id: 'diet-words',
      type: 'text',
      rows: 3,
      label: 'What should the kitchen know?',
      when: { question: 'diet', is: ['other', 'vegetarian'] },
    },
    { id: 'guests', type: 'number', label: 'How many colleagues come along?', min: 0, max: 5 },
    { id: 'plan', type: 'file', label: 'Your procurement plan', help: 'As far as it is public.' },
    { id: 'arrival', type: 'date', label: 'Day of arrival', required: true, min: '2022-06-13', max: '2022-06-15' },
  ],
}

export const registrationAnswers = {
  attendeeType: 'speaker',
  answers: {
    'title-of-your-talk': 'Drones, and what their procurement taught us',
    workshops: ['needs', 'ip'],
    dinner: 'yes',
    diet: 'other',
    'diet-words': 'No nuts, please.\nNo shellfish either.',
    guests: 2,
    arrival: '2022-06-14',
  },
}
