package io.github.reelay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.Progress;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.state.StatusViewFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one chat really shows of the core flow, written down as a section of {@code docs/chats.md}
 * for each language: the adapter with its own client and a server, the conversation behind it, and
 * a provider that is played. Each step waits for the last thing that is seen of it. What is awaited
 * and pressed is named by its key, so that one scene is played in every language.
 */
public abstract class ChatScene {
  private static final Path PAGE = Path.of("docs/chats.md");
  private static final MessageBundles TEXTS = new MessageBundles();

  /** What no model here can do, while another length can be had. */
  protected static final int TOO_LONG = 9;

  protected final ConversationFixture fixture;
  protected final Locale language;
  protected final String fox;
  protected final String door;
  protected final String away;
  private final StringBuilder section = new StringBuilder();
  private final String heading;

  /**
   * @param language what Ann's client says it speaks, and so does she
   * @param store where the chat looks for tasks as well
   */
  protected ChatScene(String chat, Locale language, InMemoryTaskStore store) {
    this.language = language;
    heading = "## %s, in %s%n".formatted(chat, language.getDisplayLanguage(Locale.ENGLISH));
    fixture = new ConversationFixture(store);
    boolean english = language.equals(Locale.ENGLISH);
    fox = text("example.prompt");
    door = english ? "it finds a door" : "它找到一扇门";
    away = english ? "it flies away" : "它飞走了";
  }

  /**
   * Something that was seen in the chat.
   *
   * @param how {@code new, silent}
   * @param words with the buttons in brackets, line by line
   */
  public record Seen(String how, String words) {}

  protected final Conversation conversation() {
    return fixture.conversation().conversation();
  }

  protected abstract ChatPlatform platform();

  /** What was seen since this was asked last. */
  protected abstract List<Seen> news();

  /** Whether it is seen in the order in which it came; else what came at once is sorted. */
  protected abstract boolean isInOrder();

  /** What people do there, step by step. */
  protected abstract void play() throws IOException;

  /** Plays it, and holds the page to it; or writes the page anew. */
  public final void matchesThePage() throws IOException {
    try {
      play();
    } catch (RuntimeException | Error e) {
      throw new AssertionError("The chat was seen like this:\n" + section + news(), e);
    }
    String page = Files.readString(PAGE);
    int from = page.indexOf(heading);
    int next = page.indexOf("\n## ", from + 1);
    int to = next < 0 ? page.length() : next + 1;
    assertThat(from).as("the page has a section " + heading).isNotNegative();
    String now = heading + "\n" + section.toString().strip() + "\n" + (next < 0 ? "" : "\n");
    if (Boolean.getBoolean("reelay.docs.write")) {
      Files.writeString(PAGE, page.substring(0, from) + now + page.substring(to));
    } else {
      assertThat(page.substring(from, to))
          .as("docs/chats.md is stale; its first lines say how it is written anew")
          .isEqualTo(now);
    }
  }

  /** What stands there in Ann's language. */
  protected final String text(String key, Object... args) {
    return TEXTS.get(language, key, args);
  }

  /** How a sentence begins in Ann's language, up to what it is filled with. */
  protected final String start(String key) {
    return text(key).split("\\{", 2)[0];
  }

  protected final String label(ButtonAction action) {
    return start(action.labelKey());
  }

  /** A button that mends what does not go. */
  protected final String makeIt(int seconds) {
    return text("mend.make", text("time.seconds", seconds));
  }

  protected final void title(String title) {
    section.append("### ").append(title).append("\n\n");
  }

  /** What Ann does, and what is seen of it until all of these words were. */
  protected final void step(String does, Runnable step, String... last) {
    section.append("**Ann** ").append(does).append("\n\n");
    step.run();
    if (last.length > 0) {
      seen(last);
    }
  }

  /** Ann presses the newest button of this name. */
  protected final void press(String label, String... last) {
    step("presses [" + label + "]", () -> pressNewest(label), last);
  }

  /** The same in the question that came of it. */
  protected final void pressThere(String label, String... last) {
    step("presses [" + label + "] there", () -> pressNewest(label), last);
  }

  protected abstract void pressNewest(String label);

  private void seen(String... last) {
    List<Seen> all = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          all.addAll(news());
          assertThat(all.toString()).contains(last);
        });
    if (!isInOrder()) {
      all.sort(
          Comparator.comparing((Seen one) -> !one.how().startsWith("gone"))
              .thenComparing(one -> !text("page.from-person").startsWith(one.how()))
              .thenComparing(Seen::toString));
    }
    for (Seen one : all) {
      section.append("> *").append(one.how()).append('*');
      one.words().lines().forEach(line -> section.append("  \n> ").append(line.stripTrailing()));
      section.append("\n\n");
    }
  }

  /** The task that was accepted and is not seen yet; it is shown now. */
  protected final Task queued() {
    AtomicReference<Task> found = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          fixture.store.all().stream()
              .filter(task -> task.state() instanceof TaskState.Queued)
              .findFirst()
              .ifPresent(found::set);
          return found.get() != null;
        });
    Task shown = shows(found.get());
    section.append("The provider is asked.\n\n");
    seen(text("status.waiting"));
    return shown;
  }

  protected final Task atWork(Task task) {
    Task running = fixture.running(task);
    fixture.clock.advance(Duration.ofSeconds(50));
    TaskState.Running state = (TaskState.Running) running.state();
    Progress told = state.progress().withReport(40, null, fixture.clock.instant());
    Task shown = shows(fixture.becomes(running, state.withProgress(told)));
    section.append("It is at work.\n\n");
    seen("40");
    return shown;
  }

  /** Posts the video, and takes the status message away. */
  protected final void delivered(Task task, String last) throws IOException {
    Video video = fixture.video(task);
    Path file = Files.writeString(Files.createTempFile("video", ".mp4"), "video");
    file.toFile().deleteOnExit();
    Task delivering =
        fixture.becomes(task, TaskExamples.delivering(video, fixture.clock.instant()));
    AtomicReference<MessageRef> placeholder = new AtomicReference<>();
    AtomicReference<MessageRef> posted = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          DeliveryResult result =
              platform()
                  .deliver(
                      new DeliveryRequest(
                          delivering,
                          video,
                          file,
                          false,
                          placeholder.get(),
                          ref -> {
                            placeholder.set(ref);
                            return true;
                          }));
          if (result instanceof DeliveryResult.Posted(MessageRef message, _, _)) {
            posted.set(message);
          }
          return posted.get() != null;
        });
    Task done =
        fixture.becomes(
            delivering,
            new TaskState.Delivered(fixture.clock.instant(), video, posted.get(), false, false));
    var _ = platform().removeStatus(done, view(done));
    section.append("The video is there.\n\n");
    seen(last);
  }

  private Task shows(Task task) {
    AtomicReference<MessageRef> shown = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          if (platform().showStatus(task, view(task)) instanceof StatusResult.Shown(var message)) {
            shown.set(message);
          }
          return shown.get() != null;
        });
    return fixture.store.put(
        task.withStatus(StatusMessage.NONE.shown(shown.get(), "", fixture.clock.instant())));
  }

  private StatusView view(Task task) {
    return StatusViewFactory.of(
        task, fixture.clock.instant(), null, UsualDuration.typical(task.offer()));
  }

  /** The film so far, joined. */
  protected final Task joined(Task clip) {
    Video film = new Video("film.mp4", 1000, 1280, 720, Duration.ofSeconds(20), "00");
    return fixture.store.put(clip.withFilm(Task.Film.joined(2, film)));
  }
}
