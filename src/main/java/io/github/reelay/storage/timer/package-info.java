/** Durable timers over db-scheduler: when a task is next due. The task's row stays the truth. */
@NullMarked
package io.github.reelay.storage.timer;

import org.jspecify.annotations.NullMarked;
