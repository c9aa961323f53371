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
  private final MessageLog messages;
  private final PostedMessageHandler handler;
  private final MediaStore media;
  private final MessageIdGenerator ids;
  private final AnswerWriter answers;
  private final PersonRateLimiter rateLimiter;
  private final MessageBundles bundles;
  private final long pictureLimit;
  private final ObjectMapper json;
  private final InstantSource clock;

  MessageRoutes(
      MessageLog messages,
      PostedMessageHandler handler,
      MediaStore media,
      MessageIdGenerator ids,
      AnswerWriter answers,
      PersonRateLimiter rateLimiter,
      MessageBundles bundles,
      long pictureLimit,
      ObjectMapper json,
      InstantSource clock) {
    this.messages = messages;
    this.handler = handler;
    this.media = media;
    this.ids = ids;
    this.answers = answers;
    this.rateLimiter = rateLimiter;
    this.bundles = bundles;
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
    if (rateLimiter.isTooMuch(visitor.person())) {
      new Problem(429, bundles.get(locale, "web.error.too-fast"), null).answer(ctx);
      return;
    }
    PostedMessage posted = PostedMessage.read(ctx, json);
    if (posted.replyTo() != null && messages.find(visitor.person(), posted.replyTo()).isEmpty()) {
      Problem.in("replyTo", bundles.get(locale, "web.error.reply-to")).answer(ctx);
      return;
    }
    PictureCheck check = posted.image() == null ? null : take(posted.image());
    if (check instanceof PictureCheck.Unfit(var reason)) {
      String key = "picture." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Problem.in("image", bundles.get(locale, key)).answer(ctx);
      return;
    }
    ReferenceImage image = check instanceof PictureCheck.Taken(ReferenceImage taken) ? taken : null;
    Optional<Problem> wrong = handler.mistake(visitor, posted, image);
    if (wrong.isPresent()) {
      wrong.get().answer(ctx);
      return;
    }
    ctx.json(say(visitor, posted, image));
  }

  private PictureCheck take(UploadedFile image) throws IOException {
    try (InputStream bytes = image.content()) {
      return media.takePicture(bytes, pictureLimit);
    }
  }

  private Map<String, String> say(
      Visitor visitor, PostedMessage posted, @Nullable ReferenceImage image) {
    String id = ids.next('m', visitor.person(), posted.key());
    messages.putOnce(
        visitor.person(),
        ChatMessage.ofPerson(
            id, posted.text(), still(id, image), posted.replyTo(), clock.instant()));
    Answer answer = handler.answer(visitor, posted, image, id);
    Map<String, String> told = new LinkedHashMap<>();
    told.put("id", id);
    told.putAll(answers.carryOut(visitor.person(), answer, id, null));
    return told;
  }

  private static ChatMessage.@Nullable Still still(String id, @Nullable ReferenceImage image) {
    return image == null ? null : ChatMessage.Still.of(id, image);
  }
}
