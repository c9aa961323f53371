package io.github.reelay.web.standby;

import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.security.Sha256;
import io.github.reelay.web.Visitor;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.Locale;

/**
 * What a browser shows while nobody works. It asks for its address again by itself; everything else
 * of the page would have to come from the one that works, so its looks are in it.
 */
record StandbyPage(MessageBundles bundles) {
  private static final String STYLE =
      "body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.1rem/1.5"
          + " system-ui,sans-serif;color-scheme:light dark}main{padding:2rem;max-width:34rem}";

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(Sha256.of(STYLE))
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  void show(Context ctx) {
    Locale locale = bundles.supportedLanguage(Visitor.localeOf(ctx));
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .html(
            """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="3">
            <title>Reelay</title>
            <style>%s</style>
            </head>
            <body>
            <main>
            <h1>Reelay</h1>
            <p role="status">%s</p>
            </main>
            </body>
            </html>
            """
                .formatted(locale.toLanguageTag(), STYLE, bundles.get(locale, "web.standby")));
  }
}
