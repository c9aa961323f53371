package io.github.reelay.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.FarSide.Fault;
import io.github.reelay.tracking.FarSide.Seen;
import io.github.reelay.tracking.StatusView.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ChatPlatform} keeps: one status message per task, exactly one video per
 * delivery, and plain answers for everything that can go wrong. A platform's test extends this.
 */
public abstract class ChatPlatformContract {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  /** How often a caller that is told "later" asks again here before it gives up. */
  private static final int TRIES = 8;

  protected abstract ChatPlatform platform();

  protected abstract FarSide farSide();

  /** Lets the time a platform asked to wait pass (a settable clock, or really). */
  protected abstract void pass(Duration wait);

  @Test
  void theStatusMessageIsPostedOnceAndNamed() {
    Task task = task();
    ShowAnswer answer = platform().show(task, TaskExamples.view(task, Phase.WAITING, null));
    MessageRef ref = shown(answer);
    assertThat(ref.chat()).isEqualTo(task.address().chat());
    assertThat(farSide().botMessages()).singleElement().extracting(Seen::id).isEqualTo(ref.id());
    assertThat(text(ref)).contains(TaskExamples.PROMPT);
  }

  @Test
  void progressEditsTheSameMessage() {
    Task task = withStatus(task());
    MessageRef ref = status(task);
    String before = text(ref);
    MessageRef after = shown(show(task, TaskExamples.view(task, Phase.WORKING, 42)));
    assertThat(after).isEqualTo(ref);
    assertThat(text(ref)).contains("42").isNotEqualTo(before);
    assertThat(farSide().botMessages()).hasSize(1);
  }

  @Test
  void showingTheSameViewTwiceDoesNoHarm() {
    Task task = withStatus(task());
    StatusView view = TaskExamples.view(task, Phase.WORKING, 42);
    assertThat(shown(show(task, view))).isEqualTo(status(task));
    assertThat(shown(show(task, view))).isEqualTo(status(task));
    assertThat(farSide().botMessages()).hasSize(1);
  }

  @Test
  void theLastWordReplacesTheProgress() {
    Task task = withStatus(task());
    Failure failure = Failure.of(FailureKind.GENERATION_FAILED);
    Task failed = task.with(new TaskState.Failed(NOW, failure), null);
    shown(show(failed, TaskExamples.failed(failed, failure)));
    assertThat(text(status(task))).doesNotContain("▓").isNotBlank();
    assertThat(farSide().botMessages()).hasSize(1);
  }

  @Test
  void aDeliveryPutsOneVideoIntoTheChat() {
    Task task = withStatus(task());
    DeliveryAnswer.Posted posted = posted(new Delivery(task));
    assertThat(posted.asLink()).isFalse();
    assertThat(farSide().message(posted.message())).get().extracting(Seen::video).isEqualTo(true);
    assertThat(text(posted.message())).contains(TaskExamples.PROMPT);
    assertThat(videos()).hasSize(1);
  }

  @Test
  void aDeliveryWhoseVideoAnswerWasLostIsNotPostedTwice() {
    Task task = withStatus(task());
    assumeFault(Fault.VIDEO_ANSWER_LOST);
    posted(new Delivery(task));
    assertThat(videos()).hasSize(1);
  }

  @Test
  void aDeliveryWhosePostAnswerWasLostIsNotPostedTwice() {
    Task task = withStatus(task());
    assumeFault(Fault.POST_ANSWER_LOST);
    posted(new Delivery(task));
    assertThat(videos()).hasSize(1);
  }

  @Test
  void aDeliveryRepeatedAfterACrashLeavesOneVideo() {
    Task task = withStatus(task());
    Delivery delivery = new Delivery(task);
    posted(delivery);
    delivery.forgetTheAnswer();
    posted(delivery);
    assertThat(videos()).hasSize(1);
  }

  @Test
  void aDeliveryThatTheTaskHasLeftBehindStops() {
    Task task = withStatus(task());
    Delivery delivery = new Delivery(task);
    delivery.movedOn = true;
    platform().deliver(delivery.order());
    // A platform that posts in one step never asks; one that asks must heed the answer.
    assertThat(videos()).hasSize(delivery.asked ? 0 : 1);
  }

  @Test
  void aGatewayErrorIsTriedAgain() {
    Task task = withStatus(task());
    assumeFault(Fault.GATEWAY);
    StatusView view = TaskExamples.view(task, Phase.WORKING, 7);
    assertThat(platform().show(task, view)).isInstanceOf(ShowAnswer.Later.class);
    assertThat(shown(show(task, view))).isEqualTo(status(task));
    assertThat(text(status(task))).contains("7");
  }

