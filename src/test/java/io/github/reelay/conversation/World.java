package io.github.reelay.conversation;

import io.github.reelay.policy.Access;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.ContentRules;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Rules;
import io.github.reelay.task.Address;
import io.github.reelay.task.ChatRef;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.PersonRef;
import io.github.reelay.task.Picture;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A conversation among stand-ins for the ports: everything in memory, a settable clock, and no
 * tracker, so that a test says itself what becomes of a task.
 */
final class World {
  static final PersonRef ANN = new PersonRef("telegram", "1");
  static final PersonRef BOB = new PersonRef("telegram", "2");
  static final PersonRef OPERATOR = new PersonRef("telegram", "9");
  static final ChatRef GROUP = new ChatRef("telegram", "-100");
  static final Picture PICTURE = new Picture("ab".repeat(32), "image/png", 640, 480, 1000);

  final MemoryStore store = new MemoryStore();
  final MemoryRules ruleStore = new MemoryRules();
  final FixedMenu menu = new FixedMenu();
  final SwitchedProviders providers = new SwitchedProviders();
  final List<Alert> alerts = new ArrayList<>();
  final Set<PersonRef> forgotten = new HashSet<>();
  final Map<PersonRef, Map<String, String>> preferences = new HashMap<>();
  final Set<Picture> pictures = new HashSet<>(Set.of(PICTURE));
  final BundleWording wording = new BundleWording(new Texts(), "$", ZoneOffset.UTC);
  Instant now = Instant.parse("2026-11-20T06:00:00Z");
  AccessOptions access =
      new AccessOptions(
          AccessOptions.Unknown.AUTO,
          AccessOptions.Lists.EMPTY,
          AccessOptions.Lists.EMPTY,
          Set.of(OPERATOR.toString()));
  boolean room = true;
  LimitOptions limits = LimitOptions.NONE;
  ContentOptions content = ContentOptions.NONE;

  /** A conversation under the options set so far. */
  Dialogue dialogue() {
    InstantSource clock = () -> now;
    Rules rules = new Rules(ruleStore, clock);
    return new Dialogue(
        new Ports(
            store,
            store,
            menu,
            new PicturesOnly(pictures),
            new MemoryDrafts(),
            new MemoryPreferences(preferences),
            store,
            List.of(forgotten::add),
            () -> room,
            alerts::add),
        new Policy(
            new Access(access, rules),
            new Limits(limits, rules, ZoneOffset.UTC),
            new ContentRules(content),
            rules,
            providers),
        wording,
        clock,
        new Random(7));
  }

  static Speaker speaker(PersonRef person) {
    return speaker(person, Locale.ENGLISH, false);
  }

  static Speaker speaker(PersonRef person, Locale language, boolean moderator) {
    return new Speaker(person, "Name", Address.of(GROUP), language, Set.of(), () -> moderator);
  }

  /** Sets what became of a task. */
  Task becomes(Task task, TaskState state) {
    Task next = task.with(state, null);
    store.put(next);
    return next;
  }

  Task delivered(Task task, String message) {
    return becomes(
        task,
        new TaskState.Delivered(
            now, video(task), new MessageRef(task.address().chat(), message), false));
  }

  Task running(Task task) {
    return becomes(task, TaskState.Running.begun("remote-1", now, now));
  }

  Task rejected(Task task) {
    return becomes(task, new TaskState.Failed(now, Failure.of(FailureKind.CONTENT_REJECTED)));
  }

  Video video(Task task) {
    return new Video(task.id() + ".mp4", 1000, 720, 1280, Duration.ofSeconds(10), "cd".repeat(32));
  }

  static Task started(Answer answer) {
    if (answer instanceof Answer.Started(Task task, _)) {
      return task;
    }
    throw new AssertionError("no task was started: " + words(answer));
  }

  /** What an answer says, as plain text. */
  static String words(Answer answer) {
    return switch (answer) {
      case Answer.Started(Task task, _) -> "started " + task.id();
      case Answer.Say(Message message, boolean _) -> message.text().plain();
      case Answer.Replace(Message message) -> message.text().plain();
      case Answer.AskRemix(var _, Message question) -> question.text().plain();
      case Answer.Remove(var _, Message note) -> note.text().plain();
      case Answer.Noted(Message note) -> note.text().plain();
    };
  }
}
