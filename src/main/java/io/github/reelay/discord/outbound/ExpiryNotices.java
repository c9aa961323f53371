package io.github.reelay.discord.outbound;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionToken.Reach;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The notices before an interaction token expires: where only the token can speak, they say how the
 * video is had, and progress goes on when a press has brought a new token. Stands before {@link
 * DiscordStatusMessages}.
 *
 * <p>Thread-safe: one task's status is written by one thread at a time, so a farewell never
 * replaces a last word.
 */
public final class ExpiryNotices {
  public static final Duration EVERY = Duration.ofSeconds(5);

  private final DiscordStatusMessages messages;
  private final InteractionTokens tokens;
  private final MessageTexts texts;
  private final InstantSource clock;
  private final Map<TaskId, Open> open = new ConcurrentHashMap<>();
  private final List<ReentrantLock> locks =
      IntStream.range(0, 64).mapToObj(_ -> new ReentrantLock()).toList();

  /**
   * A task that is shown through a token alone.
   *
   * @param told the ticket whose end was announced
   */
  private record Open(Task task, StatusView view, @Nullable InteractionToken told) {}

  public ExpiryNotices(
      DiscordStatusMessages messages,
      InteractionTokens tokens,
      MessageTexts texts,
      InstantSource clock) {
    this.messages = messages;
    this.tokens = tokens;
    this.texts = texts;
    this.clock = clock;
  }

  StatusResult show(Task task, StatusView view) {
    ReentrantLock lock = lock(task.id());
    lock.lock();
    try {
      Optional<InteractionToken> ticket =
          tokens.of(task).filter(t -> t.reach() == Reach.TOKEN_ONLY);
      if (view.isFinal() || ticket.isEmpty()) {
        open.remove(task.id());
        return messages.show(task, view);
      }
      Open before = open.get(task.id());
      InteractionToken told = before == null ? null : before.told();
      if (task.status().exists() && ticket.get().isEnding(clock.instant())) {
        return ticket.get().equals(told)
            ? keep(task, view, told)
            : farewell(task, view, ticket.get());
      }
      StatusResult result = messages.show(task, view);
      if (result instanceof StatusResult.Shown(var at)) {
        open.put(
            task.id(),
            new Open(task.withStatus(task.status().shown(at, "", clock.instant())), view, null));
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** The video comes: nothing more is to be written over it. */
  void forget(TaskId task) {
    ReentrantLock lock = lock(task);
    lock.lock();
    try {
      open.remove(task);
    } finally {
      lock.unlock();
    }
  }

  /** Called every {@link #EVERY}. */
  public void sweep() {
    for (TaskId id : open.keySet()) {
      ReentrantLock lock = lock(id);
      lock.lock();
      try {
        Open now = open.get(id);
        if (now != null) {
          look(now);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void look(Open now) {
    InteractionToken token = tokens.of(now.task()).orElse(null);
    if (token == null || token.equals(now.told())) {
      return;
    }
    if (token.isEnding(clock.instant())) {
      farewell(now.task(), now.view(), token);
    } else if (now.told() != null) {
      messages.show(now.task(), now.view());
      open.put(now.task().id(), new Open(now.task(), now.view(), null));
    }
  }

  private StatusResult keep(Task task, StatusView view, @Nullable InteractionToken told) {
    open.put(task.id(), new Open(task, view, told));
    return new StatusResult.Shown(java.util.Objects.requireNonNull(task.status().message()));
  }

  private StatusResult farewell(Task task, StatusView view, InteractionToken token) {
    Locale language = view.language();
    RichText text =
        RichText.builder()
            .append(texts.status(view).text())
            .newLine()
            .plain(texts.text(language, "discord.farewell"))
            .build();
    Button fetch =
        new Button(
            new ButtonId(ButtonAction.FETCH, task.id().value()),
            texts.text(language, ButtonAction.FETCH.labelKey()),
            Button.Style.PRIMARY);
    StatusResult result =
        messages.write(task, new Message(text, List.of(List.of(fetch))), StatusView.Phase.KEPT);
    open.put(task.id(), new Open(task, view, token));
    return result;
  }

  private ReentrantLock lock(TaskId task) {
    return locks.get(Math.floorMod(task.hashCode(), locks.size()));
  }
}
