package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.execution.Bulkheads.Bulkhead;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkheadsTest {
  private static final long SMALL = 1_000_000;
  private static final long LARGE = 80_000_000;
  private static final TaskId TASK = TaskId.of(0, 1_000);

  private final List<TaskId> called = new ArrayList<>();
  private final Bulkheads bulkheads = new Bulkheads(called::add);

  @Test
  void aSlowProviderHoldsUpItselfAlone() {
    whileFull(
        bulkheads.fetches("slow"),
        () -> {
          assertThat(bulkheads.fetches("slow").tryRun(TASK, () -> "fetched")).isEmpty();
          assertThat(bulkheads.fetches("quick").tryRun(TASK, () -> "fetched")).isPresent();
        });
  }

  @Test
  void whatHasToBeShrunkHoldsUpNoSmallVideoAndNoOtherPlatform() {
    whileFull(
        bulkheads.deliveries("discord", LARGE),
        () -> {
          assertThat(bulkheads.deliveries("discord", LARGE).tryRun(TASK, () -> "")).isEmpty();
          assertThat(bulkheads.deliveries("discord", SMALL).tryRun(TASK, () -> "")).isPresent();
          assertThat(bulkheads.deliveries("telegram", LARGE).tryRun(TASK, () -> "")).isPresent();
        });
  }

  @Test
  void whoFindsNoPlaceIsCalledOnceForEachThatBecomesFree() {
    whileFull(
        bulkheads.submits,
        () -> {
          for (int i = 0; i < 3; i++) {
            assertThat(bulkheads.submits.tryRun(TASK, () -> "")).isEmpty();
          }
          assertThat(called).isEmpty();
        });
    assertThat(called).containsOnlyOnce(TASK);
  }

  @Test
  void itIsKnownWhetherADeliveryWouldWait() {
    assertThat(bulkheads.isDeliveryWaitedFor("telegram")).isFalse();
    whileFull(
        bulkheads.deliveries("telegram", 0),
        () -> {
          assertThat(bulkheads.isDeliveryWaitedFor("telegram")).isTrue();
          assertThat(bulkheads.isDeliveryWaitedFor("discord")).isFalse();
        });
  }

  @Test
  void oneTaskIsInsideOnceHoweverManyPlacesAreFree() {
    bulkheads.polls.tryRun(
        TASK,
        () -> {
          assertThat(bulkheads.polls.tryRun(TASK, () -> "")).isEmpty();
          return "";
        });
    assertThat(called).containsExactly(TASK);
  }

  @Test
  void aDozenThatWaitForServersOrForFfmpegLeavePlacesForOthers() {
    for (Bulkhead places :
        List.of(bulkheads.fetches("slow"), bulkheads.deliveries("telegram", LARGE))) {
      enter(places, 0, 12, () -> assertThat(places.tryRun(TASK, () -> "")).isPresent());
    }
  }

  /** Fills it with tasks, each inside the work of the one before. */
  private static void whileFull(Bulkhead bulkhead, Runnable then) {
    enter(bulkhead, 0, Integer.MAX_VALUE, then);
  }

  private static void enter(Bulkhead bulkhead, int task, int most, Runnable then) {
    boolean entered =
        task < most
            && bulkhead
                .tryRun(
                    TaskId.of(0, task),
                    () -> {
                      enter(bulkhead, task + 1, most, then);
                      return true;
                    })
                .isPresent();
    if (!entered) {
      then.run();
    }
  }
}
