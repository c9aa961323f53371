package io.github.reelay.app;

import io.github.reelay.tracking.port.DelayedExecutor;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A delayed executor: one platform thread keeps the time, virtual threads do the work. */
final class VirtualThreadDelayedExecutor implements DelayedExecutor, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VirtualThreadDelayedExecutor.class);

  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("soon-", 0).factory());
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("delay").daemon().factory());

  @Override
  public void runAfter(Duration wait, Runnable work) {
    try {
      if (wait.isZero()) {
        workers.execute(() -> execute(work));
      } else {
        var _ =
            scheduler.schedule(
                () -> workers.execute(() -> execute(work)), wait.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (RejectedExecutionException e) {
      log.debug("Stopped; what was to be done soon is found by the next run", e);
    }
  }

  private static void execute(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("Work on a task failed; it is found again by the sweep", e);
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    workers.shutdownNow();
  }
}
