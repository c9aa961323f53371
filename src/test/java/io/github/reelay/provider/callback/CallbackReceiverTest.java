package io.github.reelay.provider.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.conversation.EventInbox;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.InMemoryEventInbox;
import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskStateExamples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls count, how often, and what a kill leaves of one. */
class CallbackReceiverTest {
  private static final URI PUBLIC = URI.create("https://reelay.example");
  private static final URI RELAY = URI.create("https://queue.fal.run");

  private final SettableClock clock = new SettableClock();
  private final ManualDelayedExecutor delay = new ManualDelayedExecutor(clock);
  private final InMemoryEventInbox inbox = new InMemoryEventInbox();
  private final Map<TaskId, Task> tasks = new HashMap<>();
  private final CallbackLinks links = links(new CallbackOptions(PUBLIC, true), new byte[32]);
  private final List<String> taken = new ArrayList<>();
  private boolean notYet;
  private CallbackReceiver receiver = receiver();

  private CallbackLinks links(CallbackOptions options, byte[] key) {
    return new CallbackLinks(options, new HmacSigner(key), clock);
  }

  private CallbackReceiver receiver() {
    return new CallbackReceiver(
        links,
        id -> Optional.ofNullable(tasks.get(id)),
        (_, said) -> said.isEmpty() ? Optional.empty() : Optional.of(said),
        this::take,
        inbox,
        delay,
        clock);
  }

  private boolean take(TaskId id, int attempts, @Nullable String remoteId) {
    taken.add(id + "-" + attempts + " " + remoteId);
    return !notYet;
  }

  private Task submitting() {
    Task task = TaskStateExamples.in(TaskStateExamples.SUBMITTING);
    tasks.put(task.id(), task);
    return task;
  }

  private URI address(Task task) {
    return URI.create(links.address(task, RELAY));
  }

  private void call(URI address, String body) throws IOException {
    String[] query = address.getQuery().split("[=&]");
    call(address.getPath().substring("/callbacks/".length()), query[1], query[3], body);
  }

