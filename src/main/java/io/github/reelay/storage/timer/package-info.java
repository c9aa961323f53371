/**
 * Timers: when a task is next due; in memory, or shared over db-scheduler. The task's row stays the
 * truth.
 */
@NullMarked
package io.github.reelay.storage.timer;

import org.jspecify.annotations.NullMarked;