  @Test
  void aChatThatAsksToWaitIsHeeded() {
    Task task = withStatus(task());
    assumeFault(Fault.BUSY);
    StatusView view = TaskExamples.view(task, Phase.WORKING, 9);
    ShowAnswer first = platform().show(task, view);
    assertThat(first).isInstanceOf(ShowAnswer.Later.class);
    assertThat(((ShowAnswer.Later) first).after()).isPositive();
    assertThat(shown(show(task, view))).isEqualTo(status(task));
  }

  @Test
  void aDeliveryIntoABusyChatArrivesLaterAndOnce() {
    Task task = withStatus(task());
    assumeFault(Fault.BUSY);
    posted(new Delivery(task));
    assertThat(videos()).hasSize(1);
  }

  @Test
  void aChatThatIsGoneEndsTheStatusMessage() {
    Task task = withStatus(task());
    assumeFault(Fault.GONE);
    assertThat(show(task, TaskExamples.view(task, Phase.WORKING, 50)))
        .isInstanceOf(ShowAnswer.Lost.class);
  }

  @Test
  void aChatThatIsGoneRefusesTheDelivery() {
    Task task = withStatus(task());
    assumeFault(Fault.GONE);
    DeliveryAnswer answer = deliver(new Delivery(task));
    assertThat(answer).isInstanceOf(DeliveryAnswer.Refused.class);
    assertThat(((DeliveryAnswer.Refused) answer).why().kind())
        .isIn(FailureKind.CHAT_GONE, FailureKind.CHAT_FORBIDDEN);
  }

  private Task task() {
    return TaskExamples.accepted(farSide().address());
  }

  private Task withStatus(Task task) {
    StatusView view = TaskExamples.view(task, Phase.WAITING, null);
    MessageRef ref = shown(show(task, view));
    return task.withStatus(task.status().shown(ref, view.mark(), NOW));
  }

  private static MessageRef status(Task task) {
    MessageRef ref = task.status().message();
    assertThat(ref).isNotNull();
    return java.util.Objects.requireNonNull(ref);
  }

  /** Shows as the tracker does: asked to wait, it waits and asks again. */
  private ShowAnswer show(Task task, StatusView view) {
    ShowAnswer answer = platform().show(task, view);
    for (int i = 0; i < TRIES && answer instanceof ShowAnswer.Later(Duration after); i++) {
      pass(after);
      answer = platform().show(task, view);
    }
    return answer;
  }

  private DeliveryAnswer deliver(Delivery delivery) {
    DeliveryAnswer answer = platform().deliver(delivery.order());
    for (int i = 0; i < TRIES && answer instanceof DeliveryAnswer.Later later; i++) {
      delivery.doubt |= !later.nothingPosted();
      pass(later.after());
      answer = platform().deliver(delivery.order());
    }
    return answer;
  }

  private DeliveryAnswer.Posted posted(Delivery delivery) {
    DeliveryAnswer answer = deliver(delivery);
    assertThat(answer).isInstanceOf(DeliveryAnswer.Posted.class);
    return (DeliveryAnswer.Posted) answer;
  }

  private static MessageRef shown(ShowAnswer answer) {
    assertThat(answer).isInstanceOf(ShowAnswer.Shown.class);
    return ((ShowAnswer.Shown) answer).message();
  }

  private String text(MessageRef ref) {
    return farSide().message(ref).map(Seen::text).orElse("");
  }

  private List<Seen> videos() {
    return farSide().botMessages().stream().filter(Seen::video).toList();
  }

  private void assumeFault(Fault fault) {
    assumeTrue(farSide().inject(fault), "this platform cannot have the fault " + fault);
  }

  /** A task's row while it is delivered, as far as the platform has a part in it. */
  private final class Delivery implements Predicate<MessageRef> {
    private final Task task;
    private final Video video;
    private final List<MessageRef> remembered = new ArrayList<>();
    private boolean doubt;
    private boolean movedOn;
    private boolean asked;

    Delivery(Task task) {
      try {
        this.video = TaskExamples.video(Files.size(farSide().videoFile()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.task = task.with(TaskExamples.delivering(video, NOW), NOW);
    }

    DeliveryOrder order() {
      @Nullable MessageRef placeholder = remembered.isEmpty() ? null : remembered.getLast();
      return new DeliveryOrder(task, video, farSide().videoFile(), doubt, placeholder, this);
    }

    void forgetTheAnswer() {
      doubt = true;
    }

    @Override
    public boolean test(MessageRef placeholder) {
      asked = true;
      if (!movedOn) {
        remembered.add(placeholder);
      }
      return !movedOn;
    }
  }
}
