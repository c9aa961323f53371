package io.github.reelay.web.chat;

import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Memory;
import io.github.reelay.conversation.ModelMenu;
import io.github.reelay.conversation.Texts;
import io.github.reelay.conversation.Transcript;
import io.github.reelay.conversation.Wording;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.MediaStore;
import io.github.reelay.tracking.TaskStore;
import io.github.reelay.web.Json;
import io.github.reelay.web.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts the web chat together, in two steps: the tracker needs the platform before there is a
 * conversation, and the routes need the conversation.
 */
public final class WebChatSite {
  private final Bell bell = new Bell();
  private final Transcript transcript;
  private final ChatLog log;
  private final Texts texts;
  private final InstantSource clock;
  private final WebChat platform;

  public WebChatSite(Transcript transcript, Wording wording, Texts texts, InstantSource clock) {
    this.transcript = transcript;
    this.texts = texts;
    this.clock = clock;
    this.log = new ChatLog(transcript, bell, Json.MAPPER);
    this.platform = new WebChat(log, wording, clock);
  }

  /** For the tracker. */
  public WebChat platform() {
    return platform;
  }

  /** Forgets a person's messages; for {@code /forget}. */
  public Memory memory() {
    return log::forget;
  }

  /**
   * Page and API.
   *
   * @param random must be one that nobody can guess
   */
  public List<Routes> routes(
      Conversation conversation,
      ModelMenu menu,
      TaskStore tasks,
      MediaStore media,
      ImageFitter fitter,
      WebChatOptions options,
      RandomGenerator random) {
    MessageIds ids = new MessageIds(random);
    Answers answers = new Answers(log, clock);
    Flood flood = new Flood();
    Dialogue dialogue = new Dialogue(conversation, new MenuValues(menu, texts), tasks, log, texts);
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
            Json.MAPPER,
            clock),
        new ButtonRoutes(conversation, log, ids, answers, flood, texts, Json.MAPPER, clock),
        new EventRoutes(transcript, bell, Json.MAPPER, texts),
        new ListRoutes(conversation, menu, tasks, log, options.currency(), clock),
        new FileRoutes(log, tasks, media, fitter));
  }
}