  private void call(String post, String until, String sign, String body) throws IOException {
    receiver.receive(
        post, until, sign, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    delay.settle();
  }

  @Test
  void aGenuineCallIsTakenWithTheNameThatItSays() throws IOException {
    Task task = submitting();
    URI address = address(task);

    call(address, "remote-1");

    assertThat(address).hasHost("reelay.example").hasScheme("https");
    assertThat(taken).containsExactly(task.id() + "-0 remote-1");
    assertThat(inbox.pendingCount()).isZero();
  }

  @Test
  void whatIsForgedOrExpiredOrOfNoTaskIsNothing() throws IOException {
    Task task = submitting();
    URI address = address(task);
    String[] query = address.getQuery().split("[=&]");
    String post = task.id() + "-0";

    call(task.id() + "-1", query[1], query[3], "a");
    call(post, Long.toString(Long.parseLong(query[1]) + 1), query[3], "a");
    call(post, query[1], query[3] + "A", "a");
    call(post, query[1], "", "a");
    call(post, "", "", "a");
    call("", "x", "y", "a");
    byte[] otherKey = {1};
    URI other = URI.create(links(new CallbackOptions(PUBLIC, true), otherKey).address(task, RELAY));
    call(other, "a");
    // The key also signs links to files.
    call(post, query[1], new HmacSigner(new byte[32]).sign(post + "\n" + query[1]), "a");
    tasks.clear();
    call(address, "a");
    tasks.put(task.id(), task);
    clock.advance(Duration.ofDays(2));
    call(address, "a");

    assertThat(taken).isEmpty();
    assertThat(inbox.pendingCount()).isZero();
  }

  @Test
  void anAddressLivesLongerThanAnyTaskAndOverARestart() throws IOException {
    Task task = submitting();
    URI address = address(task);
    clock.advance(Duration.ofDays(2).minusSeconds(1));
    receiver = receiver();

    call(address, "remote-1");

    assertThat(taken).hasSize(1);
  }

  @Test
  void aFloodOfCallsIsNotFollowed() throws IOException {
    URI address = address(submitting());

    for (int i = 0; i < 200; i++) {
      call(address, "remote-" + i);
    }

    assertThat(taken).hasSizeBetween(10, 12);
  }

  @Test
  void theSameCallIsWaitedForOnce() throws IOException {
    notYet = true;
    URI address = address(submitting());

    for (int i = 0; i < 5; i++) {
      call(address, "remote-1");
    }

    assertThat(taken).hasSize(1);
    assertThat(delay.waiting()).isOne();
  }

  @Test
  void aBodyThatSaysNothingIsOnlyAHint() throws IOException {
    Task task = submitting();

    call(address(task), "");

    assertThat(taken).containsExactly(task.id() + "-0 null");
    assertThat(inbox.pendingCount()).isZero();
  }

  @Test
  void ofALargeBodyTheBeginningIsRead() throws IOException {
    Task task = submitting();

    call(address(task), "x".repeat(64 * 1024) + "y");

    assertThat(taken).containsExactly(task.id() + "-0 " + "x".repeat(64 * 1024));
  }

  @Test
  void whatCannotBeAnsweredYetIsTriedAgainForAWhile() throws IOException {
    notYet = true;
    call(address(submitting()), "remote-1");
    assertThat(inbox.pendingCount()).isOne();

    delay.advance(Duration.ofSeconds(30));
    assertThat(taken).hasSize(4);
    notYet = false;
    delay.advance(Duration.ofMinutes(1));

    assertThat(taken).hasSize(5);
    assertThat(delay.waiting()).isZero();
    assertThat(inbox.pendingCount()).isZero();
  }

  @Test
  void whatNeverComesToAnythingIsLeftOneDay() throws IOException {
    notYet = true;
    call(address(submitting()), "remote-1");

    delay.advance(Duration.ofHours(1));

    assertThat(taken).hasSize(9);
    assertThat(delay.waiting()).isZero();
    assertThat(inbox.pendingCount()).isZero();
  }

  @Test
  void aKillLosesNoCallThatNobodyWouldAskAbout() throws IOException {
    notYet = true;
    Task task = submitting();
    call(address(task), "fal-ai/x/requests/1 2");
    taken.clear();
    notYet = false;

    receiver = receiver();
    receiver.resume();
    delay.settle();

    assertThat(taken).containsExactly(task.id() + "-0 fal-ai/x/requests/1 2");
    assertThat(inbox.pendingCount()).isZero();
  }

  @Test
  void ofATaskThatIsPolledNothingIsStored() throws IOException {
    notYet = true;
    Task task = submitting();
    URI address = address(task);
    tasks.put(task.id(), task.withState(TaskStateExamples.RUNNING));

    call(address, "remote-1");

    assertThat(taken).hasSize(1);
    assertThat(inbox.pendingCount()).isZero();
  }

  @Test
  void aCallThatCannotBeStoredIsAFault() {
    URI address = address(submitting());
    inbox.setBroken(true);

    assertThatThrownBy(() -> call(address, "remote-1")).isInstanceOf(IllegalStateException.class);
    assertThat(taken).isEmpty();
  }

  @Test
  void otherPlatformsEventsAreNotCalls() {
    inbox.store(new EventInbox.Event("telegram", "1", "{}", clock.instant()));
    inbox.store(new EventInbox.Event("callback", "2", "nonsense", clock.instant()));

    receiver.resume();
    delay.settle();

    assertThat(taken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://reelay.example", "http://127.0.0.1:8080"})
  void aRelayOutsideGetsNoAddressThatIsNotHttps(String url) {
    CallbackLinks plain = links(new CallbackOptions(URI.create(url), true), new byte[32]);
    Task task = submitting();

    assertThat(plain.address(task, RELAY)).isNull();
    assertThat(plain.address(task, URI.create("http://127.0.0.1:8188"))).startsWith(url + "/");
  }

  @Test
  void nobodyGetsAnAddressWhereThatIsOffOrForWhatIsNoPost() {
    Task task = submitting();

    assertThat(links(new CallbackOptions(PUBLIC, false), new byte[32]).address(task, RELAY))
        .isNull();
    assertThat(links(new CallbackOptions(null, true), new byte[32]).address(task, RELAY)).isNull();
    TaskState queued = TaskStateExamples.QUEUED;
    assertThat(links.address(task.withState(queued), RELAY)).isNull();
  }
}
