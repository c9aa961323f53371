package io.github.reelay.storage;

import static io.github.reelay.storage.Samples.ANN;
import static io.github.reelay.storage.Samples.GROUP;
import static io.github.reelay.storage.Samples.NOON;
import static io.github.reelay.storage.Samples.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.storage.database.Database;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sixty-four people at once, and money for ten. */
final class LimitRace {
  private static final int REQUESTS = 64;
  private static final int AFFORDABLE = 10;

  private LimitRace() {}

  /** Runs the race on stores that share one database, and checks that exactly ten came through. */
  static void run(List<Database> databases) throws Exception {
    Money max = Samples.OFFER.price().times(AFFORDABLE);
    AdmissionCheck admission =
        new AdmissionCheck(
            TODAY,
            totals ->
                totals.allToday().plus(Samples.OFFER.price()).isMoreThan(max)
                    ? Optional.of(
                        new LimitRefusal(
                            LimitRefusal.Limit.SPEND_PER_DAY_TOTAL, max.toString(), TODAY.dayEnd()))
                    : Optional.empty());
    CountDownLatch start = new CountDownLatch(1);
    List<AcceptResult> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AcceptResult>> racing = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        JdbiTaskStore store =
            new JdbiTaskStore(
                databases.get(i % databases.size()), new TaskRowReader(Alert.Sink.NONE));
        Task task = Samples.task(ANN, GROUP, NOON);
        racing.add(
            threads.submit(
                (Callable<AcceptResult>)
                    () -> {
                      start.await();
                      return store.accept(task, admission);
                    }));
      }
      start.countDown();
      for (Future<AcceptResult> racer : racing) {
        answers.add(racer.get());
      }
    }
    assertThat(answers).filteredOn(AcceptResult.Accepted.class::isInstance).hasSize(AFFORDABLE);
    assertThat(answers)
        .filteredOn(AcceptResult.Refused.class::isInstance)
        .hasSize(REQUESTS - AFFORDABLE);
    assertThat(new JdbiSpendReports(databases.getFirst()).totals(ANN, GROUP, TODAY).allToday())
        .isEqualTo(max);
  }
}
