const { default: Sequencer } = require('@jest/test-sequencer')

// Begun last, each would keep one processor busy while the other has nothing left to do.
const slowest = [
  'journeys/pages',
  'journeys/living-through',
  'functions/erasure/erasing-people',
  'journeys/browser',
  'journeys/questions',
  'journeys/self-service',
  'journeys/invited',
  'journeys/mails',
  'faults/histories',
  'local/start',
]

const rank = (/** @type {string} */ path) => {
  const found = slowest.findIndex((name) => path.includes(`/test/${name}.`))
  return found < 0 ? slowest.length : found
}

/** Jest's order, by how long files took before or else by their sizes, but for those that are known to take longest. */
module.exports = class SlowestFirst extends Sequencer {
  /**
   * @override
   * @param {Parameters<Sequencer['sort']>[0]} tests
   */
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => rank(one.path) - rank(other.path))
  }
}
