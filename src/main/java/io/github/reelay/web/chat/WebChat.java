package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.PersonalDataStore;
import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.web.ApiJson;
import io.github.reelay.web.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts the web chat together, in two steps: the tracker needs the platform before there is a
 * conversation, and the routes need the conversation.
 */
public final class WebChat {
  private final StreamNotifier notifier = new StreamNotifier();
  private final TranscriptStore transcript;
  private final MessageLog messages;
  private final MessageBundles bundles;
  private final InstantSource clock;
  private final WebChatPlatform platform;

  public WebChat(
      TranscriptStore transcript, MessageTexts texts, MessageBundles bundles, InstantSource clock) {
    this.transcript = transcript;
    this.bundles = bundles;
    this.clock = clock;
    this.messages = new MessageLog(transcript, notifier, ApiJson.MAPPER);
    this.platform = new WebChatPlatform(messages, texts, clock);
  }

  /** For the tracker. */
  public WebChatPlatform platform() {
    return platform;
  }

  /** Forgets a person's messages; for {@code /forget}. */
  public PersonalDataStore personalDataStore() {
    return messages::deleteAll;
  }

  /**
   * Page and API.
   *
   * @param random must be one that nobody can guess
   */
  public List<Routes> routes(
      Conversation conversation,
      ModelCatalogue catalogue,
      TaskStore tasks,
      MediaStore media,
      MediaConverter converter,
      WebChatOptions options,
      RandomGenerator random) {
    MessageIdGenerator ids = new MessageIdGenerator(random);
    WebResponder answerWriter = new WebResponder(messages, clock);
    PersonRateLimiter rateLimiter = new PersonRateLimiter(bundles);
    WebMessageHandler handler =
        new WebMessageHandler(
            conversation, new RequestValidator(catalogue, bundles), tasks, messages, bundles);
    return List.of(
        new PageRoutes(bundles),
        new MessageRoutes(
            messages,
            handler,
            media,
            ids,
            answerWriter,
            rateLimiter,
            bundles,
            options.pictureLimit(),
            ApiJson.MAPPER,
            clock),
        new ButtonRoutes(
            conversation, messages, ids, answerWriter, rateLimiter, bundles, ApiJson.MAPPER, clock),
        new EventRoutes(transcript, notifier, ApiJson.MAPPER, bundles),
        new QueryRoutes(conversation, catalogue, tasks, messages, options.currency(), clock),
        new FileRoutes(messages, tasks, media, converter));
  }
}
