package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.EditLimits.Urgency;
import io.github.reelay.tracking.port.RateDelay;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is shown when a platform bears ten calls a second and a chat one. */
class StatusQueueTest {
  private final SettableClock clock = new SettableClock();
  private final ManualDelayedExecutor delay = new ManualDelayedExecutor(clock);
  private final List<TaskId> shown = new ArrayList<>();
  private final Map<TaskId, Duration> later = new HashMap<>();
  private final Bounded platform = new Bounded();
  private final StatusQueue queue = new StatusQueue(platform, this::show, delay, clock);
  private int asked;

  /** Counts how often it is asked. */
  private final class Bounded implements ChatPlatform {
    private long platformFreeAt;
    private final Map<ChatRef, Long> chatFreeAt = new HashMap<>();

    @Override
    public String name() {
      return "sim";
    }

    @Override
    public EditLimits editRate() {
      throw new AssertionError("not asked here");
    }

    @Override
    public RateDelay rateDelay(ChatRef chat, Urgency urgency, int inChat, int underWay) {
      asked++;
      long now = clock.millis();
      long ofChat = Math.max(now, chatFreeAt.getOrDefault(chat, 0L)) + 1_000L * inChat - now;
      long ofPlatform = Math.max(now, platformFreeAt) + 100L * underWay - now;
      return new RateDelay(Duration.ofMillis(ofChat), Duration.ofMillis(ofPlatform));
    }

    void called(ChatRef chat) {
      platformFreeAt = clock.millis() + 100;
      chatFreeAt.put(chat, clock.millis() + 1_000);
    }

    @Override
    public StatusResult showStatus(Task task, StatusView view) {
      throw new AssertionError("not asked here");
    }

    @Override
    public StatusResult removeStatus(Task task, StatusView view) {
      return showStatus(task, view);
    }

    @Override
    public DeliveryResult deliver(DeliveryRequest delivery) {
      throw new AssertionError("not asked here");
    }
  }

  private @Nullable Duration show(TaskId task) {
    Duration wait = later.remove(task);
    if (wait != null) {
      return wait;
    }
    shown.add(task);
    platform.called(chatOf(task));
    return null;
  }

  private final Map<TaskId, ChatRef> chats = new HashMap<>();

  private ChatRef chatOf(TaskId task) {
    return chats.getOrDefault(task, new ChatRef("sim", "none"));
  }

  private TaskId add(int number, String room, Urgency urgency) {
    TaskId task = TaskId.of(1, number);
    ChatRef chat = new ChatRef("sim", room);
    chats.put(task, chat);
    queue.add(task, chat, urgency);
    return task;
  }

  @Test
  void aBurstIsShownAtThePlatformsRateAndNobodyAsksInALoop() {
    for (int i = 0; i < 300; i++) {
      add(i, "room " + i, Urgency.ANSWER);
    }
    delay.advance(Duration.ofSeconds(10));
    assertThat(shown).hasSizeBetween(99, 102);
    delay.advance(Duration.ofSeconds(21));
    assertThat(shown).hasSize(300).doesNotHaveDuplicates();
    assertThat(asked).isLessThan(1_000);
    assertThat(delay.waiting()).isZero();
  }

  @Test
  void firstMessagesAndLastWordsGoBeforeProgress() {
    List<TaskId> progress = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      progress.add(add(i, "room " + i, Urgency.PROGRESS));
    }
    TaskId last = add(100, "another", Urgency.LAST_WORD);
    TaskId first = add(101, "a third", Urgency.ANSWER);
    delay.advance(Duration.ofSeconds(5));
    assertThat(shown.indexOf(last)).isLessThan(3);
    assertThat(shown.indexOf(first)).isLessThan(3);
    assertThat(shown).containsAll(progress);
  }

  @Test
  void aChatThatBearsLittleHoldsUpItselfAlone() {
    for (int i = 0; i < 10; i++) {
      add(i, "busy", Urgency.ANSWER);
    }
    TaskId other = add(100, "quiet", Urgency.PROGRESS);
    delay.advance(Duration.ofMillis(300));
    assertThat(shown).hasSize(2).contains(other);
    delay.advance(Duration.ofSeconds(10));
    assertThat(shown).hasSize(11);
  }

  @Test
  void whatIsNewerThanWhatWaitsTakesItsPlaceAndItsUrgency() {
    add(9, "room", Urgency.PROGRESS);
    add(1, "room", Urgency.PROGRESS);
    for (int i = 2; i < 6; i++) {
      add(i, "room", Urgency.ANSWER);
    }
    TaskId ended = add(1, "room", Urgency.LAST_WORD);
    add(1, "room", Urgency.PROGRESS);
    delay.advance(Duration.ofSeconds(10));
    assertThat(shown).containsOnlyOnce(ended);
  }

  @Test
  void aChatThatAsksToWaitIsLeftAloneSoLongAndThenShownTheSameOnce() {
    TaskId task = TaskId.of(1, 1);
    later.put(task, Duration.ofSeconds(30));
    add(1, "room", Urgency.PROGRESS);
    delay.settle();
    TaskId word = add(2, "room", Urgency.LAST_WORD);
    delay.advance(Duration.ofSeconds(29));
    assertThat(shown).isEmpty();
    delay.advance(Duration.ofSeconds(5));
    assertThat(shown).containsExactly(word, task);
  }
}
