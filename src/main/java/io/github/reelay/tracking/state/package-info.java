/**
 * The pure part: which transition an event causes, what is then owed, and when a task is next due.
 * No I/O and no clock of its own.
 */
@NullMarked
package io.github.reelay.tracking.state;

import org.jspecify.annotations.NullMarked;
