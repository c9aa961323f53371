package io.github.reelay.storage.timer;

import java.time.Duration;

/**
 * A recurring job: each run begins an interval after the end of the one before, in one process at a
 * time.
 *
 * @param name names its row; must not change between versions
 */
public record RecurringJob(String name, Duration interval, Runnable action) {}
