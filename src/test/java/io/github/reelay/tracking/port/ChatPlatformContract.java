package io.github.reelay.tracking.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.ChatPlatformProbe.Fault;
import io.github.reelay.tracking.port.ChatPlatformProbe.Seen;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * What every {@link ChatPlatform} keeps: one status message per task, exactly one video per
 * delivery, and plain answers for everything that can go wrong. A platform's test extends this.
 */
public abstract class ChatPlatformContract {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  /** How often a caller that is told "later" asks again here before it gives up. */
  private static final int TRIES = 8;

  @TempDir private Path folder;

  /** The platform's clock, where it can be set. */
  protected final SettableClock clock = new SettableClock();

  private Path videoFile;

  @BeforeEach
  void writeVideo() throws IOException {
    videoFile = Files.write(folder.resolve("k3f9.mp4"), new byte[50_000]);
  }

  protected abstract ChatPlatform platform();

  protected abstract ChatPlatformProbe farSide();

  /** Lets the time a platform asked to wait pass. */
  protected void pass(Duration wait) {
    clock.advance(wait);
  }

  /** On a platform's test: what can go wrong there. Without it, everything can. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface CanHave {
    Fault[] value();
  }

  /** What each fault must not lead to. */
  enum Trouble {
    A_DELIVERY_WHOSE_VIDEO_ANSWER_WAS_LOST_IS_NOT_POSTED_TWICE(Fault.VIDEO_ANSWER_LOST),
    A_DELIVERY_WHOSE_POST_ANSWER_WAS_LOST_IS_NOT_POSTED_TWICE(Fault.POST_ANSWER_LOST),
    A_GATEWAY_ERROR_IS_TRIED_AGAIN(Fault.GATEWAY),
    A_CHAT_THAT_ASKS_TO_WAIT_IS_HEEDED(Fault.BUSY),
    A_DELIVERY_INTO_A_BUSY_CHAT_ARRIVES_LATER_AND_ONCE(Fault.BUSY),
    A_CHAT_THAT_IS_GONE_ENDS_THE_STATUS_MESSAGE(Fault.GONE),
    A_CHAT_THAT_IS_GONE_REFUSES_THE_DELIVERY(Fault.GONE);

    private final Fault fault;

    Trouble(Fault fault) {
      this.fault = fault;
    }
  }

  /** The troubles of the platform under test. */
  static final class Troubles implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      CanHave few = context.getRequiredTestClass().getAnnotation(CanHave.class);
      List<Fault> faults = List.of(few == null ? Fault.values() : few.value());
      return Stream.of(Trouble.values())
          .filter(trouble -> faults.contains(trouble.fault))
          .map(Arguments::of);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @ArgumentsSource(Troubles.class)
  void trouble(Trouble trouble) {
    Task task = withStatus(task());
    farSide().inject(trouble.fault);
    switch (trouble) {
      case A_DELIVERY_WHOSE_VIDEO_ANSWER_WAS_LOST_IS_NOT_POSTED_TWICE,
          A_DELIVERY_WHOSE_POST_ANSWER_WAS_LOST_IS_NOT_POSTED_TWICE,
          A_DELIVERY_INTO_A_BUSY_CHAT_ARRIVES_LATER_AND_ONCE ->
          aDeliveryArrivesOnce(task);
      case A_GATEWAY_ERROR_IS_TRIED_AGAIN -> aGatewayErrorIsTriedAgain(task);
      case A_CHAT_THAT_ASKS_TO_WAIT_IS_HEEDED -> aChatThatAsksToWaitIsHeeded(task);
      case A_CHAT_THAT_IS_GONE_ENDS_THE_STATUS_MESSAGE -> aChatThatIsGoneEndsTheStatusMessage(task);
      case A_CHAT_THAT_IS_GONE_REFUSES_THE_DELIVERY -> aChatThatIsGoneRefusesTheDelivery(task);
    }
  }

  @Test
  void theStatusMessageIsPostedOnceAndNamed() {
    Task task = task();
    StatusResult result = platform().showStatus(task, TaskExamples.view(task, Phase.WAITING, null));
    MessageRef ref = shown(result);
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
    Task failed = task.nextVersion(new TaskState.Failed(NOW, failure), null);
    shown(show(failed, TaskExamples.failed(failed, failure)));
    assertThat(text(status(task))).doesNotContain("▓").isNotBlank();
    assertThat(farSide().botMessages()).hasSize(1);
  }

  @Test
  void aDeliveryPutsOneVideoIntoTheChat() {
    Task task = withStatus(task());
    DeliveryResult.Posted posted = posted(new Delivery(task));
    assertThat(posted.asLink()).isFalse();
    assertThat(farSide().message(posted.message())).get().extracting(Seen::video).isEqualTo(true);
    assertThat(text(posted.message())).contains(TaskExamples.PROMPT).contains("AI-generated");
    assertThat(videos()).hasSize(1);
  }

