const { default: Sequencer } = require('@jest/test-sequencer')

// Minutes each: begun last, they would keep one processor busy while the others wait.
const slowest = ['faults/histories', 'journeys/pages', 'faults/storm', 'journeys/living-through', 'faults/rush']

const rank = (/** @type {string} */ path) => {
  const found = slowest.findIndex((name) => path.includes(`/test/${name}.test.`))
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
