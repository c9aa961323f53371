/**
 * Carries out what a task's stored state asks for: submits, polls, fetches, deliveries and status
 * updates. Thread-safe; each kind of work has its own bulkhead.
 */
@NullMarked
package io.github.reelay.tracking.execution;

import org.jspecify.annotations.NullMarked;
