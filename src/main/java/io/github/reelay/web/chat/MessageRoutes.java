package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.MediaStore.PictureCheck;
import io.github.reelay.web.Problem;
import io.github.reelay.web.Routes;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/messages}: a person says something. The message is stored before it is acted
 * upon; both are idempotent by its id, so a client may repeat a post whose answer was lost.
 */
final class MessageRoutes implements Routes {
  private final MessageLog log;
  private final PostedMessageHandler dialogue;
  private final MediaStore media;
  private final MessageIdGenerator ids;
  private final AnswerWriter answers;
  private final PersonRateLimiter flood;
  private final MessageBundles texts;
  private final long pictureLimit;
  private final ObjectMapper json;
  private final InstantSource clock;

  MessageRoutes(
      MessageLog log,
      PostedMessageHandler dialogue,
      MediaStore media,
      MessageIdGenerator ids,
      AnswerWriter answers,
      PersonRateLimiter flood,
      MessageBundles texts,
      long pictureLimit,
      ObjectMapper json,
      InstantSource clock) {
    this.log = log;
    this.dialogue = dialogue;
    this.media = media;
    this.ids = ids;
    this.answers = answers;
    this.flood = flood;
    this.texts = texts;
    this.pictureLimit = pictureLimit;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.post("/api/messages", this::post);
  }

  private void post(Context ctx) throws IOException {
    Visitor visitor = Visitor.of(ctx);
    Locale locale = visitor.locale();
    if (flood.isTooMuch(visitor.person())) {
      new Problem(429, texts.get(locale, "web.error.too-fast"), null).answer(ctx);
      return;
    }
    PostedMessage posted = PostedMessage.read(ctx, json);
    if (posted.replyTo() != null && log.find(visitor.person(), posted.replyTo()).isEmpty()) {
      Problem.in("replyTo", texts.get(locale, "web.error.reply-to")).answer(ctx);
      return;
    }
    PictureCheck check = posted.image() == null ? null : take(posted.image());
    if (check instanceof PictureCheck.Unfit(var reason)) {
      String key = "picture." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Problem.in("image", texts.get(locale, key)).answer(ctx);
      return;
    }
    ReferenceImage picture =
        check instanceof PictureCheck.Taken(ReferenceImage taken) ? taken : null;
    Optional<Problem> wrong = dialogue.mistake(visitor, posted, picture);
    if (wrong.isPresent()) {
      wrong.get().answer(ctx);
      return;
    }
    ctx.json(say(visitor, posted, picture));
  }

  private PictureCheck take(UploadedFile image) throws IOException {
    try (InputStream bytes = image.content()) {
      return media.takePicture(bytes, pictureLimit);
    }
  }

  private Map<String, String> say(
      Visitor visitor, PostedMessage posted, @Nullable ReferenceImage picture) {
    String id = ids.next('m', visitor.person(), posted.key());
    log.putOnce(
        visitor.person(),
        ChatMessage.ofPerson(
            id, posted.text(), still(id, picture), posted.replyTo(), clock.instant()));
    Answer answer = dialogue.answer(visitor, posted, picture, id);
    Map<String, String> told = new LinkedHashMap<>();
    told.put("id", id);
    told.putAll(answers.carryOut(visitor.person(), answer, id, null));
    return told;
  }

  private static ChatMessage.@Nullable Still still(String id, @Nullable ReferenceImage picture) {
    return picture == null ? null : ChatMessage.Still.of(id, picture);
  }
}
