package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult;
import io.github.reelay.web.ApiProblem;
import io.github.reelay.web.Routes;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/messages}: a person says something. The message is stored before it is acted
 * upon; both are idempotent by its id, so a client may repeat a post whose answer was lost. The
 * answer has the {@code task} that was started, or why none was or nothing changed, {@code
 * refused}, as it is said in the chat.
 */
final class MessageRoutes implements Routes {
  private final MessageLog messages;
  private final WebMessageHandler handler;
  private final MediaStore media;
  private final MessageIdGenerator ids;
  private final WebResponder answerWriter;
  private final PersonRateLimiter rateLimiter;
  private final MessageBundles bundles;
  private final long pictureLimit;
  private final ObjectMapper json;
  private final InstantSource clock;

  MessageRoutes(
      MessageLog messages,
      WebMessageHandler handler,
      MediaStore media,
      MessageIdGenerator ids,
      WebResponder answerWriter,
      PersonRateLimiter rateLimiter,
      MessageBundles bundles,
      long pictureLimit,
      ObjectMapper json,
      InstantSource clock) {
    this.messages = messages;
    this.handler = handler;
    this.media = media;
    this.ids = ids;
    this.answerWriter = answerWriter;
    this.rateLimiter = rateLimiter;
    this.bundles = bundles;
    this.pictureLimit = pictureLimit;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/api/messages", this::post);
  }

  private void post(Context ctx) throws IOException {
    Visitor visitor = Visitor.of(ctx);
    Locale locale = visitor.locale();
    if (rateLimiter.refuses(visitor, ctx)) {
      return;
    }
    PostedMessage posted = PostedMessage.parse(ctx, json);
    if (posted.replyTo() != null && messages.find(visitor.person(), posted.replyTo()).isEmpty()) {
      ApiProblem.forField("replyTo", bundles.get(locale, "web.error.reply-to")).send(ctx);
      return;
    }
    if (posted.strayImage()) {
      ApiProblem.forField("image", bundles.get(locale, "web.error.one-picture")).send(ctx);
      return;
    }
    List<ReferenceImage> images = new ArrayList<>();
    for (UploadedFile file : posted.images()) {
      switch (storeImage(file)) {
        case StoreImageResult.Stored(ReferenceImage taken) -> images.add(taken);
        case StoreImageResult.Invalid(var reason) -> {
          String key = "picture." + EnumNames.kebabCase(reason);
          ApiProblem.forField("image", bundles.get(locale, key)).send(ctx);
          return;
        }
      }
    }
    Optional<ApiProblem> problem = handler.validate(visitor, posted, images);
    if (problem.isPresent()) {
      problem.get().send(ctx);
      return;
    }
    ctx.json(handleMessage(visitor, posted, images));
  }

  private StoreImageResult storeImage(UploadedFile image) throws IOException {
    try (InputStream bytes = image.content()) {
      return media.storeImage(bytes, pictureLimit);
    }
  }

  private Map<String, String> handleMessage(
      Visitor visitor, PostedMessage posted, List<ReferenceImage> images) {
    String id = ids.next('m', visitor.person(), posted.idempotencyKey());
    messages.putIfAbsent(
        visitor.person(),
        ChatMessage.ofPerson(
            id, posted.text(), postedImage(id, images), posted.replyTo(), clock.instant()));
    Answer answer = handler.handle(visitor, posted, images, id);
    Map<String, String> response = new LinkedHashMap<>();
    response.put("id", id);
    response.putAll(answerWriter.execute(visitor.person(), answer, id, null));
    if (answer instanceof Answer.Reply(Message why, _, boolean isRefusal)
        && (isRefusal || WebMessageHandler.asksForVideo(posted.text()))) {
      response.put("refused", why.text().plainText());
    }
    return response;
  }

  private static ChatMessage.@Nullable PostedImage postedImage(
      String id, List<ReferenceImage> images) {
    return images.isEmpty() ? null : ChatMessage.PostedImage.of(id, images.getFirst());
  }
}
