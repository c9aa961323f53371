package io.github.reelay.web.chat;

import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.web.Routes;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the page: the files it is written in, and its texts. Nothing is fetched from
 * elsewhere.
 */
final class PageRoutes implements Routes {
  private static final String JAVASCRIPT_TYPE = "text/javascript;charset=utf-8";

  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("/app.css", "text/css;charset=utf-8"),
          Map.entry("/api.js", JAVASCRIPT_TYPE),
          Map.entry("/app.js", JAVASCRIPT_TYPE),
          Map.entry("/browser-storage.js", JAVASCRIPT_TYPE),
          Map.entry("/composer.js", JAVASCRIPT_TYPE),
          Map.entry("/dom.js", JAVASCRIPT_TYPE),
          Map.entry("/keyboard.js", JAVASCRIPT_TYPE),
          Map.entry("/log.js", JAVASCRIPT_TYPE),
          Map.entry("/menus.js", JAVASCRIPT_TYPE),
          Map.entry("/news.js", JAVASCRIPT_TYPE),
          Map.entry("/panels.js", JAVASCRIPT_TYPE),
          Map.entry("/picture-file.js", JAVASCRIPT_TYPE),
          Map.entry("/favicon.svg", "image/svg+xml"),
          Map.entry("/robots.txt", "text/plain;charset=utf-8"));

  /** The page's sentences may have this many blanks, which it fills in by itself. */
  private static final Object[] PLACEHOLDERS = {"{0}", "{1}", "{2}"};

  private final MessageBundles bundles;
  private final long pictureLimit;

  /**
   * @param pictureLimit bytes; the page says so before it sends a larger picture
   */
  PageRoutes(MessageBundles bundles, long pictureLimit) {
    this.bundles = bundles;
    this.pictureLimit = pictureLimit;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    byte[] page = readResource("/index.html");
    routes.get("/", ctx -> send(ctx, page, "text/html;charset=utf-8"));
    FILES.forEach((path, type) -> {
      byte[] file = readResource(path);
      routes.get(path, ctx -> send(ctx, file, type));
    });
    routes.get("/texts.json", this::sendTexts);
  }

  /** Not kept by browsers: a new version of the program must never meet an old script. */
  private static void send(Context ctx, byte[] file, String type) {
    ctx.header("Cache-Control", "no-cache").contentType(type).result(file);
  }

  private void sendTexts(Context ctx) {
    String asked = ctx.queryParam("lang");
    Locale locale = bundles.supportedLanguage(requestedLocale(asked, ctx));
    Map<String, String> texts = new TreeMap<>();
    for (String key : bundles.keys()) {
      if (key.startsWith("page.")) {
        texts.put(key.substring("page.".length()), bundles.get(locale, key, PLACEHOLDERS));
      }
    }
    texts.put("language", locale.toLanguageTag());
    texts.put("picture-limit", String.valueOf(pictureLimit));
    ctx.header("Cache-Control", "no-cache").json(texts);
  }

  private static Locale requestedLocale(@Nullable String asked, Context ctx) {
    return asked == null || asked.length() > 35
        ? Visitor.of(ctx).locale()
        : Locale.forLanguageTag(asked);
  }

  private static byte[] readResource(String path) {
    try (InputStream in = PageRoutes.class.getResourceAsStream("/web" + path)) {
      if (in == null) {
        throw new IllegalStateException("not in the program: web" + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