  @Test
  void oneMessageStaysOfAVideo() {
    Task task = withStatus(task());
    Delivery delivery = new Delivery(task);
    MessageRef video = posted(delivery).message();
    removed(delivered(delivery, video));
    removed(delivered(delivery, video)); // the answer to the first was lost
    assertThat(farSide().botMessages()).extracting(Seen::id).containsExactly(video.id());
  }

  @Test
  void aStatusMessageThatBecameTheVideoIsNotTakenAway() {
    Task task = withStatus(task());
    Delivery delivery = new Delivery(task);
    removed(delivered(delivery, status(task)));
    assertThat(farSide().message(status(task))).isPresent();
  }

  private static Task delivered(Delivery delivery, MessageRef video) {
    return delivery.task.nextVersion(
        new TaskState.Delivered(NOW, delivery.video, video, false, false), NOW);
  }

  /** Takes the status message away as the tracker does: asked to wait, it waits and asks again. */
  private void removed(Task task) {
    StatusView view = TaskExamples.view(task, Phase.DONE, null);
    StatusResult result = platform().removeStatus(task, view);
    for (int i = 0; i < TRIES && result instanceof StatusResult.RetryLater(Duration after); i++) {
      pass(after);
      result = platform().removeStatus(task, view);
    }
    shown(result);
  }

  private void aDeliveryArrivesOnce(Task task) {
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

  private void aGatewayErrorIsTriedAgain(Task task) {
    StatusView view = TaskExamples.view(task, Phase.WORKING, 7);
    assertThat(platform().showStatus(task, view)).isInstanceOf(StatusResult.RetryLater.class);
    assertThat(shown(show(task, view))).isEqualTo(status(task));
    assertThat(text(status(task))).contains("7");
  }

  private void aChatThatAsksToWaitIsHeeded(Task task) {
    StatusView view = TaskExamples.view(task, Phase.WORKING, 9);
    StatusResult first = platform().showStatus(task, view);
    assertThat(first).isInstanceOf(StatusResult.RetryLater.class);
    assertThat(((StatusResult.RetryLater) first).retryAfter()).isPositive();
    assertThat(shown(show(task, view))).isEqualTo(status(task));
  }

  private void aChatThatIsGoneEndsTheStatusMessage(Task task) {
    assertThat(show(task, TaskExamples.view(task, Phase.WORKING, 50)))
        .isInstanceOf(StatusResult.Lost.class);
  }

  private void aChatThatIsGoneRefusesTheDelivery(Task task) {
    DeliveryResult result = deliver(new Delivery(task));
    assertThat(result).isInstanceOf(DeliveryResult.Refused.class);
    assertThat(((DeliveryResult.Refused) result).failure().kind())
        .isIn(FailureKind.CHAT_GONE, FailureKind.CHAT_FORBIDDEN);
  }

  private Task task() {
    return TaskExamples.accepted(farSide().address());
  }

  private Task withStatus(Task task) {
    StatusView view = TaskExamples.view(task, Phase.WAITING, null);
    MessageRef ref = shown(show(task, view));
    return task.withStatus(task.status().shown(ref, view.fingerprint().text(), NOW));
  }

  private static MessageRef status(Task task) {
    MessageRef ref = task.status().message();
    assertThat(ref).isNotNull();
    return java.util.Objects.requireNonNull(ref);
  }

  /** Shows as the tracker does: asked to wait, it waits and asks again. */
  private StatusResult show(Task task, StatusView view) {
    StatusResult result = platform().showStatus(task, view);
    for (int i = 0; i < TRIES && result instanceof StatusResult.RetryLater(Duration after); i++) {
      pass(after);
      result = platform().showStatus(task, view);
    }
    return result;
  }

  private DeliveryResult deliver(Delivery delivery) {
    DeliveryResult result = platform().deliver(delivery.order());
    for (int i = 0; i < TRIES && result instanceof DeliveryResult.RetryLater retry; i++) {
      delivery.doubt |= !retry.nothingPosted();
      pass(retry.retryAfter());
      result = platform().deliver(delivery.order());
    }
    return result;
  }

  private DeliveryResult.Posted posted(Delivery delivery) {
    DeliveryResult result = deliver(delivery);
    assertThat(result).isInstanceOf(DeliveryResult.Posted.class);
    return (DeliveryResult.Posted) result;
  }

  private static MessageRef shown(StatusResult result) {
    assertThat(result).isInstanceOf(StatusResult.Shown.class);
    return ((StatusResult.Shown) result).message();
  }

  private String text(MessageRef ref) {
    return farSide().message(ref).map(Seen::text).orElse("");
  }

  private List<Seen> videos() {
    return farSide().botMessages().stream().filter(Seen::video).toList();
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
        this.video = TaskExamples.video(Files.size(videoFile));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.task = task.nextVersion(TaskExamples.delivering(video, NOW), NOW);
    }

    DeliveryRequest order() {
      @Nullable MessageRef placeholder = remembered.isEmpty() ? null : remembered.getLast();
      return new DeliveryRequest(task, video, videoFile, doubt, placeholder, this);
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
