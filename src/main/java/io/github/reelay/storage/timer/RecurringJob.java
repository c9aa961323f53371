package io.github.reelay.storage.timer;

import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * A recurring job: each run begins an interval after the end of the one before, in one process at a
 * time.
 *
 * @param name names its row; must not change between versions
 */
public record RecurringJob(String name, Duration interval, Runnable action) {
  void run() {
    try {
      action.run();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(RecurringJob.class)
          .atError()
          .addKeyValue("work", name)
          .setCause(e)
          .log("Recurring work failed; it is done again after its interval");
    }
  }
}
