package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.PersonalDataStore;
import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.Wording;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.web.JsonBody;
import io.github.reelay.web.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts the web chat together, in two steps: the tracker needs the platform before there is a
 * conversation, and the routes need the conversation.
 */
public final class WebChat {
  private final StreamNotifier bell = new StreamNotifier();
  private final TranscriptStore transcript;
  private final MessageLog log;
  private final MessageBundles texts;
  private final InstantSource clock;
  private final WebChatPlatform platform;

  public WebChat(
      TranscriptStore transcript, Wording wording, MessageBundles texts, InstantSource clock) {
    this.transcript = transcript;
    this.texts = texts;
    this.clock = clock;
    this.log = new MessageLog(transcript, bell, JsonBody.MAPPER);
    this.platform = new WebChatPlatform(log, wording, clock);
  }

  /** For the tracker. */
  public WebChatPlatform platform() {
    return platform;
  }

  /** Forgets a person's messages; for {@code /forget}. */
  public PersonalDataStore memory() {
    return log::forget;
  }

  /**
   * Page and API.
   *
   * @param random must be one that nobody can guess
   */
  public List<Routes> routes(
      Conversation conversation,
      ModelCatalogue menu,
      TaskStore tasks,
      MediaStore media,
      MediaConverter fitter,
      WebChatOptions options,
      RandomGenerator random) {
    MessageIdGenerator ids = new MessageIdGenerator(random);
    AnswerWriter answers = new AnswerWriter(log, clock);
    PersonRateLimiter flood = new PersonRateLimiter();
    PostedMessageHandler dialogue =
        new PostedMessageHandler(
            conversation, new RequestValidator(menu, texts), tasks, log, texts);
    return List.of(
        new PageRoutes(texts),
        new MessageRoutes(
            log,
            dialogue,
            media,
            ids,
            answers,
            flood,
            texts,
            options.pictureLimit(),
            JsonBody.MAPPER,
            clock),
        new ButtonRoutes(conversation, log, ids, answers, flood, texts, JsonBody.MAPPER, clock),
        new EventRoutes(transcript, bell, JsonBody.MAPPER, texts),
        new QueryRoutes(conversation, menu, tasks, log, options.currency(), clock),
        new FileRoutes(log, tasks, media, fitter));
  }
}
