// Waiting for a condition, with a deadline: no test sleeps for luck.

/** Repeats `condition` until it answers something truthy, which is returned. An error marked `final` ends it at once. */
export async function eventually(condition, { seconds = 5, every_ms = 20, what = condition.toString() } = {}) {
  const deadline = performance.now() + seconds * 1000
  let last
  do {
    try {
      const value = await condition()
      if (value) return value
      last = undefined
    } catch (error) {
      if (error.final) throw error
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, every_ms))
  } while (performance.now() < deadline)
  throw new Error(`not within ${seconds} s: ${what}${last ? ` (${last.message})` : ''}`)
}
