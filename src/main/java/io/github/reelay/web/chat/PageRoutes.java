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
 * The page itself, as the files it is written in, and its sentences. Nothing is fetched from
 * elsewhere.
 */
final class PageRoutes implements Routes {
  private static final String SCRIPT = "text/javascript;charset=utf-8";

  private static final Map<String, String> FILES =
      Map.of(
          "/app.css", "text/css;charset=utf-8",
          "/api.js", SCRIPT,
          "/app.js", SCRIPT,
          "/composer.js", SCRIPT,
          "/dom.js", SCRIPT,
          "/log.js", SCRIPT,
          "/menus.js", SCRIPT,
          "/panels.js", SCRIPT,
          "/favicon.svg", "image/svg+xml",
          "/robots.txt", "text/plain;charset=utf-8");

  /** The page's sentences may have this many blanks, which it fills in by itself. */
  private static final Object[] BLANKS = {"{0}", "{1}", "{2}"};

  private final MessageBundles bundles;

  PageRoutes(MessageBundles bundles) {
    this.bundles = bundles;
  }

  @Override
  public void add(RoutesConfig routes) {
    byte[] page = read("/index.html");
    routes.get("/", ctx -> give(ctx, page, "text/html;charset=utf-8"));
    FILES.forEach((path, type) -> {
      byte[] file = read(path);
      routes.get(path, ctx -> give(ctx, file, type));
    });
    routes.get("/texts.json", this::sentences);
  }

  /** Not kept by browsers: a new version of the program must never meet an old script. */
  private static void give(Context ctx, byte[] file, String type) {
    ctx.header("Cache-Control", "no-cache").contentType(type).result(file);
  }

  private void sentences(Context ctx) {
    String asked = ctx.queryParam("lang");
    Locale locale = MessageBundles.supportedLanguage(language(asked, ctx));
    Map<String, String> sentences = new TreeMap<>();
    for (String key : bundles.keys()) {
      if (key.startsWith("page.")) {
        sentences.put(key.substring("page.".length()), bundles.get(locale, key, BLANKS));
      }
    }
    sentences.put("language", locale.toLanguageTag());
    ctx.header("Cache-Control", "no-cache").json(sentences);
  }

  private static Locale language(@Nullable String asked, Context ctx) {
    return asked == null || asked.length() > 35
        ? Visitor.localeOf(ctx)
        : Locale.forLanguageTag(asked);
  }

  private static byte[] read(String path) {
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
