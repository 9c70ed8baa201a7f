/**
 * What a use case requests of DynamoDB in a situation of `test/faults/meetings/situations.ts`: its calls, those that write several
 * items with their number, and the units that DynamoDB bills. Give the reason for raising a figure in the commit.
 */
export const capacityBudgets: Readonly<Record<string, string>> = {
  'register; room': 'BatchGet, TransactWrite 3: read 2, write 4, mail 2, indexes 2',
  'register; full, people waiting': 'BatchGet, Put: read 2, write 1, mail 0, indexes 3',
  'register; places kept for a group': 'BatchGet, Put: read 2, write 1, mail 0, indexes 3',
  'register; requests to approve': 'BatchGet, Put: read 2, write 1, mail 0, indexes 2',
  'register; by invitation': 'BatchGet, Get, Get: read 4, write 0, mail 0, indexes 0',
  'register; sessions that fill': 'BatchGet, TransactWrite 3: read 2, write 4, mail 2, indexes 2',
  'register a group; room': 'BatchGet, TransactWrite 3, TransactWrite 3: read 2, write 8, mail 4, indexes 4',
  'cancel a registration; room': 'Get, BatchGet, Query, TransactWrite 3: read 3, write 4, mail 2, indexes 2',
  'cancel a registration; full, people waiting': 'Get, BatchGet, Query, BatchGet, TransactWrite 5: read 5.5, write 6, mail 4, indexes 4',
  'the organiser cancels a registration; full, people waiting':
    'Get, BatchGet, Query, BatchGet, TransactWrite 5: read 5.5, write 6, mail 4, indexes 4',
  'leave the list; full, people waiting': 'Get, BatchGet, TransactWrite 2: read 3, write 2, mail 2, indexes 2',
  'accept an offer; an offer running': 'Get, Get, TransactWrite 2: read 2, write 2, mail 2, indexes 2',
  'decline an offer; an offer running': 'Get, BatchGet, Query, BatchGet, TransactWrite 5: read 4.5, write 6, mail 4, indexes 5',
  'hand over; room': 'Get, Get, Get, TransactWrite 5: read 3, write 6, mail 4, indexes 4',
  'hand over to who waits; full, people waiting': 'Get, Get, Get, TransactWrite 5: read 3, write 6, mail 4, indexes 4',
  'give a session back; sessions that fill': 'Get, BatchGet, TransactWrite 3: read 3, write 4, mail 2, indexes 2',
  'choose a session; sessions that fill': 'Get, BatchGet: read 3, write 0, mail 0, indexes 0',
  'change a registration; room': 'Get, Get, TransactWrite 1: read 2, write 2, mail 0, indexes 1',
  'approve; requests to approve': 'Get, BatchGet, TransactWrite 3: read 3, write 4, mail 2, indexes 2',
  'turn down; requests to approve': 'Get, BatchGet, TransactWrite 2: read 3, write 2, mail 2, indexes 2',
  'move; room': 'BatchGet, Query, TransactWrite 3: read 2, write 6, mail 0, indexes 4',
  'add places; full, people waiting': 'BatchGet, Query, TransactWrite 2: read 2.5, write 4, mail 0, indexes 3',
  'take places away; room': 'BatchGet, Query, TransactWrite 2: read 2, write 4, mail 0, indexes 3',
  'keep a place; room': 'BatchGet, Query, TransactWrite 2: read 2, write 4, mail 0, indexes 3',
  'cancel the event; room': 'BatchGet, Query, TransactWrite 3: read 2, write 6, mail 0, indexes 4',
  'promote; given back':
    'BatchGet, Query, BatchGet, TransactWrite 2, BatchGet, Query, BatchGet, BatchGet, TransactWrite 3, BatchGet, Query: read 11, write 8, mail 2, indexes 2',
  'bring mails to the outbox; moved': 'Get, Get, TransactWrite 2: read 2, write 2, mail 2, indexes 3',
  'follow a mail; room': 'Update: read 0, write 1, mail 0, indexes 1',
  'follow a mail that came back; room': 'Update, Update: read 0, write 2, mail 0, indexes 1',
  'a calendar declines; room': 'Get, Get, TransactWrite 2: read 2, write 2, mail 2, indexes 2',
  'answer the survey; over': 'TransactWrite 3, Get, Update: read 1, write 7, mail 0, indexes 1',
  'note who attended; over': 'Update: read 0, write 1, mail 0, indexes 1',
  'add to the list; by invitation': 'BatchGet, TransactWrite 2: read 1, write 4, mail 0, indexes 1',
  'take off the list; by invitation': 'BatchGet, TransactWrite 2: read 1, write 4, mail 0, indexes 1',
  'invite the list; by invitation':
    'Get, TransactWrite 1, Query, Get, Query, BatchGet, TransactWrite 6, Update, Update: read 4.5, write 10, mail 6, indexes 5',
}
