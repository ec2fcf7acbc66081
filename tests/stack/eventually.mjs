// Waiting for a condition, with a deadline: no test sleeps for luck. Deadlines are for what will never come; a machine
// that is only slow must not meet them.

/** Repeats `condition` until it answers something truthy, which is returned. An error marked `final` ends it at once. */
export async function eventually(condition, { seconds = 30, every_ms = 20, what = condition.toString() } = {}) {
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

/** What the promise gives, or an error when it does not within the time. */
export async function within(promise, what, seconds = 30) {
  let late
  const deadline = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error(`not within ${seconds} s: ${what}`)), seconds * 1000)
  })
  return Promise.race([promise, deadline]).finally(() => clearTimeout(late))
}
