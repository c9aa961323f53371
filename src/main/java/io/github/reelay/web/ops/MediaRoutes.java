package io.github.reelay.web.ops;

import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.web.FileResponse;
import io.github.reelay.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code /media/*}: files behind signed, expiring links, for providers and for people whose chat
 * does not take a file. There is nothing to list; whatever is wrong with a link is a 404.
 */
public final class MediaRoutes implements Routes {
  private final MediaLinks.Resolver media;

  public MediaRoutes(MediaLinks.Resolver media) {
    this.media = media;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/media/<path>", this::send);
    routes.head("/media/<path>", this::send);
  }

  private void send(Context ctx) throws IOException {
    Map<String, String> query = new HashMap<>();
    ctx.queryParamMap().forEach((name, values) -> query.put(name, values.getFirst()));
    MediaLinks.Resolver.MediaFile file =
        media.resolve(ctx.pathParam("path"), query).orElseThrow(NotFoundResponse::new);
    // Shared caches must not outlive the link; and no search engine is to keep it.
    ctx.header("Cache-Control", "private, max-age=3600").header("X-Robots-Tag", "noindex");
    try {
      FileResponse.send(ctx, file.file(), file.mediaType());
    } catch (NoSuchFileException _) {
      throw new NotFoundResponse(); // swept since the link was made
    }
  }
}
