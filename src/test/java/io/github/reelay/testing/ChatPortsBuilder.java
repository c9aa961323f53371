package io.github.reelay.testing;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.TaskStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentHashMap;

/** A builder of a chat's ports: real texts, and stores in memory unless a test puts others in. */
public final class ChatPortsBuilder {
  public EventInbox inbox = new InMemoryEventInbox();
  public TranscriptStore transcript = new InMemoryTranscriptStore();
  public PreferenceStore preferences = new InMemoryPreferenceStore(new ConcurrentHashMap<>());
  public TaskStore tasks = new InMemoryTaskStore();
  public ModelCatalogue catalogue = new FixedCatalogue();
  public Alert.Sink alerts = Alert.Sink.NONE;

  public ChatPorts build(FakeMedia media, InstantSource clock) {
    MessageBundles bundles = new MessageBundles();
    return new ChatPorts(
        new MessageRenderer(bundles, "$", ZoneOffset.UTC, Duration.ofDays(7)),
        bundles,
        "$",
        inbox,
        transcript,
        preferences,
        tasks,
        catalogue,
        media,
        media,
        media,
        alerts,
        clock,
        new SecureRandom());
  }
}
