/** Loads on the real tracker, store and timers; figures, not tests. */
@NullMarked
package io.github.reelay.load;

import org.jspecify.annotations.NullMarked;
