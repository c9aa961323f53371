package io.github.reelay.web.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.web.FileResponse;
import io.github.reelay.web.Routes;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * The routes of videos, their posters and sent pictures, for the person whose messages they are in.
 */
final class FileRoutes implements Routes {
  private static final int MAX_POSTER_SIDE = 640;
  private static final int MAX_POSTER_BYTES = 120_000;

  /** A poster is cheap to keep and costs a second of one core to make. */
  private static final long MAX_POSTER_CACHE_BYTES = 8L * 1024 * 1024;

  /** A file behind an address never changes; only its owner may keep it. */
  private static final String CACHE_CONTROL = "private, max-age=86400, immutable";

  private final MessageLog messages;
  private final TaskStore tasks;
  private final MediaStore media;
  private final MediaConverter converter;
  private final Cache<String, byte[]> posters =
      Caffeine.newBuilder()
          .maximumWeight(MAX_POSTER_CACHE_BYTES)
          .weigher((String _, byte[] bytes) -> bytes.length)
          .build();

  FileRoutes(MessageLog messages, TaskStore tasks, MediaStore media, MediaConverter converter) {
    this.messages = messages;
    this.tasks = tasks;
    this.media = media;
    this.converter = converter;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/messages/{id}/video", this::video);
    routes.head("/api/messages/{id}/video", this::video);
    routes.get("/api/messages/{id}/poster", this::poster);
    routes.get("/api/messages/{id}/image", this::image);
  }

  private void video(Context ctx) throws IOException {
    Video video = findPostedVideo(ctx);
    ctx.header("Cache-Control", CACHE_CONTROL);
    FileResponse.send(ctx, media.path(video), Video.mediaType(video.file()));
  }

  private void poster(Context ctx) {
    Video video = findPostedVideo(ctx);
    byte[] jpeg =
        posters.get(
            video.sha256(),
            _ -> converter.thumbnail(video, MAX_POSTER_SIDE, MAX_POSTER_BYTES).orElse(new byte[0]));
    if (jpeg.length == 0) {
      ctx.status(
          204); // no frame could be read; the player shows none then, and complains of nothing
      return;
    }
    ctx.header("Cache-Control", CACHE_CONTROL).contentType("image/jpeg").result(jpeg);
  }

  /** The page may ask before DELIVERED is committed: the message is there a moment earlier. */
  private Video findPostedVideo(Context ctx) {
    ChatMessage message =
        messages
            .find(Visitor.of(ctx).person(), ctx.pathParam("id"))
            .filter(found -> found.kind() == ChatMessage.Kind.VIDEO && found.task() != null)
            .orElseThrow(NotFoundResponse::new);
    return tasks
        .find(new TaskId(String.valueOf(message.task())))
        .map(task -> WebChatPlatform.isClip(message) ? task.withFilm(null) : task)
        .map(Task::postedVideo)
        .filter(media::has)
        .orElseThrow(NotFoundResponse::new);
  }

  private void image(Context ctx) throws IOException {
    ReferenceImage image =
        messages
            .find(Visitor.of(ctx).person(), ctx.pathParam("id"))
            .flatMap(message -> Optional.ofNullable(message.image()))
            .map(ChatMessage.PostedImage::toReferenceImage)
            .filter(media::has)
            .orElseThrow(NotFoundResponse::new);
    ctx.header("Cache-Control", CACHE_CONTROL);
    FileResponse.send(ctx, media.path(image), image.mediaType());
  }
}
